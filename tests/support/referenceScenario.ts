/**
 * The scenario document as the reference oracle reads it (explicit accounts and an explicit fair-value path only),
 * with every absent field filled in. Its type follows from the parameter table, so that a new row is a new field here;
 * oracleRows.ts says which rows the oracle knows. Part of an oracle that shares no code with the engine.
 */
import type {
  Behavior,
  ExplicitAccount,
  Scenario as AnyScenario,
  Shock,
  ShareOfOpenInterest,
} from '../../src/schema/scenario.ts'

export type Money = number | ShareOfOpenInterest
export type AccountInput = ExplicitAccount
export type ShockInput = Shock
export type Liquidity = AnyScenario['liquidity']
export type Venue = AnyScenario['venue']

type Rules = Omit<Behavior, 'turnover' | 'arrivals'>
/** Shares that are left out are nobody. */
export type BehaviorInput = {
  [R in keyof Rules]: Omit<NonNullable<Rules[R]>, 'share'> & { share?: number }
}

interface ExplicitCrowd {
  accounts: AccountInput[]
  behavior?: BehaviorInput
}
interface ExplicitMarket {
  startPrice: number
  fairValue: { path: number[] }
}

export type Scenario = Omit<AnyScenario, 'market' | 'crowd'> & {
  market: ExplicitMarket
  crowd: ExplicitCrowd
}

type Inner = 'liquidation' | 'mark' | 'adl' | 'socializedLoss'
/** A document with fields left out; `withDefaults` fills them in. */
export interface ScenarioInput extends Partial<Omit<Scenario, 'liquidity' | 'venue'>> {
  version: 1
  seed: string
  steps: number
  market: ExplicitMarket
  liquidity?: Partial<Liquidity>
  venue?: Partial<Omit<Venue, Inner>> & { [F in Inner]?: Partial<Venue[F]> }
  crowd: ExplicitCrowd
}

/** The sandbox's starting point, as far as the product text fixes it; what it leaves open is the plainest choice. */
export function withDefaults(input: ScenarioInput): Scenario {
  const venue = input.venue ?? {}
  return {
    version: 1,
    title: input.title ?? '',
    seed: input.seed,
    steps: input.steps,
    stepSeconds: input.stepSeconds ?? 1,
    market: input.market,
    liquidity: {
      curve: 'exponential',
      depth: { shareOfOpenInterest: 0.03 },
      resilience: 1 - Math.pow(0.5, 1 / 30),
      ...input.liquidity,
    },
    venue: {
      ...venue,
      maxLeverage: venue.maxLeverage ?? 25,
      maintenanceMargin: venue.maintenanceMargin ?? 0.005,
      liquidationFee: venue.liquidationFee ?? 0.005,
      liquidation: {
        closeFactor: 1,
        capacityPerStep: { shareOfTraders: 0.005 },
        latencySteps: 0,
        surplus: 'trader',
        ...venue.liquidation,
      },
      mark: { indexWeight: 0, lagSteps: 0, ...venue.mark },
      waterfall: venue.waterfall ?? ['insuranceFund', 'socializedLoss'],
      insuranceFund: venue.insuranceFund ?? { shareOfOpenInterest: 0.005 },
      venueEquity: venue.venueEquity ?? 0,
      adl: { ranking: 'profitLeverage', ...venue.adl },
      socializedLoss: { base: 'profit', ...venue.socializedLoss },
      circuitBreaker: venue.circuitBreaker ?? null,
    },
    crowd: input.crowd,
    shocks: input.shocks ?? [],
  }
}

const HAIR = 2 ** -51
/** floor* and ceil* of docs/model.md section 1: a whole number within rounding of x counts as x. */
export const floorStar = (x: number): number => Math.floor(x * (1 + HAIR))
export const ceilStar = (x: number): number => Math.ceil(x * (1 - HAIR))

export function toCents(dollars: number): number {
  return Math.floor(100 * dollars + 0.5)
}

/** Money given in dollars, or as a share of open interest at the start price; in whole cents. */
export function moneyInCents(money: Money, openInterest: number, startPrice: number): number {
  if (typeof money === 'number') return toCents(money)
  return Math.floor(money.shareOfOpenInterest * openInterest * startPrice + 0.5)
}

export function depthInContracts(depth: Money, openInterest: number): number {
  return typeof depth === 'number' ? depth : depth.shareOfOpenInterest * openInterest
}

export function capacityInUnits(capacity: Venue['liquidation']['capacityPerStep'], traders: number): number {
  if (capacity === null) return Infinity
  return typeof capacity === 'number' ? capacity : ceilStar(capacity.shareOfTraders * traders)
}
