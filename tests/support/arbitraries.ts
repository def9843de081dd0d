/**
 * Arbitraries of whole scenario documents for fast-check, and how much of them a test run takes. The seed is fixed, so that a
 * test fails always or never; `LONG_TESTS=1` takes ten times as many.
 */
import fc from 'fast-check'
import { vi } from 'vitest'
import { randomScenario } from './randomScenario.ts'

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

const share = fc.constantFrom(0, 0.1, 0.5, 1)

/** Behavior of every kind, each rule on or off by itself. */
export const behaviorArbitrary: fc.Arbitrary<Document> = fc.record(
  {
    topUp: fc.record({
      share,
      at: fc.constantFrom(1.5, 3, 8),
      amount: fc.constantFrom(0.1, 0.5, 1.337),
      delaySteps: fc.nat(3),
      times: fc.nat(3),
    }),
    stopLoss: fc.record({ share, loss: fc.constantFrom(0.1, 0.4, 0.9) }),
    takeProfit: fc.record({ share, gain: fc.constantFrom(0.05, 0.3, 1) }),
    relever: fc.record({ share, below: fc.constantFrom(0.3, 0.8, 0.97) }),
    turnover: fc.constantFrom(0, 0.002, 0.05, 1),
    arrivals: fc.record({
      perStep: fc.constantFrom(0, 0.3, 4),
      trendFollowing: fc.constantFrom(-20, 0, 8),
      trendMemorySteps: fc.constantFrom(1, 10),
    }),
  },
  { requiredKeys: [] },
)

export const leverageArbitrary: fc.Arbitrary<Document> = fc.oneof(
  fc.record({
    distribution: fc.constant('logUniform'),
    min: fc.constantFrom(1, 1.5, 5),
    max: fc.constantFrom(5, 25, 100),
  }),
  fc.record({
    distribution: fc.constant('weights'),
    values: fc.array(fc.tuple(fc.constantFrom(1, 3, 12.5, 50, 100), fc.constantFrom(0.5, 1, 3)), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
)

const drawnCrowd = fc.record(
  {
    traders: fc.integer({ min: 20, max: 160 }),
    longShare: fc.constantFrom(0.1, 0.5, 0.6, 0.95),
    leverage: leverageArbitrary,
    deposit: fc.record({ median: fc.constantFrom(100, 1000, 1000.01), sigma: fc.constantFrom(0, 0.5, 1.5) }),
    entrySpread: fc.constantFrom(0, 0.01, 0.05),
    behavior: behaviorArbitrary,
  },
  { requiredKeys: ['traders', 'leverage'] },
)

const share01 = (...values: number[]) => fc.constantFrom(...values).map((v) => ({ shareOfOpenInterest: v }))

const liquidity = fc.record(
  {
    curve: fc.constantFrom('exponential', 'squareRoot', 'constantProduct'),
    depth: share01(0.005, 0.03, 0.3),
    resilience: fc.constantFrom(0, 0.02, 0.2, 1),
    stress: fc.record({
      sensitivity: fc.constantFrom(0, 0.1, 1),
      memorySteps: fc.constantFrom(1, 20),
      calmReturn: fc.constantFrom(0.0003, 0.002),
    }),
    makers: fc.record({ capital: fc.oneof(share01(0, 0.01, 0.3), fc.constantFrom(0, 1234.56)) }),
  },
  { requiredKeys: ['depth'] },
)

const venue = fc.record(
  {
    maxLeverage: fc.constantFrom(4, 25, 100),
    maintenanceMargin: fc.constantFrom(0, 0.005, 0.03),
    liquidationFee: fc.constantFrom(0, 0.005, 0.02),
    liquidation: fc.record({
      closeFactor: fc.constantFrom(0.2, 0.5, 1),
      capacityPerStep: fc.oneof(fc.constantFrom(null, 0, 1, 7), fc.constant({ shareOfTraders: 0.03 })),
      latencySteps: fc.nat(2),
      surplus: fc.constantFrom('trader', 'fund'),
    }),
    mark: fc.record({ indexWeight: fc.constantFrom(0, 0.5, 1), lagSteps: fc.nat(3) }),
    waterfall: fc.shuffledSubarray(['insuranceFund', 'venueEquity', 'adl', 'socializedLoss']),
    insuranceFund: share01(0, 0.0005, 0.01),
    venueEquity: share01(0, 0.0005, 0.01),
    adl: fc.record({ ranking: fc.constantFrom('profitLeverage', 'proRata') }),
    socializedLoss: fc.record({ base: fc.constantFrom('profit', 'openInterest') }),
    circuitBreaker: fc.option(
      fc.record({
        move: fc.constantFrom(0.02, 0.06),
        windowSteps: fc.constantFrom(1, 3, 50),
        haltSteps: fc.constantFrom(1, 4),
      }),
    ),
  },
  { requiredKeys: [] },
)

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
  fc.record({
    step: fc.integer({ min: 1, max: 30 }),
    kind: fc.constant('fairValue'),
    change: fc.constantFrom(-0.12, -0.04, 0.03, 0.1),
  }),
)
export const shockArbitrary = shock

/** News in a seeded walk, from calm to wild, and a crowd drawn from the seed. */
export const drawnArbitrary: fc.Arbitrary<Document> = fc
  .record({
    seed: fc.string({ maxLength: 6 }),
    steps: fc.integer({ min: 2, max: 40 }),
    stepSeconds: fc.constantFrom(60, 3600, 86_400),
    annualVolatility: fc.constantFrom(0, 0.6, 2),
    startPrice: fc.constantFrom(3, 100, 250.5),
    liquidity,
    venue,
    crowd: drawnCrowd,
    shocks: fc.array(shock, { maxLength: 4 }),
  })
  .map(({ annualVolatility, startPrice, ...rest }) => ({
    version: 1,
    ...rest,
    market: { startPrice, fairValue: { process: 'gbm', annualVolatility } },
  }))

/** Explicit accounts in explicit markets, rich in rare branches: the scenarios of the oracle. */
const explicitArbitrary: fc.Arbitrary<Document> = fc
  .nat(2 ** 31 - 1)
  .map((seed) => ({ ...randomScenario(seed) }))

export const documentArbitrary: fc.Arbitrary<Document> = fc.oneof(
  { arbitrary: drawnArbitrary, weight: 2 },
  { arbitrary: explicitArbitrary, weight: 1 },
)
