/**
 * A position that is closed by auto-deleveraging (docs/model.md sections 6 and 11.1): at its bankruptcy price, against accounts of the
 * other side, each of whom takes the difference of the bankrupt leg's cash. Reads and writes the accounts of both sides.
 */
import { proportionHalfUp } from './arithmetic.ts'
import { CONTRACTS, DELEVERAGED, OUT_PRICE, toLiquidationPrice } from './ledger.ts'
import { countLegs, coverOf, equityOf, legBankruptcyPrice, ownCashOf } from './margin.ts'
import { markPrice, type Market } from './venue.ts'

/** How close to one cent rounding could decide, in cents, and relative to the cash. */
const NEAR_A_CENT = 1e-6
const ROUNDING = 1e-9

/** The position that is being closed, with what it had before, since the cash of each part follows from that. */
export class BankruptPosition {
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

  /** Whether an account with one leg keeps more than a cent where it is closed at this price, and rounding cannot decide. */
  leavesEnough(cash: number, contracts: number, price: number): boolean {
    return cash + contracts * price - 1 > NEAR_A_CENT + ROUNDING * Math.abs(cash)
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

  /** `settle` with many in turn. */
  settleAll(ids: Int32Array, amounts: Float64Array, n: number): void {
    const { venue } = this.market
    if (venue.state.ledger.legs === 1 && venue.log === null) return this.#settleLone(ids, amounts, n)
    for (let i = 0; i < n; i++) this.settle(ids[i], amounts[i])
  }

  /** The same in one loop, where there is one market and nobody listens: pro rata, a position has thousands of counterparties. */
  #settleLone(ids: Int32Array, amounts: Float64Array, n: number): void {
    const { market, mark, side, size } = this
    const { ledger, totals } = market.venue.state
    const { rows, deleveragedOnce } = ledger
    const { maintenanceMargin } = market.state
    const row = (CONTRACTS + 1) * this.id
    const ownCents = this.#ownCents
    let { left } = this
    let cash = rows[row]
    let { adlAgainstMarkCents, adlAccounts } = totals
    for (let i = 0; i < n; i++) {
      const amount = amounts[i]
      const other = ids[i]
      const otherRow = (CONTRACTS + 1) * other
      const held = rows[otherRow + CONTRACTS]
      const cover = rows[otherRow]
      left -= amount
      const cents = cash - proportionHalfUp(ownCents, left, size)
      cash -= cents
      const contracts = side * amount
      rows[otherRow] = cover + cents
      rows[otherRow + CONTRACTS] = held + contracts
      adlAgainstMarkCents += cents + contracts * mark
      adlAccounts += 1 - deleveragedOnce[other]
      deleveragedOnce[other] = 1
      if (held + contracts === 0) {
        ledger.state[other] = DELEVERAGED
        rows[otherRow + OUT_PRICE] = toLiquidationPrice(held, cover, maintenanceMargin)
      }
    }
    totals.adlAgainstMarkCents = adlAgainstMarkCents
    totals.adlAccounts = adlAccounts
    market.state.openContracts -= 2 * (this.left - left)
    rows[row] = cash
    rows[row + CONTRACTS] = left === 0 ? 0 : side * left
    this.left = left
  }
}
