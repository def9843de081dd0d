// A changed parameter leaves every other trait of every trader alone (docs/model.md section 8), and a mechanism that is switched
// on leaves the draws of the others alone (docs/model.md section 9): that is what makes a comparison on one seed fair.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DrawnTrader, drawTrader, readTraits } from '../../src/engine/crowd.ts'
import { Stream } from '../../src/engine/random.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { VenueSnapshot } from '../../src/engine/state.ts'
import { type DrawnCrowd, parseScenario } from '../../src/schema/scenario.ts'
import {
  behaviorArbitrary,
  drawnArbitrary as anyDrawnArbitrary,
  runs,
  uniform,
} from '../support/arbitraries.ts'
import { leverageArbitrary } from '../support/rowArbitraries.ts'

const RUNS = 60

/** Hedgers hold what the traders are net long or short, so they change with any trait; here are traders alone. */
const drawnArbitrary = anyDrawnArbitrary.map((document): Document => {
  const crowd = Object.entries(document['crowd'] as object).filter(([name]) => name !== 'hedgers')
  return { ...document, crowd: Object.fromEntries(crowd) as Record<string, unknown> }
})

type Document = Record<string, unknown>
type Trait = keyof DrawnTrader
type Column = Float64Array | Float32Array | Int32Array | Uint16Array | Uint8Array

/** The same document with other settings of crowd and venue. */
function change(document: Document, crowd: Document, venue: Document = {}): Document {
  return {
    ...document,
    crowd: { ...(document['crowd'] as Document), ...crowd },
    venue: { ...(document['venue'] as Document), ...venue },
  }
}

/** Every trader as drawn, before a position is made smaller by the opening's cushion. */
function drawTraders(document: Document): DrawnTrader[] {
  const scenario = parseScenario(document)
  const crowd = scenario.crowd as DrawnCrowd
  const traits = readTraits(crowd, scenario.venue.maxLeverage)
  const stream = new Stream(scenario.seed, 'crowd')
  return Array.from({ length: crowd.traders }, () => {
    const trader = { side: 0, cents: 0, leverage: 0, entryFactor: 0 }
    drawTrader(stream, traits, crowd.longShare, trader)
    return trader
  })
}

function openColumns(document: Document) {
  const [venue] = Simulation.create(parseScenario(document)).snapshot().venues
  return venue
}

function expectSame(before: Document, after: Document, traits: readonly Trait[]): void {
  const [a, b] = [drawTraders(before), drawTraders(after)]
  for (const trait of traits) expect(b.map((t) => t[trait])).toEqual(a.map((t) => t[trait]))
  const [opened, openedAfter] = [openColumns(before).ledger, openColumns(after).ledger]
  if (traits.includes('cents')) expect(openedAfter.depositCents).toEqual(opened.depositCents)
  if (traits.includes('entryFactor')) expect(openedAfter.entryPrice).toEqual(opened.entryPrice)
}

describe('of a drawn crowd, a change of', () => {
  test('the share of longs changes only sides, and only one way', () => {
    const two = fc.tuple(uniform(0, 1), uniform(0, 1))
    fc.assert(
      fc.property(drawnArbitrary, two, (document, shares) => {
        const [few, many] = [Math.min(...shares), Math.max(...shares)].map((longShare) =>
          change(document, { longShare }),
        )
        expectSame(few, many, ['cents', 'leverage', 'entryFactor'])
        const after = drawTraders(many)
        expect(drawTraders(few).filter(({ side }, id) => side > after[id].side)).toEqual([])
      }),
      runs(RUNS),
    )
  })

  test('the distribution of leverage leaves sides, deposits and entries alone', () => {
    fc.assert(
      fc.property(drawnArbitrary, leverageArbitrary, (document, leverage) => {
        expectSame(document, change(document, { leverage }), ['side', 'cents', 'entryFactor'])
      }),
      runs(RUNS),
    )
  })

  test('the highest leverage raises everyone’s leverage in order, and nothing else', () => {
    fc.assert(
      fc.property(drawnArbitrary, (document) => {
        const upTo = (max: number) =>
          change(document, { leverage: { distribution: 'logUniform', min: 2, max } }, { maxLeverage: 100 })
        const [low, high] = [upTo(10), upTo(50)]
        expectSame(low, high, ['side', 'cents', 'entryFactor'])
        const after = drawTraders(high)
        expect(drawTraders(low).filter(({ leverage }, id) => leverage > after[id].leverage)).toEqual([])
      }),
      runs(RUNS),
    )
  })

  test('the venue’s maximum leaves sides, deposits and entries alone, and nobody is above it', () => {
    fc.assert(
      fc.property(drawnArbitrary, fc.constantFrom(0.5, 3, 20, 200), (document, maxLeverage) => {
        const changed = change(document, {}, { maxLeverage })
        expectSame(document, changed, ['side', 'cents', 'entryFactor'])
        expect(drawTraders(changed).filter(({ leverage }) => leverage > maxLeverage)).toEqual([])
      }),
      runs(RUNS),
    )
  })

  test('the deposits leaves sides, leverage and entries alone', () => {
    const deposit = fc.record({ median: fc.constantFrom(0.01, 5, 5000), sigma: fc.constantFrom(0, 2) })
    fc.assert(
      fc.property(drawnArbitrary, deposit, (document, changed) => {
        const withDepth = { ...document, liquidity: { depth: 1000 }, venue: { insuranceFund: 0 } }
        expectSame(withDepth, change(withDepth, { deposit: changed }), ['side', 'leverage', 'entryFactor'])
      }),
      runs(RUNS),
    )
  })

  test('the spread of entries leaves sides, deposits and leverage alone', () => {
    fc.assert(
      fc.property(drawnArbitrary, fc.constantFrom(0, 0.002, 0.4), (document, entrySpread) => {
        expectSame(document, change(document, { entrySpread }), ['side', 'cents', 'leverage'])
      }),
      runs(RUNS),
    )
  })

  test('the number of traders leaves those who were there alone', () => {
    fc.assert(
      fc.property(drawnArbitrary, fc.integer({ min: 1, max: 60 }), (document, more) => {
        const [few, many] = [openColumns(document), openColumns(addTraders(document, more))]
        const n = few.ledger.state.length
        const after = new Map(listColumns(many))
        for (const [name, column] of listColumns(few))
          expect([name, after.get(name)?.slice(0, n)]).toEqual([name, column])
      }),
      runs(RUNS),
    )
  })
})

/** Every column of accounts and behavior, by name; the entries are numbers of a trader. */
function listColumns({ ledger, behavior }: VenueSnapshot): [string, Column][] {
  const { contracts, ...columns } = ledger
  return Object.entries({ ...columns, contracts: contracts[0], ...behavior })
}

function addTraders(document: Document, more: number): Document {
  return change(document, { traders: ((document['crowd'] as Document)['traders'] as number) + more })
}

describe('switching on', () => {
  const RULES = { topUp: 1, stopLoss: 2, takeProfit: 4, relever: 8 } as const

  test('a rule of behavior leaves the crowd alone, and the members of every other rule', () => {
    fc.assert(
      fc.property(
        drawnArbitrary,
        behaviorArbitrary,
        fc.constantFrom(...(Object.keys(RULES) as (keyof typeof RULES)[])),
        (document, behavior, rule) => {
          const without = Object.fromEntries(Object.entries(behavior).filter(([name]) => name !== rule))
          const rules = {
            topUp: { share: 0.7, at: 2, amount: 0.1, times: 1 },
            stopLoss: { share: 0.7, loss: 0.3 },
            takeProfit: { share: 0.7, gain: 0.2 },
            relever: { share: 0.7, below: 0.8 },
          }
          const before = openColumns(change(document, { behavior: without }))
          const after = openColumns(change(document, { behavior: { ...without, [rule]: rules[rule] } }))
          expect(after.ledger).toEqual(before.ledger)
          expect(after.behavior?.['leaveStep']).toEqual(before.behavior?.['leaveStep'])
          const others = (flags: ArrayLike<number>) => Array.from(flags, (f) => f & ~RULES[rule])
          expect(others(after.behavior?.['flags'] ?? [])).toEqual(others(before.behavior?.['flags'] ?? []))
          expect(openColumns(change(document, { behavior: {} })).ledger).toEqual(before.ledger)
        },
      ),
      runs(RUNS),
    )
  })

  test('a larger share of a rule keeps the members that it had', () => {
    fc.assert(
      fc.property(drawnArbitrary, fc.constantFrom(0.1, 0.5), (document, share) => {
        const members = (of: number) =>
          openColumns(change(document, { behavior: { stopLoss: { share: of, loss: 0.3 } } })).behavior?.[
            'flags'
          ]
        const many = members(share + 0.3)
        expect(Array.from(members(share) ?? []).filter((flag, id) => flag > (many?.[id] ?? 0))).toEqual([])
      }),
      runs(RUNS),
    )
  })

  test('behavior, another crowd or another venue leaves the news alone', () => {
    fc.assert(
      fc.property(drawnArbitrary, drawnArbitrary, (one, other) => {
        const fairOf = (document: Document) => {
          const simulation = Simulation.create(parseScenario(document))
          return Array.from({ length: 20 }, () => {
            simulation.advance()
            return simulation.readSeriesRow().fair
          })
        }
        const { crowd, venue, liquidity } = other
        expect(fairOf({ ...one, crowd, venue, liquidity })).toEqual(fairOf(one))
      }),
      runs(RUNS),
    )
  })

  test('the trend that newcomers follow leaves their number, deposits and leverage alone', () => {
    const arrivedAt = (trendFollowing: number) => {
      const behavior = { arrivals: { perStep: 5, trendFollowing, trendMemorySteps: 5 } }
      const document = {
        version: 1,
        seed: 'newcomers',
        steps: 30,
        stepSeconds: 3600,
        market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 1 } },
        liquidity: { depth: 1e12 },
        crowd: { traders: 10, behavior },
      }
      const simulation = Simulation.create(parseScenario(document))
      simulation.advance(30)
      return openArrivals(simulation)
    }
    const [neutral, following] = [arrivedAt(0), arrivedAt(1000)]
    expect(neutral.depositCents.length).toBeGreaterThan(100)
    expect(following.depositCents).toEqual(neutral.depositCents)
    expect(following.longs).not.toEqual(neutral.longs)
  })
})

function openArrivals(simulation: Simulation) {
  const { depositCents, contracts } = simulation.snapshot().venues[0].ledger
  return {
    depositCents: depositCents.slice(10),
    longs: contracts[0].slice(10).filter((q) => q > 0).length,
  }
}
