// How positions open (docs/model.md sections 2, 8 and 10): explicit accounts to the cent, drawn crowds by their distributions.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cushioned } from '../../src/engine/crowd.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { drawnArbitrary, runs, uniform } from '../support/arbitraries.ts'

type Document = Record<string, unknown>

function open(changes: Document): Simulation {
  const market = { startPrice: 100, fairValue: { path: [100] } }
  return Simulation.create(
    parseScenario({ version: 1, seed: 'opening', steps: 10, market, crowd: { traders: 2000 }, ...changes }),
  )
}

function columnsOf(simulation: Simulation) {
  const [{ ledger }] = simulation.snapshot().venues
  const [contracts] = ledger.contracts
  return Array.from(ledger.state, (state, id) => ({
    state,
    contracts: contracts[id],
    cash: ledger.cashCents[id],
    deposit: ledger.depositCents[id],
    entry: ledger.entryPrice[id],
    leverage: (Math.abs(contracts[id]) * ledger.entryPrice[id]) / ledger.depositCents[id],
  }))
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]

describe('explicit accounts', () => {
  test('open with whole contracts, rounded down, at a cost rounded to the nearest cent', () => {
    const accounts = [
      { side: 'long', collateral: 10.01, leverage: 3.3, entry: 99.5 }, // 33.19 contracts, 3,283.5 cents
      { side: 'short', collateral: 10.01, leverage: 3.3, entry: 99.5 },
      { side: 'long', collateral: 0.03, leverage: 33.34, entry: 100 },
    ]
    const simulation = open({ crowd: { accounts }, venue: { maxLeverage: 50 } })
    expect(simulation.readAccounts().map(({ contracts, cash }) => [contracts, cash])).toEqual([
      [33, 1001 - 3284],
      [-33, 1001 + 3284],
      [1, 3 - 100],
    ])
    expect(simulation.places.markets[0].state.counterparty).toEqual({ contracts: -1, cashCents: 100 })
    expect(simulation.readSummary().openInterest).toBe(34)
  })

  test('count the counterparty’s side to open interest, whichever it is', () => {
    const short = { side: 'short', collateral: 10, leverage: 5, entry: 100 }
    const simulation = open({ crowd: { accounts: [short, short] } })
    expect(simulation.places.markets[0].state.counterparty.contracts).toBe(100)
    expect(simulation.readSummary().openInterest).toBe(100)
  })
})

describe('shares', () => {
  test('of open interest and of traders are resolved once: depth unrounded, money to the cent, capacity rounded up', () => {
    const simulation = open({
      market: { startPrice: 33.33, fairValue: { path: [33.33, 10] } },
      liquidity: {
        depth: { shareOfOpenInterest: 0.0123 },
        makers: { capital: { shareOfOpenInterest: 0.2 } },
      },
      venue: {
        insuranceFund: { shareOfOpenInterest: 0.001 },
        venueEquity: { shareOfOpenInterest: 0.0007 },
        liquidation: { capacityPerStep: { shareOfTraders: 0.0026 } },
      },
    })
    const { openInterest } = simulation.readSummary()
    const { fundCents, equityCents, capacityPerStep } = simulation.places.venues[0].state
    const [{ state: market }] = simulation.places.markets
    expect(market.depthContracts).toBe(0.0123 * openInterest)
    expect(fundCents).toBe(Math.round(0.001 * openInterest * 33.33))
    expect(equityCents).toBe(Math.round(0.0007 * openInterest * 33.33))
    expect(market.makersCapitalCents).toBe(Math.round(0.2 * openInterest * 33.33))
    expect(capacityPerStep).toBe(6)
    simulation.advance()
    expect(simulation.readSummary().openInterest).toBe(openInterest)
    expect(market.baseDepthContracts).toBe(0.0123 * openInterest)
  })

  test('of nothing are nothing, even where nobody could open', () => {
    const accounts = [{ side: 'long', collateral: 1, leverage: 1, entry: 100 }]
    const venue = { insuranceFund: { shareOfOpenInterest: 0 }, venueEquity: { shareOfOpenInterest: 0 } }
    const { places } = open({ crowd: { accounts }, venue, liquidity: { depth: 5 } })
    const { fundCents, equityCents } = places.venues[0].state
    expect([fundCents, equityCents]).toEqual([0, 0])
  })
})

describe('a drawn crowd', () => {
  test('follows its distributions', () => {
    const traders = columnsOf(
      open({
        crowd: {
          traders: 20_000,
          longShare: 0.7,
          leverage: { distribution: 'logUniform', min: 2, max: 18 },
          deposit: { median: 500, sigma: 0.8 },
          entrySpread: 0.02,
        },
      }),
    )
    expect(traders.filter(({ contracts }) => contracts > 0).length / 20_000).toBeCloseTo(0.7, 1)
    expect(median(traders.map(({ deposit }) => deposit)) / 50_000).toBeCloseTo(1, 1)
    // Log-uniform: half of them below the geometric mean, a third in each third of the logarithm.
    expect(median(traders.map(({ leverage }) => leverage)) / 6).toBeCloseTo(1, 1)
    const logs = traders.map(({ deposit }) => Math.log(deposit / 50_000))
    expect(Math.sqrt(logs.reduce((sum, l) => sum + l * l, 0) / logs.length)).toBeCloseTo(0.8, 1)
    const entries = traders.map(({ entry }) => entry)
    expect([Math.min(...entries) > 98, Math.max(...entries) < 102]).toEqual([true, true])
    expect([Math.min(...entries) < 98.1, Math.max(...entries) > 101.9]).toEqual([true, true])
    expect(median(entries)).toBeCloseTo(100, 1)
  })

  test('takes weights as they are, and clamps those above the venue’s maximum', () => {
    const leverage = {
      distribution: 'weights',
      values: [
        [2, 3],
        [5, 0],
        [40, 1],
      ],
    }
    const traders = columnsOf(open({ crowd: { traders: 4000, leverage }, venue: { maxLeverage: 10 } }))
    const near = (value: number) =>
      traders.filter((t) => Math.abs(t.leverage / value - 1) < 0.02).length / 4000
    expect(near(2)).toBeCloseTo(0.75, 1)
    expect(near(10)).toBeCloseTo(0.25, 1)
    expect(near(5)).toBe(0)
  })

  test('is all at the venue’s maximum where that is below the lowest leverage', () => {
    const traders = columnsOf(open({ venue: { maxLeverage: 1.2 } }))
    const others = traders.filter(
      ({ contracts, deposit, entry }) => Math.abs(contracts) !== Math.floor((deposit * 1.2) / entry),
    )
    expect(others).toEqual([])
  })

  test('is one-sided where the share of longs is 0 or 1', () => {
    const sides = (longShare: number) =>
      new Set(columnsOf(open({ crowd: { traders: 500, longShare } })).map((t) => Math.sign(t.contracts)))
    expect([sides(0), sides(1)]).toEqual([new Set([-1]), new Set([1])])
  })

  test('has traders who are too small for one contract, and they are closed with their deposit', () => {
    const crowd = { traders: 500, deposit: { median: 0.2, sigma: 2 } }
    const small = open({ crowd, liquidity: { depth: 100 } })
    const traders = columnsOf(small)
    const closed = traders.filter(({ contracts }) => contracts === 0)
    expect(closed.length).toBeGreaterThan(100)
    expect(closed.length).toBeLessThan(400)
    expect(closed.filter(({ cash, deposit }) => cash !== deposit || deposit < 1)).toEqual([])
    expect(new Set(small.readAccounts().map(({ state }) => state))).toEqual(new Set(['open', 'closed']))
    // A deposit is never less than a cent.
    expect(Math.min(...closed.map(({ deposit }) => deposit))).toBeGreaterThanOrEqual(1)
    const tiny = open({
      crowd: { traders: 50, deposit: { median: 0.01, sigma: 3 } },
      liquidity: { depth: 1 },
    })
    expect(Math.min(...columnsOf(tiny).map(({ deposit }) => deposit))).toBe(1)
  })
})

describe('the cushion', () => {
  test('keeps every position of a crowd at one and a half times maintenance at least', () => {
    fc.assert(
      fc.property(drawnArbitrary, (document) => {
        const simulation = Simulation.create(parseScenario(document))
        const { price, maintenanceMargin } = simulation.places.markets[0].state
        const margin = 1.5 * maintenanceMargin
        const thin = columnsOf(simulation).filter(
          ({ contracts, cash }) => cash + contracts * price < margin * Math.abs(contracts) * price,
        )
        expect(thin).toEqual([])
      }),
      runs(150),
    )
  })

  test('makes a position no smaller than it must: by the rounding of its cost at most', () => {
    const arbitrary = fc.record({
      side: fc.constantFrom(1, -1),
      cents: fc.integer({ min: 1, max: 1e9 }),
      price: fc.constantFrom(0.01, 1.7, 100, 61_000),
      away: uniform(-0.3, 0.3),
      leverage: fc.oneof(uniform(0.1, 20), uniform(20, 1000)),
      margin: fc.constantFrom(0, 0.005, 0.05, 0.9),
    })
    fc.assert(
      fc.property(arbitrary, ({ side, cents, price, away, leverage, margin }) => {
        const entry = price * (1 + away)
        const wanted = Math.floor((cents * leverage) / entry)
        const n = cushioned(wanted, { side, cents, entry, price, maintenanceMargin: margin })
        const spareCents = (m: number, rounding: number) =>
          cents + side * (m * price - Math.floor(m * entry + 0.5)) + rounding - 1.5 * margin * m * price
        expect(n).toBeLessThanOrEqual(wanted)
        expect(n).toBeGreaterThanOrEqual(0)
        if (n > 0) expect(spareCents(n, 1e-6 * cents)).toBeGreaterThanOrEqual(0)
        if (n < wanted) expect(spareCents(n + 2, -1.5)).toBeLessThan(0)
      }),
      runs(2000),
    )
  })

  test('makes positions of high leverage smaller, and leaves the others as they are', () => {
    const venue = { maxLeverage: 100, maintenanceMargin: 0.05 }
    const leverage = {
      distribution: 'weights',
      values: [
        [5, 1],
        [100, 1],
      ],
    }
    const traders = columnsOf(open({ crowd: { traders: 1000, leverage, entrySpread: 0 }, venue }))
    // At 7.5 % of the position, leverage is 13.3 at most.
    const large = traders.filter((t) => t.leverage > 5.1)
    expect(large.length).toBeGreaterThan(400)
    for (const t of large) expect(t.leverage).toBeCloseTo(1 / 0.075, 1)
  })
})
