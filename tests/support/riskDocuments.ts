/**
 * Documents for tests of src/risk: news alone with one trader whom nobody hears, a crowd that breaks its venue now and then, and
 * a world in which it is contagious.
 */
import type { RiskDocument } from '../../src/risk/counting.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { parseDocument } from '../../src/schema/parseDocument.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { changeWorld } from './worldDocuments.ts'

export interface WalkOptions {
  readonly steps: number
  readonly stepSeconds?: number
  readonly sigma?: number
  readonly mu?: number
  /** Of the one trader, a long; its maintenance margin is .5 %. */
  readonly leverage?: number
}

/** Geometric Brownian motion from 100. The book is so deep that the orders of the trader do not move it by more than 1e-7. */
export function createWalk({
  steps,
  stepSeconds = 3600,
  sigma = 0.6,
  mu = 0,
  leverage = 1.01,
}: WalkOptions): Scenario {
  return parseScenario({
    version: 1,
    seed: 'risk',
    steps,
    stepSeconds,
    market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: sigma, annualDrift: mu } },
    liquidity: { depth: 1e11 },
    venue: { maxLeverage: 1000, maintenanceMargin: 0.005, waterfall: [] },
    crowd: { accounts: [{ side: 'long', collateral: 1000, leverage, entry: 100 }] },
  })
}

/** Two hundred traders in a thin market: in some futures the fund is not enough. */
export function createCrowd(changes: Record<string, unknown> = {}): Scenario {
  return parseScenario({
    version: 1,
    seed: 'risk',
    steps: 60,
    stepSeconds: 600,
    market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.8 } },
    liquidity: { depth: { shareOfOpenInterest: 0.1 } },
    venue: { waterfall: ['insuranceFund'], ...changes },
    crowd: { traders: 200 },
  })
}

/** The world of everything, its news drawn and wild: venues alpha, beta, gamma, lend and bank. */
export function createDrawnWorld(): RiskDocument {
  const fairValue = { process: 'gbm', annualVolatility: 3 }
  const world = changeWorld('assets.btc.fairValue', fairValue)
  // With nobody at gamma, its fund is no share of what is open there.
  const opened = writeAt(world, 'venues.gamma.insuranceFund', 0)
  return parseDocument({ ...opened, stepSeconds: 3600 })
}

/** An exchange whose crowd breaks it now and then, and a bank that placed money there and fails with it when enough is lost. */
export function createContagion(): RiskDocument {
  return parseDocument({
    version: 2,
    seed: 'risk',
    steps: 60,
    stepSeconds: 600,
    assets: { btc: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.8 } } },
    venues: {
      alpha: {
        kind: 'exchange',
        waterfall: ['insuranceFund'],
        insuranceFund: 8000,
        markets: { btc: { liquidity: { depth: { shareOfOpenInterest: 0.1 } } } },
        crowd: { traders: 200 },
      },
      bank: {
        kind: 'institution',
        insuranceFund: 0,
        venueEquity: 200,
        treasury: { depositors: 20_000, placed: { alpha: 10_000 } },
      },
    },
  })
}
