/**
 * The tail index of a sample (Hill 1975): of the k largest, 1 ÷ the mean log distance from the next one. Smaller is fatter, and it
 * depends on k, so it is drawn over a range of k. A normal has no such index, yet the estimator gives it a number: that number
 * stands beside, or fatness would be seen where there is none.
 */
import { ln } from '../engine/arithmetic.ts'
import { inverseNormal } from '../engine/random.ts'

/**
 * The index at each k.
 * @param logs natural logarithms of the sizes, the largest first
 * @param ks ascending
 * @param countOf how often the i-th counts; once each if left out
 * @returns NaN where fewer than k + 1 are left or they do not differ
 */
export function hillCurve(
  logs: ArrayLike<number>,
  ks: readonly number[],
  countOf: (i: number) => number = () => 1,
): number[] {
  const curve: number[] = []
  let before = 0
  let sum = 0
  for (let i = 0; i < logs.length && curve.length < ks.length; i++) {
    const log = logs[i]
    const count = countOf(i)
    // The value after the k largest is among those of the i-th.
    for (let k = ks[curve.length]; before + count > k && curve.length < ks.length; k = ks[curve.length]) {
      const distance = sum - before * log
      curve.push(distance > 0 ? k / distance : NaN)
    }
    before += count
    sum += count * log
  }
  while (curve.length < ks.length) curve.push(NaN)
  return curve
}

/** What the estimator reads off the sizes of n normal numbers, each at the middle of its share of the probability. */
export function gaussianHill(n: number, ks: readonly number[]): number[] {
  const largest = Math.min(n, (ks.at(-1) ?? 0) + 1)
  return hillCurve(
    Array.from({ length: largest }, (_, i) => ln(-inverseNormal((i + 0.5) / (2 * n)))),
    ks,
  )
}
