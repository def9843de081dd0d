// Goal: the hedge of a pool does what docs/model.md section 11.3 says, to the contract and to the cent.
// Method: one pool, one deep book beside it, known paths of fair value; orders, cash and what the providers gained against the
// formulas of a constant product pool.
import { describe, expect, it } from 'vitest'
import { computeWorldSummary } from '../../src/engine/worldPrintout.ts'
import type { Simulation } from '../../src/engine/simulation.ts'
import {
  book,
  exchange,
  marketOf,
  openWorld,
  runWorld,
  world,
  type Json,
} from '../support/validationWorlds.ts'

const DEPTH = 100
/** Contracts that the pool holds at the opening: 100 ÷ (e^.005 − 1). */
const HELD = 19_950.04

function hedged(path: number[], hedge: Json | null, steps = path.length - 1): Json {
  const pool = { liquidity: { anchor: 'reserves', depth: DEPTH }, arbitrage: 1 }
  const market = { liquidity: book(), ...(hedge && { hedge: { pool: 'pool', ...hedge } }) }
  return world({
    steps,
    assets: { coin: { startPrice: 100, fairValue: { path } } },
    venues: { pool: exchange({ coin: pool }), deep: exchange({ coin: market }) },
  })
}

const hedgeOf = (simulation: Simulation) => marketOf(simulation, 'deep').state.hedge
const poolOf = (document: Json) => computeWorldSummary(runWorld(document)).venues['pool'].markets['coin']
/** From one price to another in so many equal steps. */
const glide = (to: number, steps: number) =>
  Array.from({ length: steps + 1 }, (_, t) => 100 * Math.exp((Math.log(to / 100) * t) / steps))

describe('the hedge of a pool', () => {
  it('sells its part in step 1 and adjusts it in its turns alone', () => {
    const simulation = openWorld(hedged([100, 100, 80, 80, 80], { share: 0.5, everySteps: 3 }))
    const seen: number[] = []
    for (let step = 1; step <= 4; step++) {
      simulation.advance()
      seen.push(hedgeOf(simulation).contracts)
    }
    // At 80 % of the price the pool holds √(1/.8) of what it held.
    const first = -Math.floor(HELD / 2)
    expect(seen).toEqual([first, first, first, -Math.floor((HELD * Math.sqrt(1 / 0.8)) / 2)])
  })

  it('gets what its orders bring on a book that nothing moves, down to a cent an order', () => {
    const simulation = runWorld(hedged([100, 100, 80], { share: 1, everySteps: 1 }))
    const { contracts, cashCents } = hedgeOf(simulation)
    const more = -contracts - Math.floor(HELD)
    const expected = Math.floor(HELD) * 100 + more * 80
    expect(Math.abs(cashCents - expected)).toBeLessThan(0.001 * expected)
  })

  it('makes up for a slow fall and a slow rise alike, and for a jump it does not', () => {
    for (const to of [50, 200]) {
      const slow = glide(to, 400)
      const bare = poolOf(hedged(slow, null))
      const covered = poolOf(hedged(slow, { share: 1, everySteps: 1 }))
      expect(bare.poolResult).toBeCloseTo(Math.sqrt(to / 100) - 1, 3)
      expect(Math.abs(Number(covered.poolResult))).toBeLessThan(0.002)
      const jumped = poolOf(hedged([100, 100, to], { share: 1, everySteps: 1 }))
      // The pool alone, and a short of what it held before the jump.
      expect(jumped.poolResult).toBeCloseTo(Math.sqrt(to / 100) - 1 - (to / 100 - 1) / 2, 3)
    }
  })

  it('leaves impermanent loss what it is, and says what holding gives', () => {
    for (const hedge of [null, { share: 1, everySteps: 7 }]) {
      const { impermanentLoss, poolGain, holdingResult, poolFees } = poolOf(hedged(glide(200, 100), hedge))
      expect(impermanentLoss).toBeCloseTo((2 * Math.SQRT2) / 3 - 1, 4)
      expect([poolGain, poolFees]).toEqual([impermanentLoss, 0])
      expect(holdingResult).toBeCloseTo(0.5, 4)
    }
    const { deep } = computeWorldSummary(runWorld(hedged([100, 90], null))).venues
    expect([deep.markets['coin'].impermanentLoss, deep.markets['coin'].poolResult]).toEqual([null, null])
  })

  it('passes its turn while its venue is halted, and follows a pool that is', () => {
    const halting = { circuitBreaker: { move: 0.01, windowSteps: 1, haltSteps: 3 } }
    const document = hedged([100, 100, 60, 60, 60, 60], { share: 1, everySteps: 1 }) as {
      venues: Record<'pool' | 'deep', Json>
    }
    const halted = (id: 'pool' | 'deep'): Json => ({
      ...document,
      venues: { ...document.venues, [id]: { ...document.venues[id], ...halting } },
    })
    const deep = openWorld(halted('deep'))
    deep.advance(2)
    expect(hedgeOf(deep).contracts).toBe(-Math.floor(HELD))
    deep.advance(3)
    expect(hedgeOf(deep).contracts).toBeLessThan(-Math.floor(HELD))
    const pool = openWorld(halted('pool'))
    pool.advance(3)
    expect(hedgeOf(pool).contracts).toBeLessThan(-Math.floor(HELD))
  })

  it('pays for its orders on a thin book', () => {
    const thin = (depth: number) => {
      const document = hedged(glide(60, 60), { share: 1, everySteps: 1 }) as { venues: { deep: Json } }
      const markets = {
        coin: {
          liquidity: book(depth, { resilience: 0.9 }),
          hedge: { pool: 'pool', share: 1, everySteps: 1 },
        },
      }
      document.venues.deep = exchange(markets)
      return Number(poolOf(document).poolResult)
    }
    expect(thin(1000)).toBeLessThan(thin(1e6) - 0.005)
  })
})
