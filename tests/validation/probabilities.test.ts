/**
 * docs/validation.md rows C2, C3, C5 and C6: probabilities and expectations with a known value, through the engine's news, crowd
 * and waterfall and the estimators of src/risk.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { normalBelow, normalQuantile } from '../support/normal.ts'
import { createWalk } from '../support/riskDocuments.ts'
import { exp } from '../../src/engine/arithmetic.ts'
import { Stream } from '../../src/engine/random.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { withSeed } from '../../src/risk/counting.ts'
import { estimate } from '../../src/risk/estimate.ts'
import { spreadOf, wilson } from '../../src/risk/intervals.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'

const YEAR = 31_536_000

/** docs/validation.md row C2. */
function jumpShortfall(leverage: number, m: number, delta: number): number {
  const k = 100 * (1 - 1 / leverage)
  const d2 = (Math.log(100 / k) + m) / delta
  return k * normalBelow(-d2) - 100 * Math.exp(m + (delta * delta) / 2) * normalBelow(-d2 - delta)
}

/** Losses beyond deposits per 100 notional, after one step. */
function shortfallOf(document: Scenario, leverage: number): number {
  const simulation = Simulation.create(document)
  simulation.advance()
  return simulation.readSummary().badDebt / (1000 * leverage)
}

describe('a jump beyond bankruptcy', () => {
  const cases = [
    { leverage: 10, m: -0.1, delta: 0.08, stated: 2.5136 },
    { leverage: 20, m: -0.1, delta: 0.08, stated: 5.5435 },
    { leverage: 5, m: -0.15, delta: 0.12, stated: jumpShortfall(5, -0.15, 0.12) },
  ]
  const walk = ({ leverage, m, delta }: (typeof cases)[number]) => ({
    ...createWalk({ steps: 1, stepSeconds: YEAR, sigma: delta, mu: m + (delta * delta) / 2, leverage }),
  })
  const withoutFee = (document: Scenario): Scenario => ({
    ...document,
    venue: { ...document.venue, liquidationFee: 0 },
  })

  it.each(cases)('C2 over the quantiles of the news: $leverage×, m $m, δ $delta', (one) => {
    expect(jumpShortfall(one.leverage, one.m, one.delta)).toBeCloseTo(one.stated, 4)
    const points = 4000
    let sum = 0
    for (let i = 0; i < points; i++) {
      const price = 100 * Math.exp(one.m + one.delta * normalQuantile((i + 0.5) / points))
      const document = withoutFee(walk(one))
      const path = { ...document, market: { ...document.market, fairValue: { path: [100, price] } } }
      sum += shortfallOf(path, one.leverage)
    }
    expect(Math.abs(sum / points - one.stated)).toBeLessThan(0.001)
  })

  it.each(cases)('C2 over seeds, a step of a year: $leverage×, m $m, δ $delta', (one) => {
    const document = withoutFee(walk(one))
    const found = Array.from({ length: 6000 }, (_, i) =>
      shortfallOf(withSeed(document, String(i + 1)), one.leverage),
    )
    const { mean, standardError } = spreadOf(found)
    expect(standardError).toBeLessThan(0.1)
    expect(Math.abs(mean - one.stated)).toBeLessThan(3.5 * standardError)
  })
})

it('C3 Wilson 95 %', () => {
  expect(wilson(0, 1000).low).toBe(0)
  expect(wilson(0, 1000).high).toBeCloseTo(0.003827, 6)
  expect(wilson(3, 1000).low).toBeCloseTo(0.00102, 5)
  expect(wilson(3, 1000).high).toBeCloseTo(0.00878, 5)
  expect(wilson(50, 1000).low).toBeCloseTo(0.0381, 4)
  expect(wilson(50, 1000).high).toBeCloseTo(0.0653, 4)
  // Others, worked out by hand: (.14 + .0384)/1.0768 ± .0962.
  expect(wilson(7, 50).low).toBeCloseTo(0.0695, 4)
  expect(wilson(7, 50).high).toBeCloseTo(0.2619, 4)
})

it('C5 P(Z < −4) by importance sampling with the engine’s normal numbers', () => {
  const truth = 3.167e-5
  expect(normalBelow(-4)).toBeCloseTo(truth, 8)
  const stream = new Stream('C5', 'shifted')
  // Z is drawn around −4; each draw counts by the ratio of the densities.
  const weights = Array.from({ length: 20_000 }, () => {
    const z = stream.normal() - 4
    return z < -4 ? exp(4 * z + 8) : 0
  })
  const { mean, standardError } = spreadOf(weights)
  const half = 1.96 * standardError
  expect(Math.abs(half / 0.09e-5 - 1)).toBeLessThan(0.1)
  expect(Math.abs(mean - truth)).toBeLessThan(half)
})

describe('gambler’s ruin', () => {
  /**
   * A trader who is sold out 50 moves down and takes profit 50 moves up, while each step replays one of a hundred moves, so many
   * of them up.
   */
  function createGamble(ups: number, moves: number): Scenario {
    const u = 1.01
    const prices = [100]
    for (let i = 0, up = 0; i < 100; i++) {
      const isUp = Math.floor(((i + 1) * ups) / 100) > up
      if (isUp) up++
      prices.push(prices[i] * (isUp ? u : 1 / u))
    }
    const maintenanceMargin = 0.005
    // Half a move before each end, so that rounding decides nothing.
    const leverage = 1 / (1 - (1 - maintenanceMargin) * Math.pow(u, 0.5 - moves))
    const gain = leverage * (Math.pow(u, moves - 0.5) - 1)
    return parseScenario({
      version: 1,
      seed: 'ruin',
      // The game is longer once in a hundred thousand times.
      steps: 10 * moves * moves,
      market: { startPrice: 100, fairValue: { process: 'history', prices, blockSteps: 1 } },
      liquidity: { depth: 1e11 },
      venue: { maxLeverage: 1000, maintenanceMargin },
      crowd: {
        accounts: [{ side: 'long', collateral: 10_000, leverage, entry: 100 }],
        behavior: { takeProfit: { share: 1, gain } },
      },
    })
  }
  const ruin = (p: number, k: number) => {
    const r = (1 - p) / p
    return (Math.pow(r, k) - Math.pow(r, 2 * k)) / (1 - Math.pow(r, 2 * k))
  }

  it.each([
    { ups: 49, moves: 50, stated: 0.880825 },
    { ups: 45, moves: 10, stated: ruin(0.45, 10) },
    { ups: 52, moves: 20, stated: ruin(0.52, 20) },
  ])('C6 p = .$ups, $moves of twice as many: ruin $stated', async ({ ups, moves, stated }) => {
    expect(ruin(ups / 100, moves)).toBeCloseTo(stated, 6)
    const document = createGamble(ups, moves)
    const { probability, runs } = await estimate(
      { document, event: 'accountLiquidated:0', method: 'crude', from: 1, runs: 1200, precision: null },
      inProcessPool(2),
    )
    expect(Math.abs(probability - stated)).toBeLessThan(3.5 * Math.sqrt((stated * (1 - stated)) / runs))
  })
})
