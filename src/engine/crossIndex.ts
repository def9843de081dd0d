/**
 * Accounts with one margin for several legs, by prices at which they need a look (docs/model.md section 11.1).
 * The slack equity − maintenance is linear in the marks: g = c + Σ w·m, with w = q(1−μ) for a long leg and −|q|(1+μ) for a
 * short one. An account looked at with slack g and weight W = Σ|w|·m cannot be below maintenance before some mark has moved
 * against its leg by the share g/W. So every leg waits for its own mark at m·(1 ∓ g/W); whom a mark reaches is looked at, and who
 * stands waits anew, from the marks of that moment. A mark that goes to and fro reaches nobody twice.
 * The index only finds candidates; the inequality decides. Reads marks and ledger; holds prices.
 */
import { CONTRACTS, type Ledger } from './ledger.ts'
import { TriggerIndex } from './triggerIndex.ts'

/** Shares come short by this much, so that rounding never hides anybody. */
const SAFETY = 1e-11

/** The markets of a venue, by leg. */
export interface LegMarkets {
  readonly markAt: (leg: number) => number
  readonly marginAt: (leg: number) => number
}

export class CrossIndex {
  readonly #ledger: Ledger
  readonly #markets: LegMarkets
  /** By rising id, and the place of each account among them. */
  readonly #ids: Int32Array
  readonly #places: Int32Array
  /** For each leg: who waits for a fall of its mark, and who for a rise; null where nobody ever did. */
  readonly #falls: (TriggerIndex | null)[]
  readonly #rises: (TriggerIndex | null)[]
  /** How many legs of an account wait; 0 where it is not in. */
  readonly #waiting: Uint8Array
  readonly #isTaken: Uint8Array

  /** @param accounts everyone who can ever be in, by rising id, and the place of each */
  constructor(
    { ids, places }: { readonly ids: Int32Array; readonly places: Int32Array },
    ledger: Ledger,
    markets: LegMarkets,
  ) {
    const { legs } = ledger
    this.#ledger = ledger
    this.#markets = markets
    this.#ids = ids
    this.#places = places
    this.#falls = Array.from({ length: legs }, () => null)
    this.#rises = Array.from({ length: legs }, () => null)
    this.#waiting = new Uint8Array(ids.length)
    this.#isTaken = new Uint8Array(ids.length)
  }

  /** Whether a mark has reached anybody who waits for it. */
  isReached(leg: number, mark: number): boolean {
    const falls = this.#falls[leg]
    if (falls !== null && falls.top >= mark) return true
    const rises = this.#rises[leg]
    return rises !== null && rises.top >= -mark
  }

  /** Takes everyone whom a mark has reached; each must be put in again or removed. */
  takeReached(): number[] {
    const ids: number[] = []
    for (let leg = 0; leg < this.#falls.length; leg++) {
      const mark = this.#markets.markAt(leg)
      this.#take(this.#falls[leg], mark, ids)
      this.#take(this.#rises[leg], -mark, ids)
    }
    return ids
  }

  #take(index: TriggerIndex | null, threshold: number, ids: number[]): void {
    if (index === null || index.top < threshold) return
    index.settle(threshold)
    while (index.top >= threshold) {
      const place = index.pop()
      if (this.#isTaken[place] === 1) continue
      this.#isTaken[place] = 1
      ids.push(this.#ids[place])
    }
  }

  /** Puts an account with several legs in, or moves it, by its legs and the marks of this moment. */
  set(id: number): void {
    const { rows, stride, legs } = this.#ledger
    const place = this.#enter(id)
    const share = this.#shareOf(id)
    for (let leg = 0; leg < legs; leg++) {
      const q = rows[stride * id + CONTRACTS + leg]
      if (q !== 0) this.#indexOf(leg, q).set(place, scoreOf(q, this.#markets.markAt(leg), share))
    }
  }

  /** The same for one of many that change at once: noted down, and moved when a mark comes near. */
  setLater(id: number): void {
    const { rows, stride, legs } = this.#ledger
    const place = this.#enter(id)
    const share = this.#shareOf(id)
    for (let leg = 0; leg < legs; leg++) {
      const q = rows[stride * id + CONTRACTS + leg]
      if (q !== 0) this.#indexOf(leg, q).setLater(place, scoreOf(q, this.#markets.markAt(leg), share))
    }
  }

  /** Legs that are no longer open wait no longer; none is ever opened again. */
  #enter(id: number): number {
    const place = this.#places[id]
    const legs = this.#countLegs(id)
    this.#isTaken[place] = 0
    if (this.#waiting[place] > legs) this.#leave(place)
    this.#waiting[place] = legs
    return place
  }

  #countLegs(id: number): number {
    const { rows, stride, legs } = this.#ledger
    let open = 0
    for (let at = stride * id + CONTRACTS, end = at + legs; at < end; at++) if (rows[at] !== 0) open++
    return open
  }

  remove(id: number): void {
    const place = this.#places[id]
    this.#isTaken[place] = 0
    if (this.#waiting[place] > 0) this.#leave(place)
    this.#waiting[place] = 0
  }

  #leave(place: number): void {
    for (const index of this.#falls) index?.remove(place)
    for (const index of this.#rises) index?.remove(place)
  }

  #indexOf(leg: number, contracts: number): TriggerIndex {
    const side = contracts > 0 ? this.#falls : this.#rises
    return (side[leg] ??= new TriggerIndex(this.#ids.length))
  }

  /** Fills the index at once with everyone who has several legs and is not queued. */
  build(): void {
    const shares = new Float64Array(this.#ids.length)
    this.#isTaken.fill(0)
    this.#ids.forEach((id, place) => {
      const legs = this.#ledger.queued[id] === 0 ? this.#countLegs(id) : 0
      this.#waiting[place] = legs > 1 ? legs : 0
      if (legs > 1) shares[place] = this.#shareOf(id)
    })
    for (let leg = 0; leg < this.#ledger.legs; leg++) {
      this.#buildSide(leg, 1, shares)
      this.#buildSide(leg, -1, shares)
    }
  }

  #buildSide(leg: number, side: 1 | -1, shares: Float64Array): void {
    const { rows, stride } = this.#ledger
    const mark = this.#markets.markAt(leg)
    const places = new Int32Array(shares.length)
    const scores = new Float64Array(shares.length)
    let n = 0
    for (let place = 0; place < shares.length; place++) {
      const q = rows[stride * this.#ids[place] + CONTRACTS + leg]
      if (!(q * side > 0) || this.#waiting[place] === 0) continue
      places[n] = place
      scores[n++] = scoreOf(q, mark, shares[place])
    }
    const indexes = side > 0 ? this.#falls : this.#rises
    if (n > 0 || indexes[leg] !== null) this.#indexOf(leg, side).build(places.slice(0, n), scores.slice(0, n))
  }

  /** By what share of itself a mark must move against its leg before the account needs a look; not above 0 where it needs one now. */
  #shareOf(id: number): number {
    const { rows, stride, legs } = this.#ledger
    const row = stride * id
    let slack = rows[row]
    let weight = 0
    for (let leg = 0; leg < legs; leg++) {
      const q = rows[row + CONTRACTS + leg]
      if (q === 0) continue
      const part = (q - this.#markets.marginAt(leg) * Math.abs(q)) * this.#markets.markAt(leg)
      slack += part
      weight += Math.abs(part)
    }
    return slack / weight - SAFETY
  }
}

/**
 * Where a leg waits, as a score of its index: a falling mark reaches the highest price first, a rising one the lowest. Who needs
 * a look now, since money was taken from it, is reached wherever marks go.
 */
function scoreOf(contracts: number, mark: number, share: number): number {
  if (share <= 0) return Infinity
  return contracts > 0 ? mark * (1 - share) : -mark * (1 + share)
}
