/**
 * Uncertainty of an estimate: intervals that hold the true value in 95 of 100 studies. Arithmetic alone, so that the same counts
 * give the same numbers in every engine.
 */
import { exp } from '../engine/arithmetic.ts'

/** Two-sided 95 % of a normal number. */
export const Z95 = 1.959963984540054

/**
 * Two-sided 95 % of Student's t: its expansion around the normal number (Abramowitz and Stegun, 26.7.5), right to five digits from
 * nine degrees of freedom on.
 */
export function student95(degreesOfFreedom: number): number {
  const z = Z95
  const z2 = z * z
  const n = degreesOfFreedom
  const first = (z * (z2 + 1)) / 4
  const second = (z * (z2 * (5 * z2 + 16) + 3)) / 96
  const third = (z * (z2 * (z2 * (3 * z2 + 19) + 17) - 15)) / 384
  const fourth = (z * (z2 * (z2 * (z2 * (79 * z2 + 776) + 1482) - 1920) - 945)) / 92_160
  return z + (first + (second + (third + fourth / n) / n) / n) / n
}

export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Of a share that was counted: Wilson's score interval (1927), which is right near 0 and 1 too.
 * @param hits of `runs`
 */
export function wilson(hits: number, runs: number): Interval {
  if (runs === 0) return { low: 0, high: 1 }
  const share = hits / runs
  const z2 = Z95 * Z95
  const center = (share + z2 / (2 * runs)) / (1 + z2 / runs)
  const half = (Z95 / (1 + z2 / runs)) * Math.sqrt((share * (1 - share)) / runs + z2 / (4 * runs * runs))
  // The ends are exact where everything, or nothing, was counted.
  return {
    low: hits === 0 ? 0 : Math.max(0, center - half),
    high: hits === runs ? 1 : Math.min(1, center + half),
  }
}

/** A number with its 95 % interval. */
export interface Bounded extends Interval {
  readonly value: number
}

/**
 * How much more often it happened the second time, over pairs of the same seed: Newcombe's interval (1998, method 10), Wilson's for
 * each share and then less what the pairs have in common.
 */
export function pairedDifference(first: readonly boolean[], second: readonly boolean[]): Bounded {
  const n = Math.min(first.length, second.length)
  const count = (a: boolean, b: boolean) => first.filter((is, i) => is === a && second[i] === b).length
  const both = count(true, true)
  const neither = count(false, false)
  const hits = [both + count(true, false), both + count(false, true)]
  const [p, q] = hits.map((one) => one / n)
  const [one, other] = hits.map((hit) => wilson(hit, n))
  const likeness = both * neither - (hits[0] - both) * (hits[1] - both)
  const spread = Math.sqrt(hits[0] * (n - hits[0]) * hits[1] * (n - hits[1]))
  const correlation = spread === 0 ? 0 : (likeness > 0 ? Math.max(0, likeness - n / 2) : likeness) / spread
  const span = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * correlation * a * b + b * b))
  return {
    value: q - p,
    low: Math.max(-1, q - p - span(q - other.low, one.high - p)),
    high: Math.min(1, q - p + span(other.high - q, p - one.low)),
  }
}

/** Mean and standard error of independent estimates. */
export interface Spread {
  readonly mean: number
  readonly standardError: number
}

export function spreadOf(estimates: readonly number[]): Spread {
  const n = estimates.length
  const mean = estimates.reduce((sum, x) => sum + x, 0) / n
  const squares = estimates.reduce((sum, x) => sum + (x - mean) * (x - mean), 0)
  return { mean, standardError: n < 2 ? Infinity : Math.sqrt(squares / (n - 1) / n) }
}

/**
 * Of a small probability from independent, unbiased and skewed estimates: Student's interval on the scale of the logarithm, so
 * that it stays above 0.
 */
export function logInterval({ mean, standardError }: Spread, estimates: number): Interval {
  if (estimates < 2 || mean === 0) return { low: 0, high: 1 }
  const width = (student95(estimates - 1) * standardError) / mean
  const factor = exp(width)
  return { low: mean / factor, high: Math.min(1, mean * factor) }
}
