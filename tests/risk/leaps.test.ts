/**
 * Goal: splitting finds what news does in one leap, too: of a Student-t walk and of jumps, rare and frequent, where no level on the way tells of it.
 * Method: probabilities that are known, by a grid and by the sizes of single jumps; the interval holds them, at less than a tenth of
 * what counting takes. Which moves are leaps, and that what cannot leap has none.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { normalBelow } from '../support/normal.ts'
import { createCrowd, createWalk } from '../support/riskDocuments.ts'
import { passByStudentSteps } from '../support/studentPassage.ts'
import { estimate, type Estimate } from '../../src/risk/estimate.ts'
import { choosePilot } from '../../src/risk/splitting.ts'
import { parseDocument } from '../../src/schema/parseDocument.ts'
import type { FairValueDocument } from '../../src/schema/fairValue.ts'
import type { Scenario } from '../../src/schema/scenario.ts'

/** Seeds that are asked from; `LONG_TESTS=1` takes more. */
const ASKED = process.env['LONG_TESTS'] === '1' ? [1, 1_000, 50_000, 900_000] : [1]
const STEPS = 24
const HOUR_A_YEAR = 3600 / 31_536_000
const SIGMA = 0.8

function createNews(fairValue: FairValueDocument): Scenario {
  const walk = createWalk({ steps: STEPS })
  return { ...walk, market: { ...walk.market, fairValue } }
}

const student = createNews({
  process: 'studentT',
  annualVolatility: SIGMA,
  annualDrift: 0,
  degreesOfFreedom: 4,
})
const rareJumps = createNews({
  process: 'jumps',
  annualVolatility: 0.05,
  annualDrift: 0,
  perYear: 0.4,
  meanLog: -0.1,
  sdLog: 0.05,
})

function split(document: Scenario, event: string, from: number): Promise<Estimate> {
  return estimate(
    { document, event, method: 'splitting', from, runs: 1000, precision: null },
    inProcessPool(2),
  )
}

function expectFound(found: Estimate, truth: number): void {
  expect(found.low).toBeLessThan(truth)
  expect(found.high).toBeGreaterThan(truth)
  const error = found.relativeError ?? Infinity
  expect(error).toBeLessThanOrEqual(0.2)
  expect(found.steps).toBeLessThan(((1 - truth) / (truth * error * error)) * (STEPS / 10))
}

describe('a leap of news', () => {
  const passage = {
    deviation: SIGMA * Math.sqrt(HOUR_A_YEAR),
    drift: -0.5 * SIGMA * SIGMA * HOUR_A_YEAR,
    steps: STEPS,
  }

  it.each(ASKED)('of four degrees of freedom below 68 is found, from seed %i', async (from) => {
    const truth = passByStudentSteps({ ...passage, barrier: Math.log(0.68) })
    expect(truth).toBeGreaterThan(5e-6)
    expect(truth).toBeLessThan(1.5e-5)
    expectFound(await split(student, 'fairBelow:68', from), truth)
  })

  it('of a jump that comes once in a thousand runs is found', async () => {
    const jumps = 0.4 * STEPS * HOUR_A_YEAR
    // A second one comes once in a thousand times that often, and the walk beside it is a fiftieth of the jump's spread.
    const truth = jumps * normalBelow((Math.log(0.86) + 0.1) / 0.05)
    expect(truth).toBeGreaterThan(1e-4)
    expectFound(await split(rareJumps, 'fairBelow:86', 1), truth)
  })

  it.each(ASKED)('of jumps that two runs in five have is found, from seed %i', async (from) => {
    const jumps = { annualVolatility: 0.3, annualDrift: 0, perYear: 146, meanLog: -0.05, sdLog: 0.01 }
    // Its density on a grid, convolved step by step with that of a step, apart from this program.
    const truth = 8.268e-8
    expectFound(await split(createNews({ process: 'jumps', ...jumps }), 'fairBelow:70', from), truth)
  })
})

describe('news that leaps with a factor', () => {
  it.each([
    ['is counted', 0.5, 'crude'],
    ['alone is split', undefined, 'splitting'],
  ])('%s, where nothing else is asked for', async (_, loading, method) => {
    const { market } = student
    const btc = { startPrice: 100, fairValue: market.fairValue, ...(loading && { loading }) }
    const document = parseDocument({
      version: 2,
      seed: 'x',
      steps: STEPS,
      stepSeconds: 3600,
      assets: { btc },
      venues: {},
    })
    const found = await estimate(
      { document, event: 'fairBelow:60', method: 'auto', from: 1, runs: 1200, precision: null },
      inProcessPool(2),
    )
    expect(found.method).toBe(method)
    if (method === 'crude') expect(found.runs).toBe(1200)
  })
})

describe('what counts as a leap', () => {
  const pilot = (document: Scenario) =>
    choosePilot({ document, event: 'fairBelow:80', paths: 200, seed: 'x', kind: 'pilot' }).leaps

  it('is at least six standard deviations of a step, and comes in about one run of ten', () => {
    const deviation = SIGMA * Math.sqrt(HOUR_A_YEAR)
    const [{ bound }] = pilot(student)
    expect(bound / deviation).toBeGreaterThan(5.999)
    expect(bound / deviation).toBeLessThan(9)
    expect(pilot(rareJumps)[0].bound / (0.05 * Math.sqrt(HOUR_A_YEAR))).toBeCloseTo(6, 9)
  })

  it('is only the largest of frequent jumps', () => {
    const often = { ...rareJumps.market.fairValue, perYear: 2000 } as FairValueDocument
    const [{ bound }] = pilot(createNews(often))
    // About one in fifty-five of these: two spreads beyond the mean.
    expect(bound).toBeGreaterThan(0.18)
    expect(bound).toBeLessThan(0.3)
  })

  it('is nothing of a walk, of a history and of what follows a factor', () => {
    expect(pilot(createWalk({ steps: 48 }))).toEqual([])
    expect(pilot(createCrowd())).toEqual([])
    expect(pilot(createNews({ process: 'history', prices: [100, 90, 95], blockSteps: 1 }))).toEqual([])
  })
})
