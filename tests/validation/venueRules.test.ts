// docs/validation.md rows B1 to B5 and B7: solvency rules against venues' own examples. Contracts are such that one contract
// gains one cent when the price rises one dollar.
import { describe, expect, it } from 'vitest'
import { equityAt, liquidationPrice } from '../../src/engine/ledger.ts'
import {
  GAIN,
  largestRemainder,
  richLong,
  richShort,
  shortWithProfit,
  socialize,
} from '../support/shortfall.ts'
import type { Side } from '../support/validationScenarios.ts'
import { plainDocument, position, runDocument } from '../support/validationScenarios.ts'

describe('ranked deleveraging', () => {
  const quoted = [
    { contracts: 10, rank: 3 },
    { contracts: 10, rank: 6 },
    { contracts: 20, rank: 1 },
    { contracts: 30, rank: 4 },
    { contracts: 20, rank: 5 },
    { contracts: 10, rank: 2 },
  ]
  const other = [
    { contracts: 7, rank: 2 },
    { contracts: 1, rank: 5 },
    { contracts: 12, rank: 4 },
    { contracts: 40, rank: 1 },
    { contracts: 3, rank: 3 },
  ]

  it.each([
    // as quoted
    { name: 'quoted', winners: quoted, size: 20, given: [0, 10, 0, 0, 10, 0] },
    // others
    { name: 'quoted', winners: quoted, size: 4, given: [0, 4, 0, 0, 0, 0] },
    { name: 'quoted', winners: quoted, size: 45, given: [0, 10, 0, 15, 20, 0] },
    { name: 'quoted', winners: quoted, size: 95, given: [10, 10, 15, 30, 20, 10] },
    { name: 'other', winners: other, size: 15, given: [0, 1, 12, 0, 2] },
    { name: 'other', winners: other, size: 24, given: [7, 1, 12, 1, 3] },
  ])('B1 the $name ranks, a position of $size: $given', ({ winners, size, given }) => {
    for (const side of ['short', 'long'] as const) {
      // A short is bankrupt at 650 and its price 660; a long at 550, and 540.
      const sign = side === 'short' ? 1 : -1
      const entry = 600
      const bankruptAt = entry + sign * 50
      const winnersSide: Side = side === 'short' ? 'long' : 'short'
      // The rank rises with leverage, as all entered at one price.
      const accounts = winners.map(({ contracts, rank }) =>
        position(winnersSide, contracts, Math.round((contracts * entry) / (rank + 1)), entry),
      )
      accounts.push(position(side, size, size * 50, entry))
      const { simulation, series } = runDocument(
        plainDocument({
          accounts,
          path: [entry, entry + sign * 60],
          depth: 1_000_000,
          maintenanceMargin: 0.005,
          waterfall: ['adl'],
        }),
      )
      const after = simulation.readAccounts()
      winners.forEach(({ contracts, rank }, id) => {
        const deposit = Math.round((contracts * entry) / (rank + 1))
        const left = contracts - given[id]
        expect(after[id].contracts).toBe(sign * left || 0)
        expect(after[id].state).toBe(left === 0 ? 'deleveraged' : 'open')
        // Entered with `deposit`, closed in part at the bankruptcy price of the other.
        expect(after[id].cash).toBe(deposit - sign * contracts * entry + sign * given[id] * bankruptAt)
      })
      expect(after[winners.length]).toMatchObject({ contracts: 0, state: 'liquidated' })
      expect(Math.abs(after[winners.length].cash)).toBe(0)
      expect(simulation.readSummary()).toMatchObject({ adlContracts: size, badDebt: 0 })
      // Nothing reached the book.
      expect(series[0].price).toBe(entry + sign * 60)
    }
  })
})

describe('the rank', () => {
  it.each([
    { size: 20, given: [0, 10, 10, 0] },
    { size: 35, given: [10, 10, 10, 5] },
  ])('B1 the rank is profit/deposit × effective leverage, a position of $size: $given', ({ size, given }) => {
    const accounts = [
      position('long', 10, 3_000, 300), // profit 1.2 × leverage 1: 1.2, the most profit
      position('long', 10, 1_000, 600), // .6 × 4.1: 2.5
      position('long', 10, 320, 640), // .63 × 12.7: 7.9
      position('long', 10, 165, 659.5), // .03 × 38.8: 1.18, the most leverage
      position('short', size, size * 50, 600), // bankrupt at 650
    ]
    const { simulation } = runDocument(
      plainDocument({ accounts, path: [648, 660], depth: 1e6, waterfall: ['adl'] }),
    )
    const after = simulation.readAccounts()
    expect(given.map((_, id) => 10 - after[id].contracts)).toEqual(given)
  })
})

describe('socialized loss by profit', () => {
  it('B2 a fund 10,000 short: in cents, largest remainder', () => {
    const profits = [50_000, 45_000, 30_000, 30_000, 15_000, 1_000].map((dollars) => dollars * 100)
    const quoted = [2923.98, 2631.58, 1754.39, 1754.39, 877.19, 58.48]
    const { haircuts, summary } = socialize(profits.map(shortWithProfit), 1_000_000, 'profit')
    // The quoted numbers are each rounded by itself and add up to 10,000.01; of two equal shares the later pays the cent less.
    expect(haircuts).toEqual([292398, 263158, 175439, 175438, 87719, 5848])
    haircuts.forEach((cents, i) => expect(Math.abs(cents - quoted[i] * 100)).toBeLessThan(1.001))
    expect(summary).toMatchObject({ socializedLoss: 1_000_000, badDebt: 0, insuranceFund: 0 })
  })

  it('B7 profits 100/60/40, deficit 30: 15/9/6', () => {
    const { haircuts } = socialize([10_000, 6_000, 4_000].map(shortWithProfit), 3_000, 'profit')
    expect(haircuts).toEqual([1_500, 900, 600])
  })

  it.each([
    { profits: [300, 100, 50, 50], deficit: 77.77 },
    { profits: [1, 1, 1], deficit: 0.02 },
    { profits: [12.5, 987_654.5, 44, 0.5, 3_210], deficit: 123_456.78 },
    { profits: [4e9, 3e9, 2.5e9, 1], deficit: 1_234_567.89 },
    { profits: [20, 10], deficit: 30 },
  ])('B2, B7 other profits $profits, deficit $deficit', ({ profits, deficit }) => {
    const weights = profits.map((dollars) => dollars * 100)
    const deficitCents = Math.round(deficit * 100)
    const { haircuts, summary } = socialize(weights.map(shortWithProfit), deficitCents, 'profit')
    expect(haircuts).toEqual(largestRemainder(weights, deficitCents))
    expect(summary).toMatchObject({ socializedLoss: deficitCents, badDebt: 0 })
  })

  it('B2, B7 no more than the profits is taken; the rest is bad debt', () => {
    const weights = [7 * GAIN, 3 * GAIN]
    const { haircuts, summary } = socialize(weights.map(shortWithProfit), 10 * GAIN + 123, 'profit')
    expect(haircuts).toEqual(weights)
    expect(summary.badDebt).toBe(123)
  })
})

describe('socialized loss by open interest', () => {
  it.each([
    // as quoted: 7 long, 4 short, and the same in thousands, where a cent is a smaller part of it
    { longs: [7], shorts: [4], loss: 100, perContract: 9.09091 },
    { longs: [3, 4], shorts: [1, 1, 2], loss: 100, perContract: 9.09091 },
    { longs: [7_000], shorts: [4_000], loss: 100_000, perContract: 9.09091 },
    // others
    { longs: [12, 1], shorts: [5, 19], loss: 8.14, perContract: 0.22 },
    { longs: [100], shorts: [250, 650], loss: 1_234.5, perContract: 1.2345 },
    { longs: [], shorts: [3, 3, 3], loss: 1, perContract: 0.111111 },
  ])('B3 a loss of $loss over $longs long and $shorts short: $perContract per contract', (row) => {
    const contracts = [...row.longs, ...row.shorts]
    const payers = [...row.longs.map(richLong), ...row.shorts.map(richShort)]
    const { haircuts, summary } = socialize(payers, Math.round(row.loss * 100), 'openInterest')
    haircuts.forEach((cents, i) => {
      expect(Math.abs(cents - 100 * row.perContract * contracts[i])).toBeLessThan(1)
    })
    expect(haircuts).toEqual(largestRemainder(contracts, Math.round(row.loss * 100)))
    expect(summary).toMatchObject({ socializedLoss: Math.round(row.loss * 100), badDebt: 0 })
  })
})

describe('deleveraging at the bankruptcy price', () => {
  it.each([
    // as quoted
    { deposits: [100, 100], units: 500, from: 1, to: 2, bankruptAt: 1.2, gain: 500 },
    // others: what the winner can gain is what the loser had
    { deposits: [300, 100], units: 500, from: 1, to: 2, bankruptAt: 1.2, gain: 500 },
    { deposits: [100, 250], units: 500, from: 1, to: 1.75, bankruptAt: 1.5, gain: 375 },
    { deposits: [5_000, 2_000], units: 8, from: 3_000, to: 3_400, bankruptAt: 3_250, gain: 3_200 },
  ])('B4 a mirrored pair, $units at $from, price $to: closed at $bankruptAt', (row) => {
    const contracts = row.units * 100
    const [depositA, depositB] = row.deposits.map((dollars) => dollars * 100)
    const document = {
      accounts: [
        position('long', contracts, depositA, row.from),
        position('short', contracts, depositB, row.from),
      ],
      path: [row.from, row.to],
      depth: 1e9,
      indexWeight: 1,
    }
    const unprotected = runDocument(plainDocument(document)).simulation
    expect(equityAt(unprotected.places.venues[0].state.ledger, 0, 0, row.to) - depositA).toBeCloseTo(
      row.gain * 100,
      6,
    )

    const { simulation } = runDocument(plainDocument({ ...document, waterfall: ['adl'] }))
    const [a, b] = simulation.readAccounts()
    expect(a).toMatchObject({ contracts: 0, state: 'deleveraged' })
    expect(a.cash - depositA).toBe(depositB)
    expect((a.cash - (depositA - contracts * row.from)) / contracts).toBeCloseTo(row.bankruptAt, 10)
    expect(b).toMatchObject({ contracts: 0, state: 'liquidated' })
    expect(Math.abs(b.cash)).toBe(0)
    expect(simulation.readSummary().adlAgainstMark).toBeCloseTo(depositB - row.gain * 100, 6)
  })

  it('B4 the engine’s own bankruptcy price of B is 1.2', () => {
    const accounts = [position('long', 50_000, 10_000, 1), position('short', 50_000, 10_000, 1)]
    const { simulation } = runDocument(plainDocument({ accounts, path: [1], depth: 1e9 }))
    const { ledger } = simulation.places.venues[0].state
    expect(liquidationPrice(ledger, 1, 0, 0)).toBe(1.2)
    expect(liquidationPrice(ledger, 0, 0, 0)).toBe(0.8)
  })
})

describe('liquidation price', () => {
  it.each([
    // as quoted
    { side: 'short', deposit: 1000, units: 3, entry: 3000, margin: 0.05, price: 3174.6, equity: 476.2 },
    // others, by `(deposit ± units·entry)/(units·(1 ± margin))`
    { side: 'long', deposit: 1000, units: 3, entry: 3000, margin: 0.05, price: 2807.02, equity: 421.05 },
    { side: 'short', deposit: 500, units: 2, entry: 1250, margin: 0.01, price: 1485.15, equity: 29.7 },
    { side: 'long', deposit: 640, units: 10, entry: 320, margin: 0.005, price: 257.29, equity: 12.86 },
    { side: 'short', deposit: 75, units: 1, entry: 60, margin: 0.2, price: 112.5, equity: 22.5 },
  ] as const)('B5 $side $units at $entry, deposit $deposit: $price', (row) => {
    const sign = row.side === 'long' ? 1 : -1
    const account = position(row.side, row.units * 100, row.deposit * 100, row.entry)
    const run = (price: number) =>
      runDocument(
        plainDocument({
          accounts: [account],
          path: [row.entry, price],
          depth: 1e9,
          maintenanceMargin: row.margin,
        }),
      ).simulation
    const { ledger } = run(row.entry).places.venues[0].state
    const price = liquidationPrice(ledger, 0, 0, row.margin)
    expect(price).toBeCloseTo(row.price, 2)
    expect(equityAt(ledger, 0, 0, price) / 100).toBeCloseTo(row.equity, 1)
    expect(equityAt(ledger, 0, 0, price)).toBeCloseTo(row.margin * row.units * 100 * price, 6)
    // A hair on either side of it.
    expect(run(price * (1 + sign * 1e-9)).readAccounts()[0].state).toBe('open')
    expect(run(price * (1 - sign * 1e-9)).readAccounts()[0].state).toBe('liquidated')
  })
})
