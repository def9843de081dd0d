/**
 * Shares of a whole amount in proportion to weights, by largest remainder, ties by lower place, computed exactly
 * although the products pass 2⁵³ (docs/model.md section 6). Used by pro-rata ADL and by the socialized loss.
 */
import { divideProduct, MAX_EXACT, type Division } from './arithmetic.ts'
import { selectLargest } from './sorting.ts'

/** One for each place that apportions; it keeps its room from one use to the next. */
export class Apportioning {
  #remainders = new Float64Array(0)
  #ranked = new Float64Array(0)
  readonly #division: Division = { quotient: 0, remainder: 0 }

  /**
   * Splits `amount` over the first n weights.
   * @param weights whole, at least 0, their sum at most 2⁵³
   * @param amount whole, at least 0, at most the sum of the weights or a quotient that a double holds
   * @param out receives n whole shares; that add up to `amount`; may be the weights themselves
   */
  split(weights: Float64Array, n: number, amount: number, out: Float64Array): void {
    if (this.#remainders.length < n) {
      this.#remainders = new Float64Array(n)
      this.#ranked = new Float64Array(n)
    }
    const remainders = this.#remainders
    const ranked = this.#ranked
    const division = this.#division
    let total = 0
    for (let i = 0; i < n; i++) total += weights[i]
    if (total === 0) throw new Error('apportion: weights add up to 0')
    let given = 0
    for (let i = 0; i < n; i++) {
      // Where the product is exact, so are its quotient, give or take one, and what that leaves.
      const product = amount * weights[i]
      if (product <= MAX_EXACT) {
        let quotient = Math.floor(product / total)
        let remainder = product - quotient * total
        if (remainder < 0) {
          quotient--
          remainder += total
        } else if (remainder >= total) {
          quotient++
          remainder -= total
        }
        out[i] = quotient
        remainders[i] = ranked[i] = remainder
        given += quotient
        continue
      }
      divideProduct(amount, weights[i], total, division)
      out[i] = division.quotient
      remainders[i] = ranked[i] = division.remainder
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
}
