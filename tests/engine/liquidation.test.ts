// One liquidation at a time, computed by hand (docs/model.md sections 4 and 5). A thousand contracts at 100 on a deposit of 10,000
// cents; the book is so deep that a seller gets one cent less than contracts × price, and a buyer pays one more.
import { describe, expect, test } from 'vitest'
import { LONG, listTrades, runLiving, SHORT } from '../support/livingRuns.ts'
import { position } from '../support/validationScenarios.ts'

const behavior = {}
const liquidation = (settings: object) => ({ liquidation: { capacityPerStep: null, ...settings } })

describe('an account', () => {
  // At a maintenance margin of a quarter both prices below are exact in binary.
  test.each([
    ['long', position('long', 200, 10_400, 100), 64, 63.99],
    ['short', position('short', 200, 10_000, 100), 120, 120.01],
  ])('%s is safe exactly at maintenance, and sold out strictly below', (_, account, safe, beyond) => {
    const path = [100, safe, beyond]
    const { at, events } = runLiving({
      accounts: [account],
      behavior,
      path,
      venue: { maintenanceMargin: 0.25 },
    })
    expect(at(1).state).toBe('open')
    expect(at(2)).toMatchObject({ state: 'liquidated', contracts: 0 })
    expect(listTrades(events)).toEqual(['step 2: liquidation of 0'])
  })

  test('keeps what is left of it', () => {
    const { at, simulation } = runLiving({ accounts: [LONG], behavior, path: [100, 90.9] })
    expect(at(1).cash).toBe(10_000 - 9_100 - 1)
    expect(simulation.readSummary()).toMatchObject({ liquidations: 1, bankruptPositions: 0, ownPaid: 9_101 })
  })

  test('without equity left is sold whole, whatever the close factor; exactly at 0 too', () => {
    const venue = liquidation({ closeFactor: 0.25, capacityPerStep: 1 })
    const { at } = runLiving({ accounts: [LONG], behavior, path: [100, 90], venue })
    expect(at(1)).toMatchObject({ contracts: 0, state: 'liquidated', cash: 0 })
  })
})

describe('a close factor', () => {
  const venue = liquidation({ closeFactor: 0.25, capacityPerStep: 1 })

  test('closes its part of the position, rounded up, and leaves the account open', () => {
    const odd = position('long', 1001, 10_010, 100)
    const { at } = runLiving({ accounts: [odd], behavior, path: [100, 90.9], venue })
    expect(at(1)).toMatchObject({ contracts: 1001 - 251, state: 'open' })
    expect(at(1).cash).toBe(10_010 - 100_100 + 22_815) // 251 × 90.9 is 22,815.9
  })

  test('takes the next part of an account that is still below maintenance, after the others', () => {
    const { events } = runLiving({
      accounts: [LONG, LONG],
      behavior,
      path: [100, 90.9],
      venue: liquidation({ closeFactor: 0.25, capacityPerStep: 3 }),
    })
    // A quarter less at the same equity lifts the account over maintenance, so each is sold once.
    expect(listTrades(events)).toEqual(['step 1: liquidation of 0', 'step 1: liquidation of 1'])
    const again = runLiving({
      accounts: [LONG, LONG],
      behavior,
      path: [100, 90.2],
      venue: liquidation({ closeFactor: 0.25, capacityPerStep: 3 }),
    })
    expect(again.events.map(({ account, contracts }) => [account, contracts])).toEqual([
      [0, 250],
      [1, 250],
      [0, 188],
    ])
  })

  test('counts each part as one liquidation', () => {
    const { simulation } = runLiving({
      accounts: [LONG],
      behavior,
      path: [100, 90.2],
      venue: liquidation({ closeFactor: 0.25 }),
    })
    expect(simulation.readSummary().liquidations).toBe(simulation.places.venues[0].state.totals.liquidations)
    expect(simulation.readSummary().liquidations).toBeGreaterThan(3)
    expect(simulation.readSummary().bankruptPositions).toBe(0)
  })
})

describe('the fund', () => {
  const run = (fee: number, surplus: string, account = LONG, price = 90.9) => {
    const venue = { liquidationFee: fee, ...liquidation({ surplus }) }
    const { at, simulation } = runLiving({ accounts: [account], behavior, path: [100, price], venue })
    const { fees, insuranceFund } = simulation.readSummary()
    return { cash: at(1).cash, fees, insuranceFund }
  }

  test.each([
    ['its share of the proceeds, rounded down', 0.005, 'trader', 454],
    ['no more than the equity that is left', 0.02, 'trader', 899],
    ['everything, where the surplus goes to it', 0.005, 'fund', 899],
    ['everything, where the surplus goes to it without a fee', 0, 'fund', 899],
    ['nothing without either', 0, 'trader', 0],
  ])('collects %s', (_, fee, surplus, cents) => {
    expect(run(fee, surplus)).toEqual({ cash: 899 - cents, fees: cents, insuranceFund: cents })
  })

  test('collects its share of what a short has paid', () => {
    // Below maintenance above 108.91; the purchase costs 109,001 cents.
    expect(run(0.005, 'trader', SHORT, 109)).toEqual({ cash: 999 - 545, fees: 545, insuranceFund: 545 })
  })

  test('collects nothing from an account that leaves nothing', () => {
    expect(run(0.02, 'fund', LONG, 89)).toEqual({ cash: 0, fees: 0, insuranceFund: 0 })
  })

  test('collects from part closes too', () => {
    const venue = { liquidationFee: 0.005, ...liquidation({ closeFactor: 0.25, capacityPerStep: 1 }) }
    const { simulation } = runLiving({ accounts: [LONG], behavior, path: [100, 90.9], venue })
    expect(simulation.readSummary().fees).toBe(113) // of 250 × 90.9 less a cent
  })
})

describe('the queue', () => {
  const crowd = [LONG, LONG, LONG, SHORT]

  test('is longs first by falling, then shorts by rising liquidation price, ties by id', () => {
    const accounts = [
      position('long', 1000, 10_000, 100),
      position('long', 1000, 9_000, 100),
      position('long', 1000, 10_000, 100),
    ]
    const { events } = runLiving({ accounts, behavior, path: [100, 90] })
    const sold = ({ kind }: { kind: string }) => kind === 'liquidation'
    expect(events.filter(sold).map(({ account }) => account)).toEqual([1, 0, 2])
    const shorts = accounts.map((account) => ({ ...account, side: 'short' as const }))
    const up = runLiving({ accounts: shorts, behavior, path: [100, 110] })
    expect(up.events.filter(sold).map(({ account }) => account)).toEqual([1, 0, 2])
  })

  test('waits for capacity, and nobody is served where there is none', () => {
    const at = (capacityPerStep: number) =>
      runLiving({ accounts: crowd, behavior, path: [100, 90.9], venue: liquidation({ capacityPerStep }) })
    expect(at(1).simulation.readSummary()).toMatchObject({ liquidations: 1, queueLeft: 2 })
    expect(at(0).simulation.readSummary()).toMatchObject({ liquidations: 0, queueLeft: 3 })
    expect(at(0).at(1).state).toBe('open')
  })

  test('releases whoever is safe again, which costs no capacity', () => {
    const { events, simulation } = runLiving({
      accounts: crowd,
      behavior,
      path: [100, 90.9, 112],
      venue: liquidation({ capacityPerStep: 1 }),
    })
    expect(listTrades(events)).toEqual([
      'step 1: liquidation of 0',
      'step 2: release of 1',
      'step 2: release of 2',
      'step 2: liquidation of 3',
    ])
    expect(simulation.readSummary().queueLeft).toBe(0)
  })

  test('detects a released account again', () => {
    const { events } = runLiving({
      accounts: [LONG, LONG],
      behavior,
      path: [100, 90.9, 95, 90.9],
      venue: liquidation({ capacityPerStep: 1 }),
    })
    expect(listTrades(events)).toEqual([
      'step 1: liquidation of 0',
      'step 2: release of 1',
      'step 3: liquidation of 1',
    ])
  })

  test('makes everyone wait out the latency, though the price goes on falling', () => {
    const { events, at } = runLiving({
      accounts: [LONG],
      behavior,
      path: [100, 90.9, 90, 89, 88],
      venue: liquidation({ latencySteps: 3 }),
    })
    expect(at(3).state).toBe('open')
    expect(listTrades(events)).toEqual(['step 4: liquidation of 0'])
    expect(events[0].badDebtCents).toBe(2_001)
  })

  test('takes in once more, after the last unit of capacity, whom the last sale has pushed below', () => {
    const { simulation, events } = runLiving({
      accounts: [LONG, position('long', 1000, 10_050, 100)],
      behavior,
      path: [100, 90.9],
      depth: 10_000,
      venue: liquidation({ capacityPerStep: 1 }),
    })
    expect(listTrades(events)).toEqual(['step 1: liquidation of 0'])
    expect(simulation.readSummary().queueLeft).toBe(1)
  })
})
