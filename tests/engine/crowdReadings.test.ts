// Readings of the living crowd, by hand: three positions of 1,000 contracts at 100, maintenance 1 %.
// Long on 10,000: liquidated at 90,000 / 990 = 90.91. Long on 5,000: at 95,000 / 990 = 95.96. Short on 10,000: at 108.91.
import { describe, expect, it } from 'vitest'
import { computeNearContracts, countCrowd } from '../../src/engine/crowdReadings.ts'
import { LONG, runLiving, SHORT } from '../support/livingRuns.ts'
import { position } from '../support/validationScenarios.ts'

const ACCOUNTS = [LONG, position('long', 1000, 5_000, 100), SHORT]

function marketAt(path: readonly number[], rules: Record<string, unknown> = {}, behavior = {}) {
  return runLiving({ accounts: ACCOUNTS, behavior, path, venue: rules }).simulation.places.markets[0]
}

describe('contracts near liquidation', () => {
  it.each([
    // From 100: 5 % down is 95, 9.1 % is 90.9.
    { mark: 100, share: 0.04, contracts: 0 },
    { mark: 100, share: 0.05, contracts: 1000 },
    { mark: 100, share: 0.09, contracts: 1000 },
    { mark: 100, share: 0.091, contracts: 2000 },
    // From 102: 5 % down is 96.9. A rise alone takes the crowd away from its liquidation prices.
    { mark: 102, share: 0.05, contracts: 0 },
    // From 96: 5 % down is 91.2.
    { mark: 96, share: 0.05, contracts: 1000 },
    { mark: 96, share: 0.06, contracts: 2000 },
    { mark: 96, share: 0, contracts: 0 },
  ])('at a mark of $mark within $share: $contracts', ({ mark, share, contracts }) => {
    expect(computeNearContracts(marketAt([100, mark]), share)).toBe(contracts)
  })

  it('leaves out who is already below: that is the queue', () => {
    // At 95.9 the second long waits for the engine; 6 % down is 90.1.
    const market = marketAt([100, 95.9], { liquidation: { capacityPerStep: null, latencySteps: 5 } })
    expect(market.venue.state.queue.length).toBe(1)
    expect(computeNearContracts(market, 0.06)).toBe(1000)
  })

  it('looks from the mark, not from the price', () => {
    // The mark is the index: 97.9. An outside sale has pushed the price to 88.6, and it does not matter.
    const { simulation } = runLiving({
      accounts: ACCOUNTS,
      behavior: {},
      path: [100, 97.9],
      depth: 100,
      venue: { mark: { indexWeight: 1 } },
      shocks: [{ step: 1, kind: 'sell', contracts: 1000 }],
    })
    expect(simulation.places.markets[0].state.price).toBeLessThan(89)
    expect(computeNearContracts(simulation.places.markets[0], 0.05)).toBe(1000)
  })
})

describe('leverage held', () => {
  it('is the value of all positions over the equity behind them', () => {
    // 300,000 over 10,000 + 5,000 + 10,000; at 102 306,000 over 12,000 + 7,000 + 8,000.
    expect(countCrowd(marketAt([100, 100]).venue).leverageHeld).toBe(12)
    expect(countCrowd(marketAt([100, 102]).venue).leverageHeld).toBeCloseTo(306 / 27, 12)
  })

  it('leaves out who has nothing left, and is 0 where nobody is left', () => {
    // At 94 the second long has −1,000, and waits for the engine: 188,000 over 4,000 + 16,000.
    const waits = { liquidation: { capacityPerStep: null, latencySteps: 5 } }
    expect(countCrowd(marketAt([100, 94], waits).venue).leverageHeld).toBeCloseTo(188 / 20, 12)
    expect(countCrowd(marketAt([100, 100], {}, { turnover: 1 }).venue).leverageHeld).toBe(0)
  })
})

describe('deposits so far', () => {
  it('grow by top-ups', () => {
    // At 97 the second long has 2,000 < 3 % of 97,000 = 2,910: adds half of its 5,000.
    const behavior = { topUp: { share: 1, at: 3, amount: 0.5, delaySteps: 0, times: 1 } }
    expect(marketAt([100, 100], {}, behavior).venue.state.totals.depositedCents).toBe(25_000)
    expect(marketAt([100, 97], {}, behavior).venue.state.totals.depositedCents).toBe(27_500)
  })
})
