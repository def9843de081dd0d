/** Correlation of the log returns of two price series over a window of steps (docs/model.md section 11.9). Reads its arguments only. */
import { ln } from './arithmetic.ts'

/**
 * @param a prices in dollars, one a step; b the same
 * @param from first step of the window; its return is the one that leads to it, so from is at least 1
 * @param to last step of the window
 * @returns −1 to 1; null where one of the two does not move
 */
export function correlateReturns(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  from: number,
  to: number,
): number | null {
  if (!(from >= 1 && to < Math.min(a.length, b.length)))
    throw new Error(`no returns from step ${from} to ${to}`)
  const n = to - from + 1
  let sumA = 0
  let sumB = 0
  for (let t = from; t <= to; t++) {
    sumA += ln(a[t] / a[t - 1])
    sumB += ln(b[t] / b[t - 1])
  }
  let squaresA = 0
  let squaresB = 0
  let products = 0
  for (let t = from; t <= to; t++) {
    const deviationA = ln(a[t] / a[t - 1]) - sumA / n
    const deviationB = ln(b[t] / b[t - 1]) - sumB / n
    squaresA += deviationA * deviationA
    squaresB += deviationB * deviationB
    products += deviationA * deviationB
  }
  if (squaresA === 0 || squaresB === 0) return null
  return Math.min(1, Math.max(-1, products / Math.sqrt(squaresA * squaresB)))
}
