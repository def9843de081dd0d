/**
 * Shares of a whole amount in proportion to weights, by largest remainder, ties by lower place, computed exactly
 * although the products pass 2⁵³ (docs/model.md section 6). Used by pro-rata ADL and by the socialized loss.
 */
import { divideProduct, remainder } from './arithmetic.ts'
import { selectLargest } from './sorting.ts'

let remainders = new Float64Array(0)
let ranked = new Float64Array(0)

/**
 * Splits `amount` over the first n weights.
 * @param weights whole, at least 0, their sum at most 2⁵³
 * @param amount whole, at least 0, at most the sum of the weights or a quotient that a double holds
 * @param out receives n whole shares; that add up to `amount`; may be the weights themselves
 */
export function apportion(weights: Float64Array, n: number, amount: number, out: Float64Array): void {
  if (remainders.length < n) {
    remainders = new Float64Array(n)
    ranked = new Float64Array(n)
  }
  let total = 0
  for (let i = 0; i < n; i++) total += weights[i]
  if (total === 0) throw new Error('apportion: weights add up to 0')
  let given = 0
  for (let i = 0; i < n; i++) {
    out[i] = divideProduct(amount, weights[i], total)
    remainders[i] = ranked[i] = remainder
    given += out[i]
  }
  let left = amount - given
  if (left === 0) return
  const last = selectLargest(ranked, n, left)
  for (let i = 0; i < n; i++) {
    if (remainders[i] > last) {
      out[i]++
      left--
    }
  }
  for (let i = 0; left > 0; i++) {
    if (remainders[i] === last) {
      out[i]++
      left--
    }
  }
}
