/**
 * Goal: the smallest push that breaks it in half of the seeds lies in the bracket, and the truth over all seeds in the interval.
 * Method: every push of the grid by brute force; news alone, whose median is known in closed form; venues that no push breaks, and
 * that break without one; pools of one, two and four.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createCrowd, createWalk } from '../support/riskDocuments.ts'
import { openHeld } from '../../src/engine/held.ts'
import { countFutures } from '../../src/risk/counting.ts'
import { pushScenario, reverse, type Reverse, type ReverseQuestion } from '../../src/risk/reverse.ts'

const crowd = openHeld(createCrowd())
const QUESTION: ReverseQuestion = {
  document: crowd,
  event: 'insolvent',
  kind: 'news',
  step: 5,
  grain: 0.005,
  places: 40,
  from: 1,
  runs: 30,
}

/** The share of seeds, push by push. */
function shares({ document, event, from, runs, grain, places, ...push }: ReverseQuestion): number[] {
  return Array.from({ length: places + 1 }, (_, place) => {
    const pushed = pushScenario(document, push, place * grain)
    const { happened } = countFutures({ kind: 'count', document: pushed, event, from, count: runs })
    return happened.filter(Boolean).length / runs
  })
}

/** Fewer than `least` would hold it once in a thousand times. */
const STUDIES = process.env['LONG_TESTS'] === '1' ? { count: 40, least: 34 } : { count: 15, least: 11 }

describe('the smallest push', () => {
  it('is the one that brute force finds', async () => {
    const found = await reverse(QUESTION, inProcessPool())
    const all = shares(QUESTION)
    const first = all.findIndex((share) => share >= 0.5)
    expect(first).toBeGreaterThan(0)
    const { bracket, interval, points } = found
    expect(bracket?.low).toBeCloseTo((first - 1) * QUESTION.grain, 12)
    expect(bracket?.high).toBeCloseTo(first * QUESTION.grain, 12)
    expect(interval.low).toBeLessThanOrEqual(bracket?.low ?? NaN)
    expect(interval.high).toBeGreaterThanOrEqual(bracket?.high ?? NaN)
    for (const { size, share } of points) expect(share).toBe(all[Math.round(size / QUESTION.grain)])
    expect(points.length).toBeLessThan(16)
    expect(found.done).toBe(points.length * QUESTION.runs)
    expect(found.done).toBeLessThanOrEqual(found.all)
  })

  it('is a sale too, in contracts', async () => {
    const depth = crowd.liquidity.depth
    if (typeof depth !== 'number') throw new Error('the depth is held')
    const question = { ...QUESTION, kind: 'sale', grain: depth / 2, places: 40 } as const
    const { bracket, points } = await reverse(question, inProcessPool())
    const shareAt = (size: number | undefined) => points.find((point) => point.size === size)?.share
    expect(shareAt(bracket?.low)).toBeLessThan(0.5)
    expect(shareAt(bracket?.high)).toBeGreaterThanOrEqual(0.5)
    const pushed = pushScenario(crowd, question, 1234.4)
    expect(pushed.shocks.at(-1)).toEqual({ step: 5, kind: 'sell', contracts: 1234 })
  })

  it('is a mix of its own pushes, all so many times as large', async () => {
    const shocks = [
      { step: 3, kind: 'sell', contracts: 1001 },
      { step: 4, kind: 'depth', factor: 0.5 },
      { step: 5, kind: 'fairValue', change: -0.19, overSteps: 2 },
    ] as const
    const document = { ...crowd, shocks: [...shocks] }
    const push = { kind: 'mix', step: 1 } as const
    expect(pushScenario(document, push, 1)).toBe(document)
    expect(pushScenario(document, push, 0).shocks).toEqual([])
    const [sale, depth, news] = pushScenario(document, push, 0.5).shocks
    expect(sale).toEqual({ ...shocks[0], contracts: 501 })
    expect('factor' in depth && depth.factor).toBeCloseTo(Math.SQRT1_2, 12)
    expect('change' in news && news.change).toBeCloseTo(-0.1, 12)
    expect(news).toMatchObject({ step: 5, overSteps: 2 })
    expect(pushScenario(document, push, 2).shocks[2]).toMatchObject({
      change: expect.closeTo(-0.3439, 12) as number,
    })

    const question = {
      ...QUESTION,
      document: { ...crowd, shocks: shocks.slice(1) },
      ...push,
      grain: 0.05,
      places: 80,
    }
    const { bracket } = await reverse(question, inProcessPool())
    const all = shares(question)
    const first = all.findIndex((share) => share >= 0.5)
    expect(first).toBeGreaterThan(1)
    expect(bracket?.low).toBeCloseTo((first - 1) * 0.05, 12)
    expect(bracket?.high).toBeCloseTo(first * 0.05, 12)
  })

  it('is what the news says where nothing else moves', async () => {
    const document = createWalk({ steps: 3, sigma: 0 })
    const question = { ...QUESTION, document, event: 'fairBelow:90', step: 2, grain: 0.001, places: 500 }
    const { bracket, interval, turned } = await reverse({ ...question, runs: 8 }, inProcessPool())
    // From 100 to below 90: 10 % is not enough, a tenth of a percent more is.
    expect(bracket).toEqual({ low: 0.1, high: 0.101 })
    expect(interval).toEqual({ low: 0.1, high: 0.101 })
    expect(turned).toBe(0)
  })

  it('has its median over all seeds in the interval, in 95 of 100 studies', async () => {
    // One day of news, drawn: 100·e^(σ√t·Z − σ²t/2)·(1 − x) is below 80 in half of the runs from x = 1 − .8·e^(σ²t/2) on.
    const sigma = 1.5
    const document = createWalk({ steps: 1, stepSeconds: 86_400, sigma })
    const truth = 1 - 0.8 * Math.exp((sigma * sigma) / 365 / 2)
    const question = { ...QUESTION, document, event: 'fairBelow:80', step: 1, grain: 0.001, places: 900 }
    const runs = 60
    let held = 0
    for (let study = 0; study < STUDIES.count; study++) {
      const { interval, bracket } = await reverse(
        { ...question, from: 1 + study * runs, runs },
        inProcessPool(),
      )
      expect((bracket?.high ?? NaN) - (bracket?.low ?? NaN)).toBeCloseTo(0.001, 12)
      if ((interval.low ?? Infinity) <= truth && truth <= (interval.high ?? Infinity)) held++
    }
    expect(held).toBeGreaterThanOrEqual(STUDIES.least)
  })
})

describe('where there is none', () => {
  it('no push up to the largest is enough', async () => {
    const found = await reverse({ ...QUESTION, places: 1, grain: 0.0001 }, inProcessPool())
    expect(found.bracket).toBeNull()
    expect(found.interval.high).toBeNull()
    expect(found.points.at(-1)?.share).toBeLessThan(0.5)
  })

  it('it happens without a push', async () => {
    const event = `fairBelow:${crowd.market.startPrice * 2}`
    const found = await reverse({ ...QUESTION, event }, inProcessPool())
    expect(found.bracket).toBeNull()
    expect(found.interval).toEqual({ low: 0, high: 0 })
    expect(found.points.map(({ share }) => share)).toEqual([1, 1])
  })

  it('refuses a push that no scenario takes', async () => {
    await expect(reverse({ ...QUESTION, grain: 0.5, places: 2 }, inProcessPool())).rejects.toThrow(/change/)
  })
})

describe('the search', () => {
  it('does not depend on the workers', async () => {
    const told: Reverse[] = []
    const one = await reverse(QUESTION, inProcessPool(1), (soFar) => told.push(soFar))
    expect(await reverse(QUESTION, inProcessPool(2, 3))).toEqual(one)
    expect(await reverse(QUESTION, inProcessPool(4, 9))).toEqual(one)
    expect(told.at(-1)).toEqual(one)
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b))
  })
})
