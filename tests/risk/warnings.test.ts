/**
 * Goal: warnings in vain and in time are counted as they are defined, whoever shares the work; the 1-in-20 loss is the one that
 * plain runs give.
 * Method: a crowd in a thin market, played once more by hand; histories made by hand; pools of one and of several.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createContagion, createCrowd } from '../support/riskDocuments.ts'
import { DIALS } from '../../src/dials/dialTable.ts'
import { PlacedLook } from '../../src/engine/placedLook.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { estimateBadLosses } from '../../src/risk/badLoss.ts'
import { withSeed } from '../../src/risk/counting.ts'
import { wilson } from '../../src/risk/intervals.ts'
import { countWarnings, findWarnings } from '../../src/risk/warnings.ts'
import { watchRuns, type WatchedSeed } from '../../src/risk/watchedRuns.ts'

const pushed = { ...createCrowd(), shocks: [{ step: 30, kind: 'fairValue' as const, change: -0.05 }] }
const given = { losses: { exchange: 100_000 } }

describe('the 1-in-20 loss', () => {
  it('is the one that one plain run of twenty exceeds, for each venue', async () => {
    const document = createContagion()
    const { losses, done } = await estimateBadLosses({ document, from: 1, runs: 60 }, inProcessPool(3))
    expect(done).toBe(60)
    expect(Object.keys(losses)).toEqual(['alpha', 'bank'])
    const lost = Array.from({ length: 60 }, (_, i) => {
      const run = Simulation.create(withSeed(document, String(1 + i)))
      run.advance(document.steps)
      return new PlacedLook(run).read('shortfall', { venue: 'alpha' })
    }).sort((a, b) => a - b)
    expect(losses['alpha'].value).toBe(lost[56])
    expect(losses['alpha'].low).toBeLessThanOrEqual(losses['alpha'].value)
    expect(losses['alpha'].high).toBeGreaterThanOrEqual(losses['alpha'].value)
  })

  it('is of a scenario that of its one venue', async () => {
    const { losses } = await estimateBadLosses(
      { document: createCrowd(), from: 1, runs: 20 },
      inProcessPool(),
    )
    expect(Object.keys(losses)).toEqual(['exchange'])
  })
})

describe('a watched run', () => {
  it('has its storm where someone else first paid, and none without pushes where nothing happens', () => {
    const task = { kind: 'watched', document: pushed, given, everySteps: 1, endsWithStorm: false } as const
    const seeds = Array.from({ length: 12 }, (_, i) => String(i + 1))
    const stormy = watchRuns({ ...task, seeds, isCalm: false })
    for (const { seed, storm, history, steps } of stormy) {
      expect([steps, history.steps.length]).toEqual([60, 61])
      const run = Simulation.create(withSeed(pushed, seed))
      const look = new PlacedLook(run)
      let first: number | null = null
      while (!run.isDone) {
        run.advance()
        if (first === null && look.read('badDebt', { venue: 'exchange' }) > 0) first = run.step
      }
      expect(storm).toBe(first)
    }
    expect(stormy.some(({ storm }) => storm !== null)).toBe(true)
    const short = watchRuns({ ...task, seeds, isCalm: false, endsWithStorm: true })
    short.forEach(({ storm, steps, history }, i) => {
      expect([storm, steps]).toEqual([stormy[i].storm, stormy[i].storm ?? 60])
      expect(history.values.price).toEqual(stormy[i].history.values.price?.slice(0, steps + 1))
    })
    const calm = watchRuns({ ...task, seeds, isCalm: true })
    const storms = (runs: readonly WatchedSeed[]) => runs.filter(({ storm }) => storm !== null).length
    expect(storms(calm)).toBeLessThan(storms(stormy))
  })
})

describe('warnings', () => {
  const of = (storm: number | null, values: number[]): WatchedSeed => ({
    seed: 'a',
    history: { steps: values.map((_, i) => 10 * i), values: { worldAhead: values } },
    storm,
    steps: 40,
  })

  it('are in vain where no storm came, and in time where one came later', () => {
    const played = [
      of(null, [0, 2, 0, 2, 0]),
      of(null, [0, 0, 0, 0, 0]),
      of(35, [0, 2, 0, 2]),
      of(30, [0, 0, 0, 2]),
      of(25, [2, 2, 2]),
    ]
    const { dials, storms, calm } = countWarnings(['worldAhead'], played)
    expect([storms, calm]).toEqual([3, 2])
    expect(dials).toEqual([
      {
        id: 'worldAhead',
        inVain: { hits: 1, of: 2, share: 0.5, ...wilson(1, 2) },
        alarmsInCalm: 1,
        inTime: { hits: 2, of: 3, share: 2 / 3, ...wilson(2, 3) },
        ahead: { middle: 25, low: 25, high: 25 },
      },
    ])
    const [higher] = countWarnings(['worldAhead'], played, { worldAhead: 3 }).dials
    expect([higher.inVain?.hits, higher.inTime?.hits, higher.ahead]).toEqual([0, 0, null])
    const [unmet] = countWarnings(['worldAhead'], played.slice(0, 2)).dials
    expect([unmet.inTime, unmet.ahead]).toEqual([null, null])
  })

  it('are counted the same by one worker and by several, with the world’s pushes and without', async () => {
    const question = { document: pushed, given, from: 1, runs: 12 }
    const told: number[] = []
    const alone = await findWarnings(question, inProcessPool())
    const shared = await findWarnings(question, inProcessPool(4, 9), ({ done }) => told.push(done))
    expect(shared).toEqual(alone)
    expect([alone.done, alone.all, alone.storms + alone.calm, told.at(-1)]).toEqual([24, 24, 24, 24])
    expect(alone.dials.map(({ id }) => id)).toEqual(['nearDepth', 'fundCover', 'worldAhead', 'price'])
    const played = [true, false].flatMap((isCalm) =>
      watchRuns({
        kind: 'watched',
        document: pushed,
        seeds: Array.from({ length: 12 }, (_, i) => String(i + 1)),
        given,
        everySteps: 1,
        isCalm,
        endsWithStorm: true,
      }),
    )
    const storms = played.filter(({ storm }) => storm !== null)
    expect(alone.storms).toBe(storms.length)
    const price = alone.dials.find(({ id }) => id === 'price')
    const early = storms.filter(
      ({ storm, history }) =>
        (history.values.price ?? []).findIndex((value) => value > DIALS.price.line) >= 0 &&
        (history.values.price ?? []).findIndex((value) => value > DIALS.price.line) < (storm ?? 0),
    )
    expect(price?.inTime?.hits).toBe(early.length)
  })
})
