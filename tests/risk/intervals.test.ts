/**
 * Goal: an interval holds the true probability as often as it says.
 * Method: a walk of few steps whose probability is known exactly; many studies by counting and by splitting, each through the
 * estimator with seeds of its own, on all cores; how many intervals hold the truth. `LONG_TESTS=1` makes a thousand of each:
 * those by splitting take a quarter of an hour of one core.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { passBySteps } from '../support/firstPassage.ts'
import { normalQuantile } from '../support/normal.ts'
import { createWalk } from '../support/riskDocuments.ts'
import { ProcessPool } from '../../src/cli/processPool.ts'
import type { Estimate, Question } from '../../src/risk/estimate.ts'
import { logInterval, spreadOf, wilson } from '../../src/risk/intervals.ts'

const isLong = process.env['LONG_TESTS'] === '1'
const pool = new ProcessPool<Question, Estimate>(
  new URL('../support/studyProcess.ts', import.meta.url),
  [],
  (_, message) => new Error(message),
)
afterAll(() => pool.close())

async function countHeld(studies: number, truth: number, ask: (study: number) => Question): Promise<number> {
  const answers = await pool.perform(Array.from({ length: studies }, (_, study) => ask(study)))
  return answers.filter(({ low, high }) => low <= truth && truth <= high).length
}

/** Of so many studies that hold it in 95 %, less than `least` or more than `most` would hold it once in some hundred times. */
const COUNTED = isLong ? { count: 1_000, least: 930, most: 970 } : { count: 250, least: 227, most: 247 }

describe('counting', () => {
  it.each([
    { p: 0.05, runs: 200 },
    { p: 0.3, runs: 100 },
  ])(`of ${COUNTED.count} studies of $runs runs about 95 % hold the probability $p`, async ({ p, runs }) => {
    const document = createWalk({ steps: 1, sigma: 1, stepSeconds: 31_536_000 })
    // The log price is normal, mean −½, deviation 1.
    const event = `fairBelow:${100 * Math.exp(normalQuantile(p) - 0.5)}`
    const held = await countHeld(COUNTED.count, p, (study) => ({
      document,
      event,
      method: 'crude',
      from: 1 + study * runs,
      runs,
      precision: null,
    }))
    expect(held).toBeGreaterThanOrEqual(COUNTED.least)
    expect(held).toBeLessThanOrEqual(COUNTED.most)
  })

  it('is exact at the ends', () => {
    expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
    expect(wilson(0, 50).low).toBe(0)
    expect(wilson(50, 50).high).toBe(1)
    expect(wilson(50, 50).low).toBeCloseTo(1 - wilson(0, 50).high, 12)
  })
})

/** Of few studies of an interval that holds in 90 %, fewer than this would hold it once in a thousand times. */
const STUDIES = isLong ? { count: 1_000, least: 900 } : { count: 12, least: 7 }

describe('splitting', () => {
  it(`of ${STUDIES.count} studies at least ${STUDIES.least} hold the probability`, async () => {
    const walk = { steps: 12, stepSeconds: 3600, sigma: 0.6, barrier: 0.93 }
    const truth = passBySteps(walk)
    expect(truth).toBeGreaterThan(5e-4)
    expect(truth).toBeLessThan(5e-3)
    const held = await countHeld(STUDIES.count, truth, (study) => ({
      document: createWalk(walk),
      event: 'fairBelow:93',
      method: 'splitting',
      from: 1 + 1000 * study,
      runs: 1000,
      // Twenty repetitions, the fewest.
      precision: 1,
    }))
    expect(held).toBeGreaterThanOrEqual(STUDIES.least)
  })

  it('is Student’s: 2.26216 standard errors for ten estimates, 2.09302 for twenty', () => {
    const spread = { mean: 1e-3, standardError: 1e-4 }
    const widthOf = (estimates: number) => 10 * Math.log(logInterval(spread, estimates).high / 1e-3)
    expect(widthOf(10)).toBeCloseTo(2.262157, 4)
    expect(widthOf(20)).toBeCloseTo(2.093024, 4)
  })

  it('is not below 0, wider with fewer estimates, and without end where there is one', () => {
    const spread = spreadOf([1e-6, 2e-6, 9e-6])
    expect(spread.mean).toBeCloseTo(4e-6, 12)
    const three = logInterval(spread, 3)
    const many = logInterval(spread, 30)
    expect(three.low).toBeGreaterThan(0)
    expect(three.low).toBeLessThan(many.low)
    expect(three.high).toBeGreaterThan(many.high)
    expect(logInterval(spreadOf([1e-6]), 1)).toEqual({ low: 0, high: 1 })
  })
})
