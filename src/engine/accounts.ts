/**
 * The traders' accounts of one venue: one row a trader, one typed array a column (docs/model.md section 2).
 * An account is contracts and cash; everything else follows from them. Reads nothing, is written by every mechanism.
 */

import { STATE_CODE } from '../schema/states.ts'

export const OPEN = STATE_CODE.open
export const LIQUIDATED = STATE_CODE.liquidated
export const DELEVERAGED = STATE_CODE.deleveraged
export const CLOSED = STATE_CODE.closed

/** Columns of the accounts; only the first `count` rows are in use. Money in whole cents. */
export interface Accounts {
  count: number
  /**
   * Four numbers a row, side by side, since whoever needs one of them needs the others: whole contracts (above 0 long, below
   * 0 short), cash, deposit (all money paid in: the first deposit and every top-up), and haircuts (socialized loss paid).
   */
  ledger: Float64Array
  /** The price at which the trader entered, in dollars. */
  entryPrice: Float64Array
  state: Uint8Array
  /** 1 while the account waits for the liquidation engine. */
  queued: Uint8Array
  /** 1 once ADL has taken contracts from the account. */
  deleveragedOnce: Uint8Array
}

const ROW = 4

/** Where the ledger holds an account's contracts; then its cash, its deposit and its haircuts. */
export const contractsAt = (id: number): number => ROW * id
export const cashAt = (id: number): number => ROW * id + 1
export const depositAt = (id: number): number => ROW * id + 2
export const haircutAt = (id: number): number => ROW * id + 3

/** Empty columns with room for this many traders. */
export function createAccounts(capacity: number): Accounts {
  return {
    count: 0,
    ledger: new Float64Array(ROW * capacity),
    entryPrice: new Float64Array(capacity),
    state: new Uint8Array(capacity),
    queued: new Uint8Array(capacity),
    deleveragedOnce: new Uint8Array(capacity),
  }
}

/** How many traders there is room for. */
export function capacityOf(a: Accounts): number {
  return a.state.length
}

/** Opens a row. Returns its id. */
export function addAccount(
  a: Accounts,
  contracts: number,
  cashCents: number,
  depositCents: number,
  entryPrice: number,
): number {
  if (a.count === capacityOf(a)) growAccounts(a)
  const id = a.count++
  a.ledger[contractsAt(id)] = contracts
  a.ledger[cashAt(id)] = cashCents
  a.ledger[depositAt(id)] = depositCents
  a.entryPrice[id] = entryPrice
  a.state[id] = contracts === 0 ? CLOSED : OPEN
  return id
}

/** Doubles the room. Only arrivals need it, so that a crowd without them never grows. */
function growAccounts(a: Accounts): void {
  const grown = createAccounts(Math.max(16, 2 * capacityOf(a)))
  grown.ledger.set(a.ledger)
  for (const name of PLAIN_COLUMNS) grown[name].set(a[name])
  Object.assign(a, grown, { count: a.count })
}

const PLAIN_COLUMNS = ['entryPrice', 'state', 'queued', 'deleveragedOnce'] as const
const LEDGER_COLUMNS = ['contracts', 'cashCents', 'depositCents', 'haircutCents'] as const

/** The accounts in use, one array a column: how snapshots hold them. */
export type AccountColumns = Record<(typeof LEDGER_COLUMNS)[number] | 'entryPrice', Float64Array> &
  Record<'state' | 'queued' | 'deleveragedOnce', Uint8Array>

/** A copy of the accounts in use, by columns. */
export function copyColumns(a: Accounts): AccountColumns {
  const columns = {
    entryPrice: a.entryPrice.slice(0, a.count),
    state: a.state.slice(0, a.count),
    queued: a.queued.slice(0, a.count),
    deleveragedOnce: a.deleveragedOnce.slice(0, a.count),
  } as AccountColumns
  LEDGER_COLUMNS.forEach((name, offset) => {
    const column = new Float64Array(a.count)
    for (let id = 0; id < a.count; id++) column[id] = a.ledger[ROW * id + offset]
    columns[name] = column
  })
  return columns
}

/** Accounts with these columns; the columns are copied. */
export function fromColumns(columns: AccountColumns): Accounts {
  const count = columns.state.length
  const a = createAccounts(count)
  a.count = count
  for (const name of PLAIN_COLUMNS) a[name].set(columns[name])
  LEDGER_COLUMNS.forEach((name, offset) => {
    for (let id = 0; id < count; id++) a.ledger[ROW * id + offset] = columns[name][id]
  })
  return a
}

/** Equity at a price, in cents, not rounded: `c + q·p`. */
export function equityAt(a: Accounts, id: number, price: number): number {
  return a.ledger[cashAt(id)] + a.ledger[contractsAt(id)] * price
}

/** Whether equity is strictly below maintenance margin: `c + q·p < μ·|q|·p`. A closed account never is. */
export function isBelowMaintenance(
  a: Accounts,
  id: number,
  price: number,
  maintenanceMargin: number,
): boolean {
  const q = a.ledger[contractsAt(id)]
  return q !== 0 && a.ledger[cashAt(id)] + q * price < maintenanceMargin * Math.abs(q) * price
}

/** The price below (long) or above (short) which the account is below maintenance, in dollars; may be below 0. */
export function liquidationPrice(a: Accounts, id: number, maintenanceMargin: number): number {
  const q = a.ledger[contractsAt(id)]
  return q > 0
    ? -a.ledger[cashAt(id)] / (q * (1 - maintenanceMargin))
    : a.ledger[cashAt(id)] / (-q * (1 + maintenanceMargin))
}

/** The price at which nothing is left of the account, in dollars. */
export function bankruptcyPrice(a: Accounts, id: number): number {
  return -a.ledger[cashAt(id)] / a.ledger[contractsAt(id)]
}
