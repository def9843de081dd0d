// Stop-losses and profit-taking, docs/model.md section 8: prices known in advance, tested at the mark, filled in the book.
// Deposit 10,000 cents, 1,000 contracts at 100, so that a dollar of the price is a tenth of the deposit.
import { describe, expect, it } from 'vitest'
import { listTrades, LONG, runLiving, SHORT } from '../support/livingRuns.ts'
import { position } from '../support/validationScenarios.ts'

const STOP = { stopLoss: { share: 1, loss: 0.5 } }
const TAKE = { takeProfit: { share: 1, gain: 0.5 } }

describe('a close at a price', () => {
  it.each([
    // Half of the deposit is lost at 95, for a short at 105. The order gets a cent less than the mark says.
    { name: 'stop-loss of a long', kind: 'stopLoss', account: LONG, rule: STOP, path: [100, 95.01, 95] },
    { name: 'stop-loss of a short', kind: 'stopLoss', account: SHORT, rule: STOP, path: [100, 104.99, 105] },
    // Half of the deposit is won at 105, for a short at 95.
    {
      name: 'profit-taking of a long',
      kind: 'takeProfit',
      account: LONG,
      rule: TAKE,
      path: [100, 104.99, 105],
    },
    {
      name: 'profit-taking of a short',
      kind: 'takeProfit',
      account: SHORT,
      rule: TAKE,
      path: [100, 95.01, 95],
    },
  ])('$name', ({ kind, account, rule, path }) => {
    const { at, events, simulation } = runLiving({ accounts: [account], behavior: rule, path })
    expect(at(1)).toMatchObject({ state: 'open', deposit: 10_000 })
    const left = kind === 'stopLoss' ? 4_999 : 14_999
    expect(at(2)).toMatchObject({ state: 'closed', contracts: 0, cash: left })
    expect(listTrades(events)).toEqual([`step 2: ${kind} of 0`])
    expect(events[0]).toMatchObject({ contracts: at(1).contracts, cents: left - at(1).cash, mark: path[2] })
    // An own close is no liquidation, and costs nobody else anything.
    expect(simulation.readSummary()).toMatchObject({ liquidations: 0, bankruptPositions: 0, losses: 0 })
  })

  it('a stop at the whole deposit never fires: the engine is there first', () => {
    const { events } = runLiving({
      accounts: [LONG],
      behavior: { stopLoss: { share: 1, loss: 1 } },
      path: [100, 91, 90.5],
    })
    expect(listTrades(events)).toEqual(['step 2: liquidation of 0'])
  })

  it('at 0 or with nobody in it a rule is off', () => {
    for (const behavior of [
      { stopLoss: { share: 0, loss: 0.5 }, takeProfit: { share: 0, gain: 0.5 } },
      { stopLoss: { share: 1, loss: 0 }, takeProfit: { share: 1, gain: 0 } },
    ])
      expect(runLiving({ accounts: [LONG, SHORT], behavior, path: [100, 95, 105] }).events).toEqual([])
  })

  it('measures the loss by all money paid in', () => {
    // Top-up at equity below 6 %. 95.5: equity 5,500 < 5,730, 5,000 come. Now half of the deposit is 7,500, and equity at m is
    // 1,000·m − 85,000, so that the loss is 7,500 at 92.5 and no longer 5,000 at 95.
    const { at, events } = runLiving({
      accounts: [LONG],
      behavior: { ...STOP, topUp: { share: 1, at: 6, amount: 0.5, delaySteps: 0, times: 1 } },
      path: [100, 95.5, 95, 92.51, 92.5],
    })
    expect(listTrades(events)).toEqual(['step 1: topUp of 0', 'step 4: stopLoss of 0'])
    expect(at(4).cash).toBe(7_499)
  })
})

describe('who closes when', () => {
  it('stops and profit-taking together, by id', () => {
    // At 95 longs have lost half, shorts have won half.
    const { events } = runLiving({
      accounts: [SHORT, LONG, SHORT, LONG],
      behavior: { ...STOP, ...TAKE },
      path: [100, 95],
    })
    expect(listTrades(events)).toEqual([
      'step 1: takeProfit of 0',
      'step 1: stopLoss of 1',
      'step 1: takeProfit of 2',
      'step 1: stopLoss of 3',
    ])
  })

  it('all at the mark before the first of them traded', () => {
    // Depth 1,000: each stop takes the price 1 % down, past the next one's stop. At 95 only the first is due; the second, whose
    // stop is at 94.5, waits for the next step although the price is 94.05 by then.
    const second = position('long', 1000, 10_000, 99.5)
    const { events } = runLiving({
      accounts: [LONG, second],
      behavior: STOP,
      path: [100, 95, 94.4],
      depth: 1000,
    })
    expect(listTrades(events)).toEqual(['step 1: stopLoss of 0', 'step 2: stopLoss of 1'])
  })

  // schema/event.ts: `mark` is the mark at the decision. To be made a plain test with the engine.
  it('and so says the record of each trade', () => {
    const { events } = runLiving({ accounts: [LONG, LONG], behavior: STOP, path: [100, 95], depth: 1000 })
    expect(events.map(({ mark }) => mark)).toEqual([95, 95])
    expect(events[1].priceBefore).toBeCloseTo(94.0547, 4)
  })

  it('not who is below maintenance, and not who is queued', () => {
    // 90.5: equity 500 < 905: queued, due in step 4. At 94.9 it is sound and past its stop, but still queued; the engine
    // releases it in step 4, after the crowd's trades, and so the stop fires in step 5.
    const { at, events } = runLiving({
      accounts: [LONG],
      behavior: STOP,
      path: [100, 90.5, 94.9, 94.9, 94.9, 94.9],
      venue: { liquidation: { capacityPerStep: null, latencySteps: 3 } },
    })
    expect(listTrades(events)).toEqual(['step 4: release of 0', 'step 5: stopLoss of 0'])
    expect(at(5).cash).toBe(4_899)
  })

  it('only until a breaker fires; the others are tested afresh after the halt', () => {
    // Depth 1,000: the first close brings floor(9,500,000·(1 − e^−0.01)) = 94,526 and takes the price from 95 to 94.05, a fall of
    // 5.9 % from 100, past the 5.5 % of the breaker. It halts steps 1 and 2.
    const rules = {
      accounts: [LONG, LONG, LONG],
      behavior: STOP,
      depth: 1000,
      venue: { circuitBreaker: { move: 0.055, windowSteps: 10, haltSteps: 2 } },
    }
    // After the halt at 97, nobody has lost half.
    const recovers = runLiving({ ...rules, path: [100, 95, 95, 97, 97] })
    expect(listTrades(recovers.events)).toEqual(['step 1: stopLoss of 0', 'step 1: halt of -1'])
    expect(recovers.at(4, 0)).toMatchObject({ state: 'closed', cash: 4_526 })
    // After the halt at 95, the comparison starts afresh, and two closes in a row move the price by 2 % only.
    const stays = runLiving({ ...rules, path: [100, 95, 95, 95, 95] })
    expect(listTrades(stays.events).slice(2)).toEqual(['step 3: stopLoss of 1', 'step 3: stopLoss of 2'])
  })
})
