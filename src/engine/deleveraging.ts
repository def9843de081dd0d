/**
 * Auto-deleveraging (docs/model.md sections 6 and 11.1): closes a bankrupt position against profitable accounts of the other side at its
 * bankruptcy price, without touching the book. Ranked, or pro rata.
 * Reads the accounts of the other side; writes those that are chosen.
 */
import { AdlRanking } from './adlRanking.ts'
import { adlScore, type AdlRule } from './adlScore.ts'
import { proportionHalfUp } from './arithmetic.ts'
import { CONTRACTS, DELEVERAGED, DEPOSIT, OPEN, OUT_PRICE, toLiquidationPrice } from './ledger.ts'
import { countLegs, coverOf, equityOf, legBankruptcyPrice, ownCashOf, valueOf } from './margin.ts'
import { reindex } from './reindex.ts'
import { markPrice, type Market } from './venue.ts'

/**
 * Deleverages as much of a position as the other side can take.
 * @param mark the mark price of the moment, in dollars
 * @returns contracts closed
 */
export function deleverage(market: Market, id: number, mark: number, step: number): number {
  const position = new BankruptPosition(market, id, mark, step)
  if (!(position.price > 0)) return 0
  if (market.venue.rules.adlRanking === 'proRata') takeProRata(position)
  else takeByRank(position)
  const closed = position.size - position.left
  if (!(closed >= 0)) throw new Error(`${closed} contracts deleveraged`)
  market.venue.state.totals.adlContracts += closed
  return closed
}

/** How close to one cent rounding could decide, in cents, and relative to the cash. */
const NEAR_A_CENT = 1e-6
const ROUNDING = 1e-9

/** The position that is being closed, with what it had before, since the cash of each part follows from that. */
class BankruptPosition {
  readonly market: Market
  readonly id: number
  readonly mark: number
  readonly size: number
  readonly side: number
  left: number
  readonly #step: number
  /** At which the leg's own cash is used up, in dollars. */
  readonly price: number
  readonly #ownCents: number
  /** Cash of the account that is not the leg's. */
  readonly #besidesCents: number

  constructor(market: Market, id: number, mark: number, step: number) {
    const { ledger } = market.venue.state
    const row = ledger.stride * id
    const contracts = ledger.rows[row + CONTRACTS + market.leg]
    this.market = market
    this.id = id
    this.mark = mark
    this.#step = step
    this.size = this.left = Math.abs(contracts)
    this.side = Math.sign(contracts)
    this.price = legBankruptcyPrice(market, id)
    this.#ownCents = ownCashOf(market, id)
    this.#besidesCents = ledger.rows[row] - this.#ownCents
  }

  /**
   * Whether the other account keeps at least one cent if its leg is closed at the bankruptcy price. So close to one cent that
   * rounding could decide, whole numbers do, where neither account has another leg.
   */
  overlaps(other: number): boolean {
    const { venue, leg } = this.market
    const { ledger } = venue.state
    const row = ledger.stride * other
    const contracts = ledger.rows[row + CONTRACTS + leg]
    const cash = ledger.rows[row]
    const left =
      ledger.legs === 1
        ? cash + contracts * this.price
        : equityOf(venue, other) + contracts * (this.price - markPrice(this.market))
    if (Math.abs(left - 1) > NEAR_A_CENT + ROUNDING * Math.abs(cash)) return left > 1
    if (ledger.legs > 1 && (countLegs(venue, other) > 1 || countLegs(venue, this.id) > 1)) return left >= 1
    // Opposite sides: a contract of theirs gets what a contract of the position has cash.
    const size = BigInt(this.size)
    return BigInt(cash) * size + BigInt(Math.abs(contracts)) * BigInt(this.#ownCents) >= size
  }

  /** Contracts of the other account that can be closed. */
  held(other: number): number {
    const { venue, leg } = this.market
    const { ledger } = venue.state
    return Math.abs(ledger.rows[ledger.stride * other + CONTRACTS + leg])
  }

  /** Closes contracts against one counterparty, who takes the difference of the bankrupt leg's cash. */
  settle(other: number, amount: number): void {
    const { venue, leg } = this.market
    const { ledger, totals } = venue.state
    const row = ledger.stride * this.id
    const otherRow = ledger.stride * other
    const held = ledger.rows[otherRow + CONTRACTS + leg]
    const cover = coverOf(this.market, other)
    this.left -= amount
    const cash = this.#besidesCents + proportionHalfUp(this.#ownCents, this.left, this.size)
    const cents = ledger.rows[row] - cash
    const contracts = this.side * amount
    ledger.rows[row + CONTRACTS + leg] = this.left === 0 ? 0 : this.side * this.left
    ledger.rows[row] = cash
    ledger.rows[otherRow + CONTRACTS + leg] += contracts
    ledger.rows[otherRow] += cents
    this.market.state.openContracts -= 2 * amount
    totals.adlAgainstMarkCents += cents + contracts * this.mark
    if (ledger.deleveragedOnce[other] === 0) {
      ledger.deleveragedOnce[other] = 1
      totals.adlAccounts++
    }
    if (countLegs(venue, other) === 0) {
      ledger.state[other] = DELEVERAGED
      ledger.rows[otherRow + OUT_PRICE] = toLiquidationPrice(held, cover, this.market.state.maintenanceMargin)
    }
    venue.log?.add('deleveraging', this.#step, this.market.where, {
      account: other,
      contracts,
      cents,
      price: this.mark,
      counterparty: this.id,
    })
  }
}

/** By falling score, ties by id; each gives all its contracts until enough. */
function takeByRank(position: BankruptPosition): void {
  const { market, mark } = position
  const { venue } = market
  const rule = venue.rules.adlRanking === 'entryValue' ? 'entryValue' : 'profitLeverage'
  const ranking = rankingOf(position, rule)
  const crossed = rankCrossed(position, rule)
  const kept: number[] = []
  const changed: number[] = []
  let next = 0
  let lone = ranking.takeBest(mark)
  while (position.left > 0) {
    const isCrossed = next < crossed.length && isBefore(crossed[next], lone, ranking.scoreOf(lone, mark))
    if (!isCrossed && lone < 0) break
    const other = isCrossed ? crossed[next++].id : lone
    const overlaps = position.overlaps(other)
    if (overlaps) {
      position.settle(other, Math.min(position.left, position.held(other)))
      changed.push(other)
    }
    if (isCrossed) continue
    if (!overlaps || position.held(other) !== 0) kept.push(other)
    lone = position.left > 0 ? ranking.takeBest(mark) : -1
  }
  if (lone >= 0) kept.push(lone)
  for (const other of kept) ranking.putBack(other)
  for (const other of changed) reindex(venue, other, ranking)
}

function rankingOf({ market, side }: BankruptPosition, rule: AdlRule): AdlRanking {
  const { ledger } = market.venue.state
  return side > 0
    ? (market.adlShorts ??= new AdlRanking(ledger, market.leg, -1, rule))
    : (market.adlLongs ??= new AdlRanking(ledger, market.leg, 1, rule))
}

interface Ranked {
  readonly id: number
  readonly score: number
}

function isBefore(crossed: Ranked, lone: number, loneScore: number): boolean {
  return lone < 0 || crossed.score > loneScore || (crossed.score === loneScore && crossed.id < lone)
}

/** Winners who opened with several legs, best first: their scores follow from all their legs, so each is looked at. */
function rankCrossed(position: BankruptPosition, rule: AdlRule): Ranked[] {
  const { market, side } = position
  const { venue, leg } = market
  const { ledger } = venue.state
  const mark = markPrice(market)
  const found: Ranked[] = []
  for (const id of venue.crossedIds) {
    const row = ledger.stride * id
    const contracts = ledger.rows[row + CONTRACTS + leg]
    if (contracts * side >= 0 || ledger.queued[id] === 1) continue
    const equity = equityOf(venue, id)
    const deposit = ledger.rows[row + DEPOSIT]
    if (equity - deposit <= 0) continue
    const legValue = Math.abs(contracts) * mark
    const winner = {
      profit: equity - deposit,
      deposit,
      equity,
      value: valueOf(venue, id),
      legValue,
      side: -side,
    }
    found.push({ id, score: adlScore(rule, winner) })
  }
  return found.sort((a, b) => b.score - a.score || a.id - b.id)
}

/** In proportion to contracts held, largest remainder, ties by id; settled by id. Costs as much as there are candidates. */
function takeProRata(position: BankruptPosition): void {
  const { market, mark, side } = position
  const { venue, leg } = market
  const { ledger } = venue.state
  const { scratch } = venue
  scratch.grow(ledger.count)
  const { ids, weights: held, limits: amounts } = scratch
  let n = 0
  let total = 0
  for (let other = 0; other < ledger.count; other++) {
    const row = ledger.stride * other
    const contracts = ledger.rows[row + CONTRACTS + leg]
    if (contracts * side >= 0 || ledger.queued[other] === 1 || ledger.state[other] !== OPEN) continue
    const equity = ledger.legs === 1 ? ledger.rows[row] + contracts * mark : equityOf(venue, other)
    if (equity - ledger.rows[row + 1] <= 0 || !position.overlaps(other)) continue
    ids[n] = other
    held[n++] = Math.abs(contracts)
    total += Math.abs(contracts)
  }
  if (n === 0) return
  scratch.shares.split(held, n, Math.min(position.size, total), amounts)
  for (let i = 0; i < n; i++) {
    if (amounts[i] === 0) continue
    position.settle(ids[i], amounts[i])
    reindex(venue, ids[i])
  }
}
