/**
 * Who is deleveraged first, exact at the mark of the moment, without scoring everyone (docs/model.md section 6, `profitLeverage`).
 * With k = contracts/deposit and δ = profit per contract, the score profit/deposit × effective leverage is m·k²δ/(1 + kδ),
 * which rises in k and in δ. So a box of accounts is bounded by its largest k and its best entry, at any mark: a tree of such
 * boxes (packed as in Leutenegger et al. 1997, sort-tile-recursive) finds the top by branch and bound. The search is kept
 * open over a narrow band of marks: what it has found there is ordered by the best score within the band, and only those whose
 * best could still win are scored at the mark itself. Reads the accounts of one side; holds only tree and search.
 */
import { capacityOf, cashAt, contractsAt, depositAt, equityAt, type Ledger } from './ledger.ts'
import { adlScore, type AdlRule } from './adlScore.ts'
import { ScoreHeap } from './scoreHeap.ts'
import { sortByScore } from './sorting.ts'

const LEAF_SIZE = 16
/** Bounds are inflated by this much, so that rounding never hides the top. */
const SAFETY = 1e-9

export class AdlRanking {
  readonly #ledger: Ledger
  readonly #leg: number
  readonly #rule: AdlRule
  /** 1: the winners are longs, −1: shorts. */
  readonly #side: number
  #ids = new Int32Array(0)
  /** Place of each account in `ids`; −1 where it is not in the tree. */
  #slots = new Int32Array(0)
  /** Leaves of the tree, a power of two: node i has children 2i and 2i + 1, leaves follow from `#leaves` on. */
  #leaves = 0
  #maxK = new Float64Array(0)
  #maxEdge = new Float64Array(0)
  /** The band of marks for which the search is open, by its ends; NaN where none is. */
  #low = NaN
  #high = NaN
  #halfWidth = 1e-4
  /** Boxes (as −node) and accounts (as id) by the best score within the band. */
  readonly #open = new ScoreHeap()
  /** Accounts by their score at `#mark`. */
  readonly #scored = new ScoreHeap()
  #mark = NaN
  /** Work since the band was opened: finding accounts, and scoring them. They should cost alike; a scoring costs about four times as much. */
  #found = 0
  #scorings = 0

  /** @param leg place of the market among the venue's */
  constructor(ledger: Ledger, leg: number, side: number, rule: AdlRule) {
    this.#rule = rule
    this.#ledger = ledger
    this.#leg = leg
    this.#side = side
  }

  #contracts(id: number): number {
    return this.#ledger.rows[contractsAt(this.#ledger, id, this.#leg)]
  }

  /** To be called for every account that changed outside of ADL. */
  touch(id: number): void {
    if (this.#contracts(id) * this.#side < 0) return
    const slot = id < this.#slots.length ? this.#slots[id] : -1
    // Accounts of the venue's other markets are no concern of this search.
    if (slot < 0 && this.#contracts(id) === 0) return
    this.#low = NaN
    if (slot >= 0) this.#raise(slot)
    else if (this.#contracts(id) !== 0) this.#leaves = 0 // somebody new: build again when asked
  }

  /**
   * Takes the best account out of the search at this mark; `putBack` returns it.
   * @returns its id; −1 where nobody with a profit is left
   */
  takeBest(mark: number): number {
    if (!(mark >= this.#low && mark <= this.#high) || this.#leaves === 0) this.#openBand(mark)
    if (mark !== this.#mark) this.#moveTo(mark)
    const open = this.#open
    const scored = this.#scored
    while (open.size > 0 && (scored.size === 0 || open.topScore() >= scored.topScore())) {
      const code = open.pop()
      if (code >= 0) this.#scoreAt(code)
      else if (-code >= this.#leaves) this.#expandLeaf(-code)
      else {
        this.#pushNode(-2 * code)
        this.#pushNode(-2 * code + 1)
      }
    }
    return scored.size === 0 || scored.topScore() <= 0 ? -1 : scored.pop()
  }

  /** Puts an account that still holds contracts back into the search at the same mark, by its score now. */
  putBack(id: number): void {
    this.#raise(this.#slots[id])
    this.#scoreAt(id)
  }

  #scoreAt(id: number): void {
    this.#scorings++
    this.#scored.push(this.#score(id, this.#mark), id)
  }

  /** Starts a search around the mark, wider or narrower by what the last one cost. */
  #openBand(mark: number): void {
    if (this.#leaves === 0) this.#build()
    this.#halfWidth = Math.min(
      0.01,
      Math.max(1e-8, 4 * this.#scorings > this.#found ? this.#halfWidth / 2 : this.#halfWidth * 2),
    )
    this.#found = this.#scorings = 0
    this.#low = mark * (1 - this.#halfWidth)
    this.#high = mark * (1 + this.#halfWidth)
    this.#mark = mark
    this.#scored.clear()
    this.#open.clear()
    this.#pushNode(1)
  }

  /** Another mark of the same band: what was scored is only bounded again. */
  #moveTo(mark: number): void {
    this.#mark = mark
    while (this.#scored.size > 0) this.#pushAccount(this.#scored.popLast())
  }

  /** The best score that k and this break-even price can have within the band; 0 where there is no profit. */
  #bound(k: number, edge: number): number {
    const delta = edge + Math.max(this.#side * this.#low, this.#side * this.#high) + SAFETY * this.#high
    if (!(k > 0 && delta > 0)) return 0
    const leveraged = (this.#high * k) / (1 + k * delta)
    if (this.#rule === 'profitLeverage') return leveraged * k * delta * (1 + SAFETY)
    return this.#boundOfEntry(k, delta) * (1 + SAFETY)
  }

  /**
   * m·k·δ/((1 + kδ)·entry), with entry m − δ for longs, at least m/100, and m + δ for shorts. It rises in k and, for longs, in δ; for
   * shorts it falls again beyond δ = √(m/k).
   */
  #boundOfEntry(k: number, delta: number): number {
    if (this.#side > 0) {
      const entry = Math.max(this.#low / 100, this.#low - delta)
      return (this.#high * k * delta) / ((1 + k * delta) * entry)
    }
    const best = Math.min(delta, Math.sqrt(this.#low / k))
    return (this.#high * k * best) / ((1 + k * best) * (this.#low + best))
  }

  #pushNode(node: number): void {
    const bound = this.#bound(this.#maxK[node], this.#maxEdge[node])
    if (bound > 0) this.#open.push(bound, -node)
  }

  #pushAccount(id: number): void {
    if (this.#contracts(id) === 0) return
    const bound = this.#bound(this.#k(id), this.#edge(id))
    if (bound > 0) this.#open.push(bound, id)
  }

  /** 0 where the account is not an unqueued winner of this side. */
  #score(id: number, mark: number): number {
    const a = this.#ledger
    const q = this.#contracts(id)
    if (q * this.#side <= 0 || a.queued[id] === 1) return 0
    const equity = equityAt(a, id, this.#leg, mark)
    const deposit = a.rows[depositAt(a, id)]
    const profit = equity - deposit
    if (profit <= 0) return 0
    const value = Math.abs(q) * mark
    if (this.#rule === 'profitLeverage') return (profit / deposit) * (value / equity)
    return adlScore(this.#rule, { profit, deposit, equity, value, legValue: value, side: this.#side })
  }

  /** The score of an account at a mark; 0 where it is not among the winners of this side. */
  scoreOf(id: number, mark: number): number {
    return this.#score(id, mark)
  }

  #expandLeaf(node: number): void {
    const from = (node - this.#leaves) * LEAF_SIZE
    const to = Math.min(from + LEAF_SIZE, this.#ids.length)
    let k = 0
    let edge = -Infinity
    for (let slot = from; slot < to; slot++) {
      const id = this.#ids[slot]
      if (this.#contracts(id) === 0) continue
      k = Math.max(k, this.#k(id))
      edge = Math.max(edge, this.#edge(id))
      this.#pushAccount(id)
    }
    this.#found += LEAF_SIZE
    this.#tighten(node, k, edge)
  }

  /** Contracts per cent of deposit. */
  #k(id: number): number {
    return Math.abs(this.#contracts(id)) / this.#ledger.rows[depositAt(this.#ledger, id)]
  }

  /** Break-even price, signed so that larger is better: profit per contract is this plus side × mark. */
  #edge(id: number): number {
    const a = this.#ledger
    return (-this.#side * (a.rows[depositAt(a, id)] - a.rows[cashAt(a, id)])) / this.#contracts(id)
  }

  #raise(slot: number): void {
    const id = this.#ids[slot]
    if (this.#contracts(id) === 0) return
    const k = this.#k(id)
    const edge = this.#edge(id)
    for (let node = this.#leaves + Math.floor(slot / LEAF_SIZE); node >= 1; node >>= 1) {
      if (this.#maxK[node] >= k && this.#maxEdge[node] >= edge) return
      this.#maxK[node] = Math.max(this.#maxK[node], k)
      this.#maxEdge[node] = Math.max(this.#maxEdge[node], edge)
    }
  }

  #tighten(leaf: number, k: number, edge: number): void {
    this.#maxK[leaf] = k
    this.#maxEdge[leaf] = edge
    for (let node = leaf >> 1; node >= 1; node >>= 1) {
      const nodeK = Math.max(this.#maxK[2 * node], this.#maxK[2 * node + 1])
      const nodeEdge = Math.max(this.#maxEdge[2 * node], this.#maxEdge[2 * node + 1])
      if (nodeK === this.#maxK[node] && nodeEdge === this.#maxEdge[node]) return
      this.#maxK[node] = nodeK
      this.#maxEdge[node] = nodeEdge
    }
  }

  /** Accounts that opened with several legs have scores that this search does not know. */
  #isIn(id: number): boolean {
    return this.#contracts(id) * this.#side > 0 && this.#ledger.crossed[id] === 0
  }

  /** Packs the accounts of the side: slices by k, each sorted by break-even price, so that a leaf is small in both. */
  #build(): void {
    const a = this.#ledger
    let n = 0
    for (let id = 0; id < a.count; id++) if (this.#isIn(id)) n++
    const ids = new Int32Array(n)
    const ks = new Float64Array(n)
    for (let id = 0, i = 0; id < a.count; id++) {
      if (!this.#isIn(id)) continue
      ids[i] = id
      ks[i++] = this.#k(id)
    }
    sortByScore(ids, ks)
    const leaves = Math.max(1, Math.ceil(n / LEAF_SIZE))
    const slice = LEAF_SIZE * Math.ceil(Math.sqrt(leaves))
    for (let from = 0; from < n; from += slice) {
      const part = ids.subarray(from, Math.min(n, from + slice))
      sortByScore(
        part,
        Float64Array.from(part, (id) => this.#edge(id)),
      )
    }
    this.#ids = ids
    this.#slots = new Int32Array(capacityOf(a)).fill(-1)
    for (let slot = 0; slot < n; slot++) this.#slots[ids[slot]] = slot
    this.#leaves = 1
    while (this.#leaves < leaves) this.#leaves *= 2
    this.#maxK = new Float64Array(2 * this.#leaves)
    this.#maxEdge = new Float64Array(2 * this.#leaves).fill(-Infinity)
    for (let slot = 0; slot < n; slot++) this.#raise(slot)
  }
}
