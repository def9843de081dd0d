/**
 * Goal: prices that fall towards zero or rise without end leave no number of a run that is none.
 * Method: wild news in steps of a year, through the engine to the end of each run; every reading of every step, every account and the summary.
 */
import { describe, expect, it } from 'vitest'
import { RunLook } from '../../src/engine/look.ts'
import { read } from '../../src/engine/readings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { SERIES_READINGS } from '../../src/schema/readings.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

const account = { collateral: 1000, leverage: 10, entry: 100 }
const base = {
  version: 1,
  seed: 'x',
  steps: 400,
  stepSeconds: 31_536_000,
  crowd: {
    accounts: [
      { side: 'long', ...account },
      { side: 'short', ...account },
    ],
  },
}
const gbm = (annualVolatility: number, annualDrift: number) => ({
  startPrice: 100,
  fairValue: { process: 'gbm', annualVolatility, annualDrift },
})

const WILD = {
  'towards zero': { ...base, market: gbm(10, 0), liquidity: { stress: {} }, venue: { circuitBreaker: {} } },
  'without end': { ...base, market: gbm(0, 5), liquidity: { depth: 1e9 } },
  'both ways': {
    ...base,
    market: gbm(10, 10),
    liquidity: { stress: {}, makers: {} },
    venue: { circuitBreaker: {} },
  },
  'without end, with everything': {
    ...base,
    market: gbm(3, 10),
    liquidity: { stress: {} },
    venue: { waterfall: ['insuranceFund', 'adl', 'socializedLoss'], mark: { indexWeight: 0.5, lagSteps: 3 } },
  },
}

describe('wild prices', () => {
  it.each(Object.entries(WILD))('%s leave every number a number', (_name, document) => {
    const simulation = Simulation.create(parseScenario(document), { assert: true, events: true })
    while (!simulation.isDone) {
      simulation.advance()
      const look = new RunLook(simulation)
      const wrong = SERIES_READINGS.filter((id) => !Number.isFinite(read(look, id)))
      expect([simulation.step, wrong]).toEqual([simulation.step, []])
      expect(simulation.takeEvents().every((value) => Number.isFinite(value))).toBe(true)
      const { price, fair } = simulation.readSeriesRow()
      expect(Math.min(price, fair)).toBeGreaterThan(0)
    }
    const { amplification, ...summary } = simulation.readSummary()
    expect(amplification === null || Number.isFinite(amplification)).toBe(true)
    const printed = [...simulation.readAccounts(), summary].flatMap(
      (row: object) => Object.values(row) as unknown[],
    )
    const numbers = printed.filter((value) => typeof value === 'number')
    expect(numbers.length).toBeGreaterThan(20)
    expect(numbers.filter((value) => !Number.isFinite(value))).toEqual([])
  })
})
