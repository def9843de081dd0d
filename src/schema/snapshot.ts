/**
 * What readers of a run get: one frame of numbers and typed arrays, made for transfer between threads.
 * Money in whole cents, prices in dollars a contract, contracts whole.
 */
import type { SpiralProfile } from './result.ts'
import type { CrowdState } from './states.ts'

/** The crowd at one moment, one entry a trader, by id. */
export interface CrowdFrame {
  /** Below 0 short; of a trader who is out, the contracts held just before are not kept: 0. */
  contracts: Float32Array
  /** The price at which the trader is sold out; of one who is out, the last one; Infinity or below 0 where it cannot be reached. */
  liquidationPrice: Float32Array
  /** A STATE_CODE each. */
  state: Uint8Array
}

/** The crowd as it opened; does not change but for arrivals. */
export interface CrowdOpening extends CrowdFrame {
  entryPrice: Float32Array
  depositCents: Float64Array
}

/** Columns of the series, one row a step, from step 0 (the opening) on. Totals run since the opening. */
export const SERIES_FIELDS = [
  'price',
  'fair',
  'mark',
  'depth', // contracts
  'queue', // accounts waiting
  'halted', // 1 or 0
  'fundCents', // balance
  'venueEquityCents', // balance
  'ownPaidCents',
  'fundPaidCents',
  'venuePaidCents',
  'socializedCents',
  'badDebtCents',
  'feesCents',
  'liquidations',
  'bankruptPositions',
  'forcedContracts', // contracts that the engine sold or bought in the book, in this step
  'adlContracts',
  'openInterest', // contracts
  'stopContracts', // contracts that stop-losses sold or bought in the book, in this step, without regard to the side
  'depositedCents', // paid in so far: first deposits, top-ups, newcomers
  // Looks at everyone, so taken at step 0 and every so many steps (src/worker/sampling.worker.ts); NaN at the others.
  'nearContracts', // of open longs, sold out by a fall of 5 % at most
  'leverageHeld', // of the whole crowd, at the mark
  'rAhead', // downwards
] as const
export type SeriesField = (typeof SERIES_FIELDS)[number]

/** The state of the run between two steps. */
export interface RunFrame {
  runId: number
  step: number
  steps: number
  /** Rows for the steps (fromStep, fromStep + rows.length / SERIES_FIELDS.length − 1); replaces whatever the reader had from there on. */
  series: { fromStep: number; rows: Float64Array }
  /** Events of the steps from `fromStep` on (schema/event.ts). */
  events: Float64Array
  /** Null where the crowd did not change since the last frame. */
  crowd: CrowdFrame | null
  price: number
  fair: number
  mark: number
  depthContracts: number
  displacement: number
  lowestPrice: number
  lowestFair: number
  halted: boolean
  queue: number
  longsOpen: number
  shortsOpen: number
  rHere: number
  rAhead: number
  /** The crowd's readings at this moment, as in the series. */
  nearContracts: number
  leverageHeld: number
  depositedCents: number
  rHereUp: number
  rAheadUp: number
  /** R from the mark downwards, for the shading. */
  profile: SpiralProfile
  payers: {
    ownCents: number
    fundCents: number
    venueCents: number
    socializedCents: number
    badDebtCents: number
    /** Their sum. */
    lossesCents: number
  }
  fund: { leftCents: number; startCents: number; feesCents: number }
  venueEquityCents: number
  adl: { contracts: number; accounts: number; againstMarkCents: number }
  traders: {
    total: number
    liquidated: number
    bankrupt: number
    deleveraged: number
    closed: number
    stopped: number
  }
  /** Both 0 in every run: every cent and every contract is accounted for. */
  conservationError: number
  contractsError: number
}

/** One trader, with everything that the causal chain needs. */
export interface TraderReading {
  id: number
  side: 'long' | 'short'
  state: CrowdState
  contracts: number
  cashCents: number
  depositCents: number
  haircutCents: number
  entryPrice: number
  /** As opened. */
  leverage: number
  effectiveLeverage: number
  equityCents: number
  /** At the opening for a trader who is out. */
  liquidationPrice: number
  bankruptcyPrice: number
  /** Rows of events that concern the trader, in order (schema/event.ts). */
  events: Float64Array
}
