// Goal: each rule that a venue can set while it runs holds from its step on, as docs/model.md section 11.8 says, and those vote against it
// whom it would harm. Method: venues in which nothing else acts, known prices, contracts and cents by hand; the same at every step
// for a run that was restored after the rules were set.
import { describe, expect, it } from 'vitest'
import { depositAt } from '../../src/engine/ledger.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { markPrice } from '../../src/engine/venue.ts'
import { book, marketOf, openWorld, venueOf, world, type Json } from '../support/validationWorlds.ts'
import { coin, contractsOf, house, rule, stateOf } from '../support/ruleHouse.ts'

describe('what a rule sets', () => {
  // At 90.9 the account has 900 cents of equity, and 909 of maintenance.
  const fall = { coin: coin(100, 100, 90.9) }

  it('is the liquidation fee of each order of the engine', () => {
    const fees = [0, 0.005].map((liquidationFee) => {
      const simulation = house({ assets: fall, shocks: [rule(2, { liquidationFee })] })
      simulation.advance(2)
      return stateOf(simulation).totals.feesCents
    })
    expect(fees).toEqual([0, Math.floor(0.005 * 90_900)])
  })

  it('is the close factor', () => {
    const simulation = house({ assets: fall, shocks: [rule(1, { closeFactor: 0.25 })] })
    simulation.advance(5)
    expect([contractsOf(simulation), stateOf(simulation).totals.liquidations]).toEqual([750, 1])
  })

  it('is the capacity of a step, none or without limit', () => {
    const shocks = [rule(1, { capacityPerStep: 0 }), rule(4, { capacityPerStep: null })]
    const simulation = house({ assets: fall, shocks })
    simulation.advance(3)
    expect([stateOf(simulation).queue.length, stateOf(simulation).totals.liquidations]).toEqual([1, 0])
    simulation.advance()
    expect([stateOf(simulation).queue.length, stateOf(simulation).totals.liquidations]).toEqual([0, 1])
  })

  it('is the index weight: marks move at once, and who is below maintenance by them is sold out', () => {
    const sale = { step: 1, kind: 'sell', venue: 'house', asset: 'coin', contracts: 10_000 }
    const market = { liquidity: book(1000), mark: { indexWeight: 1 } }
    const simulation = house({ shocks: [sale, rule(3, { indexWeight: 0.5 })] }, {}, market)
    simulation.advance(2)
    const { price } = marketOf(simulation, 'house').state
    expect([markPrice(marketOf(simulation, 'house')), contractsOf(simulation)]).toEqual([100, 1000])
    expect(price).toBeCloseTo(100 * Math.exp(-0.1), 9)
    simulation.advance()
    // The mark of 95.2 leaves 5,240 cents of equity: enough.
    expect(markPrice(marketOf(simulation, 'house'))).toBeCloseTo((100 + price) / 2, 9)
    expect(contractsOf(simulation)).toBe(1000)
    simulation.setShocks([rule(4, { indexWeight: 0 }) as never])
    simulation.advance()
    expect(contractsOf(simulation)).toBe(0)
  })

  it('is the circuit breaker, whose history begins with it, or none', () => {
    const circuitBreaker = { move: 0.05, windowSteps: 5, haltSteps: 3 }
    const path = coin(100, 90, 90, 80, 80, 80, 80, 80, 70, 70)
    const simulation = house(
      {
        assets: { coin: path },
        shocks: [rule(2, { circuitBreaker }), rule(8, { circuitBreaker: null })],
      },
      { crowd: { accounts: [] } },
    )
    const halted: boolean[] = []
    for (let step = 1; step <= 9; step++) {
      simulation.advance()
      halted.push(stateOf(simulation).haltedUntilStep >= step)
    }
    // The fall of step 1 is before it, that of step 3 halts, and that of step 8 meets no breaker.
    expect(halted).toEqual([false, false, true, true, true, false, false, false, false])
  })
})

describe('a halt of withdrawals', () => {
  const bank = (treasury: Json): Json => ({ kind: 'institution', treasury })
  const run = { perStep: 0.5, after: [{ step: 1 }] }

  it('lasts so many steps, and 0 ends it', () => {
    const left: number[] = []
    const simulation = openWorld(
      world({
        steps: 9,
        venues: { bank: bank({ depositors: 1024, run }) },
        shocks: [[2, 2], [5, 9], [7, 0]].map(([step, haltWithdrawals]) => rule(step, { haltWithdrawals }, 'bank')), // prettier-ignore
      }),
    )
    for (let step = 1; step <= 8; step++) {
      simulation.advance()
      left.push(venueOf(simulation, 'bank').state.treasury.depositorsCents / 100)
    }
    expect(left).toEqual([512, 512, 512, 256, 256, 256, 128, 64])
    expect(venueOf(simulation, 'bank').state.illiquidStep).toBe(-1)
  })

  it('keeps in what others have placed there: they cannot pay, it has not failed to', () => {
    const venues = {
      one: bank({ depositors: 100, placed: { two: 100 }, run }),
      two: bank({ depositors: 100 }),
    }
    const illiquid = (haltWithdrawals: number) => {
      const shocks = [rule(1, { haltWithdrawals }, 'two')]
      const simulation = openWorld(world({ steps: 3, venues, shocks }))
      simulation.advance(3)
      return ['one', 'two'].map((id) => venueOf(simulation, id).state.illiquidStep)
    }
    expect([illiquid(0), illiquid(3)]).toEqual([
      [-1, -1],
      [1, -1],
    ])
  })
})

describe('newcomers', () => {
  const crowd = {
    traders: 10,
    leverage: { distribution: 'logUniform', min: 5, max: 50 },
    deposit: { median: 1000, sigma: 0.5 },
    behavior: { arrivals: { perStep: 20 } },
  }
  const SET = 5

  function arrive(set: Json, market: Json = {}) {
    const simulation = house({ shocks: [rule(SET, set)] }, { crowd }, market)
    simulation.advance(SET - 1)
    const { ledger, arrivals } = stateOf(simulation)
    const [before, lost] = [ledger.count, arrivals[0].lost]
    simulation.advance(10)
    const from = (first: number) =>
      Array.from({ length: ledger.count - first }, (_, i) => {
        const contracts = Math.abs(contractsOf(simulation, first + i))
        return { contracts, leverage: (contracts * 100) / ledger.rows[depositAt(ledger, first + i)] }
      })
    return {
      older: from(0).slice(10, before),
      newer: from(before),
      lost: arrivals[0].lost - lost,
      simulation,
    }
  }

  it('get the highest leverage that a rule allows, at most; nobody else changes', () => {
    const { older, newer } = arrive({ maxLeverage: 8 })
    expect(Math.max(...older.map(({ leverage }) => leverage))).toBeGreaterThan(20)
    const highest = Math.max(...newer.map(({ leverage }) => leverage))
    expect(highest).toBeLessThanOrEqual(8.01)
    expect(highest).toBeGreaterThan(7.9)
    expect(arrive({ liquidationFee: 0 }).older).toEqual(older)
  })

  it('get a position up to the cap, at most', () => {
    const { older, newer, lost } = arrive({ positionCap: 5000 })
    // 5,000 dollars at a mark of 100 or a hair above: a contract gains a cent a dollar.
    expect([4999, 5000]).toContain(Math.max(...newer.map(({ contracts }) => contracts)))
    expect(Math.max(...older.map(({ contracts }) => contracts))).toBeGreaterThan(5000)
    expect(lost).toBe(0)
    expect(arrive({ positionCap: 0.99 })).toMatchObject({ newer: [] })
    expect(arrive({ positionCap: null }).lost).toBe(0)
  })

  it('are lost, and counted, where open interest has reached its cap', () => {
    const free = arrive({ openInterestCap: null })
    const cap = 1_100_000
    const { newer, lost, simulation } = arrive({ openInterestCap: cap })
    const { makers, counterparty, openContracts } = marketOf(simulation, 'house').state
    const openInterest = (openContracts + Math.abs(makers.contracts) + Math.abs(counterparty.contracts)) / 2
    expect(openInterest).toBeLessThanOrEqual(cap)
    expect(openInterest).toBeGreaterThan(0.99 * cap)
    expect(lost).toBeGreaterThan(0)
    expect(newer.length + lost).toBe(free.newer.length)
  })
})

it('a run that was restored after rules were set goes on as it would have', () => {
  const crowd = {
    traders: 200,
    longShare: 0.7,
    behavior: { arrivals: { perStep: 2 }, relever: { share: 1, below: 0.9 } },
  }
  const sets: Json[] = [
    { liquidationFee: 0.01 },
    { closeFactor: 0.3 },
    { capacityPerStep: 3 },
    { maxLeverage: 12 },
    { positionCap: 40_000 },
    { openInterestCap: 5_000_000 },
    { indexWeight: 0.3 },
    { circuitBreaker: { move: 0.02, windowSteps: 4, haltSteps: 2 } },
    { haltWithdrawals: 12 },
  ]
  const process = { process: 'gbm', annualVolatility: 3 }
  const simulation = house(
    {
      stepSeconds: 3600,
      assets: { coin: { startPrice: 100, fairValue: process } },
      shocks: sets.map((set, i) => rule(i + 1, set)),
    },
    { crowd },
    { liquidity: book(2000) },
  )
  simulation.advance(6)
  const restored = Simulation.restore(simulation.program, structuredClone(simulation.snapshot()))
  for (let step = 7; step <= 20; step++) {
    for (const one of [simulation, restored]) one.advance()
    expect(restored.hash()).toBe(simulation.hash())
  }
  expect(stateOf(simulation).totals.liquidations).toBeGreaterThan(0)
  // Nothing of it is in the state of a run that sets none.
  const plain = house({})
  plain.advance()
  expect(plain.snapshot()).not.toHaveProperty('ruled')
})
