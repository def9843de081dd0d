/**
 * Who of the accounts that opened with several legs is deleveraged first, exact at the marks of the moment, without scoring
 * everyone (docs/model.md sections 6 and 11.1). Their scores follow from all their legs, so the tree of adlRanking.ts cannot hold them; but
 * while every mark stays within a narrow band, equity and value stay within bounds, and so does the score. All are
 * bounded when marks leave the band; between, only those are scored whose bound could still win. Reads the accounts of one
 * side of one market; holds only the search.
 */
import { adlScore, type AdlRule } from './adlScore.ts'
import { CONTRACTS, DEPOSIT, type Ledger } from './ledger.ts'
import { ScoreHeap } from './scoreHeap.ts'

/** Bounds are inflated by this much, so that rounding never hides the best. */
const SAFETY = 1e-9
const WIDEST = 0.01
const NARROWEST = 1e-8

/** Where an account is in the search. */
const OUT = 0
const BOUNDED = 1
const SCORED = 2

/** The accounts of a venue that opened with several legs, by rising id, with the place of each, and the venue's marks. */
export interface CrossedAccounts {
  readonly ids: Int32Array
  readonly places: Int32Array
  readonly markAt: (leg: number) => number
}

export class CrossRanking {
  readonly #accounts: CrossedAccounts
  readonly #ledger: Ledger
  readonly #leg: number
  readonly #side: number
  readonly #rule: AdlRule
  /** Places of those who still hold the leg; it is never opened again. */
  #holders: Int32Array
  #count: number
  readonly #where: Uint8Array
  /** The bound in the band, or the score at these marks. */
  readonly #bounds: Float64Array
  readonly #scores: Float64Array
  readonly #bounded = new ScoreHeap()
  readonly #scored = new ScoreHeap()
  /** The middle of the band, and the marks at which scores were computed. */
  readonly #middle: Float64Array
  readonly #marks: Float64Array
  #halfWidth = 1e-4
  /** Work since the band was opened: bounds, and scores, which cost about as much. They should cost alike. */
  #boundings = 0
  #scorings = 0

  /** @param side 1: the winners are long in this leg, −1: short */
  constructor(accounts: CrossedAccounts, ledger: Ledger, leg: number, side: number, rule: AdlRule) {
    this.#accounts = accounts
    this.#ledger = ledger
    this.#leg = leg
    this.#side = side
    this.#rule = rule
    const count = accounts.ids.length
    this.#holders = Int32Array.from(accounts.ids, (_, place) => place)
    this.#count = count
    this.#where = new Uint8Array(count)
    this.#bounds = new Float64Array(count)
    this.#scores = new Float64Array(count)
    this.#middle = new Float64Array(ledger.legs).fill(NaN)
    this.#marks = new Float64Array(ledger.legs)
  }

  /**
   * Takes the best account out of the search; `touch` returns it.
   * @param least score, and id, of somebody who goes first unless this one has a higher score, or the same and a lower id; 0 and
   * −1 where there is nobody
   * @returns its id; −1 where no winner is better
   */
  takeBest(least: number, leastId: number): number {
    this.#follow()
    for (;;) {
      const known = this.#scored.size > 0 ? this.#scored.topScore() : 0
      if (this.#bounded.size > 0 && this.#bounded.topScore() >= Math.max(known, least)) {
        this.#scoreNext()
        continue
      }
      if (known <= 0 || known < least) return -1
      const place = this.#scored.top()
      const id = this.#accounts.ids[place]
      const isCurrent = this.#where[place] === SCORED && this.#scores[place] === known
      if (isCurrent && known === least && leastId >= 0 && id > leastId) return -1
      this.#scored.pop()
      if (!isCurrent) continue
      this.#where[place] = OUT
      // Who was queued or sold out meanwhile is no winner.
      if (this.#scoreOf(id) === known) return id
    }
  }

  /** To be called for every account that changed, and for those that were taken and still hold the leg. */
  touch(id: number): void {
    if (Number.isNaN(this.#middle[0])) return
    const place = this.#accounts.places[id]
    this.#where[place] = OUT
    this.#push(place)
  }

  /** Bounds everyone anew where a mark has left the band; within it, what was scored at other marks is only bounded again. */
  #follow(): void {
    const { markAt } = this.#accounts
    let isSame = true
    let isWithin = true
    for (let leg = 0; leg < this.#marks.length; leg++) {
      const mark = markAt(leg)
      if (mark !== this.#marks[leg]) isSame = false
      this.#marks[leg] = mark
      if (!(Math.abs(mark - this.#middle[leg]) <= this.#halfWidth * this.#middle[leg])) isWithin = false
    }
    if (!isWithin) return this.#openBand()
    if (isSame) return
    while (this.#scored.size > 0) {
      const place = this.#scored.popLast()
      if (this.#where[place] !== SCORED) continue
      this.#where[place] = BOUNDED
      this.#bounded.push(this.#bounds[place], place)
    }
  }

  /** Wider or narrower by what the last band cost. */
  #openBand(): void {
    const wanted = this.#scorings > this.#boundings ? this.#halfWidth / 2 : this.#halfWidth * 2
    this.#halfWidth = Math.min(WIDEST, Math.max(NARROWEST, wanted))
    this.#middle.set(this.#marks)
    this.#bounded.clear()
    this.#scored.clear()
    this.#scorings = 0
    this.#boundings = this.#count
    let kept = 0
    for (let i = 0; i < this.#count; i++) {
      const place = this.#holders[i]
      this.#where[place] = OUT
      if (this.#contracts(this.#accounts.ids[place]) * this.#side <= 0) continue
      this.#holders[kept++] = place
      this.#push(place)
    }
    this.#count = kept
  }

  #push(place: number): void {
    const bound = this.#boundOf(this.#accounts.ids[place])
    if (bound <= 0) return
    this.#where[place] = BOUNDED
    this.#bounds[place] = bound
    this.#bounded.push(bound, place)
  }

  #scoreNext(): void {
    const bound = this.#bounded.topScore()
    const place = this.#bounded.pop()
    if (this.#where[place] !== BOUNDED || this.#bounds[place] !== bound) return
    this.#scorings++
    const score = this.#scoreOf(this.#accounts.ids[place])
    this.#where[place] = SCORED
    this.#scores[place] = score
    this.#scored.push(score, place)
  }

  #contracts(id: number): number {
    return this.#ledger.rows[this.#ledger.stride * id + CONTRACTS + this.#leg]
  }

  /** The score at the marks; 0 where the account is not an unqueued winner of this side. */
  #scoreOf(id: number): number {
    const { rows, stride, legs, queued } = this.#ledger
    const row = stride * id
    const contracts = rows[row + CONTRACTS + this.#leg]
    if (contracts * this.#side <= 0 || queued[id] === 1) return 0
    let positions = 0
    let value = 0
    for (let leg = 0; leg < legs; leg++) {
      const q = rows[row + CONTRACTS + leg]
      if (q === 0) continue
      positions += q * this.#marks[leg]
      value += Math.abs(q) * this.#marks[leg]
    }
    const equity = rows[row] + positions
    const deposit = rows[row + DEPOSIT]
    const profit = equity - deposit
    if (profit <= 0) return 0
    const legValue = Math.abs(contracts) * this.#marks[this.#leg]
    return adlScore(this.#rule, { profit, deposit, equity, value, legValue, side: this.#side })
  }

  /** The best score that is possible within the band; 0 where there is no profit. The share of equity that is profit rises in equity. */
  #boundOf(id: number): number {
    const { rows, stride, legs } = this.#ledger
    const row = stride * id
    const contracts = rows[row + CONTRACTS + this.#leg]
    if (contracts * this.#side <= 0) return 0
    let equity = rows[row]
    let value = 0
    for (let leg = 0; leg < legs; leg++) {
      const q = rows[row + CONTRACTS + leg]
      if (q === 0) continue
      equity += q * this.#middle[leg]
      value += Math.abs(q) * this.#middle[leg]
    }
    const sway = (this.#halfWidth + SAFETY) * value
    const deposit = rows[row + DEPOSIT]
    const most = equity + sway - deposit
    if (most <= 0) return 0
    const base = this.#rule === 'profitLeverage' ? deposit : this.#leastBase(contracts, most, most - 2 * sway)
    return (((most / (most + deposit)) * (value + sway)) / base) * (1 + SAFETY)
  }

  /** The least entry value of the leg, with the most and the least profit within the band. */
  #leastBase(contracts: number, most: number, least: number): number {
    const value = Math.abs(contracts) * this.#middle[this.#leg] * (1 - this.#halfWidth - SAFETY)
    return this.#side > 0 ? Math.max(value / 100, value - most) : value + Math.max(0, least)
  }
}
