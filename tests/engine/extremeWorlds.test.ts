/**
 * Goal: the largest and most entangled worlds that a document can name run to their end, and no cent is lost in a step of them.
 * Method: every limit at once, and claims, tokens and runs in circles; the engine checks its invariants after each step, and
 * whoever loops for ever runs into the time limit.
 */
import { expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

type Part = Record<string, unknown>

const count = (n: number) => Array.from({ length: n }, (_, i) => i)
const named = <T>(prefix: string, places: readonly number[], part: (i: number) => T): Record<string, T> =>
  Object.fromEntries(places.map((i) => [`${prefix}${i}`, part(i)]))

function run(document: Part): Simulation {
  const world = parseWorld({ version: 2, seed: 'extreme', ...document })
  const simulation = Simulation.create(world, { assert: true })
  simulation.advance(world.steps)
  for (const { state } of simulation.places.markets) {
    expect(state.price).toBeGreaterThan(0)
    expect(state.price).toBeLessThan(Infinity)
  }
  return simulation
}

const still = { startPrice: 100, fairValue: { path: [100] } }

test('sixteen banks that placed far more with each other than customers own, and lose in every step', () => {
  const steps = 60
  const everyone = count(16)
  const { world, places } = run({
    steps,
    assets: { coin: still },
    venues: named('bank', everyone, (i) => ({
      kind: 'institution',
      venueEquity: 1,
      treasury: {
        depositors: 1e7,
        placed: named(
          'bank',
          everyone.filter((other) => other !== i),
          () => 1e9,
        ),
      },
    })),
    shocks: count(16 * steps).map((i) => ({
      step: 1 + Math.floor(i / 16),
      kind: 'loss',
      venue: `bank${(7 * i) % 16}`,
      amount: 1e6,
    })),
  })
  expect(world.failed).toHaveLength(16)
  const lost = places.venues.map(({ state }) => state.treasury.claimsLostCents)
  expect(Math.min(...lost)).toBeGreaterThan(0)
})

test('tokens of each other, held by each other, with runs that start one another', () => {
  const everyone = count(4)
  const next = (i: number) => (i + 1) % 4
  const { world } = run({
    steps: 120,
    assets: named('token', everyone, (i) => ({ ...still, tokenOf: `exchange${i}` })),
    venues: named('exchange', everyone, (i) => ({
      kind: 'exchange',
      insuranceFund: 0,
      venueEquity: 1e6,
      onFailure: i === 2 ? 'close' : 'carryOn',
      markets: named('token', everyone, () => ({ arbitrage: 0.5, liquidity: { depth: 3_000 } })),
      crowd: { traders: 100, assets: [`token${i}`] },
      treasury: {
        depositors: 5e6,
        placed: { [`exchange${next(i)}`]: 1e5 },
        holdings: named('token', everyone, (asset) => ({
          contracts: 3_000,
          soldOn: `exchange${next(asset)}`,
        })),
        run: {
          perStep: 0.05,
          after: [
            { below: { venue: `exchange${next(i)}`, asset: `token${next(i)}`, price: 90 } },
            { insolvent: `exchange${next(i)}` },
          ],
        },
      },
    })),
    shocks: [
      { step: 5, kind: 'fairValue', asset: 'token0', change: -0.3 },
      { step: 9, kind: 'loss', venue: 'exchange1', amount: 9e5 },
    ],
  })
  expect(world.venues.some(({ treasury }) => treasury.isRunning)).toBe(true)
})

test('sixteen exchanges and sixty-four markets whose indexes all look at each other', () => {
  const everyone = count(16)
  const assets = count(4)
  const of = named('exchange', everyone, () => 1)
  const { places } = run({
    steps: 60,
    assets: named('asset', assets, () => ({
      startPrice: 100,
      loading: 0.5,
      fairValue: { process: 'gbm', annualVolatility: 5 },
    })),
    venues: named('exchange', everyone, (i) => ({
      kind: 'exchange',
      waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
      adl: { ranking: i % 2 === 0 ? 'entryValue' : 'proRata' },
      circuitBreaker: { move: 0.2, windowSteps: 10, haltSteps: 2 },
      markets: named('asset', assets, () => ({
        arbitrage: 0.5,
        mark: { index: { method: 'median', of } },
      })),
      crowd: [
        { traders: 60, assets: assets.map((asset) => `asset${asset}`) },
        { traders: 40, assets: ['asset2'] },
      ],
    })),
    shocks: count(6).map((i) => ({
      step: 5 + 8 * i,
      kind: 'fairValue',
      asset: `asset${i % 4}`,
      change: i % 2 === 0 ? -0.25 : 0.3,
    })),
  })
  expect(places.markets).toHaveLength(64)
  const liquidations = places.venues.reduce((sum, { state }) => sum + state.totals.liquidations, 0)
  expect(liquidations).toBeGreaterThan(500)
})
