// The chances of the small live figures against the lab's own arithmetic and the tests' own distributions.
import { describe, expect, it } from 'vitest'
import { baselZone, kupiec } from '../../src/risk/backtest/coverage.ts'
import { studentQuantile } from '../../src/risk/backtest/quantiles.ts'
import {
  baselZoneOf,
  fatAbove,
  KUPIEC_REJECTS,
  kupiecRatio,
  normalAbove,
  touchChance,
} from '../../src/ui/live/chances.ts'
import { normalBelow } from '../support/normal.ts'

describe('a backtest in a figure', () => {
  it.each(Array.from({ length: 15 }, (_, breaches) => breaches))('%d breaches', (breaches) => {
    const test = kupiec(breaches, 250, 0.01)
    expect(kupiecRatio(breaches, 250, 0.01)).toBeCloseTo(test.statistic, 9)
    expect(kupiecRatio(breaches, 250, 0.01) > KUPIEC_REJECTS).toBe(test.isRejected)
    expect(baselZoneOf(breaches)).toBe(baselZone(breaches, 250, 0.01))
  })
})

describe('tails', () => {
  it.each([-2, 0, 0.5, 1, 2.9, 3.1, 5, 9])('a normal number above %d', (z) => {
    expect(normalAbove(z) / normalBelow(-z)).toBeCloseTo(1, 9)
  })

  it('fat ones have a deviation of 1 and fall with the third power', () => {
    expect(fatAbove(0)).toBe(0.5)
    expect(fatAbove(200) / fatAbove(100)).toBeCloseTo(1 / 8, 3)
    const density = (z: number) => (fatAbove(z - 1e-4) - fatAbove(z + 1e-4)) / 2e-4
    let variance = 0
    for (let z = 0.005; z < 400; z += 0.01) variance += 2 * z * z * density(z) * 0.01
    expect(variance).toBeCloseTo(1, 1)
  })

  it('are fatter than those with four degrees of freedom, which the lab knows', () => {
    const four = studentQuantile(0.9999, 4) / Math.SQRT2
    expect(fatAbove(four)).toBeGreaterThan(0.0001)
  })
})

it.each([
  [10, 1 / 365, 0.0015],
  [10, 7 / 365, 0.239],
  [10, 30 / 365, 0.588],
  [20, 7 / 365, 0.591],
  [100, 30 / 365, 0.979],
])('ruin at %d times, as docs/validation.md row C1 has it', (leverage, years, chance) => {
  // The row is about the liquidation price, with a maintenance of half a percent.
  const fall = 1 - (1 - 1 / leverage) / (1 - 0.005)
  expect(touchChance(fall, 0.6, years)).toBeCloseTo(chance, 3)
})
