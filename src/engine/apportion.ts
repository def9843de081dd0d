/**
 * Shares of a whole amount in proportion to weights, by largest remainder, ties by lower place, computed exactly
 * although the products pass 2⁵³ (docs/model.md section 6). Used by pro-rata ADL and by the socialized loss.
 */
import { divideProduct, MAX_FLOOR, type Division } from './arithmetic.ts'
import { NO_NUMBERS } from './emptyColumns.ts'
import { selectLargest, type Largest } from './sorting.ts'

/** Buckets of remainders, of equal width: few enough to be looked through, and so many that hardly anyone shares one. */
const BUCKETS = 1024
/** Nobody's remainder counts. */
const NOBODY: Largest = { value: Infinity, equal: 0 }

/** What an amount is split over. */
export interface Weights {
  /** The first n are meant: whole, at least 0. */
  readonly values: Float64Array
  readonly n: number
  /** Their sum, at most 2⁵³. */
  total: number
  /** None is above it. */
  readonly most: number
}

/** Weighs the first n values, which are not copied. */
export function weigh(values: Float64Array, n: number): Weights {
  let total = 0
  let most = 0
  for (let i = 0; i < n; i++) {
    total += values[i]
    if (values[i] > most) most = values[i]
  }
  return { values, n, total, most }
}

/** One for each place that apportions; it keeps its room from one use to the next. */
export class Apportioning {
  #remainders: Float64Array = NO_NUMBERS
  /** How many remainders each bucket has. Made when first needed: most of ten thousand short runs never share anything out. */
  #counts = new Uint32Array(0)
  /** The remainders of one bucket. */
  #room: Float64Array = NO_NUMBERS
  readonly #division: Division = { quotient: 0, remainder: 0 }

  /**
   * Splits an amount over weights.
   * @param amount whole, at least 0, at most the sum of the weights or a quotient that a double holds
   * @param out receives, from the front, the whole shares above 0, which add up to `amount`; may be the weights themselves
   * @param places receives the place of each among the weights, rising
   * @returns how many get something
   */
  split(amount: number, weights: Weights, out: Float64Array, places: Int32Array): number {
    const { n, total, most } = weights
    if (total === 0) throw new Error('apportion: weights add up to 0')
    if (this.#remainders.length < n) this.#remainders = new Float64Array(n)
    const largest = amount * most
    let given = 0
    if (largest < total) this.#divideNone(amount, weights, out)
    else if (largest <= MAX_FLOOR) given = this.#divideSmall(amount, weights, out)
    else given = this.#divideLarge(amount, weights, out)
    return this.#give(amount - given, weights, out, places)
  }

  /** Where nobody gets anything whole. */
  #divideNone(amount: number, { values, n }: Weights, out: Float64Array): void {
    const remainders = this.#remainders
    for (let i = 0; i < n; i++) {
      remainders[i] = amount * values[i]
      out[i] = 0
    }
  }

  /** Whole shares where every product is small: its quotient and what that leaves are exact. */
  #divideSmall(amount: number, { values, n, total }: Weights, out: Float64Array): number {
    const remainders = this.#remainders
    let given = 0
    for (let i = 0; i < n; i++) {
      const product = amount * values[i]
      const quotient = Math.floor(product / total)
      const remainder = product - quotient * total
      out[i] = quotient
      remainders[i] = remainder
      given += quotient
    }
    return given
  }

  #divideLarge(amount: number, { values, n, total }: Weights, out: Float64Array): number {
    const division = this.#division
    let given = 0
    for (let i = 0; i < n; i++) {
      divideProduct(amount, values[i], total, division)
      out[i] = division.quotient
      this.#remainders[i] = division.remainder
      given += division.quotient
    }
    return given
  }

  /** One more for each of the largest remainders; then whoever has something moves to the front. */
  #give(rest: number, weights: Weights, out: Float64Array, places: Int32Array): number {
    const remainders = this.#remainders
    const { value, equal } = rest > 0 ? this.#selectLargest(rest, weights) : NOBODY
    let equalLeft = equal
    let getting = 0
    for (let i = 0; i < weights.n; i++) {
      const remainder = remainders[i]
      // Who is above comes in no order, so that a branch would cost more.
      let share = out[i] + Number(remainder > value)
      if (remainder === value && equalLeft > 0) {
        share++
        equalLeft--
      }
      places[getting] = i
      out[getting] = share
      getting += Number(share > 0)
    }
    return getting
  }

  /** The k-th largest remainder: the largest in a bucket of those that are alike. */
  #selectLargest(k: number, { n, total }: Weights): Largest {
    if (this.#counts.length === 0) this.#counts = new Uint32Array(BUCKETS + 1)
    const remainders = this.#remainders
    const counts = this.#counts
    const scale = BUCKETS / total
    counts.fill(0)
    for (let i = 0; i < n; i++) counts[(remainders[i] * scale) >>> 0]++
    let last = BUCKETS
    let left = k
    while (counts[last] < left) left -= counts[last--]
    if (this.#room.length < counts[last]) this.#room = new Float64Array(counts[last])
    const room = this.#room
    let inLast = 0
    for (let i = 0; i < n; i++) if ((remainders[i] * scale) >>> 0 === last) room[inLast++] = remainders[i]
    return selectLargest(room, inLast, left)
  }
}
