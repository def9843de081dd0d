/**
 * The accounts of one venue, a row a trader (docs/model.md sections 2 and 11.1). An account is its contracts in each market of the venue
 * and its cash; everything else follows from them. Plain data: reads nothing, is written by every mechanism.
 */
import { HAIR } from './arithmetic.ts'

import { STATE_CODE } from '../schema/states.ts'

export const OPEN = STATE_CODE.open
export const LIQUIDATED = STATE_CODE.liquidated
export const DELEVERAGED = STATE_CODE.deleveraged
/** Closed by its own trade; by a stop-loss, where that is worth telling. */
export const CLOSED = STATE_CODE.closed
export const STOPPED = STATE_CODE.stopped

/** Columns of the accounts; only the first `count` rows are in use. Money in whole cents. */
export interface Ledger {
  count: number
  /** Markets of the venue: places for contracts in a row. */
  readonly legs: number
  /** Numbers a row. */
  readonly stride: number
  /**
   * Side by side, since whoever needs one of them needs the others: cash, deposit (all money paid in), the last liquidation
   * price of an account that is out (Infinity before), then whole contracts for each market (above 0 long, below 0 short).
   */
  rows: Float64Array
  /** Socialized loss paid, in whole cents. */
  haircutCents: Float64Array
  /** Dollars, a place for each market; 0 where the trader never had a position. */
  entryPrice: Float64Array
  state: Uint8Array
  /** 1 while the account waits for the liquidation engine. */
  queued: Uint8Array
  /** 1 once ADL has taken contracts from the account. */
  deleveragedOnce: Uint8Array
  /** 1 where the account opened with several legs. */
  crossed: Uint8Array
  /** 1 once a close of the account left a deficit, which counts when the account is out. */
  fellShort: Uint8Array
  /** 1 once nobody bid for the liquidation of the account. */
  unbidOnce: Uint8Array
}

/**
 * Places in a row, from its start; cash is the first, so that the engine reads it without a place.
 * @internal
 */
export const CASH = 0
export const DEPOSIT = 1
export const OUT_PRICE = 2
export const CONTRACTS = 3

export const cashAt = (ledger: Ledger, id: number): number => ledger.stride * id
export const depositAt = (ledger: Ledger, id: number): number => ledger.stride * id + DEPOSIT
export const outPriceAt = (ledger: Ledger, id: number): number => ledger.stride * id + OUT_PRICE
/** @param leg place of the market among the venue's */
export const contractsAt = (ledger: Ledger, id: number, leg: number): number =>
  ledger.stride * id + CONTRACTS + leg

/** Empty columns with room for this many traders. */
export function createLedger(capacity: number, legs: number): Ledger {
  return {
    count: 0,
    legs,
    stride: CONTRACTS + legs,
    rows: new Float64Array((CONTRACTS + legs) * capacity),
    haircutCents: new Float64Array(capacity),
    entryPrice: new Float64Array(legs * capacity),
    state: new Uint8Array(capacity),
    queued: new Uint8Array(capacity),
    deleveragedOnce: new Uint8Array(capacity),
    crossed: new Uint8Array(capacity),
    fellShort: new Uint8Array(capacity),
    unbidOnce: new Uint8Array(capacity),
  }
}

/** How many traders there is room for. */
export function capacityOf(ledger: Ledger): number {
  return ledger.state.length
}

/** Opens a row without contracts; the account is closed until it gets some. Returns its id. */
export function addAccount(ledger: Ledger, cashCents: number): number {
  if (ledger.count === capacityOf(ledger)) growLedger(ledger)
  const id = ledger.count++
  const row = cashAt(ledger, id)
  ledger.rows[row] = cashCents
  ledger.rows[row + DEPOSIT] = cashCents
  ledger.state[id] = CLOSED
  ledger.rows[row + OUT_PRICE] = Infinity
  return id
}

/** Gives an account that has just been added its position in one market; no contracts leave it as it is. */
export function addLeg(
  ledger: Ledger,
  id: number,
  leg: number,
  contracts: number,
  costCents: number,
  entryPrice: number,
): void {
  const row = cashAt(ledger, id)
  ledger.rows[row] -= costCents
  ledger.rows[row + CONTRACTS + leg] = contracts === 0 ? 0 : contracts
  ledger.entryPrice[ledger.legs * id + leg] = entryPrice
  if (contracts !== 0) ledger.state[id] = OPEN
}

/** Doubles the room. Only arrivals need it, so that a crowd without them never grows. */
function growLedger(ledger: Ledger): void {
  const grown = createLedger(Math.max(16, 2 * capacityOf(ledger)), ledger.legs)
  for (const name of ['rows', ...PLAIN_COLUMNS] as const) grown[name].set(ledger[name])
  Object.assign(ledger, grown, { count: ledger.count })
}

// prettier-ignore
const PLAIN_COLUMNS = ['haircutCents', 'entryPrice', 'state', 'queued', 'deleveragedOnce', 'crossed', 'fellShort', 'unbidOnce'] as const

/** The accounts in use, one array a column: how snapshots hold them, so that what did not change is one array. */
export type LedgerColumns = Pick<Ledger, (typeof PLAIN_COLUMNS)[number]> & {
  cashCents: Float64Array
  depositCents: Float64Array
  outPrice: Float64Array
  /** One a market. */
  contracts: Float64Array[]
}

/** A copy of the accounts in use, by columns. */
export function copyColumns(ledger: Ledger): LedgerColumns {
  const { count, legs } = ledger
  return {
    cashCents: copyColumn(ledger, CASH),
    depositCents: copyColumn(ledger, DEPOSIT),
    outPrice: copyColumn(ledger, OUT_PRICE),
    contracts: Array.from({ length: legs }, (_, leg) => copyColumn(ledger, CONTRACTS + leg)),
    haircutCents: ledger.haircutCents.slice(0, count),
    entryPrice: ledger.entryPrice.slice(0, count * legs),
    state: ledger.state.slice(0, count),
    queued: ledger.queued.slice(0, count),
    deleveragedOnce: ledger.deleveragedOnce.slice(0, count),
    crossed: ledger.crossed.slice(0, count),
    fellShort: ledger.fellShort.slice(0, count),
    unbidOnce: ledger.unbidOnce.slice(0, count),
  }
}

function copyColumn({ count, stride, rows }: Ledger, offset: number): Float64Array {
  const column = new Float64Array(count)
  for (let id = 0, at = offset; id < count; id++, at += stride) column[id] = rows[at]
  return column
}

/** Accounts with these columns; the columns are copied. */
export function fromColumns(columns: LedgerColumns): Ledger {
  const count = columns.state.length
  const ledger = createLedger(count, columns.contracts.length)
  ledger.count = count
  for (const name of PLAIN_COLUMNS) ledger[name].set(columns[name])
  const places = [columns.cashCents, columns.depositCents, columns.outPrice, ...columns.contracts]
  places.forEach((column, offset) => {
    for (let id = 0, at = offset; id < count; id++, at += ledger.stride) ledger.rows[at] = column[id]
  })
  return ledger
}

/** Equity of an account that has contracts in this market alone, at a price, in cents, not rounded: `c + q·p`. */
export function equityAt(ledger: Ledger, id: number, leg: number, price: number): number {
  const row = cashAt(ledger, id)
  return ledger.rows[row] + ledger.rows[row + CONTRACTS + leg] * price
}

/**
 * Whether the equity of an account that has contracts in this market alone is strictly below maintenance margin:
 * `c + q·p < μ·|q|·p − 2⁻⁵¹·|q|·p`: equality within rounding is not below. A closed account never is.
 */
export function isBelowMaintenance(
  ledger: Ledger,
  id: number,
  leg: number,
  price: number,
  maintenanceMargin: number,
): boolean {
  const row = cashAt(ledger, id)
  const q = ledger.rows[row + CONTRACTS + leg]
  const value = Math.abs(q) * price
  return q !== 0 && ledger.rows[row] + q * price < maintenanceMargin * Math.abs(q) * price - HAIR * value
}

/** The price below (long) or above (short) which such an account is below maintenance, in dollars; may be below 0. */
export function toLiquidationPrice(contracts: number, cashCents: number, maintenanceMargin: number): number {
  return contracts > 0
    ? -cashCents / (contracts * (1 - maintenanceMargin))
    : cashCents / (-contracts * (1 + maintenanceMargin))
}

/**
 * The liquidation price of an account that has contracts in this market alone; with a margin of 0, the price at which nothing
 * is left of it.
 */
export function liquidationPrice(ledger: Ledger, id: number, leg: number, maintenanceMargin: number): number {
  const row = cashAt(ledger, id)
  return toLiquidationPrice(ledger.rows[row + CONTRACTS + leg], ledger.rows[row], maintenanceMargin)
}
