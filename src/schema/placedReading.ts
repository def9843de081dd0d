/**
 * A number of a run of a world, as data: a reading, the place that it is of, and the moment (docs/model.md section 11.9). What whole
 * runs of worlds are asked for, and that the places are there.
 */
import * as v from 'valibot'
import { dialName, MINUTES, type Minutes } from './committee.ts'
import type { DialName } from './dialIds.ts'
import { FieldError } from './fieldError.ts'
import { choice, object } from './fields.ts'
import type { Reading } from './reading.ts'
import { FRAME_READINGS, readingOf, type FrameReading } from './readings.ts'
import type { WorldDocument } from './world.ts'
import { id } from './worldFields.ts'
import { assertNamed, assertPlace } from './worldPlaces.ts'
import { WORLD_READING_IDS, worldReadingOf, type WorldReadingId } from './worldReadings.ts'

type PlacedId = FrameReading | WorldReadingId

const whole = v.pipe(
  v.number('a whole number'),
  v.integer('a whole number'),
  v.minValue(0, 'a whole number from 0'),
)
const place = { venue: v.exactOptional(id), asset: v.exactOptional(id) }

/** A reading at the end of the run, or at another moment. */
const placed = object({
  reading: choice([...FRAME_READINGS, ...WORLD_READING_IDS] as [PlacedId, ...PlacedId[]]),
  ...place,
  /** Of a pair, the second place. */
  to: v.exactOptional(object(place)),
  at: v.exactOptional(v.union([whole, choice(['lowest', 'highest'])], 'a step, "lowest" or "highest"')),
  /** Of a correlation, the steps over which it is taken; all where they are left out. */
  steps: v.exactOptional(v.tuple([whole, whole], 'two steps')),
})
const names = v.pipe(v.array(v.string('a name'), 'a list of names'), v.minLength(2, 'at least two names'))

/**
 * What is read; what follows from others: their sum, or the first over the second; or, where a committee watches, what its
 * minutes say, and when a dial of its own first warned.
 */
export const placedReading = v.lazy((input) => {
  const has = (name: string) => typeof input === 'object' && input !== null && Object.hasOwn(input, name)
  if (has('sum')) return object({ sum: names })
  if (has('minutes')) return object({ minutes: choice(MINUTES) })
  if (has('warned')) return object({ warned: dialName })
  return has('ratio') ? object({ ratio: v.pipe(names, v.maxLength(2, 'two names')) }) : placed
}) as v.GenericSchema<unknown, PlacedReading>

export type PlacedMoment = v.InferOutput<typeof placed>
export type PlacedReading =
  | PlacedMoment
  | { readonly sum: string[] }
  | { readonly ratio: string[] }
  | { readonly minutes: (typeof MINUTES)[number] }
  | { readonly warned: DialName }
/** By name. What follows from others comes after them. */
export type PlacedReadings = Readonly<Record<string, PlacedReading>>

const isShared = (reading: PlacedId): reading is FrameReading =>
  (FRAME_READINGS as readonly string[]).includes(reading)

/** What the minutes of a committee say; undefined where it is no reading of theirs, NaN where they do not have it. */
export function readMinutes(read: PlacedReading, minutes: Minutes): number | undefined {
  if ('minutes' in read) return minutes[read.minutes] ?? NaN
  return 'warned' in read ? (minutes[`warned:${read.warned}`] ?? NaN) : undefined
}

/** The row of the table of readings that has it. */
export function placedRow({ reading }: PlacedMoment): Omit<Reading, 'of' | 'when' | 'rule'> & {
  readonly of: string
} {
  return isShared(reading) ? readingOf(reading) : worldReadingOf(reading)
}

/** @throws FieldError where a place is not there, or the reading needs another kind of place */
export function assertPlaced(path: string, read: PlacedMoment, { venues, assets }: WorldDocument): void {
  const { of } = placedRow(read)
  const assertOne = (at: string, kind: string, { venue, asset }: PlacedMoment['to'] & object) => {
    if (kind === 'run') return
    if (kind !== 'asset') assertNamed(`${at}.venue`, venue ?? '', venues, 'a venue')
    if (kind !== 'venue' && kind !== 'crowd') assertNamed(`${at}.asset`, asset ?? '', assets, 'an asset')
    if (kind === 'market') assertPlace(at, venues, { venue: venue ?? '', asset: asset ?? '' })
  }
  const isPair = of === 'markets' || of === 'venues'
  assertOne(path, isPair ? of.slice(0, -1) : of, read)
  if (isPair) assertOne(`${path}.to`, of.slice(0, -1), read.to ?? {})
  else if (read.to !== undefined) throw new FieldError(`${path}.to`, read.to, 'no second place')
  const isWindow = read.reading === 'correlation'
  if (read.steps !== undefined && !isWindow) throw new FieldError(`${path}.steps`, read.steps, 'no steps: only a correlation has them') // prettier-ignore
  if (isWindow && read.at !== undefined) throw new FieldError(`${path}.at`, read.at, 'no moment: a correlation has steps') // prettier-ignore
}
