/**
 * What is kept of the risk desk beside the lessons: of each night how often it was tried and the best that came of it, of each day
 * its attempts, and how far the endless nights went. Validated and merged as the rest of the record is (progressRecord.ts).
 */
import * as v from 'valibot'
import { object } from '../schema/fields.ts'

/** A day has no more of them, so that it is the same for everyone. */
export const DAILY_TRIES = 3
/** Nights, and days: a year of them and more. */
const MOST_DAYS_KEPT = 400
const LONGEST_PLAY_LINK = 4_000

const whole = v.pipe(v.number('a whole number'), v.integer('a whole number'), v.minValue(0, 'at least 0'))
const moment = v.pipe(whole, v.maxValue(8.64e15, 'a moment in milliseconds'))

const result = v.pipe(
  object({
    /** In how many of the hidden seeds the desk kept what it had to keep. */
    solvent: whole,
    seeds: v.pipe(whole, v.minValue(1, 'at least 1'), v.maxValue(1_000, 'at most 1,000')),
    won: v.boolean('true or false'),
    /** The play, as a link carries it. */
    play: v.pipe(
      v.string('a play as text'),
      v.maxLength(LONGEST_PLAY_LINK, `at most ${LONGEST_PLAY_LINK} letters`),
    ),
  }),
  v.check(({ solvent, seeds }) => solvent <= seeds, 'no more solvent seeds than seeds'),
)

const night = object({ tries: whole, best: v.exactOptional(result), at: v.optional(moment, 0) })
const day = object({
  tries: v.pipe(v.array(result, 'a list of results'), v.maxLength(DAILY_TRIES, `at most ${DAILY_TRIES}`)),
  at: v.optional(moment, 0),
})

function keyed<S extends v.GenericSchema>(key: RegExp, inner: S, words: string) {
  return v.pipe(
    v.record(v.pipe(v.string(words), v.regex(key, words)), inner, words),
    v.check((all) => Object.keys(all).length <= MOST_DAYS_KEPT, `at most ${MOST_DAYS_KEPT} of them`),
  )
}

export const deskShape = object({
  nights: v.optional(keyed(/^[a-z][a-z0-9-]{0,63}$/, night, 'nights by name'), {}),
  /** By the number of the day since 1970. */
  days: v.optional(keyed(/^\d{1,6}$/, day, 'days by number'), {}),
  /** The nights in a row that the desk stood. */
  endless: v.exactOptional(object({ nights: whole, at: v.optional(moment, 0) })),
})

export type DeskRecord = v.InferOutput<typeof deskShape>
export type DeskResult = v.InferOutput<typeof result>
export type NightRecord = v.InferOutput<typeof night>
type DayRecord = v.InferOutput<typeof day>

export const createDesk = (): DeskRecord => ({ nights: {}, days: {} })

/** The better one; of equals the later. */
export function betterResult(a: DeskResult | undefined, b: DeskResult): DeskResult {
  return !a || b.solvent * a.seeds >= a.solvent * b.seeds ? b : a
}

function mergeNights(a: NightRecord, b: NightRecord): NightRecord {
  const [earlier, later] = b.at >= a.at ? [a, b] : [b, a]
  const best = later.best ? betterResult(earlier.best, later.best) : earlier.best
  return { tries: Math.max(a.tries, b.tries), ...(best && { best }), at: later.at }
}

/** The longer one: attempts are only ever added. */
function mergeDays(a: DayRecord, b: DayRecord): DayRecord {
  return { ...(b.tries.length >= a.tries.length ? b : a), at: Math.max(a.at, b.at) }
}

function mergeKeyed<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  merge: (a: T, b: T) => T,
): Record<string, T> {
  const all = { ...a }
  for (const [key, one] of Object.entries(b)) all[key] = Object.hasOwn(all, key) ? merge(all[key], one) : one
  return all
}

export function mergeDesks(a: DeskRecord, b: DeskRecord): DeskRecord {
  const ends = [a.endless, b.endless].filter((one) => one !== undefined)
  const best = ends.toSorted((x, y) => y.nights - x.nights).at(0)
  return {
    nights: mergeKeyed(a.nights, b.nights, mergeNights),
    days: keepLatest(mergeKeyed(a.days, b.days, mergeDays)),
    ...(best && { endless: best }),
  }
}

function keepLatest(days: Record<string, DayRecord>): Record<string, DayRecord> {
  const latest = Object.entries(days).sort(([a], [b]) => Number(b) - Number(a))
  return Object.fromEntries(latest.slice(0, MOST_DAYS_KEPT))
}

/** Only what is of after a moment. */
export function keepDeskAfter({ nights, days, endless }: DeskRecord, reset: number): DeskRecord {
  const since = <T extends { at: number }>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([, { at }]) => at > reset))
  return {
    nights: since(nights),
    days: since(days),
    ...(endless && endless.at > reset && { endless }),
  }
}

/** The same with other moments. */
export function restampDesk({ nights, days, endless }: DeskRecord, to: (at: number) => number): DeskRecord {
  const stamp = <T extends { at: number }>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).map(([key, one]) => [key, { ...one, at: to(one.at) }]))
  return {
    nights: stamp(nights),
    days: stamp(days),
    ...(endless && { endless: { ...endless, at: to(endless.at) } }),
  }
}

export const isEmptyDesk = ({ nights, days, endless }: DeskRecord): boolean =>
  Object.keys(nights).length + Object.keys(days).length === 0 && endless === undefined

/** How many days in a row were played, up to this one or the one before. */
export function countDaysInARow({ days }: DeskRecord, today: number): number {
  const isPlayed = (day: number) => (days[String(day)]?.tries.length ?? 0) > 0
  let day = isPlayed(today) ? today : today - 1
  let count = 0
  while (isPlayed(day)) {
    count++
    day--
  }
  return count
}
