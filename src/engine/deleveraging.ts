/**
 * Auto-deleveraging (docs/model.md sections 6 and 11.1): closes a bankrupt position against profitable accounts of the other side at its
 * bankruptcy price, without touching the book. Ranked, or pro rata.
 * Reads the accounts of the other side; writes those that are chosen.
 */
import { AdlRanking } from './adlRanking.ts'
import { proportionHalfUp } from './arithmetic.ts'
import { CONTRACTS, DELEVERAGED, OPEN, OUT_BY_ADL } from './ledger.ts'
import { countLegs, equityOf, legLiquidationPrice, type LoneLeg } from './margin.ts'
import { reindex } from './reindex.ts'
import { markPrice, type Market } from './venue.ts'

/**
 * Deleverages as much of a position as the other side can take.
 * @param own the leg as if it stood alone
 * @param mark the mark price of the moment, in dollars
 * @returns contracts closed
 */
export function deleverage(market: Market, id: number, own: LoneLeg, mark: number, step: number): number {
  const position = new BankruptPosition(market, id, own, mark, step)
  if (market.venue.rules.adlRanking === 'proRata') takeProRata(position)
  else takeByRank(position)
  const closed = position.size - position.left
  if (!(closed >= 0)) throw new Error(`${closed} contracts deleveraged`)
  market.venue.state.totals.adlContracts += closed
  return closed
}

/** The position that is being closed, with what it had before, since the cash of each part follows from that. */
class BankruptPosition {
  readonly market: Market
  readonly id: number
  readonly mark: number
  readonly size: number
  readonly side: number
  left: number
  readonly #step: number
  readonly #own: LoneLeg
  /** Cash of the account that is not the leg's. */
  readonly #besidesCents: number

  constructor(market: Market, id: number, own: LoneLeg, mark: number, step: number) {
    const { ledger } = market.venue.state
    const row = ledger.stride * id
    const contracts = ledger.rows[row + CONTRACTS + market.leg]
    this.market = market
    this.id = id
    this.mark = mark
    this.#step = step
    this.size = this.left = Math.abs(contracts)
    this.side = Math.sign(contracts)
    this.#own = own
    this.#besidesCents = ledger.rows[row] - own.cashCents
  }

  /**
   * Whether the other account keeps at least one cent if its leg is closed whole at the bankruptcy price, its other legs at
   * their marks. So close to one cent that rounding could decide, whole numbers do, where there is no other leg.
   */
  overlaps(other: number): boolean {
    const { venue, leg } = this.market
    const { ledger } = venue.state
    const row = ledger.stride * other
    const cash = ledger.rows[row]
    const contracts = ledger.rows[row + CONTRACTS + leg]
    const ownCash = this.#own.cashCents
    // Opposite sides: a contract of theirs gets what a contract of the leg has cash.
    const closed = cash + (Math.abs(contracts) * ownCash) / this.size
    const elsewhere =
      ledger.legs === 1 ? 0 : equityOf(venue, other) - cash - contracts * markPrice(this.market)
    if (Math.abs(closed + elsewhere - 1) > 1e-6 + 1e-9 * Math.abs(cash)) return closed + elsewhere > 1
    if (ledger.legs > 1 && countLegs(venue, other) > 1) return closed + elsewhere >= 1
    return (
      BigInt(cash) * BigInt(this.size) + BigInt(Math.abs(contracts)) * BigInt(ownCash) >= BigInt(this.size)
    )
  }

  /** Closes contracts against one counterparty, who takes the difference of the bankrupt leg's cash. */
  settle(other: number, amount: number): void {
    const { venue, leg } = this.market
    const { ledger, totals } = venue.state
    const row = ledger.stride * this.id
    const otherRow = ledger.stride * other
    const outPrice = legLiquidationPrice(this.market, other)
    this.left -= amount
    const cash = this.#besidesCents + proportionHalfUp(this.#own.cashCents, this.left, this.size)
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
      ledger.outKind[other] = OUT_BY_ADL
      ledger.outPrice[other] = outPrice
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
  const { venue, leg } = market
  const { ledger } = venue.state
  const ranking =
    position.side > 0
      ? (market.adlShorts ??= new AdlRanking(ledger, leg, -1))
      : (market.adlLongs ??= new AdlRanking(ledger, leg, 1))
  const held = (other: number) => Math.abs(ledger.rows[ledger.stride * other + CONTRACTS + leg])
  const kept: number[] = []
  const changed: number[] = []
  while (position.left > 0) {
    const other = ranking.takeBest(mark)
    if (other < 0) break
    if (position.overlaps(other)) {
      position.settle(other, Math.min(position.left, held(other)))
      changed.push(other)
      if (held(other) !== 0) kept.push(other)
    } else kept.push(other)
  }
  for (const other of kept) ranking.putBack(other)
  for (const other of changed) reindex(venue, other, ranking)
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
