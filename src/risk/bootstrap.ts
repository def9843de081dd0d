/**
 * How sure a number is that was read off many runs: runs are drawn anew, with replacement, and the number is read again (Efron
 * 1979). Whole runs, since what happens within one hangs together and the runs do not (Davison and Hinkley 1997).
 */
import type { Bounded } from './intervals.ts'
import { Stream } from '../engine/random.ts'

/** How often each run counts. */
export type Weights = readonly number[]

/** So that the fifth from either end is the end of a 95 % interval. */
const RESAMPLES = 199
const BEYOND = 5

/** Resamples of so many runs: the draws hang on the seed alone. */
export function drawResamples(runs: number, seed: string): Weights[] {
  const stream = new Stream(seed, 'bootstrap')
  return Array.from({ length: RESAMPLES }, () => {
    const weights = Array.from({ length: runs }, () => 0)
    for (let i = 0; i < runs; i++) weights[Math.floor(stream.uniform() * runs)]++
    return weights
  })
}

/** @param again the number in each resample; what could not be read in one is left out */
export function bound(value: number, again: readonly number[]): Bounded {
  const sorted = again.filter((one) => !Number.isNaN(one)).sort((a, b) => a - b)
  const beyond = Math.max(1, Math.floor((BEYOND * (sorted.length + 1)) / (RESAMPLES + 1)))
  if (sorted.length === 0) return { value, low: -Infinity, high: Infinity }
  return { value, low: sorted[beyond - 1], high: sorted[sorted.length - beyond] }
}
