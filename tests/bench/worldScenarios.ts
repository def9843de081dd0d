/**
 * The worlds of the benchmark, documents of version 2: four exchanges that trade two assets and look at each other, the same at rest, and
 * a lending protocol whose collateral slides. What a document does not name has the default of the tables.
 */
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario, type Layer, type Scenario } from '../../src/schema/scenario.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

const EXCHANGES = ['alpha', 'beta', 'gamma', 'delta'] as const
const ASSETS = ['btc', 'eth'] as const
const START_PRICES = { btc: 100, eth: 20 } as const
const STEPS = 1_000
const PUSH_STEP = 10
/** Share of a loan's debt that one liquidation may repay, and of a position that one may close. */
const CLOSE_FACTOR = 0.5
const THRESHOLD_MARGIN = 0.15
const LEVERAGE = { distribution: 'logUniform', min: 1.2, max: 4 }
/** Contracts that move the price by 1 %, for each account: liquidators must be able to sell. */
const DEPTH_PER_ACCOUNT = 30

export interface Crowds {
  /** Accounts with one leg, and with one in both assets, over all exchanges. */
  readonly lone: number
  readonly crossed: number
}

/** Four exchanges whose indexes are the mean of all prices, with arbitrage between them. */
function exchanges({ lone, crossed }: Crowds, waterfall: readonly Layer[]): Record<string, unknown> {
  const of = Object.fromEntries(EXCHANGES.map((id) => [id, 1]))
  const market = { arbitrage: 0.3, mark: { index: { method: 'mean', of } } }
  const crowd = [
    ...ASSETS.map((asset) => ({ traders: lone / EXCHANGES.length / ASSETS.length, assets: [asset] })),
    { traders: crossed / EXCHANGES.length, assets: ASSETS },
  ].filter(({ traders }) => traders > 0)
  const venue = {
    kind: 'exchange',
    waterfall,
    markets: Object.fromEntries(ASSETS.map((id) => [id, market])),
    crowd,
  }
  return Object.fromEntries(EXCHANGES.map((id) => [id, venue]))
}

/** Both assets fall at once, after a few steps of the news that they share. */
export function fallingExchanges(crowds: Crowds, waterfall: readonly Layer[]): WorldDocument {
  const assets = ASSETS.map((id) => [
    id,
    { startPrice: START_PRICES[id], fairValue: { process: 'gbm' }, loading: 0.8 },
  ])
  return parseWorld({
    version: 2,
    seed: 'bench',
    steps: STEPS,
    assets: Object.fromEntries(assets) as Record<string, unknown>,
    venues: exchanges(crowds, waterfall),
    shocks: ASSETS.map((asset) => ({ step: PUSH_STEP, kind: 'fairValue', asset, change: -0.05 })),
  })
}

/** Four exchanges of one asset that look at each other, with a crowd each, as the place of contagion shows them; its price falls soon. */
export function fallingTown(accounts: number, steps: number, fall: number): WorldDocument {
  const market = {
    arbitrage: 0.3,
    mark: { index: { method: 'mean', of: Object.fromEntries(EXCHANGES.map((id) => [id, 1])) } },
  }
  const venue = {
    kind: 'exchange',
    markets: { btc: market },
    crowd: { traders: accounts / EXCHANGES.length },
  }
  return parseWorld({
    version: 2,
    seed: 'bench',
    steps,
    assets: { btc: { startPrice: START_PRICES.btc, fairValue: { process: 'gbm' } } },
    venues: Object.fromEntries(EXCHANGES.map((id) => [id, venue])),
    shocks: [{ step: PUSH_STEP, kind: 'fairValue', asset: 'btc', change: -fall }],
  })
}

/** The same at rest: half of the accounts have two legs. */
export function quietExchanges(accounts: number): WorldDocument {
  const assets = ASSETS.map((id) => [
    id,
    { startPrice: START_PRICES[id], fairValue: { path: [START_PRICES[id]] } },
  ])
  return parseWorld({
    version: 2,
    seed: 'bench',
    steps: 1_000_000,
    assets: Object.fromEntries(assets) as Record<string, unknown>,
    venues: exchanges({ lone: accounts / 2, crossed: accounts / 2 }, ['insuranceFund']),
  })
}

/** A straight line down. */
function slide(share: number): number[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => 100 * (1 - (share * step) / STEPS))
}

/** Loans against one asset that loses 40 % of its value, on a book that is deep enough for liquidators to bid. */
export function slidingLoans(loans: number): WorldDocument {
  return parseWorld({
    version: 2,
    seed: 'bench',
    steps: STEPS,
    assets: { eth: { startPrice: 100, fairValue: { path: slide(0.4) } } },
    venues: {
      exchange: {
        kind: 'exchange',
        insuranceFund: 0,
        venueEquity: 0,
        markets: { eth: { liquidity: { depth: DEPTH_PER_ACCOUNT * loans } } },
      },
      protocol: {
        kind: 'lending',
        maintenanceMargin: THRESHOLD_MARGIN,
        bonus: 0.08,
        liquidation: { capacityPerStep: null, closeFactor: CLOSE_FACTOR },
        markets: { eth: { soldOn: 'exchange' } },
        crowd: { traders: loans, leverage: LEVERAGE },
        treasury: { depositors: 1e12 },
      },
    },
  })
}

/** One exchange and one asset that falls at once by a share: what the exchanges are compared with. */
export function fallingExchange(traders: number, waterfall: readonly Layer[], fall: number): Scenario {
  return parseScenario({
    version: 1,
    seed: 'bench',
    steps: STEPS,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    venue: { waterfall },
    crowd: { traders },
    shocks: [{ step: PUSH_STEP, kind: 'fairValue', change: -fall }],
  })
}

/** One exchange that closes positions in parts while its asset slides: what the loans are compared with. */
export function slidingExchange(traders: number, fall: number): Scenario {
  return parseScenario({
    version: 1,
    seed: 'bench',
    steps: STEPS,
    market: { startPrice: 100, fairValue: { path: slide(fall) } },
    liquidity: { depth: DEPTH_PER_ACCOUNT * traders },
    venue: {
      maintenanceMargin: THRESHOLD_MARGIN,
      mark: { indexWeight: 1 },
      waterfall: ['insuranceFund'],
      liquidation: { capacityPerStep: null, closeFactor: CLOSE_FACTOR },
    },
    crowd: { traders, longShare: 1, leverage: LEVERAGE },
  })
}
