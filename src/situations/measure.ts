/** What a measure of a situation comes to in a run, and whether a claim holds. Whoever has a run gives its readings. */
import type {
  ChannelChange,
  Claim,
  Measure,
  MeasuredPlace,
  PlacedReading,
  SteppedReading,
} from './situation.ts'

/** A run as measures see it. NaN where it has no such number. */
export interface MeasuredRun {
  /** At the present moment. */
  read(reading: PlacedReading, place: MeasuredPlace): number
  /** One value a step, from the opening to the present moment. */
  series(reading: SteppedReading, place: MeasuredPlace): ArrayLike<number>
}

/** How much a channel must change a measure to be said to do so. */
const LEAST_CHANGE = 0.1

/** In the unit of its readings; NaN where the run does not have it. */
export function measure(run: MeasuredRun, of: Measure): number {
  if (typeof of === 'number') return of
  if ('sum' in of) return of.sum.reduce<number>((sum, part) => sum + measure(run, part), 0)
  if ('product' in of) return measure(run, of.product[0]) * measure(run, of.product[1])
  if ('ratio' in of) return measure(run, of.ratio[0]) / measure(run, of.ratio[1])
  if ('difference' in of) return measure(run, of.difference[0]) - measure(run, of.difference[1])
  if (!('at' in of)) return run.read(of.reading, of)
  const series = Array.from(run.series(of.reading, of))
  return typeof of.at === 'number' ? (series[of.at] ?? NaN) : OVER_STEPS[of.at](series)
}

const OVER_STEPS = {
  lowest: (values) => values.reduce((a, b) => (a <= b ? a : b), NaN),
  highest: (values) => values.reduce((a, b) => (a >= b ? a : b), NaN),
  mean: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  total: (values) => values.reduce((sum, value) => sum + value, 0),
  firstStep: (values) => {
    const step = values.findIndex((value) => value > 0)
    return step < 0 ? NaN : step
  },
} as const satisfies Readonly<Record<string, (values: readonly number[]) => number>>

export function holds(run: MeasuredRun, { measure: of, is, than }: Claim): boolean {
  const value = measure(run, of)
  const bound = typeof than === 'number' ? than : measure(run, than)
  return is === 'above' ? value > bound : value < bound
}

/** Whether switching the channel off did to the second run what is said. */
export function changes(
  on: MeasuredRun,
  off: MeasuredRun,
  { measure: of, off: way }: ChannelChange,
): boolean {
  const with_ = measure(on, of)
  const least = LEAST_CHANGE * Math.abs(with_)
  const without = measure(off, of)
  if (way === 'zero') return with_ > 0 && without === 0
  const change = without - with_
  return change !== 0 && (way === 'higher' ? change >= least : -change >= least)
}
