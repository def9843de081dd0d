// Top-ups, docs/model.md section 8, row by row of what an expert would ask. Deposit 10,000 cents, 1,000 contracts at 100, maintenance
// 1 %; traders act when equity falls below 3 % of the position (at = 3) and pay in half of the first deposit: 5,000 cents.
import { describe, expect, it } from 'vitest'
import { listTrades, LONG, runLiving, SHORT } from '../support/livingRuns.ts'

const TOP_UP = { share: 1, at: 3, amount: 0.5, delaySteps: 0, times: 1 }

describe('a top-up that arrives at once', () => {
  it.each([
    // At 93 equity 3,000 ≥ 3 % of 93,000 = 2,790. At 92 equity 2,000 < 2,760: acts. 87.6 would be the next trigger.
    { side: 'long', account: LONG, path: [100, 93, 92, 92], before: -90_000, after: -85_000, profit: -8_000 },
    // At 106 equity 4,000 ≥ 3 % of 106,000 = 3,180. At 107 equity 3,000 < 3,210: acts.
    {
      side: 'short',
      account: SHORT,
      path: [100, 106, 107, 107],
      before: 110_000,
      after: 115_000,
      profit: -7_000,
    },
  ])('comes from a $side when equity falls below the trigger', ({ account, path, before, after, profit }) => {
    const { at, events, simulation } = runLiving({ accounts: [account], behavior: { topUp: TOP_UP }, path })
    expect(at(1)).toMatchObject({ cash: before, deposit: 10_000 })
    expect(at(2)).toMatchObject({ cash: after, deposit: 15_000, state: 'open' })
    expect(listTrades(events)).toEqual(['step 2: topUp of 0'])
    expect(events[0]).toMatchObject({ cents: 5_000, contracts: 0 })
    // A deposit is not a gain: equity and deposit rise alike.
    expect(at(2).cash + at(2).contracts * path[2] - at(2).deposit).toBe(profit)
    expect(before + at(1).contracts * path[2] - 10_000).toBe(profit)
    expect(simulation.places.venues[0].state.totals.depositedCents).toBe(15_000)
  })

  it('moves the liquidation price, and comes no more often than `times`', () => {
    // 92: equity 2,000 < 2,760, first. Then cash −85,000 and the trigger is 85,000 / 970 = 87.63.
    // 87.6: equity 2,600 < 2,628, second. Then cash −80,000. 82: equity 2,000 < 2,460, but it has paid twice.
    // 80: equity 0 < 800: sold out, for a cent less than the 80,000 it owes.
    const { at, events } = runLiving({
      accounts: [LONG],
      behavior: { topUp: { ...TOP_UP, times: 2 } },
      path: [100, 92, 87.6, 82, 80],
    })
    expect([1, 2, 3].map((step) => at(step).cash)).toEqual([-85_000, -80_000, -80_000])
    expect(at(4)).toMatchObject({ state: 'liquidated', deposit: 20_000 })
    expect(listTrades(events)).toEqual([
      'step 1: topUp of 0',
      'step 2: topUp of 0',
      'step 4: liquidation of 0',
    ])
    // Without the top-ups 90.5 would have been the end: equity 500 < 905.
    const without = runLiving({
      accounts: [LONG],
      behavior: { topUp: { ...TOP_UP, times: 0 } },
      path: [100, 90.5],
    })
    expect(without.at(1)).toMatchObject({ state: 'liquidated', deposit: 10_000 })
  })

  it('comes once a step, however small it is', () => {
    // 1 % of the first deposit: 100 cents. Equity at 92 stays far below 2,760, so one comes in each step, three in all.
    const { at } = runLiving({
      accounts: [LONG],
      behavior: { topUp: { ...TOP_UP, amount: 0.01, times: 3 } },
      path: [100, 92],
      steps: 5,
    })
    expect([1, 2, 3, 4, 5].map((step) => at(step).cash)).toEqual([
      -89_900, -89_800, -89_700, -89_700, -89_700,
    ])
  })
})

describe('a top-up that takes time', () => {
  it('is promised at the trigger and arrives so many steps later, one promise at a time', () => {
    // Promised in step 1, arrives in step 4. There equity is still too low: promised anew in step 4, arrives in step 7.
    const { at } = runLiving({
      accounts: [LONG],
      behavior: { topUp: { ...TOP_UP, amount: 0.01, delaySteps: 3, times: 2 } },
      path: [100, 92],
      steps: 9,
    })
    const cash = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((step) => at(step).cash)
    expect(cash).toEqual([
      ...[-90_000, -90_000, -90_000],
      ...[-89_900, -89_900, -89_900],
      ...[-89_800, -89_800, -89_800],
    ])
  })

  it('arrives even where the price has come back', () => {
    const { at } = runLiving({
      accounts: [SHORT],
      behavior: { topUp: { ...TOP_UP, delaySteps: 2 } },
      path: [100, 107, 101, 101],
    })
    expect([1, 2, 3].map((step) => at(step).cash)).toEqual([110_000, 110_000, 115_000])
  })

  it('does not arrive where the position is closed', () => {
    // Promised at 92 for step 3. In step 2 equity is 500 < 905: sold out, 90,500 − 1 cents come in.
    const { at, simulation } = runLiving({
      accounts: [LONG],
      behavior: { topUp: { ...TOP_UP, delaySteps: 2 } },
      path: [100, 92, 90.5, 90.5, 90.5],
    })
    expect(at(4)).toMatchObject({ state: 'liquidated', cash: 499, deposit: 10_000 })
    expect(simulation.places.venues[0].state.totals.depositedCents).toBe(10_000)
  })

  it('saves a queued account, whatever its equity by then, and the engine releases it at its turn', () => {
    // Promised in step 1. In step 2 equity is −1,000: queued, due in step 5. In step 3 the money arrives: equity 4,000 ≥ 890.
    const { at, events, simulation } = runLiving({
      accounts: [LONG],
      behavior: { topUp: { ...TOP_UP, delaySteps: 2 } },
      path: [100, 92, 89, 89, 89, 89],
      venue: { liquidation: { capacityPerStep: null, latencySteps: 3 } },
    })
    expect(listTrades(events)).toEqual(['step 3: topUp of 0', 'step 5: release of 0'])
    expect(at(5)).toMatchObject({ state: 'open', contracts: 1000, cash: -85_000 })
    expect(simulation.places.venues[0].state.queue.length).toBe(0)
  })
})

describe('top-ups in a halt', () => {
  const breaker = { circuitBreaker: { move: 0.05, windowSteps: 100, haltSteps: 10 } }

  it.each([
    // The gap to 94 halts the venue. At 89 equity is −1,000: nobody throws money after that. Back at 92 equity is 2,000.
    { side: 'long', account: LONG, path: [100, 94, 89, 92], before: -90_000, after: -85_000 },
    { side: 'short', account: SHORT, path: [100, 106, 111, 108], before: 110_000, after: 115_000 },
  ])('of a $side: not with nothing left, but as soon as something is', ({ account, path, before, after }) => {
    const { at, events } = runLiving({
      accounts: [account],
      behavior: { topUp: TOP_UP },
      path,
      venue: breaker,
    })
    expect([1, 2, 3].map((step) => at(step).cash)).toEqual([before, before, after])
    expect(listTrades(events)).toEqual(['step 1: halt of -1', 'step 3: topUp of 0'])
  })

  it('arrive while nothing can be sold: the pause that margin needs', () => {
    // Promised in step 1 at 92 (equity 2,000 < 2,760), in the step in which the gap of 8 % halts the venue for ten steps.
    // At 90.5 the long would be sold out (500 < 905), but not in a halt; in step 4 the 5,000 arrive.
    const path = [100, 92, 90.5]
    const rules = { accounts: [LONG], behavior: { topUp: { ...TOP_UP, delaySteps: 3 } }, path, steps: 12 }
    expect(runLiving({ ...rules, venue: breaker }).at(12)).toMatchObject({ state: 'open', cash: -85_000 })
    expect(runLiving(rules).at(12)).toMatchObject({ state: 'liquidated', deposit: 10_000 })
  })
})
