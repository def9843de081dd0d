// The circuit breaker and what a halt stops (docs/model.md section 4). The displacement heals within a step, so the price of a step
// without trades is its fair value.
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { livingDocument, type LivingOptions, LONG, SHORT } from '../support/livingRuns.ts'
import { position } from '../support/validationScenarios.ts'

const SAFE = position('long', 10, 10_000, 100)

function run(breaker: object, options: Partial<LivingOptions> & { path: readonly number[] }) {
  const document = livingDocument({
    accounts: [SAFE],
    behavior: {},
    ...options,
    venue: { circuitBreaker: { move: 0.25, windowSteps: 1, haltSteps: 2, ...breaker }, ...options.venue },
  })
  const simulation = Simulation.create(parseScenario(document), { assert: true })
  const series = []
  while (!simulation.isDone) {
    simulation.advance()
    series.push(simulation.readSeriesRow())
  }
  const halted = series.filter((row) => row.halted).map((row) => row.step)
  return { simulation, series, halted, summary: simulation.readSummary() }
}

describe('the breaker fires', () => {
  test('at a move of exactly its size, and not a hair below', () => {
    expect(run({}, { path: [100, 75, 75, 75] }).halted).toEqual([1, 2])
    expect(run({}, { path: [100, 75.000001, 75, 75] }).halted).toEqual([])
  })

  test('on the way up as on the way down', () => {
    expect(run({}, { path: [100, 125, 125, 125] }).halted).toEqual([1, 2])
  })

  test('by the move since its window, which the slow fall of a short window slips through', () => {
    const path = [100, 90, 81, 73, 66, 60]
    expect(run({ windowSteps: 1 }, { path }).halted).toEqual([])
    // 1 − 73/100 is more than a quarter, against the price three steps ago.
    expect(run({ windowSteps: 3, haltSteps: 1 }, { path }).halted).toEqual([3])
    expect(run({ windowSteps: 2 }, { path }).halted).toEqual([])
  })

  test('against the start price, as long as the window reaches back beyond it', () => {
    expect(run({ windowSteps: 1000, haltSteps: 1 }, { path: [100, 99, 98, 75, 75] }).halted).toEqual([3])
  })

  test('by the price, whatever the mark', () => {
    const venue = { mark: { indexWeight: 1, lagSteps: 5 } }
    expect(run({}, { path: [100, 75, 75], venue }).halted).toEqual([1, 2])
    // An order of outsiders moves the price and not the index.
    const shocks = [{ step: 1, kind: 'sell', contracts: 1_000_000_000 }]
    expect(run({}, { path: [100, 100, 100], venue, shocks }).halted).toEqual([1, 2])
  })
})

describe('a halt', () => {
  test('lasts as long as it says, the step in which the breaker fired included', () => {
    const path = [100, 75, 75, 75, 75, 75]
    expect(run({ haltSteps: 1 }, { path })).toMatchObject({
      halted: [1],
      summary: { halts: 1, haltedSteps: 1 },
    })
    expect(run({ haltSteps: 4 }, { path })).toMatchObject({
      halted: [1, 2, 3, 4],
      summary: { halts: 1, haltedSteps: 4 },
    })
  })

  test('makes the comparison start afresh, or the old fall would halt the venue again', () => {
    const path = [100, 75, 75, 75, 75, 75]
    expect(run({ haltSteps: 1, windowSteps: 50 }, { path }).summary.halts).toBe(1)
    const again = run({ haltSteps: 1, windowSteps: 50 }, { path: [100, 75, 75, 56, 56, 42] })
    expect(again.halted).toEqual([1, 3, 5])
  })

  test('compares the first step after it with that step’s own price, whatever happened meanwhile', () => {
    const { halted } = run({ haltSteps: 2, windowSteps: 50 }, { path: [100, 75, 50, 25, 25, 12] })
    expect(halted).toEqual([1, 2, 5])
  })

  test('loses outside orders, before it too if the news fired it', () => {
    const sell = (step: number) => ({ step, kind: 'sell', contracts: 1000 })
    const shocks = [sell(1), sell(2), sell(3)]
    const { simulation } = run({}, { path: [100, 75, 75, 75], shocks })
    expect(simulation.places.markets[0].state.outside.contracts).toBe(-1000)
  })

  test('lets news and changes of depth through', () => {
    const shocks = [
      { step: 2, kind: 'fairValue', change: -0.5 },
      { step: 2, kind: 'depth', factor: 0.5 },
    ]
    const { series } = run({}, { path: [100, 75], steps: 3, shocks, depth: 1000 })
    expect(series.map(({ price, depth }) => [price, depth])).toEqual([
      [75, 1000],
      [37.5, 500],
      [37.5, 500],
    ])
  })

  test('stops detection and liquidation until the first step after it', () => {
    const { series } = run({ haltSteps: 3 }, { accounts: [LONG], path: [100, 75], steps: 4 })
    expect(series.map(({ queue, liquidations }) => [queue, liquidations])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 1],
    ])
  })

  test('keeps the queue as it was, and ages it', () => {
    const venue = { liquidation: { capacityPerStep: null, latencySteps: 2 } }
    const { series } = run({ move: 0.2 }, { accounts: [LONG], path: [100, 90, 70, 70, 70], venue })
    expect(series.map(({ queue, halted }) => [queue, halted])).toEqual([
      [1, false],
      [1, true],
      [1, true],
      [0, false],
    ])
  })

  test('begins in the middle of a step when an outside order fires it: nobody is sold out then', () => {
    const shocks = [{ step: 1, kind: 'sell', contracts: 1000 }]
    const { series, summary } = run({}, { accounts: [LONG], path: [100, 100], depth: 20, shocks })
    expect(series[0]).toMatchObject({ halted: true, liquidations: 0, queue: 0 })
    expect(series[0].price).toBeCloseTo(100 * Math.exp(-0.5), 9)
    expect(summary).toMatchObject({ halts: 1, haltedSteps: 1 })
  })

  test('begins in the middle of the liquidations, whose losses are shared all the same', () => {
    const { series, summary } = run(
      { move: 0.118 },
      {
        accounts: [LONG, LONG, LONG, SHORT],
        path: [100, 89],
        depth: 2_000,
        venue: { waterfall: ['socializedLoss'] },
      },
    )
    // The first sale moves the price by half a percent, the second fires the breaker.
    expect(series[0]).toMatchObject({ halted: true, liquidations: 2, queue: 1 })
    expect(summary.socializedLoss).toBeGreaterThan(2_000)
    expect(summary.badDebt).toBe(0)
  })

  test('never fires without a breaker', () => {
    const venue = { circuitBreaker: null }
    expect(run({}, { path: [100, 1, 100, 1], venue }).summary).toMatchObject({ halts: 0, haltedSteps: 0 })
  })
})
