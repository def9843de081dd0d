/**
 * What a run gives back: the shapes and names of the headless command's output (docs/model.md sections 7 and 10). Cash in whole cents.
 */
import type { AccountState } from './states.ts'

export interface Summary {
  engineVersion: string
  liquidations: number
  bankruptPositions: number
  fees: number
  fundPaid: number
  venuePaid: number
  adlContracts: number
  adlAccounts: number
  /** Signed cents, not rounded: what winners gained or lost against the mark by being closed early. */
  adlAgainstMark: number
  socializedLoss: number
  badDebt: number
  ownPaid: number
  losses: number
  /** How often the breaker fired. */
  halts: number
  haltedSteps: number
  insolvent: boolean
  finalPrice: number
  minPrice: number
  lowestFairValue: number
  /** Fall of the price over fall of fair value; null where fair value never fell below its start. */
  amplification: number | null
  insuranceFund: number
  venueEquity: number
  queueLeft: number
  /** At the opening, in contracts. */
  openInterest: number
  lowestDepth: number
  rHere: number
  rAhead: number
  rHereUp: number
  rAheadUp: number
  rAheadStart: number
  conservationError: number
  contractsError: number
}

export interface AccountRow {
  id: number
  contracts: number
  cash: number
  state: AccountState
  haircut: number
}

/** Every account as columns, one entry a trader, by id: what crosses the threads without copying a million rows. */
export interface AccountTable {
  contracts: Float64Array
  cashCents: Float64Array
  haircutCents: Float64Array
  /** A STATE_CODE each. */
  state: Uint8Array
}

/** One step; `liquidations`, `badDebt` and the like are running totals. */
export interface SeriesRow {
  step: number
  price: number
  fair: number
  fund: number
  badDebt: number
  liquidations: number
  queue: number
  halted: boolean
  depth: number
}

/** R at every price of a profile, nearest to the mark first. */
export interface SpiralProfile {
  prices: Float64Array
  values: Float64Array
}
