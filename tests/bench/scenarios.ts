/**
 * The scenarios of the benchmark. What a scenario does not name has the default of the parameter table, which is the
 * starting point of the sandbox.
 */
import { contractsAt, liquidationPrice } from '../../src/engine/ledger.ts'
import type { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario, type Layer, type Scenario } from '../../src/schema/scenario.ts'

const START_PRICE = 100
/** The step of the push: a few quiet ones first, as in the sandbox. */
const PUSH_STEP = 10

export interface FallingOptions {
  steps?: number
  /** Contracts that move the price by 1 %, as a share of open interest. */
  depthShare?: number
  seed?: string
}

/**
 * The comparison with the scan: longs only, no limit of capacity, the fund alone, while fair value falls by 30 % in a
 * straight line. Leverage 1.5–25×, deposits and half-life 30 are the defaults.
 */
export function fallingLongs(traders: number, options: FallingOptions = {}): Scenario {
  const { steps = 1000, depthShare = 0.3, seed = 'bench' } = options
  const path = Array.from({ length: steps + 1 }, (_, step) => START_PRICE * (1 - (0.3 * step) / steps))
  return parseScenario({
    version: 1,
    seed,
    steps,
    market: { startPrice: START_PRICE, fairValue: { path } },
    liquidity: { curve: 'exponential', depth: { shareOfOpenInterest: depthShare } },
    venue: { liquidation: { capacityPerStep: null }, waterfall: ['insuranceFund'] },
    crowd: { traders, longShare: 1 },
  })
}

/** What the scan needs to know of an opening that the engine made. */
export interface ScanInput {
  liquidationPrice: Float64Array
  contracts: Float64Array
  fairValue: Float64Array
  depth: number
  resilience: number
}

/** Reads the scan's input from a simulation of `fallingLongs` that has taken no step yet. */
export function readScanInput({ places }: Simulation): ScanInput {
  const { ledger } = places.venues[0].state
  const [{ state: market, rules }] = places.markets
  const { fairValue } = places.assets[0].rules
  if (!('path' in fairValue)) throw new Error('The scan needs a path of fair value.')
  const ids = Array.from({ length: ledger.count }, (_, id) => id).filter(
    (id) => ledger.rows[contractsAt(ledger, id, 0)] > 0,
  )
  return {
    liquidationPrice: Float64Array.from(ids, (id) =>
      liquidationPrice(ledger, id, 0, market.maintenanceMargin),
    ),
    contracts: Float64Array.from(ids, (id) => ledger.rows[contractsAt(ledger, id, 0)]),
    fairValue: Float64Array.from(fairValue.path.slice(1)),
    depth: market.baseDepthContracts,
    resilience: rules.resilience,
  }
}

export interface SandboxOptions {
  traders: number
  steps: number
  /** Change of fair value at once, −0.04 for −4 %. */
  push: number
  /** The sandbox's own where absent: fund, then socialized loss. */
  waterfall?: readonly Layer[]
  ranking?: 'profitLeverage' | 'proRata'
  base?: 'profit' | 'openInterest'
  /** Share of open interest; the sandbox's own where absent. */
  fundShare?: number
}

/** The document of the sandbox's starting point with a push; fair value is a seeded random walk. */
export function sandboxDocument(options: SandboxOptions): Record<string, unknown> {
  const { traders, steps, push, waterfall = ['insuranceFund', 'socializedLoss'] } = options
  return {
    version: 1,
    seed: 'bench',
    steps,
    market: { startPrice: START_PRICE, fairValue: { process: 'gbm' } },
    venue: {
      waterfall,
      adl: { ranking: options.ranking ?? 'profitLeverage' },
      socializedLoss: { base: options.base ?? 'profit' },
      ...(options.fundShare === undefined
        ? {}
        : { insuranceFund: { shareOfOpenInterest: options.fundShare } }),
    },
    crowd: { traders },
    shocks: [{ step: PUSH_STEP, kind: 'fairValue', change: push }],
  }
}

export function sandbox(options: SandboxOptions): Scenario {
  return parseScenario(sandboxDocument(options))
}

/** The sandbox's crowd, while fair value never moves: nothing happens. */
export function quiet(traders: number): Scenario {
  return parseScenario(quietDocument(traders, {}))
}

/**
 * The same with every rule of behavior on for everyone, all triggers far away. Traders leave and arrive, if asked: as many a
 * step whatever the crowd's size, so that the same number of events happens.
 */
export function quietBehavior(traders: number, eventsPerStep: number): Scenario {
  return parseScenario(
    quietDocument(traders, {
      behavior: {
        topUp: { share: 1, at: 1.1, times: 1 },
        stopLoss: { share: 1, loss: 0.9 },
        takeProfit: { share: 1, gain: 10 },
        relever: { share: 1, below: 0.5 },
        turnover: eventsPerStep / traders,
        arrivals: { perStep: eventsPerStep },
      },
    }),
  )
}

function quietDocument(traders: number, crowd: Record<string, unknown>): Record<string, unknown> {
  return {
    version: 1,
    seed: 'bench',
    steps: 1_000_000,
    market: { startPrice: START_PRICE, fairValue: { path: [START_PRICE] } },
    crowd: { traders, ...crowd },
  }
}
