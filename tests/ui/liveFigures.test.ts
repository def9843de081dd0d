// The closed formulas of the small live figures against the engine.
import { describe, expect, it } from 'vitest'
import * as engine from '../../src/engine/ledger.ts'
import { quoteOrder } from '../../src/engine/impact.ts'
import { CURVES } from '../../src/schema/scenario.ts'
import {
  bankruptcyPrice,
  displacementOf,
  fillsOf,
  halfLife,
  haltedSteps,
  impermanentLoss,
  liquidationPrice,
  marginAfterFall,
  markPrice,
  pushLeft,
  roundsOf,
  totalFall,
} from '../../src/ui/live/formulas.ts'
import { fundOverDays, payInOrder, rankWinners, shareLoss } from '../../src/ui/live/losses.ts'
import { shortWithProfit, socialize } from '../support/shortfall.ts'
import {
  displacementOf as readDisplacement,
  plainDocument,
  position,
  runDocument,
} from '../support/validationScenarios.ts'

describe('one position', () => {
  it.each([2, 10, 25, 100])('the two prices at %d times', (leverage) => {
    const { simulation } = runDocument(
      plainDocument({
        accounts: [position('long', 10_000, 1_000_000 / leverage, 100)],
        path: [100],
        steps: 1,
        depth: 1e9,
        maintenanceMargin: 0.005,
      }),
    )
    const { ledger } = simulation.places.venues[0].state
    expect(bankruptcyPrice(100, leverage)).toBeCloseTo(engine.liquidationPrice(ledger, 0, 0, 0), 9)
    expect(liquidationPrice(100, leverage, 0.005)).toBeCloseTo(
      engine.liquidationPrice(ledger, 0, 0, 0.005),
      9,
    )
    // 10×: the numbers of lesson 2.
    if (leverage === 10) expect(liquidationPrice(100, 10, 0.005)).toBeCloseTo(90.4523, 4)
  })

  it('is below maintenance exactly beyond its liquidation price', () => {
    const fall = 1 - liquidationPrice(100, 10, 0.01) / 100
    const { equity, needed } = marginAfterFall(10_000, 10, 0.01, fall)
    expect(equity).toBeCloseTo(needed, 9)
    expect(marginAfterFall(10_000, 10, 0.01, 0.12).equity).toBeCloseTo(-200, 9)
  })
})

describe('one order', () => {
  it.each(CURVES.flatMap((curve) => [0.5, 3, 10].map((orders) => [curve, orders] as const)))(
    '%s, %d times the depth',
    (curve, orders) => {
      const depth = 1_000_000
      const quote = { contracts: 0, from: 0, displacement: 0, discount: 0, grossCents: 0, cents: 0 }
      quoteOrder(curve, orders * depth, 100, 0, 1, depth, quote)
      const fills = fillsOf(curve, orders)
      expect(displacementOf(curve, orders)).toBeCloseTo(quote.displacement, 9)
      expect(fills.last).toBeCloseTo(quote.discount, 9)
      expect(fills.average).toBeCloseTo(quote.cents / (orders * depth * 100), 6)
    },
  )

  it('a push fades as in the engine', () => {
    const { series } = runDocument(
      plainDocument({
        accounts: [position('long', 1, 1_000_000, 100)],
        path: [100],
        steps: 41,
        depth: 1_000,
        resilience: 0.03,
        sales: [{ step: 1, contracts: 4_000 }],
      }),
    )
    for (const steps of [0, 10, 40])
      expect(readDisplacement(series[steps])).toBeCloseTo(pushLeft(0.04, 0.03, steps), 9)
    expect(pushLeft(1, 0.03, halfLife(0.03) ?? 0)).toBeCloseTo(0.5, 9)
    expect(halfLife(0)).toBeNull()
  })

  it('a pool sells the coin that rises', () => {
    const quote = { contracts: 0, from: 0, displacement: 0, discount: 0, grossCents: 0, cents: 0 }
    const depth = 1_000_000
    // Bought until the price has doubled: the pool parts with coins and gets cash.
    const pool = depth / (Math.exp(0.005) - 1)
    const bought = Math.round(pool * (1 - Math.SQRT1_2))
    quoteOrder('constantProduct', -bought, 100, 0, 1, depth, quote)
    const price = 100 * quote.discount
    const cash = pool * 100 - quote.cents
    const loss = (cash + (pool - bought) * price) / (pool * 100 + pool * price) - 1
    expect(impermanentLoss(price / 100)).toBeCloseTo(loss, 6)
    expect(impermanentLoss(2)).toBeCloseTo(-0.0572, 4)
    expect(impermanentLoss(4)).toBeCloseTo(-0.2, 9)
    expect(impermanentLoss(1 / 4)).toBeCloseTo(-0.2, 9)
    expect(impermanentLoss(1, 0.02)).toBeCloseTo(0.02, 9)
  })
})

describe('the loop', () => {
  // docs/validation.md row A1.
  it.each([
    [0.2, 1.25],
    [0.5, 2],
    [0.8, 5],
    [0.95, 20],
  ])('R %d ends at %d times the push', (r, times) => {
    expect(totalFall(0.01, r)).toBeCloseTo(0.01 * times, 9)
    expect(roundsOf(0.01, r, 2_000).reduce((sum, fall) => sum + fall, 0)).toBeCloseTo(0.01 * times, 9)
  })

  it('has no end from R = 1 on', () => {
    expect(totalFall(0.01, 1)).toBeNull()
    expect(totalFall(0.01, 1.2)).toBeNull()
  })
})

describe('marks and pauses', () => {
  it.each([
    [0, 94],
    [0.5, 97],
    [1, 100],
  ])('a mark with weight %d of the index', (weight, mark) => {
    expect(markPrice(100, 94, weight)).toBe(mark)
  })

  it.each([
    [0.02, 5],
    [0.03, 15],
    [0.05, 2],
    [0.09, 10],
  ])('a breaker of %d for %d steps stops the same steps as in the engine', (move, haltSteps) => {
    const prices = Array.from({ length: 61 }, (_, t) =>
      t < 10 ? 100 : t < 20 ? 100 - 0.8 * (t - 10) : t < 40 ? 92 + 0.3 * (t - 20) : 98,
    )
    const document = plainDocument({
      accounts: [position('long', 1, 1_000_000, 100)],
      path: prices,
      depth: 1e6,
    })
    const venue = document['venue'] as Record<string, unknown>
    venue['circuitBreaker'] = { move, windowSteps: 10, haltSteps }
    const { series } = runDocument(document)
    const halted = series.flatMap((row, i) => (row.halted ? [i + 1] : []))
    expect(haltedSteps(prices, move, 10, haltSteps)).toEqual(halted)
  })
})

describe('who pays', () => {
  it('layers pay in their order', () => {
    expect(payInOrder(120, [50, 30, 20])).toEqual({ paid: [50, 30, 20], unpaid: 20 })
    expect(payInOrder(60, [50, 30, 20])).toEqual({ paid: [50, 10, 0], unpaid: 0 })
  })

  it.each([3_000, 7_777, 30_000])('a loss of %d cents is shared as in the engine', (loss) => {
    const profits = [10_000, 6_000, 4_000]
    const { haircuts, summary } = socialize(profits.map(shortWithProfit), loss, 'profit')
    expect(shareLoss(loss, profits)).toEqual(haircuts)
    expect(summary.badDebt).toBe(Math.max(0, loss - 20_000))
  })

  it('a fund by days', () => {
    expect(fundOverDays(100, 10, 40, 5)).toEqual({ levels: [100, 70, 40, 10, 0, 0], unpaid: 50, emptyOn: 4 })
    expect(fundOverDays(100, 10, 5, 2)).toEqual({ levels: [100, 105, 110], unpaid: 0, emptyOn: null })
  })

  it.each([5, 25, 35, 60])('winners are closed in the order of the engine, %d contracts', (contracts) => {
    const winners = [
      { name: 'You', contracts: 10, leverage: 8, entry: 100 },
      { name: 'B', contracts: 20, leverage: 2, entry: 104 },
      { name: 'C', contracts: 14, leverage: 12, entry: 97 },
      { name: 'D', contracts: 8, leverage: 5, entry: 106 },
      { name: 'E', contracts: 16, leverage: 25, entry: 92 },
    ]
    const shorts = winners.map(({ contracts: count, leverage, entry }) =>
      position('short', count, Math.round((count * entry) / leverage), entry),
    )
    const { simulation } = runDocument(
      plainDocument({
        accounts: [...shorts, position('long', contracts, Math.round(contracts * 8.5), 100)],
        path: [91.6, 90],
        depth: 1e9,
        indexWeight: 1,
        waterfall: ['adl'],
      }),
    )
    const after = simulation.readAccounts()
    const closed = new Map(rankWinners(winners, 90, contracts).map((winner) => [winner.name, winner.closed]))
    expect(winners.map(({ name }) => closed.get(name))).toEqual(
      winners.map(({ contracts: count }, id) => count + after[id].contracts),
    )
  })
})
