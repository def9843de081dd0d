/**
 * Goal: a fund is exhausted when it could not pay in full, or nothing is left of it after it paid; docs/model.md section 12.
 * Method: money layers do not move the price (docs/validation.md row A7), so a run with a fund beyond all bounds tells to the cent
 * how much is asked of it; then the same run with that much, a cent more, a cent less, and with other layers around the fund.
 */
import { describe, expect, it } from 'vitest'
import { createCrowd } from '../support/riskDocuments.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { countFutures, withSeed } from '../../src/risk/counting.ts'
import { parseEvent } from '../../src/risk/event.ts'
import { hasHappened } from '../../src/risk/happened.ts'
import type { Layer } from '../../src/schema/scenario.ts'

/** Nothing ever comes into the fund. */
const QUIET = { liquidationFee: 0, liquidation: { surplus: 'trader' } }
/** A future in which deficits arise. */
const SEED = findSeed()

function create(waterfall: readonly Layer[], insuranceFund: number, venueEquity = 0) {
  return withSeed(createCrowd({ ...QUIET, waterfall, insuranceFund, venueEquity }), SEED)
}

function askedFor(seed: string): number {
  const simulation = Simulation.create(
    withSeed(createCrowd({ ...QUIET, waterfall: ['insuranceFund'], insuranceFund: 1e9 }), seed),
  )
  simulation.advance(simulation.program.document.steps)
  return simulation.readSummary().fundPaid
}

function findSeed(): string {
  for (let seed = 1; seed < 500; seed++) if (askedFor(String(seed)) > 1000) return String(seed)
  throw new Error('no future has a deficit')
}

function isExhausted(document: ReturnType<typeof create>): boolean {
  const event = parseEvent('fundExhausted', document)
  const simulation = Simulation.create(document)
  let is = hasHappened(event, simulation)
  while (!is && !simulation.isDone) {
    simulation.advance()
    is = hasHappened(event, simulation)
  }
  return is
}

describe('the fund is exhausted', () => {
  const dollars = askedFor(SEED) / 100

  it.each([
    [['insuranceFund'], dollars + 0.01, 0, false],
    [['insuranceFund'], dollars, 0, true],
    [['insuranceFund'], dollars - 0.01, 0, true],
    [['insuranceFund'], 0, 0, true],
    [['insuranceFund', 'venueEquity'], dollars + 0.01, 1e9, false],
    [['insuranceFund', 'venueEquity'], dollars - 0.01, 1e9, true],
    [['insuranceFund', 'adl'], dollars - 0.01, 0, true],
    [['insuranceFund', 'socializedLoss'], dollars - 0.01, 0, true],
    [['venueEquity', 'insuranceFund'], 1, dollars, false],
    [['venueEquity', 'insuranceFund'], 1, dollars - 0.01, false],
    [['venueEquity', 'insuranceFund'], 1, dollars - 1, true],
    [['adl', 'insuranceFund'], 1e9, 0, false],
    [['venueEquity'], 1e9, 0, false],
    [[], 1e9, 0, false],
  ] satisfies [Layer[], number, number, boolean][])(
    '%j with %d and equity %d: %s',
    (layers, fund, equity, is) => {
      expect(isExhausted(create(layers, fund, equity))).toBe(is)
    },
  )

  it('and not where nothing was asked of it, though it is empty from the start', () => {
    const quiet = Array.from({ length: 200 }, (_, i) => String(i + 1)).find((seed) => askedFor(seed) === 0)
    const document = withSeed(create(['insuranceFund'], 0), String(quiet))
    const answer = countFutures({
      kind: 'count',
      document,
      event: 'fundExhausted',
      from: Number(quiet),
      count: 1,
    })
    expect(answer).toEqual({ happened: [false], steps: document.steps })
  })
})
