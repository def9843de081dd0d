/**
 * The accounts with contracts on one side of a market, by rising id: who looks for winners need not look at everyone. An account never
 * changes sides, and one that is out stays out; newcomers have higher ids. Reads the ledger; holds ids.
 */
import { contractsAt, type Ledger } from './ledger.ts'

export class SideList {
  /** The first `count` are meant. Whoever goes through them may leave out, in place, those who are out. */
  ids = new Int32Array(0)
  count = 0
  /** Ids below this have been looked at. */
  #seen = 0
  readonly #ledger: Ledger
  readonly #leg: number
  readonly #side: number

  /**
   * @param leg place of the market among the venue's
   * @param side 1: longs, −1: shorts
   */
  constructor(ledger: Ledger, leg: number, side: number) {
    this.#ledger = ledger
    this.#leg = leg
    this.#side = side
  }

  /** Adds those who opened since it was last asked. */
  addNewcomers(): void {
    const { count, rows } = this.#ledger
    if (this.#seen === count) return
    const ids = new Int32Array(this.count + count - this.#seen)
    ids.set(this.ids.subarray(0, this.count))
    for (let id = this.#seen; id < count; id++)
      if (rows[contractsAt(this.#ledger, id, this.#leg)] * this.#side > 0) ids[this.count++] = id
    this.ids = ids
    this.#seen = count
  }
}
