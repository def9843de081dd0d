/**
 * The state of a run: plain data and nothing else, so that a snapshot is a copy of it (docs/model.md sections 1 to 8 and 11).
 * What follows from it (indexes, rankings) and what it was told to do (the program) stand elsewhere.
 * Lists are in order of the document; markets of all venues stand in one list, venue by venue.
 */
import type { BehaviorColumns } from './behaviorColumns.ts'
import type { History } from './history.ts'
import type { Ledger } from './ledger.ts'
import type { LiquidationQueue } from './liquidationQueue.ts'

export interface World {
  step: number
  readonly assets: AssetState[]
  readonly markets: MarketState[]
  readonly venues: VenueState[]
}

/** An account that is never margined: makers, outside seller, counterparty. Whole contracts, whole cents. */
interface PlainAccount {
  contracts: number
  cashCents: number
}

/** Prices in dollars. */
export interface AssetState {
  /** Fair value before shocks, and the product of the shocks so far. */
  rawFair: number
  shockFactor: number
  fair: number
  lowestFair: number
}

export interface MarketState {
  /** Contracts whose sale moves an undisturbed price by 1 %, before the factors. */
  baseDepthContracts: number
  /** 0 where makers have no limit. */
  readonly makersCapitalCents: number
  readonly makers: PlainAccount
  readonly outside: PlainAccount
  readonly counterparty: PlainAccount
  displacement: number
  /** e^−displacement. */
  discount: number
  /** Dollars. */
  price: number
  previousPrice: number
  lowestPrice: number
  depthShockFactor: number
  /** Contracts of this step: base × shock × stress × makers. */
  depthContracts: number
  lowestDepthContracts: number
  /** Of the returns of one step, with memory; it thins the book out under stress. */
  variance: number
  /** The index of the last steps, as many as it lags and one: the oldest is the index as it arrives. */
  readonly index: History
  /** Prices at the end of the last steps; null without a breaker. */
  readonly priceHistory: History | null
  maintenanceMargin: number
  /** Σ|contracts| of the accounts, so that open interest costs nothing to read. */
  openContracts: number
  /** Contracts that the engine, and that stop-losses, sold or bought in the book in this step, without regard to the side. */
  forcedContracts: number
  stopContracts: number
}

export interface VenueState {
  fundCents: number
  equityCents: number
  /** Fund and equity at the opening. */
  readonly openingFundsCents: number
  /** Losses of this step that wait to be socialized. */
  pendingCents: number
  /** Last step of the halt; a step up to it is halted. NEVER_HALTED where there was none. */
  haltedUntilStep: number
  /** Infinity where there is no limit. */
  readonly capacityPerStep: number
  /** All long contracts at the opening, those of counterparties included. */
  readonly openInterestContracts: number
  readonly ledger: Ledger
  readonly queue: LiquidationQueue
  readonly behavior: BehaviorColumns | null
  /** One a crowd that newcomers join, in order of the document. */
  readonly arrivals: ArrivalsState[]
  readonly totals: Totals
  /** R ahead at the opening, which later steps cannot tell. */
  rAheadStart: number
}

export interface ArrivalsState {
  /** The average that newcomers compare the price with, in dollars. */
  averagePrice: number
  arrived: number
  /** Drawn in a halted step, or beyond the limits of traders and of deposits. */
  lost: number
}

export const NEVER_HALTED = -1

/** Running totals, in whole cents, contracts and counts. */
export interface Totals {
  liquidations: number
  bankruptPositions: number
  feesCents: number
  fundPaidCents: number
  venuePaidCents: number
  adlContracts: number
  adlAccounts: number
  /** What winners gained (or, below 0, lost) by being closed early, against the mark; not rounded. */
  adlAgainstMarkCents: number
  socializedCents: number
  badDebtCents: number
  ownPaidCents: number
  halts: number
  haltedSteps: number
  /** All money that traders paid in, the first deposits included. */
  depositedCents: number
}

export function createTotals(depositedCents: number): Totals {
  return {
    liquidations: 0,
    bankruptPositions: 0,
    feesCents: 0,
    fundPaidCents: 0,
    venuePaidCents: 0,
    adlContracts: 0,
    adlAccounts: 0,
    adlAgainstMarkCents: 0,
    socializedCents: 0,
    badDebtCents: 0,
    ownPaidCents: 0,
    halts: 0,
    haltedSteps: 0,
    depositedCents,
  }
}
