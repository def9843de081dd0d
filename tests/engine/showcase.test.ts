// Goal: the sandbox's starting point shows the spiral, and each control changes what the product says it changes.
// Method: the first situation over twenty seeds, shares held as the sandbox holds them, one control different at a time. What must
// hold, holds in every seed.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openHeld } from '../../src/engine/held.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { createSituation, FIRST_SITUATION } from '../../src/schema/presets.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'

const SEEDS = ['spiral', ...Array.from({ length: 19 }, (_, i) => `showcase-${i + 1}`)]
const TRADERS = 10_000
const NEWS = 0.04

type Write = readonly [path: string, value: unknown]

const held = SEEDS.map((seed) => openHeld({ ...createSituation(FIRST_SITUATION, TRADERS), seed }))

function play(scenario: Scenario) {
  const simulation = Simulation.create(scenario)
  simulation.advance(scenario.steps)
  const summary = simulation.readSummary()
  const fall = 1 - summary.minPrice / 100
  return {
    ...summary,
    fall,
    /** What forced sales added to the news. */
    forced: 1 - summary.minPrice / summary.lowestFairValue,
    bankruptShare: summary.bankruptPositions / Math.max(1, summary.liquidations),
    closedEarly: summary.adlContracts / summary.openInterest,
  }
}

const base = held.map(play)

/** Each seed with the same change, beside the run without it. */
function compare(...writes: readonly Write[]) {
  return held.map((scenario, i) => {
    const changed = writes.reduce<object>(
      (document, [path, value]) => writeAt(document, path, value),
      scenario,
    )
    return { was: base[i], is: play(parseScenario(changed)) }
  })
}

const resolved = (scenario: Scenario) => Number(scenario.venue.liquidation.capacityPerStep)

describe('the starting point', () => {
  test('falls much further than the news, and comes to rest', () => {
    for (const { fall, queueLeft, rAheadStart } of base) {
      expect(fall).toBeGreaterThan(2.2 * NEWS)
      expect(fall).toBeLessThan(4 * NEWS)
      expect(queueLeft).toBe(0)
      expect(rAheadStart).toBeGreaterThan(1.9)
      expect(rAheadStart).toBeLessThan(2.7)
    }
  })

  test('empties the fund, and something is left to share', () => {
    // Losses are shared only once the fund has nothing; what it holds at the end are fees that came later.
    for (const { fundPaid, fees, insuranceFund, socializedLoss, badDebt } of base) {
      expect(insuranceFund).toBeLessThan(0.1 * (fundPaid + insuranceFund - fees))
      expect(socializedLoss).toBeGreaterThan(0)
      expect(badDebt).toBe(0)
    }
  })

  test('leaves many with something: not everyone who is sold out is bankrupt', () => {
    for (const { bankruptShare } of base) expect(Math.abs(bankruptShare - 0.72)).toBeLessThan(0.08)
  })
})

describe('not the engine decides', () => {
  test('twice the capacity changes the forced fall by less than 15 %', () => {
    const runs = held.map((scenario, i) => {
      const faster = writeAt(scenario, 'venue.liquidation.capacityPerStep', 2 * resolved(scenario))
      return play(parseScenario(faster)).forced / base[i].forced
    })
    for (const ratio of runs) expect(Math.abs(ratio - 1)).toBeLessThan(0.15)
  })

  test('maintenance moves the share of bankrupts by at least 15 points', () => {
    const low = compare(['venue.maintenanceMargin', 0.005])
    const high = compare(['venue.maintenanceMargin', 0.02])
    for (const [i, { is }] of low.entries())
      expect(is.bankruptShare - high[i].is.bankruptShare).toBeGreaterThan(0.15)
  })
})

describe('each control changes what it should', () => {
  test('leverage of 15× hardly more than the news, of 50× clearly worse', () => {
    for (const { is } of compare(['venue.maxLeverage', 15], ['crowd.leverage.max', 15]))
      expect(is.fall).toBeLessThan(1.2 * NEWS)
    for (const { was, is } of compare(['venue.maxLeverage', 50], ['crowd.leverage.max', 50])) {
      expect(is.fall).toBeGreaterThan(1.3 * was.fall)
      expect(is.socializedLoss).toBeGreaterThan(5 * was.socializedLoss)
    }
  })

  test('ten times the liquidity leaves little beside the news', () => {
    for (const [i, scenario] of held.entries()) {
      const deep = writeAt(scenario, 'liquidity.depth', 10 * Number(scenario.liquidity.depth))
      expect(play(parseScenario(deep)).fall).toBeLessThan(0.5 * base[i].fall)
    }
  })

  test('selling in parts: a smaller fall, and fewer bankrupt', () => {
    for (const { was, is } of compare(['venue.liquidation.closeFactor', 0.25])) {
      expect(is.forced).toBeLessThan(was.forced)
      expect(is.bankruptShare).toBeLessThan(was.bankruptShare - 0.1)
    }
  })

  test('the fee feeds the fund: without it more is left to share', () => {
    for (const { was, is } of compare(['venue.liquidationFee', 0])) {
      expect(is.socializedLoss).toBeGreaterThan(was.socializedLoss)
      expect(is.minPrice).toBe(was.minPrice)
    }
  })

  test('an outside index as the mark halves the forced fall', () => {
    for (const { was, is } of compare(['venue.mark.indexWeight', 1]))
      expect(is.forced).toBeLessThan(0.5 * was.forced)
  })

  test('a breaker lets the price heal: a smaller fall, and fewer sold out', () => {
    for (const { was, is } of compare(['venue.circuitBreaker', {}])) {
      expect(is.forced).toBeLessThan(0.85 * was.forced)
      expect(is.liquidations).toBeLessThan(was.liquidations)
    }
  })

  test('ADL closes winners early instead of selling: a smaller fall, and nothing to share', () => {
    for (const { was, is } of compare(['venue.waterfall', ['insuranceFund', 'adl']])) {
      expect(is.closedEarly).toBeGreaterThan(0.05)
      expect(is.fall).toBeLessThan(was.fall)
      expect(is.socializedLoss).toBe(0)
    }
  })

  test('a fund four times as large: the same fall, and it pays what was shared', () => {
    for (const [i, scenario] of held.entries()) {
      const richer = writeAt(scenario, 'venue.insuranceFund', 4 * Number(scenario.venue.insuranceFund))
      const is = play(parseScenario(richer))
      expect(is.minPrice).toBe(base[i].minPrice)
      expect(is.socializedLoss).toBeLessThan(base[i].socializedLoss)
    }
  })
})

describe('docs/starting-point.md', () => {
  const text = readFileSync(new URL('../../docs/starting-point.md', import.meta.url), 'utf8')
  const upTo = (leverage: number): Write[] => [
    ['venue.maxLeverage', leverage],
    ['crowd.leverage.max', leverage],
  ]
  const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  const change = (...writes: Write[]) => compare(...writes).map(({ is }) => is)
  const CHANGES: Readonly<Record<string, () => typeof base>> = {
    nothing: () => base,
    ADL: () => change(['venue.waterfall', ['insuranceFund', 'adl']]),
    '15×': () => change(...upTo(15)),
    '50×': () => change(...upTo(50)),
    '100×': () => change(...upTo(100)),
    'ten times deeper': () =>
      held.map((scenario) =>
        play(parseScenario(writeAt(scenario, 'liquidity.depth', 10 * Number(scenario.liquidity.depth)))),
      ),
    'index mark': () => change(['venue.mark.indexWeight', 1]),
  }
  const rows = [...text.matchAll(/^\| (.+?) +\| ([\d.]+) % +\| (?:(\d+) %)? +\|$/gm)]

  test('has a row for each change', () => {
    expect(rows.map(([, name]) => name)).toEqual(Object.keys(CHANGES))
  })

  test.each(rows.map(([, name, fall, bankrupt]) => [name, fall, bankrupt]))(
    'says what is measured: %s',
    (name, fall, bankrupt) => {
      const runs = CHANGES[name]()
      expect((100 * mean(runs.map((run) => run.fall))).toFixed(1)).toBe(fall)
      // Where hardly anyone is sold out there is no share to speak of.
      if (bankrupt !== undefined)
        expect((100 * mean(runs.map((run) => run.bankruptShare))).toFixed(0)).toBe(bankrupt)
    },
  )

  test('says the same as the runs beside its table', () => {
    expect(text).toContain(`R ahead stands at ${mean(base.map((run) => run.rAheadStart)).toFixed(1)} before`)
    const early = mean(CHANGES.ADL().map(({ closedEarly }) => closedEarly))
    expect(Math.abs(early - 0.1)).toBeLessThan(0.01)
    expect(text).toContain('about a tenth of open interest is closed early')
  })
})

test('the larger the news, the smaller what it is multiplied by, once it reaches the crowd', () => {
  for (const scenario of held) {
    const multiples = [0.04, 0.08, 0.16].map((news) => {
      const { fall } = play(parseScenario(writeAt(scenario, 'shocks.0.change', -news)))
      return fall / news
    })
    expect(multiples).toEqual(multiples.toSorted((a, b) => b - a))
    expect(multiples[0]).toBeGreaterThan(2.5)
    expect(multiples[2]).toBeLessThan(1.7)
  }
})
