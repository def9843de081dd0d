/**
 * Shares of a whole amount in proportion to weights, by largest remainder, ties by lower place, computed exactly
 * although the products pass 2⁵³ (docs/model.md section 6). Used by pro-rata ADL and by the socialized loss.
 */
import { divideProduct, MAX_FLOOR, type Division } from './arithmetic.ts'
import { selectLargest } from './sorting.ts'

/** Buckets of remainders, of equal width: few enough to be looked through, and so many that hardly anyone shares one. */
const BUCKETS = 1024

/** One for each place that apportions; it keeps its room from one use to the next. */
export class Apportioning {
  #weights: Float64Array = new Float64Array(0)
  #n = 0
  #total = 0
  #most = 0
  #remainders = new Float64Array(0)
  /** How many remainders each bucket has. */
  readonly #counts = new Uint32Array(BUCKETS + 1)
  /** The remainders of one bucket, and whose they are. */
  #room = new Float64Array(0)
  #places = new Int32Array(0)
  readonly #division: Division = { quotient: 0, remainder: 0 }

  /**
   * Takes the first n weights, for `split`; returns their sum.
   * @param weights whole, at least 0, their sum at most 2⁵³; not copied
   */
  weigh(weights: Float64Array, n: number): number {
    if (this.#remainders.length < n) this.#remainders = new Float64Array(n)
    let total = 0
    let most = 0
    for (let i = 0; i < n; i++) {
      total += weights[i]
      if (weights[i] > most) most = weights[i]
    }
    this.#weights = weights
    this.#n = n
    this.#total = total
    this.#most = most
    return total
  }

  /**
   * Splits an amount over the weights that were weighed last.
   * @param amount whole, at least 0, at most the sum of the weights or a quotient that a double holds
   * @param out receives whole shares that add up to `amount`; may be the weights themselves
   */
  split(amount: number, out: Float64Array): void {
    if (this.#total === 0) throw new Error('apportion: weights add up to 0')
    const largest = amount * this.#most
    let given = 0
    if (largest < this.#total) this.#divideNone(amount, out)
    else given = largest <= MAX_FLOOR ? this.#divideSmall(amount, out) : this.#divideLarge(amount, out)
    if (amount > given) this.#giveRest(amount - given, out)
  }

  /** Where nobody gets anything whole. */
  #divideNone(amount: number, out: Float64Array): void {
    const weights = this.#weights
    const remainders = this.#remainders
    for (let i = 0; i < this.#n; i++) {
      remainders[i] = amount * weights[i]
      out[i] = 0
    }
  }

  /** Whole shares where every product is small: its quotient and what that leaves are exact. */
  #divideSmall(amount: number, out: Float64Array): number {
    const weights = this.#weights
    const total = this.#total
    const remainders = this.#remainders
    let given = 0
    for (let i = 0; i < this.#n; i++) {
      const product = amount * weights[i]
      const quotient = Math.floor(product / total)
      const remainder = product - quotient * total
      out[i] = quotient
      remainders[i] = remainder
      given += quotient
    }
    return given
  }

  #divideLarge(amount: number, out: Float64Array): number {
    const division = this.#division
    let given = 0
    for (let i = 0; i < this.#n; i++) {
      divideProduct(amount, this.#weights[i], this.#total, division)
      out[i] = division.quotient
      this.#remainders[i] = division.remainder
      given += division.quotient
    }
    return given
  }

  /** One more for each of the largest remainders: all in the buckets above one, and the largest in this one. */
  #giveRest(rest: number, out: Float64Array): void {
    const n = this.#n
    const remainders = this.#remainders
    const counts = this.#counts
    const scale = BUCKETS / this.#total
    counts.fill(0)
    for (let i = 0; i < n; i++) counts[(remainders[i] * scale) >>> 0]++
    let last = BUCKETS
    let left = rest
    while (counts[last] < left) left -= counts[last--]
    this.#grow(counts[last])
    const room = this.#room
    const places = this.#places
    let inLast = 0
    for (let i = 0; i < n; i++) {
      const bucket = (remainders[i] * scale) >>> 0
      // Who is above comes in no order, so that a branch would cost more.
      out[i] += Number(bucket > last)
      if (bucket !== last) continue
      places[inLast] = i
      room[inLast++] = remainders[i]
    }
    const { value, equal } = selectLargest(room, inLast, left)
    let equalLeft = equal
    for (let j = 0; j < inLast; j++) {
      const remainder = remainders[places[j]]
      if (remainder > value || (remainder === value && equalLeft-- > 0)) out[places[j]]++
    }
  }

  #grow(inLast: number): void {
    if (this.#room.length >= inLast) return
    this.#room = new Float64Array(inLast)
    this.#places = new Int32Array(inLast)
  }
}
