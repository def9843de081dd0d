// Re-levering, docs/model.md section 8: who has gained buys more (a short sells more) until leverage is what it was at the opening.
// Opened with leverage 10: 1,000 contracts at 100 on 10,000 cents; below = 0.9, so that they act when leverage falls below 9.
import { describe, expect, it } from 'vitest'
import { liquidationPrice } from '../../src/engine/ledger.ts'
import { contractsOf, listTrades, LONG, runLiving, SHORT } from '../support/livingRuns.ts'
import { position } from '../support/validationScenarios.ts'

const RELEVER = { relever: { share: 1, below: 0.9 } }

describe('re-levering', () => {
  it.each([
    // Trigger 9·90,000 / (1,000·8) = 101.25, strictly above. At 102 equity 12,000, leverage 102,000 / 12,000 = 8.5:
    // adds floor((10·12,000 − 102,000) / 102) = 176 for 176·102 = 17,952 cents and one for rounding.
    {
      side: 'long',
      account: LONG,
      path: [100, 101.25, 102, 102],
      contracts: 1176,
      cash: -90_000 - 17_953,
      liquidatedAt: [90.909, 92.724],
    },
    // Trigger 9·110,000 / (1,000·10) = 99, strictly below. At 98 equity 12,000, leverage 98,000 / 12,000 = 8.17:
    // adds floor((10·12,000 − 98,000) / 98) = 224 for 224·98 = 21,952 cents less one.
    {
      side: 'short',
      account: SHORT,
      path: [100, 99, 98, 98],
      contracts: -1224,
      cash: 110_000 + 21_951,
      liquidatedAt: [108.911, 106.736],
    },
  ])(
    'of a $side restores the leverage of the opening',
    ({ account, path, contracts, cash, liquidatedAt }) => {
      const { at, events, simulation } = runLiving({ accounts: [account], behavior: RELEVER, path })
      expect(at(1).contracts).toBe(at(0).contracts)
      // Contracts and cash change; the deposit does not. In step 3 leverage is 10 again, and nothing happens.
      expect(at(2)).toMatchObject({ contracts, cash, deposit: 10_000, state: 'open' })
      expect(listTrades(events)).toEqual(['step 2: relever of 0'])
      expect(events[0]).toMatchObject({ contracts: at(0).contracts - contracts, mark: path[2] })
      const equity = cash + contracts * path[2]
      expect((Math.abs(contracts) * path[2]) / equity).toBeCloseTo(10, 1)
      // A rising market loads the spring: the liquidation price follows the price.
      const opened = Math.abs(at(0).cash / at(0).contracts) / (1 - Math.sign(contracts) * 0.01)
      expect(opened).toBeCloseTo(liquidatedAt[0], 3)
      expect(liquidationPrice(simulation.places.venues[0].state.ledger, 0, 0, 0.01)).toBeCloseTo(
        liquidatedAt[1],
        3,
      )
    },
  )

  it('is off at 0, and where a position owes nothing and leverage below 1 cannot fall further', () => {
    const off = { accounts: [LONG, SHORT], path: [100, 105, 95] }
    expect(runLiving({ ...off, behavior: { relever: { share: 1, below: 0 } } }).events).toEqual([])
    expect(runLiving({ ...off, behavior: { relever: { share: 0, below: 0.9 } } }).events).toEqual([])
    // Leverage 1, cash 0: price × contracts is equity at every price, never below 0.9 of it.
    const unlevered = { accounts: [position('long', 100, 10_000, 100)], path: [100, 200, 10] }
    expect(runLiving({ ...unlevered, behavior: RELEVER }).events).toEqual([])
  })

  it('of a long with cash left begins where its price falls: its leverage falls with it', () => {
    // Leverage 0.5: 50 contracts, cash 5,000. Trigger .45·5,000 / (50·.55) = 81.82. At 80: 4,000 < .45·9,000 = 4,050,
    // adds floor((4,500 − 4,000) / 80) = 6 for 480 cents and one for rounding.
    const { at } = runLiving({
      accounts: [position('long', 50, 10_000, 100)],
      behavior: RELEVER,
      path: [100, 82, 80],
    })
    expect([at(1).contracts, at(2).contracts]).toEqual([50, 56])
    expect(at(2).cash).toBe(5_000 - 481)
  })
})

describe('the cuts', () => {
  it('equity stays at 1.5 times maintenance of the new position; where nothing can be added, it is over for good', () => {
    // Leverage 80: 1,250 cents, cash −98,750. At 101 equity 2,250; floor((80·2,250 − 101,000) / 101) = 782 wanted, but 2,250 is
    // 1.5 % of 1,485.1 contracts at 101: adds 485 for 48,986. In step 2 equity is 2,249, enough for 1,484: nothing to add, the end.
    const { at, events } = runLiving({
      accounts: [position('long', 1000, 1_250, 100)],
      behavior: RELEVER,
      path: [100, 101, 101, 105, 120],
    })
    expect(at(1)).toMatchObject({ contracts: 1485, cash: -98_750 - 48_986 })
    // At 105 leverage has fallen to 155,925 / 8,189 = 19, far below 72, and there would be room; but it is over.
    expect(at(4)).toMatchObject({ contracts: 1485 })
    expect(listTrades(events)).toEqual(['step 1: relever of 0'])
  })

  it('the position grows to ten times the first at most, then it is over for good', () => {
    // Leverage 50: 2,000 cents, cash −98,000. At 130 equity 32,000; floor((50·32,000 − 130,000) / 130) = 11,307 wanted,
    // 10·1,000 − 1,000 = 9,000 allowed. Equity 32,000 is enough: 1.5 % of 10,000 contracts at 130 is 19,500.
    const { at, events } = runLiving({
      accounts: [position('long', 1000, 2_000, 100)],
      behavior: RELEVER,
      path: [100, 130, 140, 200],
    })
    expect([1, 2, 3].map((step) => at(step).contracts)).toEqual([10_000, 10_000, 10_000])
    expect(listTrades(events)).toEqual(['step 1: relever of 0'])
  })

  it('of a short likewise', () => {
    // Leverage 50: cash 102,000. At 70 equity 32,000; floor((1,600,000 − 70,000) / 70) = 21,857 wanted, 9,000 allowed, since
    // 1.5 % of 10,000 contracts at 70 is 10,500.
    const { at } = runLiving({
      accounts: [position('short', 1000, 2_000, 100)],
      behavior: RELEVER,
      path: [100, 70, 60],
    })
    expect([1, 2].map((step) => at(step).contracts)).toEqual([-10_000, -10_000])
  })
})

describe('re-levering in its phase', () => {
  it('ends where a breaker fires, and is tested afresh after the halt', () => {
    // Depth 1,000: 176 contracts bought at 102 lift the price by e^.00176 to 102.18, 2.18 % above the start: past the 2.1 % of the
    // breaker, which halts steps 1 and 2.
    const rules = {
      accounts: [LONG, LONG],
      behavior: RELEVER,
      depth: 1000,
      venue: { circuitBreaker: { move: 0.021, windowSteps: 10, haltSteps: 2 } },
    }
    // At 101 after the halt the second long's leverage is 101,000 / 11,000 = 9.2: nothing to do.
    const falls = runLiving({ ...rules, path: [100, 102, 102, 101] })
    expect(listTrades(falls.events)).toEqual(['step 1: relever of 0', 'step 1: halt of -1'])
    expect([0, 1].map((id) => contractsOf(falls.simulation, id))).toEqual([1176, 1000])
    // At 102 it does in step 3 what the first did in step 1.
    const stays = runLiving({ ...rules, path: [100, 102, 102, 102] })
    expect(listTrades(stays.events)[2]).toBe('step 3: relever of 1')
    expect([0, 1].map((id) => contractsOf(stays.simulation, id))).toEqual([1176, 1176])
  })

  it('comes after the stops and before the voluntary closes', () => {
    // At 102 the long (id 0) has leverage 8.5; the short (id 1) with leverage 20 has lost 2,000 of 5,000, 40 %.
    const { at, events } = runLiving({
      accounts: [LONG, position('short', 1000, 5_000, 100)],
      behavior: { ...RELEVER, stopLoss: { share: 1, loss: 0.4 }, turnover: 1 },
      path: [100, 102],
    })
    expect(listTrades(events)).toEqual([
      'step 1: stopLoss of 1',
      'step 1: relever of 0',
      'step 1: turnover of 0',
    ])
    expect(events[2].contracts).toBe(1176)
    expect(at(1)).toMatchObject({ state: 'closed', contracts: 0 })
  })
})
