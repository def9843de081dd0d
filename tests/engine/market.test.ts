// The market of one step: mark, index lag, decay and the factors of depth (docs/model.md section 3).
import { describe, expect, test } from 'vitest'
import { createHistory, oldestValue, pushValue, restartHistory } from '../../src/engine/history.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { markPrice } from '../../src/engine/venue.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { livingDocument, type LivingOptions, LONG } from '../support/livingRuns.ts'
import { position } from '../support/validationScenarios.ts'

const SAFE = position('long', 10, 10_000, 100)

function watch(options: Partial<LivingOptions>, liquidity: object = {}) {
  const document = livingDocument({ accounts: [SAFE], behavior: {}, path: [100], steps: 5, ...options })
  const simulation = Simulation.create(
    parseScenario({ ...document, liquidity: { ...(document['liquidity'] as object), ...liquidity } }),
    { assert: true },
  )
  const rows = []
  while (!simulation.isDone) {
    simulation.advance()
    rows.push({ ...simulation.readSeriesRow(), mark: markPrice(simulation.places.markets[0]) })
  }
  return { simulation, rows }
}

describe('the mark', () => {
  const path = [100, 99, 98, 97, 96, 95]
  const marksAt = (indexWeight: number, lagSteps: number, shocks: LivingOptions['shocks'] = []) =>
    watch({ path, venue: { mark: { indexWeight, lagSteps } }, shocks }).rows.map(({ mark }) => mark)

  test('is the index of some steps ago, and that of the start before there was one', () => {
    expect(marksAt(1, 0)).toEqual([99, 98, 97, 96, 95])
    expect(marksAt(1, 2)).toEqual([100, 100, 99, 98, 97])
    expect(marksAt(1, 1_000_000)).toEqual([100, 100, 100, 100, 100])
  })

  test('is the price without an index, and between the two with some', () => {
    expect(marksAt(0, 2)).toEqual([99, 98, 97, 96, 95])
    expect(marksAt(0.5, 2)).toEqual([99.5, 99, 98, 97, 96])
  })

  test('keeps each fair value as it was in its step, also when news comes later', () => {
    const news = [{ step: 3, kind: 'fairValue', change: -0.5 }]
    expect(marksAt(1, 2, news)).toEqual([100, 100, 99, 98, 48.5])
  })

  test('decides liquidations: a late index saves the long for as long as it is late', () => {
    const { rows } = watch({
      accounts: [LONG],
      path: [100, 80],
      steps: 4,
      venue: { mark: { indexWeight: 1, lagSteps: 2 } },
    })
    expect(rows.map(({ liquidations }) => liquidations)).toEqual([0, 0, 1, 1])
  })
})

describe('displacement', () => {
  const shocks = [{ step: 1, kind: 'sell', contracts: 200 }]

  test('heals by its share in every step, and never moves fair value', () => {
    const { rows } = watch({ shocks, depth: 100 }, { resilience: 0.25 })
    rows.forEach(({ price, fair }, i) => {
      expect(fair).toBe(100)
      expect(Math.log(fair / price)).toBeCloseTo(0.02 * 0.75 ** i, 12)
    })
  })

  test('stays without resilience, and is gone in the next step with all of it', () => {
    expect(watch({ shocks, depth: 100 }, { resilience: 0 }).rows[4].price).toBeCloseTo(
      100 * Math.exp(-0.02),
      10,
    )
    expect(watch({ shocks, depth: 100 }, { resilience: 1 }).rows[1].price).toBe(100)
  })

  test('is the work of orders of one step added up', () => {
    const sales = [150, -30, 80].map((contracts) => ({ step: 1, kind: 'sell', contracts }))
    const { simulation, rows } = watch({ shocks: sales, depth: 100 }, { resilience: 0 })
    expect(simulation.places.markets[0].state.outside.contracts).toBe(-200)
    expect(rows[0].price).toBeCloseTo(100 * Math.exp(-0.02), 10)
  })
})

describe('depth', () => {
  test('is what the last shock says, relative to the start and not to the shock before', () => {
    const shocks = [0.5, 0.25, 2, 1].map((factor, i) => ({ step: i + 1, kind: 'depth', factor }))
    const { rows, simulation } = watch({ shocks, depth: 1000 })
    expect(rows.map(({ depth }) => depth)).toEqual([500, 250, 2000, 1000, 1000])
    expect(simulation.readSummary().lowestDepth).toBe(250)
  })

  test('thins out when the price swings more than on a calm day', () => {
    const stress = { sensitivity: 0.5, memorySteps: 2, calmReturn: 0.01 }
    const { rows } = watch({ path: [100, 100, 104, 104], depth: 1000, steps: 4 }, { stress })
    // Variance starts at calm², halves its distance to the squared return in each step.
    let variance = 0.0001
    const expected = [0, 0.04, 0, 0].map((r) => {
      const depth = 1000 / (1 + 0.5 * Math.max(0, Math.sqrt(variance) / 0.01 - 1))
      variance += (r * r - variance) / 2
      return depth
    })
    rows.forEach(({ depth }, i) => expect(depth).toBeCloseTo(expected[i], 9))
    expect(rows[2].depth).toBeLessThan(600)
  })

  test('shrinks with what makers have lost, down to a fiftieth', () => {
    const shocks = [{ step: 1, kind: 'sell', contracts: 1000 }]
    const makers = { capital: 100 }
    const { rows, simulation } = watch(
      { path: [100, 100, 95, 85, 200], depth: 1_000_000_000, shocks, steps: 5 },
      { makers },
    )
    // Makers bought a thousand contracts for 99,999 cents, on a capital of 10,000.
    const worth = (price: number) => (10_000 - 99_999 + 1000 * price) / 10_000
    expect(simulation.places.markets[0].state.makers).toEqual({ contracts: 1000, cashCents: -99_999 })
    const factors = rows.map(({ depth }) => depth / 1_000_000_000)
    expect(factors[0]).toBe(1)
    expect(factors[1]).toBeCloseTo(worth(95), 9)
    expect(factors.slice(2)).toEqual([0.02, 1, 1])
  })
})

describe('a history', () => {
  test('holds as many values as it has room for, and gives the oldest', () => {
    const history = createHistory(3, 1)
    const seen = [oldestValue(history)]
    for (const value of [2, 3, 4, 5]) {
      pushValue(history, value)
      seen.push(oldestValue(history))
    }
    expect(seen).toEqual([1, 1, 1, 2, 3])
    restartHistory(history, 9)
    expect(oldestValue(history)).toBe(9)
    for (const value of [10, 11]) pushValue(history, value)
    expect(oldestValue(history)).toBe(9)
    pushValue(history, 12)
    expect(oldestValue(history)).toBe(10)
  })

  test('of one value is the last one', () => {
    const history = createHistory(1, 1)
    pushValue(history, 2)
    expect(oldestValue(history)).toBe(2)
  })
})
