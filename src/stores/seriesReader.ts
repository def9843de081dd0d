/** A run's series as the words and figures read it: one value a step, from step 0 (the opening) on. */
import type { SeriesField } from '../schema/snapshot.ts'

export interface SeriesReader {
  /** How many steps are known, the opening included. */
  readonly length: number
  at(field: SeriesField, step: number): number
}

/** The largest and the smallest of a quantity, and when it was smallest. */
export function findExtremes(
  from: number,
  to: number,
  read: (step: number) => number,
): { lowest: number; lowestStep: number; highest: number } {
  let lowest = Infinity
  let highest = -Infinity
  let lowestStep = from
  for (let step = from; step <= to; step++) {
    const value = read(step)
    if (value < lowest) {
      lowest = value
      lowestStep = step
    }
    if (value > highest) highest = value
  }
  return { lowest, lowestStep, highest }
}

/** The first step at which something holds, or null. */
export function findStep(series: SeriesReader, holds: (step: number) => boolean): number | null {
  for (let step = 0; step < series.length; step++) if (holds(step)) return step
  return null
}
