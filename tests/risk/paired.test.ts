/**
 * Goal: the difference of two probabilities on common seeds, its interval, and what pairing was worth.
 * Method: counts by hand; the share of all outcomes of small studies whose interval holds the truth, summed exactly.
 */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePaired, FLIPS } from '../../src/risk/paired.ts'

/** So many seeds of each flip. */
function compare(both: number, onlyA: number, onlyB: number, none: number) {
  const list = (counts: readonly number[]) =>
    [both, onlyA, onlyB, none].flatMap((n, i) => Array.from({ length: n }, () => counts[i] === 1))
  return comparePaired(list([1, 1, 0, 0]), list([1, 0, 1, 0]))
}

function choose(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i
  return product
}

describe('a paired difference', () => {
  it('is nothing where nothing flips, with an interval that more seeds make narrow', () => {
    const same = compare(30, 0, 0, 70)
    expect(same).toMatchObject({ difference: 0, saved: null, runs: 100 })
    expect(same.counts).toEqual({ both: 30, onlyA: 0, onlyB: 0, none: 70 })
    expect(same.low).toBe(-same.high)
    // Nearly the rule of three.
    expect(same.high).toBeCloseTo(0.0272, 4)
    expect(compare(300, 0, 0, 700).high).toBeCloseTo(0.00277, 5)
  })

  it('has the interval of Bonett and Price', () => {
    // (8 + 1)/102 − (2 + 1)/102 = .0588; ± 1.96·√((.0882 + .0294 − .0588²)/102)
    const { difference, low, high } = compare(10, 2, 8, 80)
    expect(difference).toBeCloseTo(0.06, 12)
    expect(low).toBeCloseTo(-0.0068, 3)
    expect(high).toBeCloseTo(0.1244, 3)
  })

  it.each([
    [40, 0.1, 0.05],
    [40, 0.02, 0.01],
    [40, 0.3, 0.3],
    [25, 0.5, 0.1],
  ])('holds the truth in 95 of 100 studies of %i seeds: %f up, %f down', (n, up, down) => {
    let held = 0
    for (let u = 0; u <= n; u++)
      for (let d = 0; u + d <= n; d++) {
        const { low, high } = compare(0, d, u, n - u - d)
        if (low > up - down || high < up - down) continue
        held += choose(n, u) * choose(n - u, d) * up ** u * down ** d * (1 - up - down) ** (n - u - d)
      }
    expect(held).toBeGreaterThan(0.935)
  })

  it('saves nothing where the two are independent, and much where they go together', () => {
    // Half and a fifth, independent: a tenth in both.
    expect(compare(10, 40, 10, 40).saved).toBeCloseTo(1, 12)
    // Fifty of a hundred against fifty-one, all but one together.
    expect(compare(50, 0, 1, 49).saved).toBeGreaterThan(40)
    // Against each other, pairing costs.
    expect(compare(0, 50, 40, 10).saved).toBeLessThan(1)
  })

  it('is turned around where A and B are, and counts every seed once', () => {
    const seeds = fc.array(fc.tuple(fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(seeds, (pairs) => {
        const [a, b] = [0, 1].map((side) => pairs.map((pair) => pair[side]))
        const [there, back] = [comparePaired(a, b), comparePaired(b, a)]
        expect(back.difference).toBeCloseTo(-there.difference, 12)
        expect(back.low).toBeCloseTo(-there.high, 12)
        expect(there.low).toBeLessThanOrEqual(there.high)
        expect(FLIPS.reduce((sum, flip) => sum + there.counts[flip], 0)).toBe(pairs.length)
      }),
    )
  })

  it('says nothing of no seeds', () => {
    expect(comparePaired([], [])).toMatchObject({ difference: 0, low: -1, high: 1, saved: null })
  })
})
