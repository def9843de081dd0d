/**
 * Moments as exports write them, in seconds since 1970 in UTC: ISO and its relatives, months by name, seconds to nanoseconds
 * since 1970. Where day, month and year are all numbers, their order is for moments.ts to find. A moment without a zone is taken
 * as UTC: what counts is the distance. Reads a cell, writes nothing.
 */

const CLOCK = '(?:[T ,]\\s*(\\d{1,2})(?::?(\\d\\d)(?::?(\\d\\d(?:\\.\\d+)?))?)?\\s*-?([AP]M)?)?'
const ZONE = '\\s*(UTC|GMT|Z|[+-]\\d\\d:?\\d\\d)?'
const MONTH = '([A-Za-z]{3,9})\\.?'

const YEAR_FIRST = new RegExp(`^(\\d{4})([-/.])(\\d{1,2})(?:\\2(\\d{1,2})${CLOCK}${ZONE})?$`, 'i')
const RUN_TOGETHER = new RegExp(`^((?:19|20)\\d\\d)(\\d\\d)(\\d\\d)${CLOCK}${ZONE}$`, 'i')
const MONTH_FIRST = new RegExp(`^(?:[A-Za-z]{3},? )?${MONTH} (\\d{1,2}),? (\\d{4})${CLOCK}${ZONE}$`, 'i')
const DAY_FIRST = new RegExp(`^(\\d{1,2})[- ]${MONTH}[- ,]+(\\d{4}|\\d\\d)${CLOCK}${ZONE}$`, 'i')
/** Day, month and year, in one order or the other. */
const NUMBERED = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d\\d)${CLOCK}${ZONE}$`, 'i')

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** From the first number on, a number is of that unit: 1973 in seconds, and later ones a thousand times finer each. */
const EPOCHS = [
  [1e8, 1],
  [1e11, 1e3],
  [1e14, 1e6],
  [1e17, 1e9],
] as const

type Clock = readonly (string | undefined)[]

/** A year in two digits is one of the hundred around today's. */
function toYear(text: string): number {
  const year = Number(text)
  return text.length === 4 ? year : year < 70 ? 2000 + year : 1900 + year
}

/** Seconds since 1970, or null where there is no such day or time. */
function toSeconds(year: number, month: number, day: number, clock: Clock = []): number | null {
  const [hours = '0', minutes = '0', seconds = '0', half, zone = ''] = clock
  const dayMs = Date.UTC(year, month - 1, day)
  const date = new Date(dayMs)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const hour =
    half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0)
  if (hour > 24 || Number(minutes) > 59 || Number(seconds) >= 61) return null
  const [, sign, ahead = '0', past = '0'] = /^([+-])(\d\d):?(\d\d)$/.exec(zone) ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(ahead) * 60 + Number(past))
  return dayMs / 1000 + hour * 3600 + (Number(minutes) - offset) * 60 + Number(seconds)
}

function toMonth(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1
}

/** A date that can be read in one way only; null for everything else. */
export function readDate(cell: string): number | null {
  const first = YEAR_FIRST.exec(cell)
  // A month alone has no point: 2024.5 is a number.
  if (first && first[2] === '.' && first[4] === undefined) return null
  if (first) return toSeconds(Number(first[1]), Number(first[3]), Number(first[4] ?? 1), first.slice(5))
  const together = RUN_TOGETHER.exec(cell)
  if (together)
    return toSeconds(Number(together[1]), Number(together[2]), Number(together[3]), together.slice(4))
  const month = MONTH_FIRST.exec(cell)
  if (month) return toSeconds(Number(month[3]), toMonth(month[1]), Number(month[2]), month.slice(4))
  const day = DAY_FIRST.exec(cell)
  if (day) return toSeconds(toYear(day[3]), toMonth(day[2]), Number(day[1]), day.slice(4))
  return null
}

/** A count since 1970, in the unit that its size shows; null where it is too small for one. */
export function readEpoch(cell: string): number | null {
  if (!/^\d{9,20}(?:\.\d+)?$|^\d(?:\.\d+)?E\+?\d\d$/i.test(cell)) return null
  const value = Number(cell)
  const unit = EPOCHS.findLast(([from]) => value >= from)?.[1]
  return unit === undefined ? null : value / unit
}

/** In which order day, month and year stand where all three are numbers; the year first only where it has two digits. */
export type DateOrder = 'dayFirst' | 'monthFirst' | 'yearFirst'

/** Each reading of a date whose day and month are numbers: null where it has no such day, undefined where it is another form. */
export function readNumbered(cell: string): Readonly<Record<DateOrder, number | null>> | undefined {
  const found = NUMBERED.exec(cell)
  if (!found) return undefined
  const [, one, sign, other, year, ...clock] = found
  const read = (day: string, month: string, of: string) =>
    toSeconds(toYear(of), Number(month), Number(day), clock)
  return {
    dayFirst: read(one, other, year),
    // Nobody writes the month first with points.
    monthFirst: sign === '.' ? null : read(other, one, year),
    yearFirst: one.length === 2 && year.length === 2 ? read(year, other, one) : null,
  }
}

/** Whether a cell says when, in whatever form. */
export function isDate(cell: string): boolean {
  return readDate(cell) !== null || readNumbered(cell) !== undefined || readEpoch(cell) !== null
}
