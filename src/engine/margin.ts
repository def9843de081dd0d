/**
 * One margin for all legs of an account (docs/model.md sections 2 and 11.1): equity, maintenance, and what each leg is by itself. Reads
 * marks and ledger, writes nothing. An account with one open leg has closed forms.
 */
import { HAIR } from './arithmetic.ts'
import { CONTRACTS, isBelowMaintenance, toLiquidationPrice } from './ledger.ts'
import { markPrice, type Market, type Venue } from './venue.ts'

/** How many legs of the account are open. */
export function countLegs({ state: { ledger } }: Venue, id: number): number {
  const row = ledger.stride * id + CONTRACTS
  if (ledger.legs === 1) return ledger.rows[row] === 0 ? 0 : 1
  let open = 0
  for (let leg = 0; leg < ledger.legs; leg++) if (ledger.rows[row + leg] !== 0) open++
  return open
}

/** Equity at the marks, in cents, not rounded: `c + Σ q·m`. */
export function equityOf({ markets, state: { ledger } }: Venue, id: number): number {
  const row = ledger.stride * id
  let positions = 0
  for (let leg = 0; leg < ledger.legs; leg++) {
    const q = ledger.rows[row + CONTRACTS + leg]
    if (q !== 0) positions += q * markPrice(markets[leg])
  }
  // One order of sums everywhere, that of the formula: accounts in proportion tie but for the last bit, which then ranks them.
  return ledger.rows[row] + positions
}

/**
 * Maintenance margin at the marks, in cents, not rounded: `Σ μ·|q|·m`.
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

/**
 * Whether the account is below maintenance. A closed account never is.
 * @param market of one of its open legs
 * @param mark of this market
 */
export function isBelow({ venue, leg, state }: Market, id: number, mark: number): boolean {
  const { ledger } = venue.state
  return ledger.legs === 1 || ledger.crossed[id] === 0
    ? isBelowMaintenance(ledger, id, leg, mark, state.maintenanceMargin)
    : isBelowAll(venue, id)
}

/** Whether equity over all legs is below their maintenance at the marks, by more than rounding. */
export function isBelowAll({ markets, state: { ledger } }: Venue, id: number): boolean {
  const row = ledger.stride * id
  let positions = 0
  let maintenance = 0
  let value = 0
  for (let leg = 0; leg < ledger.legs; leg++) {
    const q = ledger.rows[row + CONTRACTS + leg]
    if (q === 0) continue
    const mark = markPrice(markets[leg])
    positions += q * mark
    maintenance += markets[leg].state.maintenanceMargin * Math.abs(q) * mark
    value += Math.abs(q) * mark
  }
  return value !== 0 && ledger.rows[row] + positions < maintenance - HAIR * value
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

/**
 * What the rest of the account brings to a leg, in cents, not rounded: cash, and the other legs at their marks less their
 * maintenance.
 */
export function coverOf({ venue, leg }: Market, id: number): number {
  const { ledger } = venue.state
  const row = ledger.stride * id
  let cover = ledger.rows[row]
  if (ledger.legs === 1) return cover
  for (let other = 0; other < ledger.legs; other++) {
    const q = ledger.rows[row + CONTRACTS + other]
    if (other === leg || q === 0) continue
    const mark = markPrice(venue.markets[other])
    cover += q * mark - venue.markets[other].state.maintenanceMargin * Math.abs(q) * mark
  }
  return cover
}

/** The price at which a leg makes the account liquidatable, the others at their marks, in dollars. */
export function legLiquidationPrice(market: Market, id: number): number {
  const { venue, leg, state } = market
  const { ledger } = venue.state
  const contracts = ledger.rows[ledger.stride * id + CONTRACTS + leg]
  return toLiquidationPrice(contracts, coverOf(market, id), state.maintenanceMargin)
}

/**
 * The price at which a leg has used up what is its own, in dollars: of the last open leg, all that the account has; of one of
 * several, what the account has left, else its share of what is lacking.
 */
export function legBankruptcyPrice(market: Market, id: number): number {
  const { venue, leg } = market
  const { ledger } = venue.state
  const row = ledger.stride * id
  const q = ledger.rows[row + CONTRACTS + leg]
  if (countLegs(venue, id) === 1) return -ledger.rows[row] / q
  const mark = markPrice(market)
  const equity = equityOf(venue, id)
  const share = equity > 0 ? 1 : (Math.abs(q) * mark) / valueOf(venue, id)
  return mark - (equity * share) / q
}

/** The cash that is a leg's own, in whole cents: of the last open leg, the account's. */
export function ownCashOf(market: Market, id: number): number {
  const { venue, leg } = market
  const { ledger } = venue.state
  const row = ledger.stride * id
  if (countLegs(venue, id) === 1) return ledger.rows[row]
  return -Math.floor(ledger.rows[row + CONTRACTS + leg] * legBankruptcyPrice(market, id) + 0.5)
}
