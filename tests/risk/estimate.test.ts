/**
 * Goal: an estimate depends on the question alone, not on who works on it; each way of finding it says the same; the way that is
 * chosen is the documented one (docs/model.md section 12).
 * Method: pools of one, two and four workers that answer out of order; each seed as a run of its own; a crowd's rare event by
 * counting and by splitting, with intervals that must overlap.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createContagion, createCrowd, createWalk } from '../support/riskDocuments.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { countFutures, withSeed } from '../../src/risk/counting.ts'
import { estimate, type Estimate, type Question } from '../../src/risk/estimate.ts'
import type { Scenario } from '../../src/schema/scenario.ts'

/** Under these seeds splitting comes to the event in no run. */
const BLIND = 1

const ASKED = { method: 'auto', from: 1, runs: 1000, precision: null } as const

const ask = (question: Partial<Question> & Pick<Question, 'document' | 'event'>, pool = inProcessPool()) =>
  estimate({ ...ASKED, ...question }, pool)

describe('counting', () => {
  it('answers for each seed what a plain run of it answers', () => {
    const document = createCrowd()
    const { happened, steps } = countFutures({
      kind: 'count',
      document,
      event: 'insolvent',
      from: 1,
      count: 80,
    })
    let taken = 0
    const plain = Array.from({ length: 80 }, (_, i) => {
      const run = Simulation.create(withSeed(document, String(i + 1)))
      while (!run.isDone && !run.readSummary().insolvent) run.advance()
      taken += run.step
      return run.readSummary().insolvent
    })
    expect(happened).toEqual(plain)
    expect(new Set(plain).size).toBe(2)
    expect(steps).toBe(taken)
  })

  it('lists the seeds in order from the first, as many as were asked for', async () => {
    const document = createCrowd()
    const whole = await ask({ document, event: 'insolvent', method: 'crude', runs: 230, from: 5 })
    const { happened } = countFutures({ kind: 'count', document, event: 'insolvent', from: 5, count: 230 })
    expect(whole.happened).toEqual(happened)
    expect(whole.runs).toBe(230)
    expect(whole.probability).toBe(happened.filter(Boolean).length / 230)
  })

  it('stops at the first batch that is precise enough, and does not where none is', async () => {
    const event = 'fairBelow:98'
    const document = createWalk({ steps: 10 })
    const told: Estimate[] = []
    const question = { document, event, method: 'crude', from: 1, runs: 5000, precision: 0.04 } as const
    const found = await estimate(question, inProcessPool(), (soFar) => told.push(soFar))
    expect(found.runs % 200).toBe(0)
    expect(found.runs).toBeLessThan(5000)
    expect(found.relativeError).toBeLessThanOrEqual(0.04)
    for (const soFar of told.slice(0, -1)) expect(soFar.relativeError).toBeGreaterThan(0.04)
    expect(told.at(-1)).toEqual(found)
    expect((await estimate({ ...question, runs: 300 }, inProcessPool())).runs).toBe(300)
  })
})

describe('the numbers do not depend on the workers', () => {
  const crowd = createCrowd()
  it.each([
    ['counting', { document: crowd, event: 'insolvent', method: 'crude' }],
    ['a world', { document: createContagion(), event: 'failures:1', method: 'crude', runs: 250 }],
    [
      'splitting',
      { document: createWalk({ steps: 12 }), event: 'fairBelow:94', method: 'splitting', precision: 0.5 },
    ],
    ['by itself', { document: createWalk({ steps: 12 }), event: 'priceBelow:93', method: 'auto', from: 7 }],
  ] satisfies [string, Partial<Question> & Pick<Question, 'document' | 'event'>][])(
    '%s: one, two and four',
    async (_, question) => {
      const pools = [inProcessPool(1), inProcessPool(2, 3), inProcessPool(4, 9)]
      const found: Estimate[] = []
      for (const pool of pools) found.push(await ask(question, pool))
      expect(found[1]).toEqual(found[0])
      expect(found[2]).toEqual(found[0])
      const [one, two, four] = pools.map(({ done }) =>
        JSON.stringify(done.map((task) => [task.kind, { ...task, document: 0 }])),
      )
      expect(two).not.toBe(one)
      expect(four).not.toBe(two)
      expect(found[0].probability).toBeGreaterThan(0)
    },
  )
})

describe('by itself', () => {
  it.each([
    // Seen in one of a hundred of the first thousand, or more.
    ['crude', { document: createWalk({ steps: 10 }), event: 'fairBelow:97' }],
    ['crude', { document: createWalk({ steps: 10 }), event: 'fairBelow:97', precision: 0.5 }],
    // Seen less often.
    ['splitting', { document: createWalk({ steps: 10 }), event: 'fairBelow:94' }],
    // Not rare, but the wish is beyond the runs; where it is common, splitting would not help.
    ['splitting', { document: createWalk({ steps: 10 }), event: 'fairBelow:96', precision: 0.05 }],
    ['crude', { document: createWalk({ steps: 10 }), event: 'fairBelow:99', precision: 0.005 }],
  ] satisfies [string, Partial<Question> & Pick<Question, 'document' | 'event'>][])(
    '%s: %#',
    async (method, question) => {
      const pool = inProcessPool()
      const found = await ask(question, pool)
      expect(found.method).toBe(method)
      expect(pool.done.some(({ kind }) => kind === 'split')).toBe(method === 'splitting')
      expect(found.happened === undefined).toBe(method === 'splitting')
      // What the picture of the levels says of the last one is the estimate itself.
      const last = found.levels?.reduce((product, { share }) => product * share, 1)
      if (method === 'splitting') expect(last).toBeCloseTo(found.probability, 12)
    },
  )

  it.each([
    ['adl', ['insuranceFund', 'socializedLoss']],
    ['fundExhausted', ['venueEquity']],
  ] as const)('what the rules leave no way to is counted only: %s with %j', async (event, waterfall) => {
    const pool = inProcessPool()
    const found = await ask({ document: createCrowd({ waterfall }), event }, pool)
    expect(found).toMatchObject({ method: 'crude', probability: 0, low: 0, relativeError: null, runs: 1000 })
    expect(pool.done.every(({ kind }) => kind === 'count')).toBe(true)
  })

  it('what never happens is given up after twenty repetitions, with what can be said', async () => {
    const document = createWalk({ steps: 12 })
    const path = { ...document, market: { ...document.market, fairValue: { path: [100, 99, 98] } } }
    const pool = inProcessPool()
    const found = await ask({ document: path, event: 'fairBelow:97' }, pool)
    expect(found).toMatchObject({ method: 'splitting', probability: 0, low: 0, relativeError: null })
    expect(found.high).toBeGreaterThan(0)
    expect(found.high).toBeLessThan(0.01)
    expect(pool.done.filter(({ kind }) => kind === 'split')).toHaveLength(20)
  })

  /** Under one piece of news for all it is the crowd alone, drawn at the opening, that makes a fall deeper. */
  function createDecided(): Scenario {
    const drawn = createCrowd()
    const path = { ...drawn.market, fairValue: { path: [100, 93] } }
    return { ...drawn, steps: 8, market: path, crowd: { ...drawn.crowd, traders: 12 } } as Scenario
  }

  it('where it found no way to what the opening decides, it does not rule out what counting sees', async () => {
    const document = createDecided()
    const event = 'priceBelow:84.3'
    const counted = await ask({ document, event, method: 'crude', runs: 10_000 })
    expect(counted.probability).toBeGreaterThan(0)
    const split = await ask({ document, event, method: 'splitting', from: BLIND })
    expect(split.probability).toBe(0)
    expect(split.high).toBeGreaterThan(counted.low)
  })

  it('where it gains nothing it ends after twenty repetitions, unless somebody wishes to be surer', async () => {
    const rare = { document: createDecided(), event: 'priceBelow:84.6', method: 'splitting' } as const
    const count = async (precision: number | null) => {
      const pool = inProcessPool()
      const { relativeError } = await ask({ ...rare, precision }, pool)
      return { relativeError, done: pool.done.filter(({ kind }) => kind === 'split').length }
    }
    const unasked = await count(null)
    expect(unasked.relativeError).toBeGreaterThan(0.1)
    expect(unasked.done).toBe(20)
    expect((await count(0.1)).done).toBeGreaterThan(20)
  })

  it('fewer runs than can show whether it is rare are counted, and no more, unless more is wished for', async () => {
    const rare = { document: createWalk({ steps: 10 }), event: 'fairBelow:94' }
    for (const runs of [1, 99]) {
      const pool = inProcessPool()
      expect(await ask({ ...rare, runs }, pool)).toMatchObject({ method: 'crude', probability: 0, runs })
      expect(pool.done.every(({ kind }) => kind === 'count')).toBe(true)
    }
    expect((await ask({ ...rare, runs: 100 })).method).toBe('splitting')
    expect((await ask({ ...rare, runs: 1, precision: 0.5 })).method).toBe('splitting')
  })

  it('an event that cannot be is said before anything runs', async () => {
    const pool = inProcessPool()
    await expect(ask({ document: createCrowd(), event: 'insolvent:alpha' }, pool)).rejects.toThrow(/^event: /)
    expect(pool.done).toEqual([])
  })
})
