// Voluntary closes, docs/model.md section 8: each step with the same probability, the waiting time drawn at once.
import { describe, expect, it } from 'vitest'
import { listTrades, LONG, runCrowd, runLiving, SHORT } from '../support/livingRuns.ts'

const crowd = (traders: number) => ({
  traders,
  leverage: { distribution: 'logUniform', min: 1.5, max: 10 },
  deposit: { median: 100, sigma: 0 },
})
/** So deep that five thousand closes leave the price where it is. */
const VERY_DEEP = 1e10

describe('a voluntary close', () => {
  it('with probability 1 comes in the first step, by id', () => {
    const { at, events } = runLiving({
      accounts: [LONG, SHORT, LONG],
      behavior: { turnover: 1 },
      path: [100, 101],
    })
    expect(listTrades(events)).toEqual([
      'step 1: turnover of 0',
      'step 1: turnover of 1',
      'step 1: turnover of 2',
    ])
    // The longs gain 1,000 less the cent of rounding. The short loses 1,000: it buys back just below 101, rounded up to a cent.
    expect([0, 1, 2].map((id) => at(1, id).cash)).toEqual([10_999, 9_000, 10_999])
    expect([0, 1, 2].map((id) => at(1, id).state)).toEqual(['closed', 'closed', 'closed'])
  })

  it('that falls due in a halt comes in the first step after it', () => {
    // The gap of 6 % halts steps 1 to 5.
    const { events } = runLiving({
      accounts: [LONG, SHORT],
      behavior: { turnover: 1 },
      path: [100, 106],
      steps: 8,
      venue: { circuitBreaker: { move: 0.05, windowSteps: 10, haltSteps: 5 } },
    })
    expect(listTrades(events)).toEqual([
      'step 1: halt of -1',
      'step 6: turnover of 0',
      'step 6: turnover of 1',
    ])
  })

  it('in a halt changes nobody else’s waiting time', () => {
    const rules = {
      drawn: crowd(300),
      behavior: { turnover: 0.2 },
      path: [100, 106],
      steps: 30,
      depth: VERY_DEEP,
    }
    const free = closingSteps(rules)
    const halted = closingSteps({
      ...rules,
      venue: { circuitBreaker: { move: 0.05, windowSteps: 10, haltSteps: 5 } },
    })
    expect([...free.values()].filter((step) => step <= 5).length).toBeGreaterThan(50)
    for (const [id, step] of free) expect(halted.get(id)).toBe(Math.max(6, step))
  })

  it('waits for the engine where the account is queued', () => {
    // Due in step 1, but 90.5 leaves equity 500 < 905: it is the engine's, which waits until step 4. At 95 it is released
    // then, and closes in step 5.
    const { events } = runLiving({
      accounts: [LONG],
      behavior: { turnover: 1 },
      path: [100, 90.5, 95, 95, 95, 95],
      venue: { liquidation: { capacityPerStep: null, latencySteps: 3 } },
    })
    expect(listTrades(events)).toEqual(['step 4: release of 0', 'step 5: turnover of 0'])
  })

  // So small a probability is lost in 1 − p. To be made a plain test with the engine.
  it('with a probability of next to nothing comes next to never', () => {
    expect(runLiving({ accounts: [LONG], behavior: { turnover: 1e-17 }, path: [100, 100] }).events).toEqual(
      [],
    )
  })

  it('of a newcomer comes after arrival', () => {
    const { events } = runCrowd({
      drawn: crowd(1),
      behavior: { turnover: 1, arrivals: { perStep: 3 } },
      path: [100],
      steps: 50,
      depth: VERY_DEEP,
    })
    const arrivedAt = new Map(events.filter((e) => e.kind === 'arrival').map((e) => [e.account, e.step]))
    const closed = events.filter((e) => e.kind === 'turnover' && e.account > 0)
    expect(closed.length).toBeGreaterThan(100)
    for (const { account, step } of closed) expect(step).toBe((arrivedAt.get(account) ?? NaN) + 1)
  })
})

describe('waiting times are geometric', () => {
  const TRADERS = 5000
  it.each([0.1, 0.4])('with probability %f a step', (p) => {
    const waits = [
      ...closingSteps({
        drawn: crowd(TRADERS),
        behavior: { turnover: p },
        path: [100],
        steps: Math.ceil(40 / p),
        depth: VERY_DEEP,
      }).values(),
    ]
    expect(waits.length).toBe(TRADERS)
    // Mean 1/p with standard deviation √(1 − p)/p; and a share of p in the first step.
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / TRADERS
    const standardError = Math.sqrt((1 - p) / TRADERS) / p
    expect(Math.abs(mean - 1 / p)).toBeLessThan(4 * standardError)
    const first = waits.filter((wait) => wait === 1).length / TRADERS
    expect(Math.abs(first - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / TRADERS))
  })
})

function closingSteps(rules: Parameters<typeof runCrowd>[0]): Map<number, number> {
  const { events } = runCrowd(rules)
  return new Map(events.filter((e) => e.kind === 'turnover').map((e) => [e.account, e.step]))
}
