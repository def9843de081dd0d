/**
 * Goal: a control that changes nothing says why, and the reason is true; one that changes something says nothing.
 * Method: real runs, two and two, of a crash, of a calm, and of venues that lack a layer; the facts are counted anew.
 */
import { describe, expect, it } from 'vitest'
import { createCrash, type Document } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { explainNothing } from '../../src/ui/compare/nothingHere.ts'

const { client } = createSessionClient()

async function finish(scenario: Scenario) {
  const run = new Run(client)
  if (!(await run.open(scenario))) throw new Error(run.error?.message)
  await run.seek(run.steps)
  return run
}

async function compare(document: Document, path: string, value: unknown) {
  const a = parseScenario(document)
  const b = parseScenario(writeAt(a, path, value))
  const [runA, runB] = [await finish(a), await finish(b)]
  const nothing = explainNothing(
    { scenario: a, series: runA.series },
    { scenario: b, series: runB.series },
    runA.steps,
  )
  return { nothing, runA, runB }
}

const depth = { depth: 20_000, resilience: 0.0228 }
/** The news is a tenth of a percent: nobody is near. */
const calm = createCrash({
  liquidity: depth,
  steps: 60,
  market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.01 } },
  crowd: { traders: 200, leverage: { distribution: 'logUniform', min: 1.5, max: 3 } },
  shocks: [{ step: 20, kind: 'fairValue', change: -0.001 }],
})
const crash = createSituation('spiral', 800) as unknown as Document
const adl = writeAt(
  writeAt(crash, 'venue.waterfall', ['adl', 'socializedLoss']),
  'venue.insuranceFund',
  0,
) as unknown as Document

const NOTHING: readonly [name: string, document: Document, path: string, value: unknown, why: RegExp][] = [
  ['Liquidity', calm, 'liquidity.depth', 90_000, /nobody had to sell/],
  ['Resilience', calm, 'liquidity.resilience', 0.3, /nobody had to sell/],
  ['Maintenance margin', calm, 'venue.maintenanceMargin', 0.02, /nobody was sold out/],
  ['Liquidation fee', calm, 'venue.liquidationFee', 0.02, /no fee was due/],
  ['Close factor', calm, 'venue.liquidation.closeFactor', 0.3, /nobody was sold out/],
  ['Capacity', calm, 'venue.liquidation.capacityPerStep', 3, /nothing to do/],
  ['Latency', calm, 'venue.liquidation.latencySteps', 5, /nobody was sold out/],
  ['What is left of a deposit', calm, 'venue.liquidation.surplus', 'fund', /nobody was sold out/],
  ['Index weight', calm, 'venue.mark.indexWeight', 0.9, /nobody was sold out/],
  ['Index lag', crash, 'venue.mark.lagSteps', 5, /the index has no weight/],
  ['Insurance fund', calm, 'venue.insuranceFund', 5e6, /nobody ended below zero/],
  ['Insurance fund', adl, 'venue.insuranceFund', 5e6, /not in the waterfall/],
  ['Exchange’s own money', crash, 'venue.venueEquity', 5e6, /not in the waterfall/],
  ['Who pays, in this order', calm, 'venue.waterfall', ['insuranceFund', 'adl'], /nobody ended below zero/],
  ['ADL ranking', crash, 'venue.adl.ranking', 'proRata', /not in the waterfall/],
  ['Shared losses go by', calm, 'venue.socializedLoss.base', 'openInterest', /no loss came to the winners/],
  [
    'Circuit breaker',
    crash,
    'venue.circuitBreaker',
    { move: 0.6, windowSteps: 10, haltSteps: 5 },
    /never halted/,
  ],
]

const SOMETHING: readonly [name: string, document: Document, path: string, value: unknown][] = [
  ['depth', crash, 'liquidity.depth', 60_000],
  ['margin', crash, 'venue.maintenanceMargin', 0.02],
  ['fee', crash, 'venue.liquidationFee', 0.03],
  ['capacity', crash, 'venue.liquidation.capacityPerStep', 2],
  ['index', crash, 'venue.mark.indexWeight', 0.9],
  ['fund', crash, 'venue.insuranceFund', 0],
  ['waterfall', crash, 'venue.waterfall', ['adl']],
  ['breaker', crash, 'venue.circuitBreaker', { move: 0.02, windowSteps: 10, haltSteps: 20 }],
]

describe('a control that changes nothing', () => {
  it.each(NOTHING)('says why: %s', async (name, document, path, value, why) => {
    const { nothing, runA, runB } = await compare(document, path, value)
    expect(nothing).toEqual([{ name, why: expect.stringMatching(why) as string }])
    const said = nothing[0].why
    for (const run of [runA, runB]) {
      const venue = run.venue(0)
      if (/nobody was sold out|no fee/.test(said)) expect(venue?.tradersLiquidated).toBe(0)
      if (said.includes('below zero')) expect(venue?.bankruptPositions).toBe(0)
      if (said.includes('never halted')) expect(venue?.halts).toBe(0)
    }
  })

  it('says nothing before the push has come', async () => {
    const { runA, runB } = await compare(calm, 'venue.insuranceFund', 5e6)
    const side = (run: Run) => ({ scenario: run.document ?? parseScenario(calm), series: run.series })
    expect(explainNothing(side(runA), side(runB), 10)).toEqual([])
    expect(explainNothing(side(runA), side(runB), 40)).toHaveLength(1)
  })

  it.each(SOMETHING)('is silent where it changes something: %s', async (_name, document, path, value) => {
    const { nothing, runA, runB } = await compare(document, path, value)
    expect(nothing).toEqual([])
    expect(JSON.stringify(runA.frame?.venues[0])).not.toBe(JSON.stringify(runB.frame?.venues[0]))
  })
})
