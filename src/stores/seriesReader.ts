/** A run's series as the words and figures read it: one value a step, from step 0 (the opening) on. */
import type { SeriesReading } from '../schema/readings.ts'

export interface SeriesReader {
  /** How many steps are known, the opening included. */
  readonly length: number
  at(id: SeriesReading, step: number): number
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

/** The newest value of a sampled field at a step: most of its steps have none. NaN before the first. */
export function readSampled(series: SeriesReader, field: SeriesReading, step: number): number {
  for (let at = Math.min(step, series.length - 1); at >= 0; at--) {
    const value = series.at(field, at)
    if (!Number.isNaN(value)) return value
  }
  return NaN
}
