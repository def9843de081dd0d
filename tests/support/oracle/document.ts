/**
 * The documents as the oracle reads them, docs/model.md sections 10 and 11: explicit accounts and explicit paths only.
 * What is optional here has its default filled in by opening.ts.
 * Part of an oracle that shares no code with the engine.
 */
import type { Scenario } from '../../../src/schema/scenario.ts'

export type Curve = 'exponential' | 'squareRoot' | 'constantProduct'
export type Layer = 'insuranceFund' | 'venueEquity' | 'adl' | 'socializedLoss'
export type Ranking = 'profitLeverage' | 'entryValue' | 'proRata'
export type Money = number | { shareOfOpenInterest: number }
type Side = 'long' | 'short'

interface LegInput {
  asset: string
  side: Side
  leverage: number
  entry: number
}

interface AccountInput {
  collateral: number
  legs: LegInput[]
}

export interface BehaviorInput {
  topUp?: { share?: number; at: number; amount: number; delaySteps?: number; times: number }
  stopLoss?: { share?: number; loss: number }
  takeProfit?: { share?: number; gain: number }
  relever?: { share?: number; below: number }
}

export interface CrowdInput {
  accounts: AccountInput[]
  behavior?: BehaviorInput
}

export interface LiquidityInput {
  curve?: Curve
  depth?: Money
  resilience?: number
  stress?: { sensitivity: number; memorySteps: number; calmReturn: number }
  makers?: { capital: Money }
  desk?: string
  anchor?: 'fair' | 'reserves'
  fee?: number
}

export interface PriceIndexInput {
  method: 'mean' | 'median'
  of: Record<string, number>
  clamp?: number
}

export type IndexInput = 'fair' | 'start' | { fairOf: string } | PriceIndexInput

interface MarkInput {
  indexWeight?: number
  lagSteps?: number
  index?: IndexInput
}

export interface MarketInput {
  liquidity?: LiquidityInput
  mark?: MarkInput
  maintenanceMargin?: number
  arbitrage?: number
  hedge?: { pool: string; share?: number; everySteps?: number }
  /** Of a lending protocol: the exchange whose book it sells on. */
  soldOn?: string
}

export type ConditionInput =
  | { step: number }
  | { insolvent: string }
  | { illiquid: string }
  | { closed: string }
  | { below: { venue: string; asset: string; price: number } }

interface TreasuryInput {
  depositors: number
  placed?: Record<string, number>
  holdings?: Record<string, { contracts: number; soldOn: string }>
  run?: { perStep: number; after: ConditionInput[] }
}

/** Parts that nobody spelled out here have the form that the table of parameters gives them: a type, and no code. */
type FurtherParts = Omit<Partial<Scenario['venue']>, keyof KnownVenueInput>
export type VenueInput = KnownVenueInput & FurtherParts

interface KnownVenueInput {
  kind: 'exchange' | 'lending' | 'institution'
  maxLeverage?: number
  maintenanceMargin?: number
  liquidationFee?: number
  liquidation?: {
    closeFactor?: number
    capacityPerStep?: number | null | { shareOfTraders: number }
    latencySteps?: number
    surplus?: 'trader' | 'fund'
  }
  waterfall?: Layer[]
  insuranceFund?: Money
  venueEquity?: Money
  adl?: { ranking?: Ranking }
  socializedLoss?: { base?: 'profit' | 'openInterest' }
  circuitBreaker?: null | { move: number; windowSteps: number; haltSteps: number }
  bonus?: number
  chain?: string
  governance?: { delaySteps?: number; majority?: number; by?: 'position' | 'equity' }
  onFailure?: 'carryOn' | 'close'
  markets?: Record<string, MarketInput>
  crowd?: CrowdInput | CrowdInput[]
  treasury?: TreasuryInput
}

/** One of these. */
export interface RuleInput {
  maintenanceMargin?: number
  liquidationFee?: number
  closeFactor?: number
  capacityPerStep?: number | null
  maxLeverage?: number
  positionCap?: number | null
  openInterestCap?: number | null
  indexWeight?: number
  circuitBreaker?: null | { move: number; windowSteps: number; haltSteps: number }
  haltWithdrawals?: number
}

export type ShockInput =
  | { step: number; kind: 'fairValue'; asset: string; change: number; overSteps?: number }
  | { step: number; kind: 'sell'; venue: string; asset: string; contracts: number }
  | { step: number; kind: 'depth'; venue: string; asset: string; factor: number }
  | { step: number; kind: 'chain'; chain: string; slots?: number; gas?: number }
  | { step: number; kind: 'loss'; venue: string; amount: number }
  | { step: number; kind: 'rule' | 'proposal'; venue: string; maintenanceMargin: number }
  | { step: number; kind: 'rule' | 'proposal'; venue: string; set: RuleInput }

export interface WorldInput {
  version: 2
  title?: string
  seed: string
  steps: number
  stepSeconds?: number
  assets: Record<string, { startPrice: number; fairValue: { path: number[] }; tokenOf?: string }>
  desks?: Record<string, { capital: number }>
  chains?: Record<string, { slotsPerStep: number | null; gas: number }>
  venues: Record<string, VenueInput>
  shocks?: ShockInput[]
}

export interface VersionOneInput {
  version: 1
  title?: string
  seed: string
  steps: number
  stepSeconds?: number
  market: { startPrice: number; fairValue: { path: number[] } }
  liquidity?: LiquidityInput
  venue?: Omit<VenueInput, 'kind' | 'markets' | 'crowd' | 'treasury'> & { mark?: MarkInput }
  crowd: {
    accounts: { side: Side; collateral: number; leverage: number; entry: number }[]
    behavior?: BehaviorInput
  }
  shocks?: (
    | { step: number; kind: 'sell'; contracts: number }
    | { step: number; kind: 'depth'; factor: number }
    | { step: number; kind: 'fairValue'; change: number }
  )[]
}

/** The names that the parts of a version 1 document get in its world. */
const ONLY_ASSET = 'asset'
const ONLY_VENUE = 'venue'

/** A version 1 document is the world of one asset, one exchange and one market. */
export function asWorld(document: VersionOneInput): WorldInput {
  const { mark, ...rules } = document.venue ?? {}
  const { accounts, behavior } = document.crowd
  const crowd: CrowdInput = {
    accounts: accounts.map(({ collateral, ...leg }) => ({
      collateral,
      legs: [{ asset: ONLY_ASSET, ...leg }],
    })),
    ...(behavior && { behavior }),
  }
  const place = { venue: ONLY_VENUE, asset: ONLY_ASSET }
  return {
    version: 2,
    seed: document.seed.trim(),
    steps: document.steps,
    assets: { [ONLY_ASSET]: document.market },
    venues: {
      [ONLY_VENUE]: {
        kind: 'exchange',
        ...rules,
        markets: { [ONLY_ASSET]: { liquidity: document.liquidity ?? {}, mark: mark ?? {} } },
        crowd,
      },
    },
    shocks: (document.shocks ?? []).map((shock) =>
      shock.kind === 'fairValue' ? { ...shock, asset: ONLY_ASSET } : { ...shock, ...place },
    ),
  }
}
