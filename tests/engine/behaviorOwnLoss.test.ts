// An own close that fills so badly that less than nothing is left, docs/model.md section 8: the money layers pay in their order, what
// is left waits for socialized loss or is bad debt; no ADL, no fee, and no liquidation is counted.
import { describe, expect, it } from 'vitest'
import { LONG, runLiving, SHORT } from '../support/livingRuns.ts'

const STOP = { stopLoss: { share: 1, loss: 0.5 } }
/** So thin that 1,000 contracts move the logarithm of the price by 0.2. */
const THIN = 50

describe('an own close below zero', () => {
  it.each([
    // At 95 the long still has 5,000. 1,000 sold bring floor(100·50·95·(1 − e^−0.2)) = 86,102; cash −3,898.
    { side: 'long', account: LONG, path: [100, 95], deficit: 3_898 },
    // At 105 the short still has 5,000. 1,000 bought cost ceil(100·50·105·(e^0.2 − 1)) = 116,237; cash −6,237.
    { side: 'short', account: SHORT, path: [100, 105], deficit: 6_237 },
  ])('of a $side is paid by the fund, then nobody', ({ account, path, deficit }) => {
    const { at, events, simulation } = runLiving({
      accounts: [account],
      behavior: STOP,
      path,
      depth: THIN,
      venue: { waterfall: ['insuranceFund'], insuranceFund: 20, liquidationFee: 0.01 },
    })
    expect(at(1)).toMatchObject({ state: 'closed', cash: 0, contracts: 0 })
    expect(events[0]).toMatchObject({ kind: 'stopLoss', fundCents: 2_000, badDebtCents: deficit - 2_000 })
    expect(simulation.readSummary()).toMatchObject({
      liquidations: 0,
      bankruptPositions: 1,
      fees: 0,
      fundPaid: 2_000,
      badDebt: deficit - 2_000,
      insolvent: true,
      // The whole deposit is lost, and the deficit on top of it.
      ownPaid: 10_000,
      losses: 10_000 + deficit,
    })
  })

  it('takes the exchange’s own money where that layer stands', () => {
    const { simulation } = runLiving({
      accounts: [LONG],
      behavior: STOP,
      path: [100, 95],
      depth: THIN,
      venue: { waterfall: ['venueEquity', 'insuranceFund'], insuranceFund: 20, venueEquity: 10 },
    })
    // 3,898 = 1,000 of the exchange + 2,000 of the fund + 898 of nobody.
    expect(simulation.readSummary()).toMatchObject({ venuePaid: 1_000, fundPaid: 2_000, badDebt: 898 })
  })

  it('is shared by the winners at the end of the step, and deleverages nobody', () => {
    // The short ends the step at 95·e^−0.2 = 77.78 with a profit of 22,220: it alone pays 3,898 − 2,000, and keeps its contracts.
    const { at, simulation } = runLiving({
      accounts: [LONG, SHORT],
      behavior: STOP,
      path: [100, 95],
      depth: THIN,
      venue: { waterfall: ['insuranceFund', 'adl', 'socializedLoss'], insuranceFund: 20 },
    })
    expect(at(1, 1)).toMatchObject({ state: 'open', contracts: -1000, cash: 110_000 - 1_898, haircut: 1_898 })
    expect(simulation.readSummary()).toMatchObject({
      fundPaid: 2_000,
      socializedLoss: 1_898,
      badDebt: 0,
      adlContracts: 0,
      adlAccounts: 0,
      insolvent: false,
    })
  })

  it('is shared in the same step even where a breaker has just halted the venue', () => {
    const { at, simulation } = runLiving({
      accounts: [LONG, SHORT],
      behavior: STOP,
      path: [100, 95],
      depth: THIN,
      venue: {
        waterfall: ['socializedLoss'],
        circuitBreaker: { move: 0.1, windowSteps: 10, haltSteps: 5 },
      },
    })
    expect(simulation.readSummary()).toMatchObject({ halts: 1, socializedLoss: 3_898 })
    expect(at(1, 1).haircut).toBe(3_898)
  })
})
