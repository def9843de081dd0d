/**
 * The scenario document as the reference oracle reads it (explicit accounts and an explicit fair-value path only),
 * with every absent field filled in. Part of an oracle that shares no code with the engine.
 */
export type Curve = 'exponential' | 'squareRoot' | 'constantProduct'
export type Layer = 'insuranceFund' | 'venueEquity' | 'adl' | 'socializedLoss'
export type Money = number | { shareOfOpenInterest: number }

export interface AccountInput {
  side: 'long' | 'short'
  collateral: number
  leverage: number
  entry: number
}

export interface BehaviorInput {
  topUp?: { share?: number; at: number; amount: number; delaySteps?: number; times: number }
  stopLoss?: { share?: number; loss: number }
  takeProfit?: { share?: number; gain: number }
  relever?: { share?: number; below: number }
}

export type ShockInput =
  | { step: number; kind: 'sell'; contracts: number }
  | { step: number; kind: 'depth'; factor: number }
  | { step: number; kind: 'fairValue'; change: number }

export interface Liquidity {
  curve: Curve
  depth: Money
  resilience: number
  stress?: { sensitivity: number; memorySteps: number; calmReturn: number }
  makers?: { capital: Money }
}

export interface Venue {
  maxLeverage: number
  maintenanceMargin: number
  liquidationFee: number
  liquidation: {
    closeFactor: number
    capacityPerStep: number | null | { shareOfTraders: number }
    latencySteps: number
    surplus: 'trader' | 'fund'
  }
  mark: { indexWeight: number; lagSteps: number }
  waterfall: Layer[]
  insuranceFund: Money
  venueEquity: Money
  adl: { ranking: 'profitLeverage' | 'proRata' }
  socializedLoss: { base: 'profit' | 'openInterest' }
  circuitBreaker: null | { move: number; windowSteps: number; haltSteps: number }
}

export interface Scenario {
  version: 1
  title: string
  seed: string
  steps: number
  stepSeconds: number
  market: { startPrice: number; fairValue: { path: number[] } }
  liquidity: Liquidity
  venue: Venue
  crowd: { accounts: AccountInput[]; behavior?: BehaviorInput }
  shocks: ShockInput[]
}

/** A document with fields left out; `withDefaults` fills them in. */
export interface ScenarioInput {
  version: 1
  title?: string
  seed: string
  steps: number
  stepSeconds?: number
  market: { startPrice: number; fairValue: { path: number[] } }
  liquidity?: Partial<Liquidity>
  venue?: Partial<Omit<Venue, 'liquidation' | 'mark' | 'adl' | 'socializedLoss'>> & {
    liquidation?: Partial<Venue['liquidation']>
    mark?: Partial<Venue['mark']>
    adl?: Partial<Venue['adl']>
    socializedLoss?: Partial<Venue['socializedLoss']>
  }
  crowd: { accounts: AccountInput[]; behavior?: BehaviorInput }
  shocks?: ShockInput[]
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
  return typeof capacity === 'number' ? capacity : Math.ceil(capacity.shareOfTraders * traders)
}
