/**
 * Goal: a sample of a crowd meets the same market with the same sums, and its price falls about as far.
 * Method: openings and whole runs of the sample and of the whole, over seeds and places of the levers. The tolerance is what
 * was measured on samples of 12,500 over twelve seeds each of 50,000 and of 100,000 traders at eleven places of the levers,
 * rounded up: at most .68 points of the start price (of 25), and 1.1 (of 41) where the book is a fifth as deep.
 */
import { describe, expect, it } from 'vitest'
import { openHeld } from '../../src/engine/held.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { readAt, writeAt } from '../../src/schema/documentPath.ts'
import { bullMarket } from '../../src/schema/livingPresets.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { takeSample } from '../../src/worker/smallerCrowd.worker.ts'

const TRADERS = 50_000
const spiral = openHeld(createSituation('spiral', TRADERS))
const read = (scenario: Scenario, path: string) => Number(readAt(scenario, path))

function sampleOf(scenario: Scenario): Scenario {
  const sample = takeSample(scenario)
  if (!sample?.isPart) throw new Error('Nobody is left out.')
  return sample.scenario
}

/** In points of the start price, which is 100. */
function measureFall(scenario: Scenario): number {
  const simulation = Simulation.create(scenario)
  simulation.advance(scenario.steps)
  return 100 - simulation.readSummary().minPrice
}

function leverageOf(scenario: Scenario, leverage: number): Scenario {
  return writeAt(writeAt(scenario, 'venue.maxLeverage', leverage), 'crowd.leverage.max', leverage)
}

describe('what a sample keeps', () => {
  const sample = sampleOf(spiral)
  const share = read(sample, 'crowd.traders') / TRADERS

  it('counts of accounts shrink together, deposits grow by as much', () => {
    expect(share).toBeLessThanOrEqual(0.5)
    for (const path of ['crowd.hedgers.count', 'venue.liquidation.capacityPerStep'])
      expect([path, read(sample, path)]).toEqual([path, read(spiral, path) * share])
    expect(read(sample, 'crowd.deposit.median') * share).toBeCloseTo(read(spiral, 'crowd.deposit.median'), 4)
  })

  it('everything else stays as it is written: contracts, dollars, shares, orders from outside', () => {
    const paths = ['crowd.traders', 'crowd.hedgers.count', 'crowd.deposit.median']
    const back = [...paths, 'venue.liquidation.capacityPerStep'].reduce(
      (scenario, path) => writeAt(scenario, path, readAt(spiral, path)),
      sample,
    )
    expect(back).toEqual(spiral)
  })

  it('the market opens with about the same sums', () => {
    const [about, exact] = [sample, spiral].map((one) => Simulation.create(one).readSummary())
    expect(Math.abs(about.openInterest / exact.openInterest - 1)).toBeLessThan(0.05)
    expect(about.insuranceFund).toBe(exact.insuranceFund)
    expect(about.lowestDepth).toBe(exact.lowestDepth)
    expect(Math.abs(about.rAhead / exact.rAhead - 1)).toBeLessThan(0.25)
  })

  it('newcomers are as many fewer as there are fewer traders', () => {
    const living = parseScenario(writeAt(bullMarket, 'crowd.traders', 40_000))
    const fewer = sampleOf(living)
    const part = read(fewer, 'crowd.traders') / 40_000
    expect(read(fewer, 'crowd.behavior.arrivals.perStep')).toBeCloseTo(part, 12)
    // A share of the traders is one of the sample too.
    expect(fewer.venue).toEqual(living.venue)
  })

  it('the engine keeps its pace exactly: a whole number of accounts a step', () => {
    const slow = parseScenario(writeAt(spiral, 'venue.liquidation.capacityPerStep', 30))
    const fewer = sampleOf(slow)
    const capacity = read(fewer, 'venue.liquidation.capacityPerStep')
    expect(Number.isInteger(capacity)).toBe(true)
    expect(read(fewer, 'crowd.traders') / capacity).toBeCloseTo(TRADERS / 30, 0)
    const off = sampleOf(parseScenario(writeAt(spiral, 'venue.liquidation.capacityPerStep', 0)))
    expect(read(off, 'venue.liquidation.capacityPerStep')).toBe(0)
    const free = sampleOf(parseScenario(writeAt(spiral, 'venue.liquidation.capacityPerStep', null)))
    expect(free.venue.liquidation.capacityPerStep).toBeNull()
  })
})

describe('the fall of a sample', () => {
  const places: readonly (readonly [string, (scenario: Scenario) => Scenario, number])[] = [
    ['as it opens', (scenario) => scenario, 0.75],
    ['leverage that hardly spirals', (scenario) => leverageOf(scenario, 15), 0.75],
    ['leverage near the edge', (scenario) => leverageOf(scenario, 18), 0.75],
    ['leverage of 125', (scenario) => leverageOf(scenario, 125), 0.75],
    [
      'twice as deep',
      (scenario) => writeAt(scenario, 'liquidity.depth', read(spiral, 'liquidity.depth') * 2),
      0.75,
    ],
    [
      'a fifth as deep',
      (scenario) => writeAt(scenario, 'liquidity.depth', read(spiral, 'liquidity.depth') / 5),
      1.25,
    ],
  ]

  it.each(places)('is near the exact one: %s', (_name, move, tolerance) => {
    for (const seed of ['spiral', 'one', 'two', 'three']) {
      const scenario = parseScenario(move(writeAt(spiral, 'seed', seed)))
      expect(Math.abs(measureFall(sampleOf(scenario)) - measureFall(scenario))).toBeLessThan(tolerance)
    }
  })
})

describe('how much is left out', () => {
  it.each(['spiral', 'calm', 'thin-book', 'makers-under-fire', 'bull-market', 'margin-arrives'])(
    'nobody of the situations that the sandbox opens: %s',
    (id) => {
      const scenario = openHeld(createSituation(id, 10_000))
      expect(takeSample(scenario)).toEqual({ scenario, isPart: false })
    },
  )

  it('a run that is long even for a sample is not sampled, nor is a list of traders', () => {
    expect(takeSample(parseScenario({ ...spiral, steps: 40_000 }))).toBeNull()
    const accounts = Array.from({ length: 50_000 }, () => ({
      side: 'long',
      collateral: 100,
      leverage: 2,
      entry: 100,
    }))
    expect(takeSample(parseScenario({ ...spiral, crowd: { accounts } }))).toBeNull()
    const few = parseScenario({ ...spiral, crowd: { accounts: accounts.slice(0, 100) } })
    expect(takeSample(few)).toEqual({ scenario: few, isPart: false })
  })
})
