/**
 * Goal: the correlation of two prices over a window is Pearson's coefficient of their log returns (docs/model.md section 11.9).
 * Method: returns whose coefficient has a closed form, and series that do not vary.
 */
import { describe, expect, it } from 'vitest'
import { exp } from '../../src/engine/arithmetic.ts'
import { correlateReturns } from '../../src/engine/correlation.ts'

/** Prices with these log returns. */
function pricesOf(returns: readonly number[], start = 100): Float64Array {
  const prices = [start]
  for (const value of returns) prices.push(prices[prices.length - 1] * exp(value))
  return Float64Array.from(prices)
}

describe('the correlation of returns', () => {
  // Of (1, −1, 1, −1) and (1, 1, −1, −1) sums of squares are 4 each and the sum of products is 0, so a mix of both with the weight
  // w for the first has the coefficient w/√(w² + (1 − w)²) with it.
  const own = [0.01, -0.01, 0.01, -0.01]
  const other = [0.01, 0.01, -0.01, -0.01]

  it.each([0, 0.3, 0.6, 0.8, 1])('has its closed form, with %d of the first in the second', (weight) => {
    const mixed = own.map((value, i) => weight * value + (1 - weight) * other[i])
    const expected = weight / Math.sqrt(weight * weight + (1 - weight) * (1 - weight))
    expect(correlateReturns(pricesOf(own), pricesOf(mixed, 2500))).toBeCloseTo(expected, 10)
  })

  it('does not change with a drift, with the size of the moves, or with who comes first', () => {
    const [a, b] = [
      [0.02, -0.05, 0.01, 0.03, -0.04],
      [0.01, -0.02, -0.03, 0.05, 0.01],
    ]
    const plain = correlateReturns(pricesOf(a), pricesOf(b))
    expect(Math.abs(plain)).toBeGreaterThan(0.1)
    expect(correlateReturns(pricesOf(b), pricesOf(a))).toBeCloseTo(plain, 12)
    const drifting = b.map((value) => 0.1 + 3 * value)
    expect(correlateReturns(pricesOf(a), pricesOf(drifting, 7))).toBeCloseTo(plain, 10)
  })

  it('is 1 of a series with itself and −1 with its mirror, and never beyond', () => {
    const prices = pricesOf([0.02, -0.05, 0.01, 0.03])
    expect(correlateReturns(prices, prices)).toBeCloseTo(1, 14)
    expect(correlateReturns(prices, prices)).toBeLessThanOrEqual(1)
    expect(
      correlateReturns(
        prices,
        prices.map((price) => 1 / price),
      ),
    ).toBeCloseTo(-1, 12)
  })

  it('does not exist where a price does not vary, or where no two returns are there', () => {
    const prices = pricesOf([0.02, -0.05, 0.01])
    expect(correlateReturns(prices, new Float64Array(4).fill(100))).toBeNaN()
    // It grows by the same share in every step: there is a return, but no variance.
    expect(correlateReturns(prices, Float64Array.of(100, 110, 121, 133.1))).toBeNaN()
    for (const count of [0, 1, 2])
      expect(correlateReturns(prices.slice(0, count), prices.slice(0, count))).toBeNaN()
  })
})
