/**
 * Goal: what the page knows of a sweep: where R ahead passes 1, the run behind a cell, and nothing of a question that was given up.
 * Method: sweeps with R by hand; a study in this thread, opened, superseded and canceled.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createCrowd } from '../support/riskDocuments.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { playFutures } from '../../src/risk/futures.ts'
import type { Cell, Sweep } from '../../src/risk/sweep.ts'
import type { Pool } from '../../src/risk/task.ts'
import { Asked } from '../../src/stores/asked.svelte.ts'
import { sayFundAnew } from '../../src/ui/lab/matterWords.ts'
import { SupersededError } from '../../src/worker/superseded.ts'
import {
  feedingLine,
  feedingPlaces,
  fundSweep,
  listMovable,
  Matters,
} from '../../src/stores/matters.svelte.ts'

const pool = () => ({ ...inProcessPool(), cancel: () => undefined })
const document = createCrowd()

/** A sweep with R ahead by hand, row by row. */
function sweepOf(rows: readonly (readonly number[])[]): Sweep {
  const values = (count: number) => Array.from({ length: count }, (_, i) => i)
  const axes = [
    { key: 'venue.maxLeverage', values: values(rows[0].length) },
    { key: 'crowd.longShare', values: values(rows.length) },
  ] as const
  const cells = rows.flat().map((rAhead) => ({ rAhead }) as Cell)
  const question = {
    document,
    event: 'insolvent',
    axes: rows.length === 1 ? [axes[0]] : axes,
    from: 1,
    runs: 1,
  }
  return { question, cells, inert: [], done: 1, all: 1 }
}

describe('the line where R ahead is 1', () => {
  it('lies between the places around it', () => {
    expect(feedingPlaces(sweepOf([[0, 0.5, 1.5, 4]]))).toEqual([1.5])
    expect(feedingPlaces(sweepOf([[2, 0, 2]]))).toEqual([0.5, 1.5])
    expect(feedingPlaces(sweepOf([[0.1, 0.2]]))).toEqual([])
  })

  it('goes through a map from side to side', () => {
    // R is the column, whatever the row: a straight line upwards.
    expect(
      feedingLine(
        sweepOf([
          [0, 2],
          [0, 2],
        ]),
      ),
    ).toEqual([{ from: [0.5, 0], to: [0.5, 1] }])
    // Around one corner.
    expect(
      feedingLine(
        sweepOf([
          [0, 0],
          [0, 4],
        ]),
      ),
    ).toEqual([{ from: [0.25, 1], to: [1, 0.25] }])
    expect(
      feedingLine(
        sweepOf([
          [0, 0.5],
          [0.3, 0.9],
        ]),
      ),
    ).toEqual([])
  })
})

describe('a sweep of the page', () => {
  it('opens the run of a cell in which it happened, as it was played', async () => {
    const matters = new Matters({ sweep: pool(), tornado: pool(), opened: pool() })
    const range = { key: 'venue.maxLeverage', from: 20, to: 60 } as const
    await matters.askSweep(document, { event: 'insolvent', first: range, second: null, places: 2, runs: 20 })
    const cell = matters.sweep.now?.cells[1]
    expect(cell?.share).toBeGreaterThan(0)
    matters.open(1)
    await expect.poll(() => matters.opened.now).not.toBeNull()
    const { document: held, future, fate, path } = matters.opened.now ?? fail()
    expect(future.seed).toBe(1 + (cell?.happened.indexOf(true) ?? NaN))
    expect([fate, held.seed]).toEqual(['insolvent', String(future.seed)])
    const run = Simulation.create(held)
    run.advance(held.steps)
    expect(run.readSummary()).toMatchObject({ insolvent: true, badDebt: future.badDebt })
    expect(path.prices).toHaveLength(61)
    expect(await matters.opened.linkTo()).toMatch(/^#\/\?r=/)
    matters.clear()
    expect([matters.sweep.now, matters.opened.now]).toEqual([null, null])
  })

  it('plays each size of a fund that changes the price path, today’s among them', async () => {
    const closing = createCrowd({
      insuranceFund: { shareOfOpenInterest: 0.01 },
      waterfall: ['insuranceFund', 'adl'],
    })
    const matters = new Matters({ sweep: pool(), tornado: pool(), opened: pool() })
    const form = fundSweep(closing, 60)
    await matters.askSweep(closing, form)
    const { cells, question } = matters.sweep.now ?? fail()
    expect(question.axes[0].key).toBe('venue.insuranceFund.shareOfOpenInterest')
    expect(question.axes[0].values).toEqual([0, 0.005, 0.01, 0.015, 0.02, 0.025, 0.03, 0.035, 0.04])
    // Today’s size is the scenario itself, seed by seed.
    const own = playFutures({ kind: 'futures', document: closing, from: 1, count: 60 }).futures
    expect(cells[2].happened).toEqual(own.map(({ isFundExhausted }) => isFundExhausted))
    expect(cells[0].share).toBeGreaterThan(cells[8].share)
    const words = sayFundAnew(matters.sweep.now ?? fail())
    expect(words).toMatch(/^With .*% of open interest it is empty in .*: 5 of 100 lie between them\.$/)
  })

  it('offers every number that the scenario holds', () => {
    const keys = listMovable(document).map(({ key }) => key)
    expect(keys).toContain('liquidity.depth.shareOfOpenInterest')
    expect(keys).not.toContain('liquidity.depth')
    expect(keys).not.toContain('venue.circuitBreaker.move')
  })
})

describe('a question', () => {
  const never = new Promise<never>(() => undefined)
  const silent: Pool & { cancel(): void } = { perform: () => never, cancel: () => undefined }

  it('that is canceled keeps what is known, and hears no more', async () => {
    const asked = new Asked<number>(silent)
    let tell: (value: number) => void = () => undefined
    void asked.ask((_, hear) => ((tell = hear), never))
    tell(1)
    expect([asked.now, asked.isRunning]).toEqual([1, true])
    asked.cancel()
    // Work that nobody wants any more ends at its next word.
    expect(() => tell(2)).toThrow(SupersededError)
    expect([asked.now, asked.isRunning]).toEqual([1, false])
  })

  it('takes the place of the one before, and says what went wrong', async () => {
    const asked = new Asked<number>(silent)
    let finish: (value: number) => void = () => undefined
    const first = asked.ask(() => new Promise((resolve) => (finish = resolve)))
    await asked.ask(() => Promise.resolve(7))
    finish(3)
    await first
    expect(asked.now).toBe(7)
    await asked.ask(() => Promise.reject(new Error('no such thing')))
    expect([asked.now, asked.problem, asked.isRunning]).toEqual([null, 'no such thing', false])
  })
})

function fail(): never {
  throw new Error('nothing was opened')
}
