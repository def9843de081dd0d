/**
 * Builders of the configurations of docs/validation.md: positions with chosen contracts, deposit or liquidation price, and
 * documents in which nothing acts but what a test switches on.
 */
import { Simulation } from '../../src/engine/simulation.ts'
import type { SeriesRow } from '../../src/schema/result.ts'
import type { ExplicitAccount, Layer } from '../../src/schema/scenario.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

export type Side = 'long' | 'short'

/** A position of exactly these contracts: half a contract more than wanted, which the engine rounds down. */
export function position(
  side: Side,
  contracts: number,
  depositCents: number,
  entry: number,
): ExplicitAccount {
  return { side, collateral: depositCents / 100, leverage: ((contracts + 0.5) * entry) / depositCents, entry }
}

/**
 * A position that is liquidated at this price, to half a cent of the whole position. Entered far on the wrong side of
 * the start price, so that the deposit is large and leverage low however near the liquidation price is.
 */
export function positionLiquidatedAt(
  side: Side,
  contracts: number,
  liquidationPrice: number,
  startPrice: number,
  maintenanceMargin = 0,
): ExplicitAccount {
  const sign = side === 'long' ? 1 : -1
  const entry = side === 'long' ? 2 * startPrice : startPrice / 2
  const bankruptcyPrice = liquidationPrice * (1 - sign * maintenanceMargin)
  return position(side, contracts, Math.round(contracts * sign * (entry - bankruptcyPrice)), entry)
}

export interface PlainOptions {
  accounts: readonly ExplicitAccount[]
  /** Fair value, from the start price on. */
  path: readonly number[]
  steps?: number
  depth: number
  resilience?: number
  sales?: readonly { step: number; contracts: number }[]
  maintenanceMargin?: number
  capacityPerStep?: number | null
  indexWeight?: number
  waterfall?: readonly Layer[]
  insuranceFund?: number
  ranking?: 'profitLeverage' | 'proRata'
  base?: 'profit' | 'openInterest'
}

/** Linear impact, no resilience, no fee, no limit of capacity, nobody who pays: but for what is asked. */
export function plainDocument(options: PlainOptions): Record<string, unknown> {
  return {
    version: 1,
    seed: 'validation',
    steps: options.steps ?? Math.max(1, options.path.length - 1),
    market: { startPrice: options.path[0], fairValue: { path: options.path } },
    liquidity: { curve: 'exponential', depth: options.depth, resilience: options.resilience ?? 0 },
    venue: {
      maxLeverage: 1000,
      maintenanceMargin: options.maintenanceMargin ?? 0,
      liquidationFee: 0,
      liquidation: { capacityPerStep: options.capacityPerStep ?? null },
      mark: { indexWeight: options.indexWeight ?? 0 },
      waterfall: options.waterfall ?? [],
      insuranceFund: options.insuranceFund ?? 0,
      adl: { ranking: options.ranking ?? 'profitLeverage' },
      socializedLoss: { base: options.base ?? 'profit' },
    },
    crowd: { accounts: options.accounts },
    shocks: (options.sales ?? []).map((sale) => ({ ...sale, kind: 'sell' })),
  }
}

export interface Run {
  simulation: Simulation
  /** The row of each step, from step 1. */
  series: SeriesRow[]
}

/** Runs a document to its end, every invariant checked after every step unless the crowd is too large for that. */
export function runDocument(document: unknown, assert = true): Run {
  const scenario = parseScenario(document)
  const simulation = Simulation.create(scenario, { assert })
  const series: SeriesRow[] = []
  while (!simulation.isDone) {
    simulation.advance()
    series.push(simulation.readSeriesRow())
  }
  return { simulation, series }
}

/** How far orders have pushed the logarithm of the price below fair value. */
export function displacementOf(row: SeriesRow): number {
  return Math.log(row.fair / row.price)
}
