/**
 * Quantiles of the normal and of Student's distribution, the same to the last bit in every engine. Packages were tried: those of
 * @stdlib bring 237 packages, jstat 21 kB for one function, simple-statistics is right to three digits and knows no Student, and all of
 * them lean on the browser's own logarithm.
 */
import { exp, ln } from '../../engine/arithmetic.ts'

const polynomial = (coefficients: readonly number[], x: number) =>
  coefficients.reduceRight((sum, one) => sum * x + one, 0)

/**
 * Where a standard normal number is below this with probability p: algorithm AS 241, PPND7 (Wichura 1988), right to about seven digits.
 * @param p above 0 and below 1
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q
    return (
      (q * polynomial([3.3871327179, 50.434271938, 159.29113202, 59.10937472], r)) /
      polynomial([1, 17.895169469, 78.757757664, 67.1875636], r)
    )
  }
  const r = Math.sqrt(-ln(Math.min(p, 1 - p)))
  const size =
    r <= 5
      ? polynomial([1.4234372777, 2.75681539, 1.3067284816, 0.17023821103], r - 1.6) /
        polynomial([1, 0.7370016425, 0.12021132975], r - 1.6)
      : polynomial([6.657905115, 3.081226386, 0.42868294337, 0.017337203997], r - 5) /
        polynomial([1, 0.24197894225, 0.012258202635], r - 5)
  return q < 0 ? -size : size
}

const CELLS = 400
const STEPS = 12

/**
 * Where Student's number is below this with probability p. With s = t ÷ √(ν + t²) its distribution is the area under (1 − s²)^(ν/2 − 1),
 * which is smooth: Simpson's rule up to a cell, and Newton's within it. Right to about six digits.
 * @param p from ½ to below 1
 * @param degreesOfFreedom at least 4
 */
export function studentQuantile(p: number, degreesOfFreedom: number): number {
  const power = degreesOfFreedom / 2 - 1
  const height = (s: number) => (s >= 1 ? 0 : exp(power * ln(1 - s * s)))
  const simpson = (from: number, to: number) =>
    ((to - from) / 6) * (height(from) + 4 * height((from + to) / 2) + height(to))
  // From the far end, where the tail is: its own small area must be right, not what is left of the whole.
  const tails = new Float64Array(CELLS + 1)
  for (let i = CELLS - 1; i >= 0; i--) tails[i] = tails[i + 1] + simpson(i / CELLS, (i + 1) / CELLS)
  const wanted = 2 * (1 - p) * tails[0]
  const cell = tails.findLastIndex((tail) => tail >= wanted)
  const end = (cell + 1) / CELLS
  let s = cell / CELLS
  // The area bends one way, so that each step falls short and none goes too far.
  for (let i = 0; i < STEPS; i++) s += (tails[cell + 1] + simpson(s, end) - wanted) / height(s)
  return s * Math.sqrt(degreesOfFreedom / (1 - s * s))
}
