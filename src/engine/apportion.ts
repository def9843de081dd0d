/**
 * Shares of a whole amount in proportion to weights, by largest remainder, ties by lower place, computed exactly
 * although the products pass 2⁵³ (docs/model.md section 6). Used by pro-rata ADL and by the socialized loss.
 */
import { divideProduct, MAX_EXACT, type Division } from './arithmetic.ts'
import { selectLargest } from './sorting.ts'

/** One for each place that apportions; it keeps its room from one use to the next. */
export class Apportioning {
  #remainders = new Float64Array(0)
  #room = new Float64Array(0)
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
      this.#room = new Float64Array(n)
    }
    let total = 0
    let most = 0
    for (let i = 0; i < n; i++) {
      total += weights[i]
      if (weights[i] > most) most = weights[i]
    }
    if (total === 0) throw new Error('apportion: weights add up to 0')
    const given =
      amount * most <= MAX_EXACT
        ? this.#divideSmall(weights, n, amount, total, out)
        : this.#divideLarge(weights, n, amount, total, out)
    if (amount > given) this.#giveRest(n, amount - given, out)
  }

  /** Whole shares where every product is exact: so are its quotient, give or take one, and what that leaves. */
  #divideSmall(weights: Float64Array, n: number, amount: number, total: number, out: Float64Array): number {
    const remainders = this.#remainders
    let given = 0
    for (let i = 0; i < n; i++) {
      let remainder = amount * weights[i]
      let quotient = 0
      // A small loss over many: most get nothing whole, and need no division.
      if (remainder >= total) {
        quotient = Math.floor(remainder / total)
        remainder -= quotient * total
        if (remainder < 0) {
          quotient--
          remainder += total
        } else if (remainder >= total) {
          quotient++
          remainder -= total
        }
      }
      out[i] = quotient
      remainders[i] = remainder
      given += quotient
    }
    return given
  }

  #divideLarge(weights: Float64Array, n: number, amount: number, total: number, out: Float64Array): number {
    const division = this.#division
    let given = 0
    for (let i = 0; i < n; i++) {
      divideProduct(amount, weights[i], total, division)
      out[i] = division.quotient
      this.#remainders[i] = division.remainder
      given += division.quotient
    }
    return given
  }

  /** One more for each of the largest remainders. */
  #giveRest(n: number, rest: number, out: Float64Array): void {
    const remainders = this.#remainders
    const last = selectLargest(remainders, n, rest, this.#room)
    let equal = rest
    for (let i = 0; i < n; i++) if (remainders[i] > last) equal--
    for (let i = 0; i < n; i++) {
      if (remainders[i] > last) out[i]++
      else if (remainders[i] === last && equal > 0) {
        out[i]++
        equal--
      }
    }
  }
}
