/**
 * The state of a run: plain data and nothing else, so that a snapshot is a copy of it (docs/model.md sections 1 to 8 and 11).
 * What follows from it (indexes, rankings) and what it was told to do (the program) stand elsewhere.
 * Lists are in order of the document; markets of all venues stand in one list, venue by venue.
 */
import type { BehaviorColumns } from './behaviorColumns.ts'
import type { History } from './history.ts'
import type { Ledger } from './ledger.ts'
import type { LiquidationQueue } from './liquidationQueue.ts'
import type { TotalName } from '../schema/readings.ts'
import type { RuleChange } from '../schema/worldRules.ts'

export interface World {
  step: number
  readonly assets: AssetState[]
  readonly markets: MarketState[]
  readonly desks: DeskState[]
  readonly chains: ChainState[]
  readonly venues: VenueState[]
  /** Rules that were voted for and wait for their step. */
  rulesDue: RuleDue[]
  /** What rules have set, by place of the venue; left out of a run in which none has. */
  ruled?: (Ruled | null)[]
  /** The insolvent in order of step, wave and document. */
  readonly failed: Failure[]
  readonly votes: Vote[]
}

/** Makers of several markets: one balance sheet. */
export interface DeskState {
  readonly capitalCents: number
}

/** A chain's block space in the step, and the gas that it was paid. */
export interface ChainState {
  slotsFactor: number
  gasFactor: number
  /** Liquidations that the step still allows; Infinity where there is no limit. */
  slotsLeft: number
  cashCents: number
}

interface RuleDue extends RuleChange {
  readonly step: number
  /** Place of the venue. */
  readonly venue: number
}

/** What rules have set of a venue since the opening, beside the numbers that stand in its state and in that of its markets. */
export interface Ruled extends Omit<RuleChange, 'maintenanceMargin' | 'capacityPerStep' | 'haltWithdrawals'> {
  /** The first step in which money can be withdrawn again. */
  withdrawalsFrom?: number
}

interface Failure {
  readonly venue: number
  readonly step: number
  readonly wave: number
}

/** A vote on a rule, with the weights for and against in cents. */
interface Vote {
  readonly step: number
  readonly venue: number
  readonly yes: number
  readonly no: number
  readonly passed: boolean
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
  /** Of the next step's log return, where it clusters (GARCH); else 0. */
  stepVariance: number
  /** Where in its history the present block began, where it is replayed in blocks; else 0. */
  blockStart: number
  shockFactor: number
  fair: number
  previousFair: number
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
  /** Whoever keeps prices of one asset together. */
  readonly arbitrage: PlainAccount
  /** Whoever hedges a pool here. */
  readonly hedge: PlainAccount
  /** What a pool took in fees; the makers have it. */
  poolFeesCents: number
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
  /** The index as it has arrived: what the mark looks at. */
  arrivedIndex: number
  /** Prices at the end of the last steps; null without a breaker. */
  priceHistory: History | null
  maintenanceMargin: number
  /** Σ|contracts| of the accounts, so that open interest costs nothing to read. */
  openContracts: number
  /** Contracts that the engine, and that stop-losses, sold or bought in the book in this step, without regard to the side. */
  forcedContracts: number
  stopContracts: number
  /** Of the forced ones, what was bought. */
  forcedBuys: number
  /** What treasuries sold here of what they held, since the opening. */
  treasuryContracts: number
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
  capacityPerStep: number
  /** All long contracts at the opening, those of counterparties included. */
  readonly openInterestContracts: number
  readonly ledger: Ledger
  readonly queue: LiquidationQueue
  readonly behavior: BehaviorColumns | null
  /** One a crowd that newcomers join, in order of the document. */
  readonly arrivals: ArrivalsState[]
  readonly totals: Totals
  readonly treasury: TreasuryState
  /** What liquidators of a lending protocol earned. */
  liquidatorCents: number
  /** Σ max(0, −cash) of the open accounts of a lending protocol: what borrowers owe it. */
  debtsCents: number
  /** Bad debt that was not shared with those who placed money here yet. */
  unsharedCents: number
  /** Whether bad debt ever arose, and in which wave of the clearing of that step. */
  isInsolvent: boolean
  wave: number
  /** The step in which it became so; NEVER where it did not. */
  insolventStep: number
  illiquidStep: number
  closedStep: number
  /** Net worth at the opening and at the end of the last step, in cents. */
  openingNetWorthCents: number
  netWorthCents: number
  /** R ahead at the opening, which later steps cannot tell. */
  rAheadStart: number
}

/** What the public left at a venue, and where the money is. Lists have a place for each venue. */
export interface TreasuryState {
  depositorsCents: number
  readonly openingDepositorsCents: number
  /** What each venue owes this one, and what was placed there, less what was called back. */
  readonly claimsCents: number[]
  readonly placedCents: number[]
  readonly holdings: Holding[]
  readonly openingBookCents: number
  isRunning: boolean
  withdrawnCents: number
  refusedCents: number
  stolenCents: number
  claimsLostCents: number
}

/** Contracts of an asset that a treasury holds, at what they cost at the opening. */
interface Holding {
  contracts: number
  bookCents: number
}

export const NEVER = -1

export interface ArrivalsState {
  /** The average that newcomers compare the price with, in dollars. */
  averagePrice: number
  arrived: number
  /** Drawn in a halted step, or beyond the limits of traders and of deposits. */
  lost: number
}

export const NEVER_HALTED = -1

/** Running totals, in whole cents, contracts and counts: those that rows of the table of readings name, and what only a world reads. */
export interface Totals extends Record<TotalName, number> {
  /** Accounts that a forced order closed, by the side of their last position. */
  longsOut: number
  shortsOut: number
  /** Accounts whose liquidation nobody bid for at least once. */
  unbid: number
}

/** One literal: they are written in every liquidation, and engines keep objects that were put together slow. */
export function createTotals(depositedCents: number): Totals {
  return {
    liquidations: 0,
    longsOut: 0,
    shortsOut: 0,
    bankruptPositions: 0,
    feesCents: 0,
    fundPaidCents: 0,
    venuePaidCents: 0,
    adlContracts: 0,
    adlAccounts: 0,
    // What winners gained (or, below 0, lost) by being closed early, against the mark; not rounded.
    adlAgainstMarkCents: 0,
    socializedCents: 0,
    badDebtCents: 0,
    ownPaidCents: 0,
    halts: 0,
    haltedSteps: 0,
    unbid: 0,
    // All money that traders paid in, the first deposits included.
    depositedCents,
  }
}
