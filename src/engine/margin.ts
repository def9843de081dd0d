/**
 * One margin for all legs of an account (docs/model.md sections 2 and 11.1): equity, maintenance, and what each leg is by itself. Reads
 * marks and ledger, writes nothing. An account with one open leg has closed forms.
 */
import { CONTRACTS, toLiquidationPrice } from './ledger.ts'
import { markPrice, type Market, type Venue } from './venue.ts'

/** How many legs of the account are open. */
export function countLegs({ state: { ledger } }: Venue, id: number): number {
  const row = ledger.stride * id + CONTRACTS
  let open = 0
  for (let leg = 0; leg < ledger.legs; leg++) if (ledger.rows[row + leg] !== 0) open++
  return open
}

/** Equity at the marks, in cents, not rounded: `c + Σ q·m`. */
export function equityOf({ markets, state: { ledger } }: Venue, id: number): number {
  const row = ledger.stride * id
  let equity = ledger.rows[row]
  for (let leg = 0; leg < ledger.legs; leg++) {
    const q = ledger.rows[row + CONTRACTS + leg]
    if (q !== 0) equity += q * markPrice(markets[leg])
  }
  return equity
}

/**
 * Maintenance margin at the marks, in cents, not rounded: `Σ μ·|q|·m`.
 * @internal
 */
export function maintenanceOf({ markets, state: { ledger } }: Venue, id: number): number {
  const row = ledger.stride * id + CONTRACTS
  let maintenance = 0
  for (let leg = 0; leg < ledger.legs; leg++) {
    const q = ledger.rows[row + leg]
    if (q !== 0) maintenance += markets[leg].state.maintenanceMargin * Math.abs(q) * markPrice(markets[leg])
  }
  return maintenance
}

/** Value of all legs at the marks, in cents, not rounded: `Σ|q|·m`. */
export function valueOf({ markets, state: { ledger } }: Venue, id: number): number {
  const row = ledger.stride * id + CONTRACTS
  let value = 0
  for (let leg = 0; leg < ledger.legs; leg++) {
    const q = ledger.rows[row + leg]
    if (q !== 0) value += Math.abs(q) * markPrice(markets[leg])
  }
  return value
}

/** Whether equity is strictly below maintenance at the marks. A closed account never is. */
export function isBelow(venue: Venue, id: number): boolean {
  const value = valueOf(venue, id)
  return value !== 0 && equityOf(venue, id) < maintenanceOf(venue, id)
}

/** The market of the leg that needs the most maintenance, ties by order: the one that the engine closes. */
export function heaviestMarket(venue: Venue, id: number): Market {
  const { markets, state } = venue
  if (markets.length === 1) return markets[0]
  const row = state.ledger.stride * id + CONTRACTS
  let most = 0
  let heaviest = markets[0]
  for (let leg = 0; leg < markets.length; leg++) {
    const q = state.ledger.rows[row + leg]
    if (q === 0) continue
    const maintenance = markets[leg].state.maintenanceMargin * Math.abs(q) * markPrice(markets[leg])
    if (maintenance > most) {
      most = maintenance
      heaviest = markets[leg]
    }
  }
  return heaviest
}

/** The price at which a leg makes the account liquidatable, the others at their marks, in dollars. */
export function legLiquidationPrice(market: Market, id: number): number {
  const { venue, leg } = market
  const { ledger } = venue.state
  const row = ledger.stride * id
  let others = ledger.rows[row]
  for (let other = 0; other < ledger.legs; other++) {
    const q = ledger.rows[row + CONTRACTS + other]
    if (other === leg || q === 0) continue
    const mark = markPrice(venue.markets[other])
    others += q * mark - venue.markets[other].state.maintenanceMargin * Math.abs(q) * mark
  }
  return toLiquidationPrice(ledger.rows[row + CONTRACTS + leg], others, market.state.maintenanceMargin)
}

/** A leg as if it stood alone: its bankruptcy price in dollars, and the cash that is its own, in whole cents. */
export interface LoneLeg {
  readonly bankruptcyPrice: number
  readonly cashCents: number
}

/**
 * Of the last open leg, the account's own; of one of several, a leg may use up what the account has left, and else bears its
 * share of what is lacking.
 */
export function readLoneLeg(market: Market, id: number): LoneLeg {
  const { venue, leg } = market
  const { ledger } = venue.state
  const cash = ledger.rows[ledger.stride * id]
  const q = ledger.rows[ledger.stride * id + CONTRACTS + leg]
  if (countLegs(venue, id) === 1) return { bankruptcyPrice: -cash / q, cashCents: cash }
  const mark = markPrice(market)
  const equity = equityOf(venue, id)
  const share = equity > 0 ? 1 : (Math.abs(q) * mark) / valueOf(venue, id)
  const bankruptcyPrice = mark - (equity * share) / q
  return { bankruptcyPrice, cashCents: -Math.floor(q * bankruptcyPrice + 0.5) }
}
