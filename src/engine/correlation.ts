/**
 * The correlation of log returns of two prices (docs/model.md section 11.9), as Pearson's coefficient, with the exact logarithm
 * of the engine. Reads the two series; writes nothing.
 */
import { ln } from './arithmetic.ts'

/**
 * @param first prices of steps that follow each other, in dollars, above 0
 * @param second the other prices of the same steps
 * @returns from −1 to 1; NaN where either of them does not vary, or there are fewer than two returns
 */
export function correlateReturns(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const a = centeredReturns(first)
  const b = centeredReturns(second)
  const scale = Math.sqrt(sumProducts(a, a)) * Math.sqrt(sumProducts(b, b))
  // Rounding may lead a hair beyond the ends.
  return scale > 0 ? Math.max(-1, Math.min(1, sumProducts(a, b) / scale)) : NaN
}

/** Log returns from step to step, less their mean; all 0 where they are the same but for rounding. */
function centeredReturns(prices: ArrayLike<number>): Float64Array {
  const returns = new Float64Array(Math.max(0, prices.length - 1))
  for (let i = 0; i < returns.length; i++) returns[i] = ln(prices[i + 1] / prices[i])
  let mean = 0
  for (const value of returns) mean += value / returns.length
  let isVarying = false
  returns.forEach((value, i) => {
    if (Math.abs(value - mean) > ROUNDING) isVarying = true
    returns[i] = value - mean
  })
  return isVarying ? returns : returns.fill(0)
}

/** A quotient of prices is off by so much at most, and so is its logarithm. */
const ROUNDING = 4 * Number.EPSILON

function sumProducts(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
