/**
 * Arbitraries of whole scenario documents for fast-check, and how much of them a test run takes. The seed is fixed, so that a
 * test fails always or never; `LONG_TESTS=1` takes ten times as many.
 */
import fc from 'fast-check'
import { vi } from 'vitest'
import { randomScenario } from './randomScenario.ts'
import { partArbitrary } from './rowArbitraries.ts'

type Document = Record<string, unknown>

const isLong = process.env['LONG_TESTS'] === '1'
if (isLong) vi.setConfig({ testTimeout: 600_000 })

/** Parameters of `fc.assert`: this many runs, the same ones every time. */
export function runs(count: number): { numRuns: number; seed: number } {
  return { numRuns: isLong ? 10 * count : count, seed: 20_260_101 }
}

/** Real numbers spread evenly, the ends included: `fc.double` mostly draws numbers next to 0. */
export function uniform(min: number, max: number): fc.Arbitrary<number> {
  const STEPS = 1_000_000
  return fc.nat(STEPS).map((n) => (n === STEPS ? max : min + ((max - min) * n) / STEPS))
}

/** Behavior of every kind, each rule on or off by itself. */
export const behaviorArbitrary = partArbitrary('crowd.behavior')

/** News in a seeded process of any kind, from calm to wild. */
const market = partArbitrary('market', ['startPrice', 'fairValue'])

const shock = fc.oneof(
  fc.record({
    step: fc.integer({ min: 1, max: 30 }),
    kind: fc.constant('sell'),
    contracts: fc.integer({ min: -80_000, max: 120_000 }),
  }),
  fc.record({
    step: fc.integer({ min: 1, max: 30 }),
    kind: fc.constant('depth'),
    factor: fc.constantFrom(0.2, 1, 3),
  }),
  fc.record(
    {
      step: fc.integer({ min: 1, max: 30 }),
      kind: fc.constant('fairValue'),
      change: fc.constantFrom(-0.12, -0.04, 0.03, 0.1),
      overSteps: fc.integer({ min: 1, max: 12 }),
    },
    { requiredKeys: ['step', 'kind', 'change'] },
  ),
)
export const shockArbitrary = shock

/** A crowd drawn from the seed, in a market whose news is drawn too. */
export const drawnArbitrary: fc.Arbitrary<Document> = fc.record({
  version: fc.constant(1),
  seed: fc.string({ maxLength: 6 }),
  steps: fc.integer({ min: 2, max: 40 }),
  stepSeconds: fc.constantFrom(60, 3600, 86_400),
  market,
  liquidity: partArbitrary('liquidity', ['depth']),
  venue: partArbitrary('venue', []),
  crowd: partArbitrary('crowd', ['traders', 'leverage']),
  shocks: fc.array(shock, { maxLength: 4 }),
})

/** Explicit accounts in explicit markets, rich in rare branches: the scenarios of the oracle. */
const explicitArbitrary: fc.Arbitrary<Document> = fc
  .nat(2 ** 31 - 1)
  .map((seed) => ({ ...randomScenario(seed) }))

export const documentArbitrary: fc.Arbitrary<Document> = fc.oneof(
  { arbitrary: drawnArbitrary, weight: 2 },
  { arbitrary: explicitArbitrary, weight: 1 },
)
