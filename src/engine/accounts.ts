/**
 * The traders' accounts of one venue: one row a trader, one typed array a column (MODEL.md section 2).
 * An account is contracts and cash; everything else follows from them. Reads nothing, is written by every mechanism.
 */

/** Codes of an account's state, in the order of `STATE_NAMES`. */
export const OPEN = 0
export const LIQUIDATED = 1
export const DELEVERAGED = 2
export const CLOSED = 3
export const STATE_NAMES = ['open', 'liquidated', 'deleveraged', 'closed'] as const
export type StateName = (typeof STATE_NAMES)[number]

/** Columns of the accounts; only the first `count` rows are in use. Money in whole cents. */
export interface Accounts {
  count: number
  /** Whole contracts; above 0 long, below 0 short. */
  contracts: Float64Array
  cashCents: Float64Array
  /** All money paid in: the first deposit and every top-up. */
  depositCents: Float64Array
  /** The price at which the trader entered, in dollars. */
  entryPrice: Float64Array
  /** Socialized loss that the account has paid. */
  haircutCents: Float64Array
  state: Uint8Array
  /** 1 while the account waits for the liquidation engine. */
  queued: Uint8Array
  /** 1 once ADL has taken contracts from the account. */
  deleveragedOnce: Uint8Array
}

/** Empty columns with room for this many traders. */
export function createAccounts(capacity: number): Accounts {
  return {
    count: 0,
    contracts: new Float64Array(capacity),
    cashCents: new Float64Array(capacity),
    depositCents: new Float64Array(capacity),
    entryPrice: new Float64Array(capacity),
    haircutCents: new Float64Array(capacity),
    state: new Uint8Array(capacity),
    queued: new Uint8Array(capacity),
    deleveragedOnce: new Uint8Array(capacity),
  }
}

/** Opens a row: `floor(K·ℓ/e)` contracts of side ±1 were bought for `costCents`. Returns its id. */
export function addAccount(
  a: Accounts,
  contracts: number,
  cashCents: number,
  depositCents: number,
  entryPrice: number,
): number {
  if (a.count === a.contracts.length) growAccounts(a)
  const id = a.count++
  a.contracts[id] = contracts
  a.cashCents[id] = cashCents
  a.depositCents[id] = depositCents
  a.entryPrice[id] = entryPrice
  a.state[id] = contracts === 0 ? CLOSED : OPEN
  return id
}

/** Doubles the room. Only arrivals need it, so that a crowd without them never grows. */
function growAccounts(a: Accounts): void {
  const capacity = Math.max(16, 2 * a.contracts.length)
  const grown = createAccounts(capacity)
  for (const name of COLUMNS) grown[name].set(a[name] as never)
  Object.assign(a, grown, { count: a.count })
}

export const COLUMNS = [
  'contracts', 'cashCents', 'depositCents', 'entryPrice', 'haircutCents', 'state', 'queued', 'deleveragedOnce',
] as const satisfies readonly (keyof Accounts)[] // prettier-ignore

/** Equity at a price, in cents, not rounded: `c + q·p`. */
export function equityAt(a: Accounts, id: number, price: number): number {
  return a.cashCents[id] + a.contracts[id] * price
}

/** Whether equity is strictly below maintenance margin: `c + q·p < μ·|q|·p`. A closed account never is. */
export function isBelowMaintenance(
  a: Accounts,
  id: number,
  price: number,
  maintenanceMargin: number,
): boolean {
  const q = a.contracts[id]
  return q !== 0 && a.cashCents[id] + q * price < maintenanceMargin * Math.abs(q) * price
}

/** The price below (long) or above (short) which the account is below maintenance, in dollars; may be below 0. */
export function liquidationPrice(a: Accounts, id: number, maintenanceMargin: number): number {
  const q = a.contracts[id]
  return q > 0
    ? -a.cashCents[id] / (q * (1 - maintenanceMargin))
    : a.cashCents[id] / (-q * (1 + maintenanceMargin))
}

/** The price at which nothing is left of the account, in dollars. */
export function bankruptcyPrice(a: Accounts, id: number): number {
  return -a.cashCents[id] / a.contracts[id]
}
