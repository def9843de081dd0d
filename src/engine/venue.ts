/**
 * Venues and markets at work: the rules of a place, its state, and what follows from the state (indexes, rankings). Snapshots
 * hold the state alone; `derive.ts` makes the rest from it. Mechanisms read and write through these.
 */
import type { AdlRanking } from './adlRanking.ts'
import type { BehaviorTriggers } from './behaviorTriggers.ts'
import type { CrossIndex } from './crossIndex.ts'
import type { CrossedAccounts, CrossRanking } from './crossRanking.ts'
import type { EventLog } from './events.ts'
import type { Quote } from './impact.ts'
import { equityAt, isBelowMaintenance, OPEN } from './ledger.ts'
import type { AssetRules, ChainRules, DeskRules } from './program.ts'
import type { MarketRules, VenueRules } from './rules.ts'
import type { Stream } from './random.ts'
import type { Scratch } from './scratch.ts'
import type { Winners } from './winners.ts'
import type { TriggerIndex } from './triggerIndex.ts'
import type { ArrivalsState, AssetState, ChainState, DeskState, MarketState, VenueState } from './world.ts'
import type { EventPlace } from '../schema/event.ts'
import type { Behavior, DrawnCrowd } from '../schema/scenario.ts'

/** An asset, with the stream that its news is drawn from, and its books. */
export interface Asset {
  readonly markets: readonly Market[]
  readonly rules: AssetRules
  readonly state: AssetState
  readonly stream: Stream
}

export interface Market {
  /** Made anew where a rule is set. */
  rules: MarketRules
  readonly state: MarketState
  readonly asset: AssetState
  readonly venue: Venue
  /** The market on whose book positions are closed: itself, but for loans. */
  soldOn: Market
  /** Place among the markets of its venue. */
  readonly leg: number
  readonly where: EventPlace
  /** Accounts with contracts in this market alone, by the price that makes them liquidatable. */
  readonly longs: TriggerIndex
  readonly shorts: TriggerIndex
  /** What the crowd does by itself at a price; null where it does nothing. */
  readonly triggers: BehaviorTriggers | null
  /** Rankings of winners, built at the first ADL that needs them. */
  adlLongs: AdlRanking | null
  adlShorts: AdlRanking | null
  /** Winners of a side, listed at the first pro-rata ADL that needs them. */
  winningLongs: Winners | null
  winningShorts: Winners | null
  /** The same of those who opened with several legs. */
  crossedLongs: CrossRanking | null
  crossedShorts: CrossRanking | null
  /** The last quote, so that who asked for it can trade at it. */
  readonly quote: Quote
  /** The mark after the outside flow of the step, at which the crowd decides. */
  crowdMark: number
}

/** A desk that makes several markets. */
export interface Desk {
  readonly rules: DeskRules
  readonly state: DeskState
}

/** A chain, with what gas costs there. */
export interface Chain {
  readonly rules: ChainRules
  readonly state: ChainState
}

export interface Venue {
  /** Made anew where a rule is set. */
  rules: VenueRules
  readonly state: VenueState
  readonly markets: readonly Market[]
  readonly where: EventPlace
  readonly log: EventLog | null
  /** The chain that liquidations need block space of; null where they need none. */
  readonly chain: Chain | null
  /** Accounts with several open legs, by the marks at which they need a look; null where nobody can have them. */
  readonly crossed: CrossIndex | null
  /** Who opened with several legs. */
  readonly crossedAccounts: CrossedAccounts
  /** Behavior of each crowd of the venue; null where it has none. */
  readonly behaviors: readonly (Behavior | null)[]
  /** Promised top-ups, by minus the step at which they arrive; who closes by choice, by minus the step at which they leave. */
  readonly promises: TriggerIndex | null
  readonly leavers: TriggerIndex | null
  readonly arrivals: readonly Arrivals[]
  /** Whether an asset's fair value follows its net worth. */
  readonly issuesToken: boolean
  /** Liquidations that the step still allows. */
  capacityLeft: number
  /** Grows whenever an account changes in any way that a reader could see. */
  changes: number
  readonly scratch: Scratch
}

/** Newcomers of one crowd: their rule, and the streams they are drawn from. */
export interface Arrivals {
  readonly rule: NonNullable<Behavior['arrivals']>
  readonly state: ArrivalsState
  readonly crowd: DrawnCrowd
  /** Place of the crowd among the venue's. */
  readonly crowdPlace: number
  readonly market: Market
  readonly counts: Stream
  readonly traits: Stream
  readonly behavior: Stream
}

/** The mark price, which decides liquidations: index and own trades, weighted. */
export function markPrice(market: Market): number {
  return markAt(market, market.rules.indexWeight)
}

/** The mark that the market would have if the index had this weight. */
export function markAt({ state, soldOn }: Market, indexWeight: number): number {
  return indexWeight * state.arrivedIndex + (1 - indexWeight) * soldOn.state.price
}

export function isHalted({ state }: Venue, step: number): boolean {
  return step <= state.haltedUntilStep
}

/** Whether the crowd's own rules may trade for the account: open, not queued, not below maintenance. */
export function isFree({ venue, leg, state }: Market, id: number, mark: number): boolean {
  const { ledger } = venue.state
  return (
    ledger.state[id] === OPEN &&
    ledger.queued[id] === 0 &&
    !isBelowMaintenance(ledger, id, leg, mark, state.maintenanceMargin)
  )
}

/** Profit of an account with contracts in this market alone, in cents, not rounded. */
export function profitAt({ venue, leg }: Market, id: number, mark: number): number {
  const { ledger } = venue.state
  return equityAt(ledger, id, leg, mark) - ledger.rows[ledger.stride * id + 1]
}
