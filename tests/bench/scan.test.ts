// The benchmark compares like with like only if the scan and the engine close the same traders.
import { describe, expect, it } from 'vitest'
import { scan } from './scan.ts'
import { fallingLongs, readScanInput } from './scenarios.ts'
import { Simulation } from '../../src/engine/simulation.ts'

/*
 * The scan closes a whole round at one price, the engine one account after the other. But under linear impact the price
 * depends only on how much was sold in all, and during a step it only falls, so both end each step with the same traders
 * closed and at the same price. What differs is rounding: the scan uses Math.exp, adds in another order and compares
 * liquidation prices instead of equities, about 1e-16 of the price each time. So the price may differ by 1e-9, the
 * tolerance of the conformance cases, and one trader who stands that close to the lowest price may be closed by only one.
 */
const TRADERS = 2_000
const CLOSED_TOLERANCE = 1
const PRICE_TOLERANCE = 1e-9

describe('scan and engine on the same crowd', () => {
  it.each([
    { name: 'the depth of the benchmark', depthShare: 0.3, seed: 'one' },
    { name: 'another crowd', depthShare: 0.3, seed: 'two' },
    { name: 'a deep book, where little is forced', depthShare: 3, seed: 'three' },
    { name: 'a thin book, where selling feeds on itself', depthShare: 0.05, seed: 'four' },
  ])('$name: as many closed, the same lowest price', ({ depthShare, seed }) => {
    const scenario = fallingLongs(TRADERS, { steps: 200, depthShare, seed })
    const simulation = Simulation.create(scenario)
    const input = readScanInput(simulation)
    simulation.advance(scenario.steps)
    const { closed, lowest } = scan(
      input.liquidationPrice,
      input.contracts,
      input.fairValue,
      input.depth,
      input.resilience,
    )
    const { totals } = simulation.places.venues[0].state
    const { lowestPrice } = simulation.places.markets[0].state
    // Not an empty comparison: a fair value that falls by 30 % closes many, and their sales push the price below it.
    expect(totals.liquidations).toBeGreaterThan(TRADERS / 2)
    expect(lowestPrice).toBeLessThan(70)
    expect(Math.abs(closed - totals.liquidations)).toBeLessThanOrEqual(CLOSED_TOLERANCE)
    expect(Math.abs(lowest / lowestPrice - 1)).toBeLessThan(PRICE_TOLERANCE)
  })
})
