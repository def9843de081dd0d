// docs/validation.md row G8: assets that share a factor correlate by the product of their loadings.
import { expect, it } from 'vitest'
import { correlateReturns } from '../../src/engine/correlation.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

const STEPS = 20_000

/** Prices of two markets without a crowd, in which nothing happens but the news. */
function runNews(seed: string, loadings: readonly [number, number]): Float64Array[] {
  const [first, second] = loadings.map((loading, i) => ({
    startPrice: 100 + 400 * i,
    loading,
    fairValue: { process: 'gbm', annualVolatility: 0.5 + i, annualDrift: 0 },
  }))
  const market = { liquidity: { depth: 1000 } }
  const venue = { kind: 'exchange', insuranceFund: 0, markets: { a: market, b: market } }
  const document = { version: 2, seed, steps: STEPS, assets: { a: first, b: second }, venues: { one: venue } }
  const simulation = Simulation.create(parseWorld(document))
  const prices = [new Float64Array(STEPS), new Float64Array(STEPS)]
  for (let step = 0; step < STEPS; step++) {
    simulation.advance()
    const { a, b } = readWorldSeriesRow(simulation).venues['one'].markets
    prices[0][step] = a.price
    prices[1][step] = b.price
  }
  return prices
}

// The standard error of a coefficient r from n returns is (1 − r²)/√n.
it.each([
  [0.9, 0.8],
  [0.7, -0.6],
  [-0.5, -0.5],
  [0.4, 0],
  [1, 1],
  [1, -1],
] as const)('G8 loadings %d and %d: log returns correlate by their product', (first, second) => {
  const [a, b] = runNews(`G8 ${String(first)}`, [first, second])
  const expected = first * second
  const error = (4 * (1 - expected * expected)) / Math.sqrt(STEPS)
  expect(Math.abs(correlateReturns(a, b) - expected)).toBeLessThanOrEqual(error + 1e-9)
})
