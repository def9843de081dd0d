/**
 * Games beside the nights of lessons/nights: the daily crash, a world from the date, the same for everyone; and the endless
 * nights, which get worse until the desk fails. Pure: the date comes in, and there is no clock.
 */
import type { NightLevel } from './nightWorld.ts'
import { drawAll } from './storm.ts'
import { Stream } from '../../engine/random.ts'
import type { Night } from '../../nights/night.ts'
import { writeAt } from '../../schema/documentPath.ts'
import { FieldError } from '../../schema/fieldError.ts'

/** Days before each month of a common year. */
const BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
/** Days from the year 0 to a year's begin, by the Gregorian calendar. */
const toYear = (year: number) =>
  365 * year + Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400)
const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const FIRST_YEAR = 2025
const LAST_YEAR = 2099

/**
 * The number of a day: 0 is 1 January 2025.
 * @param date as in 2025-10-11
 * @throws FieldError
 */
export function dayOf(date: string): number {
  const [, ...numbers] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date) ?? []
  const [year, month, day] = numbers.map(Number)
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 31))
    throw new FieldError('date', date, `a date from ${FIRST_YEAR} to ${LAST_YEAR}, as in 2025-10-11`)
  const leap = month > 2 && isLeap(year) ? 1 : 0
  return toYear(year) - toYear(FIRST_YEAR) + BEFORE_MONTH[month - 1] + leap + day - 1
}

/** In so many days, or levels, each night comes once, in an order of its own. */
function pickInTurn(nights: readonly Night[], seed: string, place: number): Night {
  const round = Math.floor(place / nights.length)
  const stream = new Stream(seed, `round ${round}`)
  const left = [...nights]
  let picked = left[0]
  for (let i = 0; i <= place % nights.length; i++)
    [picked] = left.splice(Math.floor(stream.uniform() * left.length), 1)
  return picked
}

/** The night of a day: one of those that there are, with some of its settings drawn. Its hidden seeds are those of the day. */
export function dailyNight(nights: readonly Night[], day: number): Night {
  const night = pickInTurn(nights, 'daily crash', day)
  const { writes } = drawAll(night.daily, `day ${day}`)
  const world = writes.reduce((document, { path, value }) => writeAt(document, path, value), night.world)
  return { ...night, world, id: `daily-${day}` }
}

/** An endless night: each level is another night, and each of its storms has grown as often. It is played on its shown seed alone. */
export function endlessNight(nights: readonly Night[], attempt: number, level: number): NightLevel {
  const night = pickInTurn(nights, `endless ${attempt}`, level)
  return { night: { ...night, id: `endless-${attempt}-${level}` }, level }
}
