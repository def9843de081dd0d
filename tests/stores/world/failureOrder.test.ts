/**
 * Goal: failures stand in the order of the readings, each with the loss that did it.
 * Method: the conformance and random worlds against readings of every frame; small worlds in which one thing breaks a venue.
 */
import { describe, expect, it } from 'vitest'
import { worldCases } from '../../support/conformanceCases.ts'
import { playWorld } from '../../support/playedWorld.ts'
import { randomWorld } from '../../support/randomWorld.ts'
import { toFlowSource, type FlowSource } from '../../../src/stores/world/flow.ts'
import { readFailures, readIlliquid } from '../../../src/stores/world/failureOrder.ts'

const worlds = [
  ...worldCases.map(({ file, scenario }) => [file, scenario as unknown] as const),
  ...Array.from({ length: 12 }, (_, i) => [`random ${2 * i + 1}`, randomWorld(2 * i + 1)] as const),
]

describe.each(worlds)('failures: %s', (_name, document) => {
  it('are those of the readings, at every step', async () => {
    const { run } = await playWorld(document)
    const source = toFlowSource(run) as FlowSource
    for (let step = run.steps; step >= 0; step -= Math.max(1, Math.floor(run.steps / 5))) {
      await run.seek(step)
      const failures = readFailures(source, step)
      const illiquid = readIlliquid(source, step)
      source.venues.forEach((venue, place) => {
        const readings = run.world?.venues[place]
        const failure = failures.find((one) => one.venue === venue)
        expect([failure?.place ?? NaN, failure?.step ?? NaN, failure?.wave ?? NaN]).toEqual([
          readings?.failurePlace,
          readings?.insolventStep,
          readings?.failureWave,
        ])
        expect(illiquid.find((one) => one.venue === venue)?.step ?? NaN).toBe(readings?.illiquidStep)
      })
      const places = failures.map((one) => one.place)
      expect(places).toEqual(places.toSorted((a, b) => a - b))
    }
  })
})

const bank = (own: number, placed: object = {}, more: object = {}) => ({
  kind: 'institution',
  venueEquity: own,
  treasury: { depositors: 1_000, placed, ...more },
})
const world = (venues: object, shocks: object[], assets: object = {}) => ({
  version: 2,
  seed: 'f',
  steps: 6,
  assets,
  venues,
  shocks,
})
const theft = { step: 2, kind: 'loss', venue: 'first', amount: 900 }

describe('what did it', () => {
  it('is a theft, and the claims that follow from it, wave by wave', async () => {
    const venues = { first: bank(100), second: bank(10, { first: 500 }), third: bank(1, { second: 400 }) }
    const { run } = await playWorld(world(venues, [theft]))
    const failures = readFailures(toFlowSource(run) as FlowSource, 6)
    expect(
      failures.map(({ venue, place, wave, cause, debtors }) => [venue, place, wave, cause, debtors]),
    ).toEqual([
      ['first', 1, 1, 'theft', []],
      ['second', 2, 2, 'claims', ['first']],
      ['third', 3, 3, 'claims', ['second']],
    ])
    expect(failures[1].words).toMatch(/^What First owed to it was not paid\. At first \$\d+ stayed unpaid\.$/)
    expect(readFailures(toFlowSource(run) as FlowSource, 1)).toEqual([])
  })

  it('is a sale of holdings for less than they cost', async () => {
    const treasury = {
      depositors: 1_000,
      holdings: { coin: { contracts: 900, soldOn: 'market' } },
      run: { perStep: 0.5, after: [{ step: 2 }] },
    }
    const exchange = {
      kind: 'exchange',
      insuranceFund: 0,
      venueEquity: 0,
      markets: { coin: { liquidity: { depth: 50 } } },
    }
    const venues = { market: exchange, first: { kind: 'institution', venueEquity: 1, treasury } }
    const assets = { coin: { startPrice: 100, fairValue: { path: [100] } } }
    const { run } = await playWorld(world(venues, [], assets))
    const [failure] = readFailures(toFlowSource(run) as FlowSource, 6)
    expect([failure.venue, failure.cause]).toEqual(['first', 'holdings'])
  })
})
