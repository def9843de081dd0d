/** A measure (src/situations/situation.ts) as content writes it: the validator of what TypeScript knows of situations alone. */
import * as v from 'valibot'
import { choice, hasField, object } from '../schema/fields.ts'
import { FRAME_READINGS, SERIES_READINGS } from '../schema/readings.ts'
import { id } from '../schema/worldFields.ts'
import { WORLD_READING_IDS, WORLD_STEP_READINGS, worldReadingOf } from '../schema/worldReadings.ts'
import type { Claim, Measure, PlacedReading, SteppedReading } from '../situations/situation.ts'

/** Of one place, at any moment. */
const OF_ONE = WORLD_READING_IDS.filter((name) => !['markets', 'venues'].includes(worldReadingOf(name).of))
const placed = [...FRAME_READINGS, ...OF_ONE] as [PlacedReading, ...PlacedReading[]]
const stepped = [...SERIES_READINGS, ...WORLD_STEP_READINGS] as [SteppedReading, ...SteppedReading[]]

const place = { venue: v.exactOptional(id), asset: v.exactOptional(id) }
const MOMENTS_OF_SERIES = ['lowest', 'highest', 'mean', 'total', 'firstStep'] as const
const moment = v.union(
  [choice(MOMENTS_OF_SERIES), v.pipe(v.number(), v.integer(), v.minValue(0))],
  `a step, or one of ${MOMENTS_OF_SERIES.map((name) => `"${name}"`).join(', ')}`,
)
const now = object({ reading: choice(placed), ...place })
const series = object({ reading: choice(stepped), ...place, at: moment })

/** Chosen by shape, so that the error speaks of what was written. */
export const measureShape: v.GenericSchema<unknown, Measure> = v.lazy((input) => {
  if (typeof input === 'number') return v.pipe(v.number(), v.finite('a number'))
  if (hasField(input, 'sum')) return object({ sum: v.pipe(v.array(measureShape, 'a list of measures'), v.minLength(1, 'at least one measure')) })
  for (const name of ['product', 'ratio', 'difference'] as const)
    if (hasField(input, name)) return object({ [name]: v.strictTuple([measureShape, measureShape], 'two measures') })
  return hasField(input, 'at') ? series : now
}) as v.GenericSchema<unknown, Measure> // prettier-ignore

/** The fields of a claim. */
export const claimFields = {
  measure: measureShape,
  is: choice(['above', 'below']),
  than: v.lazy((input) =>
    typeof input === 'object'
      ? measureShape
      : v.pipe(v.number('a number or a measure'), v.finite('a number')),
  ) as v.GenericSchema<unknown, Claim['than']>,
}

export type PlainMeasure = Extract<Measure, { readonly reading: unknown }>

/** Every reading with its place that a measure asks for. */
export function listReadings(measure: Measure): PlainMeasure[] {
  if (typeof measure === 'number') return []
  if ('sum' in measure) return measure.sum.flatMap(listReadings)
  if ('product' in measure) return measure.product.flatMap(listReadings)
  if ('ratio' in measure) return measure.ratio.flatMap(listReadings)
  if ('difference' in measure) return measure.difference.flatMap(listReadings)
  return [measure]
}
