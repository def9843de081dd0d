/**
 * One venue: its accounts, its queue, its money and its rules (docs/model.md sections 4 to 6), and what it has counted so far.
 * Plain state; the mechanisms read and write it. `reindex` keeps the triggers in step with an account that changed.
 */
import { type Accounts, contractsAt, isBelowMaintenance, liquidationPrice, OPEN } from './accounts.ts'
import type { AdlRanking } from './adlRanking.ts'
import type { BehaviorState } from './behavior.ts'
import type { EventLog } from './events.ts'
import type { History } from './history.ts'
import { indexPrice, type Market, type PlainAccount } from './market.ts'
import type { LiquidationQueue } from './liquidationQueue.ts'
import type { TriggerIndex } from './triggerIndex.ts'
import type { Layer } from '../schema/scenario.ts'

/** The venue's rules, resolved at the opening: shares have become numbers, dollars have become cents. */
export interface VenueRules {
  readonly maintenanceMargin: number
  readonly liquidationFee: number
  readonly closeFactor: number
  /** Infinity where there is no limit. */
  readonly capacityPerStep: number
  readonly latencySteps: number
  readonly surplusToFund: boolean
  readonly indexWeight: number
  readonly waterfall: readonly Layer[]
  readonly adlProRata: boolean
  readonly socializedBase: 'profit' | 'openInterest'
  readonly breaker: { readonly move: number; readonly haltSteps: number } | null
}

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

export const NEVER_HALTED = -1

export interface Venue {
  readonly rules: VenueRules
  readonly market: Market
  readonly accounts: Accounts
  readonly counterparty: PlainAccount
  readonly queue: LiquidationQueue
  readonly longs: TriggerIndex
  readonly shorts: TriggerIndex
  readonly behavior: BehaviorState | null
  /** Rankings of winners, built at the first ADL that needs them; they follow from the accounts. */
  adlLongs: AdlRanking | null
  adlShorts: AdlRanking | null
  readonly log: EventLog | null
  fundCents: number
  equityCents: number
  readonly initialFundsCents: number
  /** Losses of this step that wait to be socialized. */
  pendingCents: number
  /** Last step of the halt; a step up to it is halted. NEVER_HALTED where there was none. */
  haltedUntilStep: number
  /** Prices at the end of the last steps; null without a breaker. */
  readonly priceHistory: History | null
  /** The mark after the outside flow of the step, at which the crowd decides; set anew in each step that is not halted. */
  crowdMark: number
  readonly totals: Totals
}

/** The mark price, which decides liquidations: index and own trades, weighted. */
export function markPrice(venue: Venue): number {
  const { indexWeight } = venue.rules
  return indexWeight * indexPrice(venue.market) + (1 - indexWeight) * venue.market.price
}

export function isHalted(venue: Venue, step: number): boolean {
  return step <= venue.haltedUntilStep
}

/**
 * Puts an account that changed back where its new trigger prices belong; out, if it is closed or queued.
 * @param ranking the one that changed the account itself, and so need not be told
 */
export function reindex(venue: Venue, id: number, ranking?: AdlRanking): void {
  const { accounts } = venue
  const q = accounts.ledger[contractsAt(id)]
  if (q === 0 || accounts.queued[id] === 1) {
    venue.longs.remove(id)
    venue.shorts.remove(id)
  } else {
    const price = liquidationPrice(accounts, id, venue.rules.maintenanceMargin)
    if (q > 0) venue.longs.set(id, price)
    else venue.shorts.set(id, -price)
  }
  venue.behavior?.reindex(venue, id)
  if (venue.adlLongs !== null && venue.adlLongs !== ranking) venue.adlLongs.touch(id)
  if (venue.adlShorts !== null && venue.adlShorts !== ranking) venue.adlShorts.touch(id)
}

/** Whether the crowd's own rules may trade for the account: open, not queued, not below maintenance. */
export function isFree(venue: Venue, id: number, mark: number): boolean {
  const { accounts } = venue
  return (
    accounts.state[id] === OPEN &&
    accounts.queued[id] === 0 &&
    !isBelowMaintenance(accounts, id, mark, venue.rules.maintenanceMargin)
  )
}
