/**
 * Goal: what a run leaves behind, and a trader, can be read at any market of a world (docs/model.md section 11), and the first one is
 * meant where none is named.
 * Method: two scenarios of version 1 side by side in one world: each reads there as it does alone. Then one account with two legs, by
 * hand.
 */
import { describe, expect, it } from 'vitest'
import { findMarket } from '../../src/engine/namedMarket.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_AT, EVENT_WIDTH } from '../../src/schema/event.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { toWorld } from '../../src/schema/version1.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { EventArchive } from '../../src/worker/eventArchive.worker.ts'
import { readTrader } from '../../src/worker/traderReading.worker.ts'
import { randomScenario } from '../support/randomScenario.ts'
import { createTinyWorld } from '../support/worldDocuments.ts'

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed)
const SECOND = { venue: 'second', asset: 'second' }

/** The world of a scenario, with its one venue and its one asset under another name. */
function nameWorld(scenario: Scenario, name: string): WorldDocument {
  const text = JSON.stringify(toWorld(scenario)).replaceAll('"exchange":{', `"${name}":{`)
  return JSON.parse(
    text.replaceAll('"coin"', `"${name}"`).replaceAll('"venue":"exchange"', `"venue":"${name}"`),
  ) as WorldDocument
}

/** Two scenarios side by side, of as many steps. */
function createPair(seed: number): { second: Scenario; both: WorldDocument } {
  const [a, b] = [randomScenario(seed), randomScenario(seed + 1000)].map(parseScenario)
  const steps = Math.max(a.steps, b.steps)
  const second = { ...b, steps }
  const [first, other] = [nameWorld({ ...a, steps }, 'first'), nameWorld(second, 'second')]
  const both = {
    ...first,
    assets: { ...first.assets, ...other.assets },
    venues: { ...first.venues, ...other.venues },
    shocks: [...first.shocks, ...other.shocks],
  }
  return { second, both: parseWorld(both) }
}

/** A run to its end, with what happened. */
function runToEnd(document: Scenario | WorldDocument) {
  const simulation = Simulation.create(document, { events: true })
  const opening = simulation.snapshot()
  const archive = new EventArchive()
  while (!simulation.isDone) {
    simulation.advance()
    archive.append(simulation.takeEvents())
  }
  return { simulation, opening, archive }
}

/** Events without the place, which is another one in another world. */
function withoutPlace(events: Float64Array): number[] {
  const places = [EVENT_AT.venue, EVENT_AT.asset]
  return [...events].filter((_, i) => !places.includes(i % EVENT_WIDTH))
}

describe('a market that is named', () => {
  it.each(SEEDS)('leaves behind in a world what it does alone: seed %i', (seed) => {
    const { second, both } = createPair(seed)
    const alone = new OutcomeRun(second).finish()
    expect(new OutcomeRun(both, SECOND).finish()).toEqual(alone)
    const first = new OutcomeRun(both, { venue: 'first', asset: 'first' }).finish()
    expect(new OutcomeRun(both).finish()).toEqual(first)
    expect(first).not.toEqual(alone)
  })

  it.each(SEEDS.slice(0, 8))('has the traders that it has alone: seed %i', (seed) => {
    const { second, both } = createPair(seed)
    const [alone, world] = [runToEnd(second), runToEnd(both)]
    const { count } = alone.simulation.places.venues[0].state.ledger
    for (let id = 0; id < count; id++) {
      const there = readTrader(world.simulation, world.opening, world.archive, id, SECOND)
      const here = readTrader(alone.simulation, alone.opening, alone.archive, id)
      expect({ ...there, events: withoutPlace(there.events) }).toEqual({
        ...here,
        events: withoutPlace(here.events),
      })
    }
    expect(() => readTrader(world.simulation, world.opening, world.archive, count, SECOND)).toThrow(
      'no trader',
    )
  })

  it('is refused by its name where it is not there', () => {
    const simulation = Simulation.create(createPair(0).both)
    expect(findMarket(simulation).where).toEqual({ venue: 0, asset: 0 })
    expect(() => findMarket(simulation, { venue: 'first', asset: 'second' })).toThrow(
      /^market: .*one of the markets first\.first, second\.second/,
    )
    const banks = { bank: { kind: 'institution', treasury: { depositors: 1 } } }
    expect(() => new OutcomeRun(parseWorld(createTinyWorld({ venues: banks })))).toThrow(/^market: /)
  })
})

it('each leg of an account has prices of its own', () => {
  const legs = ['btc', 'eth'].map((asset, i) => ({ asset, side: 'long', leverage: 4 + 2 * i, entry: 100 }))
  const book = { liquidity: { depth: 1e6 } }
  const one = {
    kind: 'exchange',
    maintenanceMargin: 0.02,
    markets: { btc: book, eth: book },
    crowd: { accounts: [{ collateral: 100, legs }] },
  }
  const asset = { startPrice: 100, fairValue: { path: [100] } }
  const { simulation, opening, archive } = runToEnd(
    parseWorld(createTinyWorld({ assets: { btc: asset, eth: asset }, venues: { one } })),
  )
  const read = (name: string) => readTrader(simulation, opening, archive, 0, { venue: 'one', asset: name })
  // 400 and 600 contracts for $100: cash is 10,000 − 100,000 cents. Of btc, eth brings 60,000 less 2% of it.
  expect(read('btc')).toMatchObject({
    contracts: 400,
    cash: -90_000,
    equity: 10_000,
    leverage: 4,
    bankruptcyPrice: 75,
  })
  expect(read('btc').liquidationPrice).toBeCloseTo((90_000 - 0.98 * 60_000) / (400 * 0.98), 9)
  expect(read('eth')).toMatchObject({ contracts: 600, effectiveLeverage: 10, leverage: 6 })
  expect(read('eth').liquidationPrice).toBeCloseTo((90_000 - 0.98 * 40_000) / (600 * 0.98), 9)
  expect(read('eth').bankruptcyPrice).toBeCloseTo(100 - 10_000 / 600, 9)
})
