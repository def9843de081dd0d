// docs/validation.md rows A1 to A3: where a cascade under linear impact ends, and what a steady forced sale does.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Segment } from '../support/cascadeDensity.ts'
import { accountsAtFalls, fallsOf, restingFallBounds } from '../support/cascadeDensity.ts'
import type { PlainOptions, Side } from '../support/validationScenarios.ts'
import {
  displacementOf,
  plainDocument,
  positionLiquidatedAt,
  runDocument,
} from '../support/validationScenarios.ts'

const START_PRICE = 10_000
const CONTRACTS = 1_000
/** Half a cent of a position, as a part of its value, at the lowest price that a test here reaches. */
const ROUNDING = 0.5 / (CONTRACTS * START_PRICE * 0.5)

interface Cascade {
  side: Side
  segments: readonly Segment[]
  shock: number
  push: number
  /** The shock is an order of an outsider, or news. */
  cause: 'order' | 'news'
  maintenanceMargin?: number
  capacityPerStep?: number
  steps?: number
}

/** Runs the cascade. Returns the fall of log price (of shorts: the rise), and R at the opening. */
function runCascade(cascade: Cascade) {
  const { side, shock, push } = cascade
  const sign = side === 'long' ? 1 : -1
  const depth = (0.01 * CONTRACTS) / push
  const falls = fallsOf(cascade.segments, push)
  const news = START_PRICE * Math.exp(-sign * shock)
  const sale = { step: 1, contracts: sign * Math.round((shock * depth) / 0.01) }
  const options: PlainOptions = {
    accounts: accountsAtFalls(falls, side, CONTRACTS, START_PRICE, cascade.maintenanceMargin ?? 0),
    path: [START_PRICE, cascade.cause === 'news' ? news : START_PRICE],
    steps: cascade.steps ?? 1,
    depth,
    sales: cascade.cause === 'order' ? [sale] : [],
    maintenanceMargin: cascade.maintenanceMargin ?? 0,
    capacityPerStep: cascade.capacityPerStep ?? null,
  }
  const { simulation, series } = runDocument(plainDocument(options))
  const summary = simulation.readSummary()
  return {
    fall: sign * Math.log(START_PRICE / series[series.length - 1].price),
    liquidations: summary.liquidations,
    rAheadStart: summary.rAheadStart,
    queueLeft: summary.queueLeft,
    accounts: falls.length,
  }
}

function expectWithin(value: number, [low, high]: readonly [number, number]): void {
  expect(value).toBeGreaterThanOrEqual(low)
  expect(value).toBeLessThanOrEqual(high)
}

describe('one shock', () => {
  const PUSH = 2e-5

  it.each([
    // as quoted
    { r: 0.2, multiple: 1.25, shock: 0.02 },
    { r: 0.5, multiple: 2, shock: 0.02 },
    { r: 0.8, multiple: 5, shock: 0.02 },
    { r: 0.9, multiple: 10, shock: 0.01 },
    { r: 0.95, multiple: 20, shock: 0.01 },
    // others
    { r: 0.05, multiple: 1 / 0.95, shock: 0.07 },
    { r: 0.37, multiple: 1 / 0.63, shock: 0.003 },
    { r: 0.66, multiple: 1 / 0.34, shock: 0.041 },
    { r: 0.98, multiple: 50, shock: 0.004 },
  ])('A1 linear impact, even density: Δ₀/(1−R), R $r, Δ₀ $shock', ({ r, multiple, shock }) => {
    const segments = [{ to: shock * multiple + 0.03, density: r }]
    const bounds = restingFallBounds(segments, shock, PUSH, ROUNDING)
    for (const cause of ['order', 'news'] as const) {
      for (const maintenanceMargin of [0, 0.005]) {
        const run = runCascade({ side: 'long', segments, shock, push: PUSH, cause, maintenanceMargin })
        expectWithin(run.fall, bounds)
        // One account is 1/(1−R) pushes of 2e-5, all through the cascade.
        expect(Math.abs(run.fall - shock * multiple)).toBeLessThanOrEqual(multiple * (PUSH + ROUNDING))
        expect(run.liquidations).toBeLessThan(run.accounts)
      }
    }
  })

  it.each([
    { r: 0.5, shock: 0.02 },
    { r: 0.75, shock: 0.013 },
    { r: 0.9, shock: 0.01 },
  ])('A1 the same upward, where shorts are bought in: R $r, Δ₀ $shock', ({ r, shock }) => {
    const segments = [{ to: shock / (1 - r) + 0.03, density: r }]
    const run = runCascade({ side: 'short', segments, shock, push: PUSH, cause: 'order' })
    expectWithin(run.fall, restingFallBounds(segments, shock, PUSH, ROUNDING))
  })

  it.each([0.2, 0.5, 0.73, 0.95])('A1 the engine reads R %d off the same crowd', (r) => {
    const segments = [{ to: 0.25, density: r }]
    const run = runCascade({ side: 'long', segments, shock: 0.001, push: PUSH, cause: 'order' })
    // A window of .01 holds r·.01/push accounts, one more or less.
    expect(Math.abs(run.rAheadStart - r)).toBeLessThanOrEqual(PUSH / 0.01 + 1e-9)
    expectWithin(run.fall, restingFallBounds(segments, 0.001, PUSH, ROUNDING))
  })

  it('A1 without resilience the speed of the engine does not change where the cascade ends', () => {
    const segments = [{ to: 0.15, density: 0.8 }]
    const cascade = { side: 'long', segments, shock: 0.02, push: 1e-4, cause: 'order' } as const
    const atOnce = runCascade(cascade)
    const slowly = runCascade({ ...cascade, capacityPerStep: 7, steps: 150 })
    expect(slowly.queueLeft).toBe(0)
    expect(slowly.liquidations).toBe(atOnce.liquidations)
    expect(slowly.fall).toBeCloseTo(atOnce.fall, 10)
  })
})

describe('uneven density', () => {
  const PUSH = 2e-5
  const quoted = [
    { to: 0.04, density: 0.5 },
    { to: 0.08, density: 1.5 },
    { to: 0.14, density: 0.2 },
  ]
  /** Two folds: at a shock of 1.6 % from 3 to 8.33 %, at 2.2 % from 9 to 13.89 %. */
  const other = [
    { to: 0.01, density: 0 },
    { to: 0.03, density: 0.7 },
    { to: 0.05, density: 2.5 },
    { to: 0.09, density: 0.1 },
    { to: 0.13, density: 1.2 },
    { to: 0.25, density: 0.1 },
  ]

  // Shock and fall in percent of log price.
  it.each([
    { name: 'quoted', segments: quoted, shock: 1, fall: 2 },
    { name: 'quoted', segments: quoted, shock: 1.99, fall: 3.98 },
    { name: 'quoted', segments: quoted, shock: 2.01, fall: 10.5125 },
    { name: 'quoted', segments: quoted, shock: 3, fall: 11.75 },
    { name: 'other', segments: other, shock: 0.9, fall: 0.9 },
    { name: 'other', segments: other, shock: 1.3, fall: 2 },
    { name: 'other', segments: other, shock: 1.59, fall: 1 + 0.59 / 0.3 },
    { name: 'other', segments: other, shock: 1.61, fall: 7.51 / 0.9 },
    { name: 'other', segments: other, shock: 2, fall: 7.9 / 0.9 },
    { name: 'other', segments: other, shock: 2.19, fall: 8.09 / 0.9 },
    { name: 'other', segments: other, shock: 2.21, fall: 12.51 / 0.9 },
    { name: 'other', segments: other, shock: 3, fall: 13.3 / 0.9 },
  ])('A2 smallest root of Δ = Δ₀ + λQ(Δ): $name density, Δ₀ $shock % ends at $fall %', (row) => {
    const { segments } = row
    const shock = row.shock / 100
    for (const cause of ['order', 'news'] as const) {
      const { fall } = runCascade({ side: 'long', segments, shock, push: PUSH, cause })
      expectWithin(fall, restingFallBounds(segments, shock, PUSH, ROUNDING))
      // No row is nearer to a fold than .01 %, so one push may move its end by at most 1/.3 of itself.
      expect(Math.abs(fall - row.fall / 100)).toBeLessThan(4 * PUSH)
    }
  })

  it('A2 any density and shock, both ways', () => {
    const segment = fc.record({
      length: fc.double({ min: 0.002, max: 0.03, noNaN: true }),
      density: fc.double({ min: 0.06, max: 3, noNaN: true }),
    })
    const pieces = fc.array(segment, { minLength: 1, maxLength: 5 })
    const shocks = fc.double({ min: 0.001, max: 0.05, noNaN: true })
    const sides = fc.constantFrom<Side[]>('long', 'short')
    fc.assert(
      fc.property(pieces, shocks, sides, (lengths, shock, side) => {
        let to = 0
        const segments = lengths.map(({ length, density }) => ({ to: (to += length), density }))
        const { fall } = runCascade({ side, segments, shock, push: 1e-4, cause: 'order' })
        // A sale of whole contracts is the shock to half a contract.
        const rounding = ROUNDING + (0.5 * 1e-4) / CONTRACTS
        expectWithin(fall, restingFallBounds(segments, shock, 1e-4, rounding))
      }),
      { seed: 2, numRuns: 100 },
    )
  })
})

describe('steady sales', () => {
  const far = positionLiquidatedAt('long', 1, 1, 1000)

  it.each([
    { contracts: 50, depth: 5_000, resilience: 0.1 },
    { contracts: 700, depth: 20_000, resilience: 0.02 },
    { contracts: 3, depth: 1_000, resilience: 0.5 },
    { contracts: 11, depth: 333.25, resilience: 0.013 },
    { contracts: 1_000, depth: 10_000, resilience: 1 },
  ])(
    'A3 displacement after each sale tends to λc/resilience: $contracts into $depth at $resilience',
    ({ contracts, depth, resilience }) => {
      const steps = 1_000
      const sales = Array.from({ length: steps }, (_, i) => ({ step: i + 1, contracts }))
      const { series } = runDocument(
        plainDocument({ accounts: [far], path: [1000], steps, depth, resilience, sales }),
      )
      const limit = (0.01 * contracts) / depth / resilience
      for (const row of series) {
        const left = 1 - Math.pow(1 - resilience, row.step)
        expect(Math.abs(displacementOf(row) - limit * left)).toBeLessThan(1e-11)
      }
      expect(Math.abs(displacementOf(series[steps - 1]) / limit - 1)).toBeLessThan(1e-5)
    },
  )

  it.each([
    { contracts: 40, depth: 8_000, resilience: 0.05 },
    { contracts: 900, depth: 30_000, resilience: 0.2 },
  ])(
    'A3 the same where the engine sells one account of $contracts contracts a step, resilience $resilience',
    ({ contracts, depth, resilience }) => {
      const steps = 400
      const accounts = Array.from({ length: steps }, () => positionLiquidatedAt('long', contracts, 900, 1000))
      const { simulation, series } = runDocument(
        plainDocument({ accounts, path: [1000, 700], steps, depth, resilience, capacityPerStep: 1 }),
      )
      expect(simulation.readSummary().liquidations).toBe(steps)
      const limit = (0.01 * contracts) / depth / resilience
      expect(Math.abs(displacementOf(series[steps - 1]) / limit - 1)).toBeLessThan(1e-8)
    },
  )
})
