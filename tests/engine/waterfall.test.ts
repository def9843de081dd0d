// Who pays, computed by hand (docs/model.md sections 5 and 6). At 89 the long of livingRuns.ts leaves 1,001 cents unpaid: it was
// bankrupt at 90, and its sale fetches a cent less than the mark says.
import { describe, expect, test } from 'vitest'
import type { ExplicitAccount } from '../../src/schema/scenario.ts'
import { LONG, runLiving, SHORT } from '../support/livingRuns.ts'
import { position } from '../support/validationScenarios.ts'

const behavior = {}
const UNPAID = 1_001

function pay(venue: Record<string, unknown>, accounts: ExplicitAccount[] = [LONG], path = [100, 89]) {
  const { simulation, at, events } = runLiving({ accounts, behavior, path, venue })
  return { summary: simulation.readSummary(), at: (id: number) => at(path.length - 1, id), events }
}

describe('layers of money', () => {
  const money = { insuranceFund: 5, venueEquity: 3 }

  test.each([
    [['insuranceFund', 'venueEquity'], { fundPaid: 500, venuePaid: 300, badDebt: 201, socializedLoss: 0 }],
    [['venueEquity', 'insuranceFund'], { fundPaid: 500, venuePaid: 300, badDebt: 201 }],
    [['insuranceFund'], { fundPaid: 500, venuePaid: 0, badDebt: 501 }],
    [['venueEquity'], { fundPaid: 0, venuePaid: 300, badDebt: 701 }],
    [[], { fundPaid: 0, venuePaid: 0, badDebt: UNPAID }],
  ])('%j pay up to their balance', (waterfall, expected) => {
    expect(pay({ ...money, waterfall }).summary).toMatchObject(expected)
  })

  test('pay in their order, and the second only what the first leaves', () => {
    const rich = { insuranceFund: 100, venueEquity: 3 }
    const fundFirst = pay({ ...rich, waterfall: ['insuranceFund', 'venueEquity'] }).summary
    expect(fundFirst).toMatchObject({ fundPaid: UNPAID, venuePaid: 0, insuranceFund: 10_000 - UNPAID })
    const venueFirst = pay({ ...rich, waterfall: ['venueEquity', 'insuranceFund'] }).summary
    expect(venueFirst).toMatchObject({ fundPaid: 701, venuePaid: 300, venueEquity: 0, insolvent: false })
  })

  test('pay wherever they stand, also behind the others', () => {
    const waterfall = ['socializedLoss', 'adl', 'insuranceFund']
    expect(pay({ insuranceFund: 5, waterfall }).summary).toMatchObject({ fundPaid: 500, badDebt: 501 })
  })
})

describe('deleveraging', () => {
  const adl = (fund: number, waterfall = ['insuranceFund', 'adl']) =>
    pay({ insuranceFund: fund, waterfall }, [LONG, SHORT])

  test('does not happen while the money before it reaches, to the cent', () => {
    const { summary } = adl(UNPAID / 100)
    expect(summary).toMatchObject({ adlContracts: 0, adlAccounts: 0, fundPaid: UNPAID, insuranceFund: 0 })
  })

  test('closes the whole position at the bankruptcy price where they are a cent short', () => {
    const { summary, at } = adl((UNPAID - 1) / 100)
    expect(summary).toMatchObject({ adlContracts: 1000, adlAccounts: 1, fundPaid: 0, badDebt: 0 })
    expect(summary).toMatchObject({ liquidations: 1, bankruptPositions: 1, ownPaid: 10_000 })
    expect(summary.adlAgainstMark).toBe(-1_000) // a thousand contracts, at 90 instead of 89
    expect(at(0)).toMatchObject({ state: 'liquidated', contracts: 0, cash: 0 })
    expect(at(1)).toMatchObject({ state: 'deleveraged', contracts: 0, cash: 110_000 - 90_000 })
  })

  test('counts only the money of layers that stand before it', () => {
    expect(adl(1000, ['adl', 'insuranceFund']).summary.adlContracts).toBe(1000)
    const split = { insuranceFund: 5, venueEquity: 5.01, waterfall: ['venueEquity', 'insuranceFund', 'adl'] }
    expect(pay(split, [LONG, SHORT]).summary).toMatchObject({
      adlContracts: 0,
      fundPaid: 500,
      venuePaid: 501,
    })
  })

  test('needs a winner of the other side that is not queued itself', () => {
    const rest = { adlContracts: 0, badDebt: UNPAID }
    expect(pay({ waterfall: ['adl'] }, [LONG]).summary).toMatchObject(rest)
    expect(pay({ waterfall: ['adl'] }, [LONG, position('long', 5, 10_000, 100)]).summary).toMatchObject(rest)
    // Entered at 88, a short has lost at 89.
    const loser = position('short', 1000, 40_000, 88)
    expect(pay({ waterfall: ['adl'] }, [LONG, loser]).summary).toMatchObject(rest)
  })

  test('needs bankruptcy prices to overlap by a cent', () => {
    // Without maintenance margin an account may open with nothing left: here both are bankrupt at 100.
    const long = position('long', 100, 200, 102)
    const run = (deposit: number) =>
      pay(
        { waterfall: ['adl'], maintenanceMargin: 0 },
        [long, position('short', 100, deposit, 98)],
        [100, 97],
      )
    expect(run(200).summary).toMatchObject({ adlContracts: 0, badDebt: 301 })
    const { summary, at } = run(201)
    expect(summary).toMatchObject({ adlContracts: 100, badDebt: 0 })
    expect(at(1)).toMatchObject({ state: 'deleveraged', cash: 1 })
  })

  test('passes over a winner who would keep only a part of a cent', () => {
    const long = position('long', 4, 9, 102) // bankrupt at 99.75
    const run = (deposit: number) =>
      pay({ waterfall: ['adl'], maintenanceMargin: 0 }, [long, position('short', 1, deposit, 98)], [100, 97])
    expect(run(2).summary.adlContracts).toBe(0) // 0.25 cents would stay
    expect(run(3).summary.adlContracts).toBe(1)
  })

  test('takes what there is, and the rest of the position goes to the market', () => {
    const half = position('short', 400, 4_000, 100)
    const { summary, at } = pay({ waterfall: ['adl'] }, [LONG, half])
    expect(summary).toMatchObject({ adlContracts: 400, badDebt: 601 }) // 600 contracts at a loss of 1, and a cent
    expect(at(1)).toMatchObject({ state: 'deleveraged', cash: 44_000 - 36_000 })
  })

  test('leaves a winner who is larger with the rest of the position, open', () => {
    const { at } = pay({ waterfall: ['adl'] }, [LONG, position('short', 1500, 15_000, 100)])
    expect(at(1)).toMatchObject({ state: 'open', contracts: -500, cash: 165_000 - 90_000 })
  })

  test('splits the cash so that every part is whole and the last one leaves exactly nothing', () => {
    const winners = [1, 2, 3].map(() => position('short', 1, 1000, 1000))
    const { at } = pay({ waterfall: ['adl'] }, [position('long', 3, 2000, 1000), ...winners], [1000, 300])
    // Cash of −1000: −667 and −333 stay after one and two of three contracts.
    expect([1, 2, 3].map((id) => at(id).cash - 2000)).toEqual([-333, -334, -333])
  })

  test('ranks by profit over deposit times effective leverage, ties by id', () => {
    const accounts = [
      position('long', 100, 1_000, 100),
      position('short', 60, 6_000, 100),
      position('short', 60, 600, 100),
      position('short', 60, 600, 100),
      position('short', 60, 1_200, 100),
    ]
    const { at } = pay({ waterfall: ['adl'] }, accounts)
    expect([1, 2, 3, 4].map((id) => at(id).contracts)).toEqual([-60, 0, -20, -60])
  })

  test('pro rata takes of everyone, largest remainder first, ties by id', () => {
    const accounts = [
      position('long', 100, 1_000, 100),
      ...[50, 50, 50].map((n) => position('short', n, n * 10, 100)),
    ]
    const { at, summary } = pay({ waterfall: ['adl'], adl: { ranking: 'proRata' } }, accounts)
    expect([1, 2, 3].map((id) => at(id).contracts)).toEqual([-16, -17, -17])
    expect(summary.adlAccounts).toBe(3)
  })
})

describe('socialized loss', () => {
  test('by profit takes of winners only, and no more than their profit', () => {
    const winners = [position('short', 60, 6_000, 100), position('short', 30, 3_000, 100)]
    const { at, summary } = pay({ waterfall: ['socializedLoss'] }, [LONG, ...winners])
    // Profits at 89 are 660 and 330, 990 in all.
    expect([at(1).haircut, at(2).haircut]).toEqual([660, 330])
    expect(summary).toMatchObject({ socializedLoss: 990, badDebt: 11, insolvent: true })
    expect([at(1).cash, at(2).cash]).toEqual([12_000 - 660, 6_000 - 330])
  })

  test('by open interest passes over whoever has less than a whole cent', () => {
    const venue = {
      maintenanceMargin: 0,
      mark: { indexWeight: 1 },
      waterfall: ['socializedLoss'],
      socializedLoss: { base: 'openInterest' },
    }
    const poor = position('long', 1, 3, 100) // half a cent at 97.5
    const bankrupt = position('long', 100, 200, 100)
    const payer = position('long', 1, 100, 100)
    const { at, summary } = pay(venue, [poor, bankrupt, payer], [100, 97.5])
    expect(summary).toMatchObject({ socializedLoss: 51, badDebt: 0 })
    expect([at(0).haircut, at(0).state, at(2).haircut]).toEqual([0, 'open', 51])
  })

  test('by open interest takes no more than a payer’s whole cents, and shares the rest out no more', () => {
    const venue = {
      maintenanceMargin: 0,
      mark: { indexWeight: 1 },
      waterfall: ['socializedLoss'],
      socializedLoss: { base: 'openInterest' },
    }
    const poor = position('long', 1, 4, 100) // one and a half cents at 97.5
    const bankrupt = position('long', 100, 200, 100)
    const payer = position('long', 1, 100, 100)
    const { at, summary } = pay(venue, [poor, bankrupt, payer], [100, 97.5])
    expect([at(0).haircut, at(2).haircut]).toEqual([1, 25])
    expect(summary).toMatchObject({ socializedLoss: 26, badDebt: 25 })
  })

  test('spares the queue, and is settled once at the end of the step', () => {
    const waterfall = ['socializedLoss']
    const venue = { waterfall, liquidation: { capacityPerStep: 2 }, socializedLoss: { base: 'openInterest' } }
    const accounts = [LONG, LONG, LONG, position('long', 10, 1_000, 100)]
    const { at, events } = pay(venue, accounts)
    expect(at(2)).toMatchObject({ state: 'open', haircut: 0 })
    expect(at(3).haircut).toBe(889) // two sales have moved the mark a little below 89
    expect(events.filter(({ kind }) => kind === 'socializedLoss')).toHaveLength(1)
  })
})
