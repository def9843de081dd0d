// Arrivals, docs/model.md section 8: newcomers enter at the market with the mark as entry, the makers on the other side.
// Every newcomer brings 10,000 cents and leverage 10, so that the position is 1,000 contracts at 100.
import { describe, expect, it } from 'vitest'
import { depositAt } from '../../src/engine/ledger.ts'
import { runCrowd, type LivingEvent, type LivingOptions } from '../support/livingRuns.ts'

/** One trader at the start, with a position so small that it does not matter; newcomers as above, all of them long. */
const ALIKE = {
  traders: 1,
  longShare: 1,
  leverage: { distribution: 'weights', values: [[10, 1]] },
  deposit: { median: 100, sigma: 0 },
  entrySpread: 0,
}

function run(options: Omit<LivingOptions, 'behavior'> & { arrivals: Record<string, unknown> }) {
  const { arrivals, drawn, ...rest } = options
  const result = runCrowd({ drawn: { ...ALIKE, ...drawn }, behavior: { arrivals }, ...rest })
  const newcomers = result.events.filter((event) => event.kind === 'arrival')
  const [venue] = result.simulation.places.venues
  return {
    ...result,
    newcomers,
    venue: venue.state,
    market: venue.markets[0].state,
    state: venue.state.arrivals[0],
  }
}

/** A stop at 95 in a thin book, and newcomers in the same step. */
function runStopAndArrivals() {
  const { simulation, events } = runCrowd({
    drawn: ALIKE,
    behavior: { stopLoss: { share: 1, loss: 0.5 }, arrivals: { perStep: 5 } },
    path: [100, 95],
    depth: 1000,
  })
  return {
    newcomers: events.filter(({ kind }) => kind === 'arrival'),
    venue: simulation.places.venues[0].state,
  }
}

const countBySteps = (events: readonly LivingEvent[], steps: number): number[] =>
  Array.from({ length: steps }, (_, i) => events.filter(({ step }) => step === i + 1).length)

describe('a newcomer', () => {
  it('buys from the makers: contracts n, cash deposit less cents paid', () => {
    const { simulation, newcomers, venue, market, state } = run({
      arrivals: { perStep: 2 },
      path: [100],
      steps: 20,
    })
    expect(newcomers.length).toBeGreaterThan(20)
    for (const { account, contracts, cents, mark } of newcomers) {
      // 1,000 contracts at 100 and the cent of rounding; up to nine in a step move the price by less than a cent for each.
      expect({ contracts, cents, mark: Math.round(mark) }).toEqual({
        contracts: -1000,
        cents: -100_001,
        mark: 100,
      })
      const row = simulation.readAccounts()[account]
      expect(row).toMatchObject({ contracts: 1000, cash: 10_000 - 100_001, state: 'open' })
      expect(venue.ledger.entryPrice[account]).toBe(100)
    }
    const count = newcomers.length
    expect(market.makers).toEqual({ contracts: -1000 * count, cashCents: 100_001 * count })
    expect(venue.totals.depositedCents).toBe(10_000 * (1 + count))
    expect(state).toMatchObject({ arrived: count, lost: 0 })
    expect(simulation.readSummary()).toMatchObject({ conservationError: 0, contractsError: 0 })
  })

  it('who bets on a fall sells to them: contracts −n, cash deposit plus cents received', () => {
    const { simulation, newcomers } = run({
      drawn: { longShare: 0 },
      arrivals: { perStep: 2 },
      path: [100],
      steps: 5,
    })
    expect(newcomers.length).toBeGreaterThan(2)
    for (const { account } of newcomers)
      expect(simulation.readAccounts()[account]).toMatchObject({ contracts: -1000, cash: 10_000 + 99_999 })
  })

  it('has the mark as entry, and fills where the book is', () => {
    // The mark is the index, 100. An outside sale of 1,000 at depth 100 has pushed the price to 100·e^−0.1 = 90.48, where the
    // first newcomer of the step buys 1,000: back up to 100, for ceil(100·100·100·(1 − e^−0.1)) = 95,163 cents.
    const { simulation, newcomers, venue } = run({
      arrivals: { perStep: 1 },
      path: [100],
      steps: 3,
      depth: 100,
      venue: { mark: { indexWeight: 1 } },
      shocks: [1, 2, 3].map((step) => ({ step, kind: 'sell', contracts: 1000 })),
    })
    const firsts = newcomers.filter(({ step }, i) => step !== newcomers[i - 1]?.step)
    expect(firsts.length).toBeGreaterThan(0)
    for (const { account, mark, priceBefore } of firsts) {
      expect(mark).toBe(100)
      expect(priceBefore).toBeCloseTo(90.484, 3)
      expect(venue.ledger.entryPrice[account]).toBe(100)
      expect(simulation.readAccounts()[account]).toMatchObject({ contracts: 1000, cash: 10_000 - 95_163 })
    }
  })

  // docs/model.md section 8: all tests and sizes of phase 5 use the mark after the outside flow. To be made a plain test with the engine.
  it('has the mark after the outside flow as entry, also where the crowd’s own trades have moved it', () => {
    // At 95 the first trader's stop sells 1,000 at depth 1,000: the price is 94.05 when the newcomers come. Their entry is 95,
    // 10,000·10 / 95 = 1,052 contracts.
    const { newcomers, venue } = runStopAndArrivals()
    expect(newcomers.length).toBeGreaterThan(0)
    for (const { account, contracts, mark } of newcomers) {
      expect({ contracts, mark }).toEqual({ contracts: -1052, mark: 95 })
      expect(venue.ledger.entryPrice[account]).toBe(95)
    }
  })

  it('of leverage near the limit is made smaller, as at the opening', () => {
    // Leverage 80 would be 8,000 contracts; equity 10,000 is 1.5 % of 6,666.7 contracts at 100.
    const { simulation, newcomers } = run({
      drawn: { leverage: { distribution: 'weights', values: [[80, 1]] } },
      arrivals: { perStep: 1 },
      path: [100],
      steps: 5,
    })
    for (const { account } of newcomers) expect(simulation.readAccounts()[account].contracts).toBe(6666)
  })

  it('comes to a crowd of explicit accounts too, drawn like the sandbox’s', () => {
    const { simulation, events } = runCrowd({
      accounts: [{ side: 'long', collateral: 100, leverage: 2, entry: 100 }],
      behavior: { arrivals: { perStep: 4 } },
      path: [100],
      steps: 500,
      depth: 1e10,
    })
    const { ledger } = simulation.places.venues[0].state
    const newcomers = events.filter((event) => event.kind === 'arrival')
    const leverages = newcomers.map(
      ({ account, contracts }) =>
        (Math.abs(contracts) * ledger.entryPrice[account]) / ledger.rows[depositAt(ledger, account)],
    )
    expect(Math.min(...leverages)).toBeGreaterThan(1.49)
    expect(Math.max(...leverages)).toBeLessThanOrEqual(25)
    const longs = newcomers.filter(({ contracts }) => contracts < 0).length / newcomers.length
    expect(Math.abs(longs - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / newcomers.length))
  })
})

describe('how many arrive', () => {
  it.each([0.3, 3, 700])('a Poisson number, %f a step on average', (mean) => {
    const steps = mean > 100 ? 20 : 1500
    const { newcomers } = run({
      drawn: { deposit: { median: 1, sigma: 0 } },
      arrivals: { perStep: mean },
      path: [100],
      steps,
      depth: 1e10,
    })
    const counts = countBySteps(newcomers, steps)
    const average = newcomers.length / steps
    expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / steps))
    // The variance of a Poisson number is its mean; the error of the estimate after its fourth moment.
    const variance = counts.reduce((sum, n) => sum + (n - average) * (n - average), 0) / (steps - 1)
    expect(Math.abs(variance - mean)).toBeLessThan(4 * Math.sqrt((mean + 2 * mean * mean) / steps))
  })

  it('those of a halted step are drawn and lost; later ones are who they would have been', () => {
    const rules = {
      drawn: { deposit: { median: 100, sigma: 1 } },
      arrivals: { perStep: 2 },
      path: [100, 100, 106, 106],
      steps: 20,
      depth: 1e10,
    }
    const free = run(rules)
    // The gap in step 2 halts steps 2 to 6.
    const halted = run({
      ...rules,
      venue: { circuitBreaker: { move: 0.05, windowSteps: 3, haltSteps: 5 } },
    })
    const isIn = ({ step }: LivingEvent) => step < 2 || step > 6
    const who = ({ step, contracts, cents }: LivingEvent) => ({ step, contracts, cents })
    expect(halted.newcomers.map(who)).toEqual(free.newcomers.filter(isIn).map(who))
    const lost = free.newcomers.filter((event) => !isIn(event)).length
    expect(lost).toBeGreaterThan(0)
    expect(halted.state).toMatchObject({ arrived: free.newcomers.length - lost, lost })
  })

  it('a breaker that one of them fires turns the rest of the step away', () => {
    // Depth 1,000: each purchase of 1,000 lifts the price by 1 %. The third is past the 2.5 % of the breaker.
    const rules = { arrivals: { perStep: 20 }, path: [100], steps: 1, depth: 1000 }
    const drawn = run(rules).newcomers.length
    expect(drawn).toBeGreaterThan(3)
    const halted = run({
      ...rules,
      venue: { circuitBreaker: { move: 0.025, windowSteps: 3, haltSteps: 5 } },
    })
    expect(halted.state).toMatchObject({ arrived: 3, lost: drawn - 3 })
    expect(halted.events.map(({ kind }) => kind)).toEqual(['arrival', 'arrival', 'arrival', 'halt'])
    expect(halted.market.price).toBeCloseTo(100 * Math.exp(0.03), 9)
  })

  it('none beyond the limit of traders; they are counted as lost', () => {
    const limit = 2_000_000
    const { state, newcomers, venue } = run({
      drawn: { traders: limit - 2, deposit: { median: 1, sigma: 0 } },
      arrivals: { perStep: 5 },
      path: [100],
      steps: 3,
      depth: 1e10,
    })
    expect(venue.ledger.count).toBe(limit)
    expect(newcomers.map(({ account }) => account)).toEqual([limit - 2, limit - 1])
    expect(state.arrived).toBe(2)
    expect(state.lost).toBeGreaterThan(0)
  })
})

describe('which way they bet', () => {
  const MANY = { median: 1, sigma: 0 }

  it('the average follows the price at the end of each step', () => {
    // 100, then 100 + (110 − 100)/4 = 102.5, then 102.5 + 7.5/4 = 104.375, then 104.375 + (95 − 104.375)/4 = 102.03125.
    const averages = [1, 2, 3].map((steps) => {
      const { state } = run({
        arrivals: { perStep: 1e-9, trendMemorySteps: 4 },
        path: [100, 110, 110, 95].slice(0, steps + 1),
      })
      return state.averagePrice
    })
    expect(averages).toEqual([102.5, 104.375, 102.03125])
  })

  it.each([
    // Step 1: 0.4 + 5·(110/100 − 1) = 0.9. Step 2: 0.4 + 5·(110/102.5 − 1) = 0.766. Step 3: 0.4 + 5·(90/104.375 − 1) < 0.
    { trendFollowing: 5, chances: [0.9, 0.7658537, 0] },
    // The other way round: 0.4 − 0.4 = 0, 0.4 − 0.2927 and 0.4 + 0.5509.
    { trendFollowing: -4, chances: [0, 0.1073171, 0.9508982] },
    { trendFollowing: 0, chances: [0.4, 0.4, 0.4] },
    { trendFollowing: 1000, chances: [1, 1, 0] },
  ])('trend following $trendFollowing: long with probability $chances', ({ trendFollowing, chances }) => {
    const { newcomers } = run({
      drawn: { deposit: MANY, longShare: 0.4 },
      arrivals: { perStep: 1000, trendFollowing, trendMemorySteps: 4 },
      path: [100, 110, 110, 90],
      depth: 1e10,
    })
    chances.forEach((chance, i) => {
      const group = newcomers.filter(({ step }) => step === i + 1)
      const longs = group.filter(({ contracts }) => contracts < 0).length
      const error = Math.sqrt((chance * (1 - chance)) / group.length)
      expect(Math.abs(longs / group.length - chance)).toBeLessThanOrEqual(4 * error)
    })
  })
})
