/**
 * Goal: a cell of a sweep is the estimate of its scenario asked alone, under the seeds that all cells share, whoever works on it;
 * numbers that change nothing are named; R ahead stands beside.
 * Method: cells against counting; a walk whose probability is known exactly; pools of one, two and four; a crowd whose book is held.
 */
import { describe, expect, it } from 'vitest'
import { passBySteps } from '../support/firstPassage.ts'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createCrowd, createWalk } from '../support/riskDocuments.ts'
import { openHeld } from '../../src/engine/held.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { holdUnder } from '../../src/risk/commonSeeds.ts'
import { countFutures, withSeed } from '../../src/risk/counting.ts'
import { estimate } from '../../src/risk/estimate.ts'
import { crossing, placeAlong, sweep, type Axis, type Sweep } from '../../src/risk/sweep.ts'
import type { Scenario } from '../../src/schema/scenario.ts'

const RUNS = 24
const leverage: Axis = { key: 'venue.maxLeverage', values: [10, 25, 60] }
const depth: Axis = { key: 'liquidity.depth.shareOfOpenInterest', values: [0.05, 0.1, 0.2] }

function ask(document: Scenario, axes: readonly Axis[], options: { runs?: number; event?: string } = {}) {
  const { runs = RUNS, event = 'insolvent' } = options
  return sweep({ document, event, axes, from: 1, runs }, inProcessPool())
}

describe('a cell', () => {
  it('is the estimate of its scenario, asked alone', async () => {
    // Held in contracts and dollars, as what comes from the sandbox is.
    const document = openHeld(createCrowd())
    const swept = await ask(document, [leverage])
    expect(swept.cells).toHaveLength(3)
    expect(swept.cells.some(({ share }) => share > 0 && share < 1)).toBe(true)
    for (const { variant, happened, share, low, high } of swept.cells) {
      if (variant === null) throw new Error('the scenario can be')
      const alone = await estimate(
        {
          document: variant.document,
          event: 'insolvent',
          method: 'crude',
          from: 1,
          runs: RUNS,
          precision: null,
        },
        inProcessPool(),
      )
      expect({ share, low, high }).toEqual({ share: alone.probability, low: alone.low, high: alone.high })
      expect(happened).toEqual(alone.happened)
    }
  })

  it('has the exact probability within its band', async () => {
    const walk = { steps: 24, stepSeconds: 3600, barrier: 0.97 }
    const values = [0.3, 0.5, 0.8, 1.2]
    const axis: Axis = { key: 'market.fairValue.annualVolatility', values }
    const { cells } = await ask(createWalk(walk), [axis], { runs: 400, event: 'fairBelow:97' })
    cells.forEach(({ low, high }, i) => {
      const truth = passBySteps({ ...walk, sigma: values[i] })
      expect(low).toBeLessThanOrEqual(truth)
      expect(high).toBeGreaterThanOrEqual(truth)
    })
    // Under common seeds what broke under little news breaks under more of it.
    cells.slice(1).forEach(({ happened }, i) => {
      expect(cells[i].happened.filter((is, seed) => is && !happened[seed])).toEqual([])
    })
  })

  it('holds the book of the scenario as it is written, seed by seed, whatever the leverage', async () => {
    const document = createCrowd()
    const { cells } = await ask(document, [leverage])
    for (const { variant, happened } of cells) {
      if (variant === null) throw new Error('the scenario can be')
      const plain = happened.map((_, i) => {
        const { document: held, resolved } = holdUnder({ kind: 'hold', ...variant, seed: i + 1 })
        const { places } = Simulation.create(withSeed(document, String(i + 1)))
        expect(resolved.depthContracts).toBe(places.markets[0].state.baseDepthContracts)
        expect(held.liquidity.depth).toBe(resolved.depthContracts)
        return countFutures({ kind: 'count', document: held, event: 'insolvent', from: i + 1, count: 1 })
          .happened[0]
      })
      expect(happened).toEqual(plain)
    }
    // At the leverage that the scenario has, nothing was moved.
    const { happened } = countFutures({ kind: 'count', document, event: 'insolvent', from: 1, count: RUNS })
    expect(cells[1].happened).toEqual(happened)
  })

  it('says why a scenario cannot be, and the others are played', async () => {
    const { cells } = await ask(createCrowd(), [{ key: 'crowd.leverage.min', values: [2, 30] }])
    expect(cells[0]).toMatchObject({ problem: null })
    expect(cells[0].happened).toHaveLength(RUNS)
    expect(cells[1].problem).toMatch(/^crowd\.leverage/)
    expect(cells[1]).toMatchObject({ variant: null, happened: [], rAhead: null })
  })
})

describe('R ahead of a cell', () => {
  it('is the median of the openings, and falls as the book deepens', async () => {
    const { cells } = await ask(createCrowd(), [depth])
    cells.forEach(({ rAhead, variant }) => {
      const openings = Array.from({ length: RUNS }, (_, i) => {
        const document = withSeed(variant?.document ?? createCrowd(), String(i + 1))
        return Simulation.create(document).places.venues[0].state.rAheadStart
      }).toSorted((a, b) => a - b)
      expect(rAhead).toBe(openings[RUNS / 2 - 1])
    })
    const [shallow, , deep] = cells.map(({ rAhead }) => rAhead ?? 0)
    // R is what is forced by what moves the price 1 %.
    expect(shallow / deep).toBeCloseTo(4, 1)
  })

  it('crosses a line where it says', () => {
    expect(crossing(0.5, 2.5, 1)).toBe(0.25)
    expect(crossing(2, 0.5, 1)).toBeCloseTo(2 / 3, 12)
    expect(crossing(0.2, 0.9, 1)).toBeNull()
    expect(crossing(null, 2, 1)).toBeNull()
  })
})

describe('a sweep', () => {
  it('does not depend on the workers', async () => {
    const document = createCrowd()
    const question = { document, event: 'insolvent', axes: [leverage, depth], from: 3, runs: 12 }
    const told: Sweep[] = []
    const pools = [inProcessPool(1), inProcessPool(2, 3), inProcessPool(4, 9)]
    const found: Sweep[] = []
    for (const pool of pools) found.push(await sweep(question, pool, (soFar) => told.push(soFar)))
    expect(found[1]).toEqual(found[0])
    expect(found[2]).toEqual(found[0])
    expect(found[0]).toMatchObject({ done: 9 * 12, all: 9 * 12, inert: [] })
    expect(found[0].cells.map(({ values }) => values).slice(0, 4)).toEqual([
      [10, 0.05],
      [25, 0.05],
      [60, 0.05],
      [10, 0.1],
    ])
    // What is told on the way is the same too, and more each time.
    expect(told).toHaveLength(6)
    expect(told[0].done).toBeLessThan(told[1].done)
    expect(told.slice(2, 4)).toEqual(told.slice(0, 2))
    expect(told.slice(4)).toEqual(told.slice(0, 2))
  })

  it('names the numbers that change nothing', async () => {
    const lag: Axis = { key: 'venue.mark.lagSteps', values: [0, 5, 60] }
    const { inert } = await ask(createCrowd(), [leverage, lag], { runs: 6 })
    expect(inert).toEqual(['venue.mark.lagSteps'])
  })

  it('refuses an event that cannot be', async () => {
    await expect(ask(createCrowd(), [leverage], { event: 'fairBelow:x' })).rejects.toThrow(/^event/)
  })
})

describe('places along a range', () => {
  it('lie evenly on the scale of the number, ends included, and are short', () => {
    expect(placeAlong('venue.mark.indexWeight', 0, 1, 5)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(placeAlong('venue.maxLeverage', 5, 80, 5)).toEqual([5, 10, 20, 40, 80])
    expect(placeAlong('venue.maxLeverage', 5, 100, 4)).toEqual([5, 13.6, 37, 100])
    expect(placeAlong('market.fairValue.meanLog', -0.3, 0.3, 3)).toEqual([-0.3, 0, 0.3])
  })

  it('are whole where it is counted, each once', () => {
    expect(placeAlong('venue.mark.lagSteps', 0, 3, 9)).toEqual([0, 1, 2, 3])
  })
})
