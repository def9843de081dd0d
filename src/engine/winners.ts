/**
 * The winners of one side of a market, listed by rising id for pro-rata auto-deleveraging (docs/model.md section 6). Bankrupt positions
 * come by the hundreds at one mark, and what each of them changes is the givers; so the list stays for the next, as
 * long as nobody else of the side changed. Reads the ledger; holds ids and contracts. `src/engine/proRata.ts` fills it.
 */
import { weigh, type Weights } from './apportion.ts'
import { contractsAt, type Ledger } from './ledger.ts'

export class Winners {
  ids = new Int32Array(0)
  /** Contracts of each, 0 where somebody wins no more. */
  held = new Float64Array(0)
  /** The same, with how many they are and what they hold in all. */
  weights: Weights = weigh(this.held, 0)
  /** The first `sideCount` have contracts on the side, or had when this was last gone through: they never change sides. */
  sideIds = new Int32Array(0)
  sideCount = 0
  /** The mark at which they win, NaN where the list has to be made anew. */
  mark = NaN
  /** At which price all of them keep their cent, and so at any that is better for them; NaN where some might not. */
  clearTo = NaN
  /** Ids below this have been looked at. */
  #seen = 0
  /** Whether an account ever was on the side. */
  #isOnSide = new Uint8Array(0)
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

  /** To be told of every account that changes: whoever is on the side may win now, or win no more. */
  touch(id: number): void {
    if (id >= this.#seen || this.#isOnSide[id] === 1) this.mark = NaN
  }

  touchAll(): void {
    this.mark = NaN
  }

  /** Whether the list is true at a mark, for whoever is closed at a price. */
  isKept(mark: number, price: number): boolean {
    return mark === this.mark && price * this.#side >= this.clearTo * this.#side
  }

  /** Adds those who opened since it was last asked. */
  addNewcomers(): void {
    const { count, rows } = this.#ledger
    if (this.#seen === count) return
    const ids = new Int32Array(this.sideCount + count - this.#seen)
    const isOnSide = new Uint8Array(count)
    ids.set(this.sideIds.subarray(0, this.sideCount))
    isOnSide.set(this.#isOnSide)
    for (let id = this.#seen; id < count; id++)
      if (rows[contractsAt(this.#ledger, id, this.#leg)] * this.#side > 0) {
        ids[this.sideCount++] = id
        isOnSide[id] = 1
      }
    this.sideIds = ids
    this.#isOnSide = isOnSide
    this.#seen = count
    this.ids = new Int32Array(ids.length)
    this.held = new Float64Array(ids.length)
  }
}
