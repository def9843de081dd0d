/**
 * Goal: a loss is shared out to the cent, as the method of largest remainders says (docs/model.md section 6).
 * Method: that method, written naively, beside it on random weights, and the edges by hand.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Apportioning, weigh } from '../../src/engine/apportion.ts'
import { largestRemainder } from '../support/oracle/exact.ts'
import { runs, uniform } from '../support/arbitraries.ts'

/** One for all tests, as a venue has one for all its losses: what it keeps must not reach from one use into the next. */
const apportioning = new Apportioning()

function share(amount: number, weights: readonly number[]): number[] {
  const n = weights.length
  const out = new Float64Array(n).fill(-1)
  const places = new Int32Array(n).fill(-1)
  const getting = apportioning.split(amount, weigh(Float64Array.from(weights), n), out, places)
  const shares = new Array<number>(n).fill(0)
  for (let i = 0; i < getting; i++) {
    expect(out[i]).toBeGreaterThan(0)
    expect(places[i]).toBeGreaterThan(i === 0 ? -1 : places[i - 1])
    shares[places[i]] = out[i]
  }
  return shares
}

const weight = fc.oneof(fc.nat(3), fc.nat(1000), fc.integer({ min: 0, max: 2 ** 45 }))
const weights = fc
  .array(weight, { minLength: 1, maxLength: 120, size: 'max' })
  .filter((list) => list.some((w) => w > 0))

describe('apportion', () => {
  test('shares out as the exact method of largest remainders does', () => {
    fc.assert(
      fc.property(weights, uniform(0, 1), (list, part) => {
        const total = list.reduce((sum, w) => sum + w, 0)
        const amount = Math.floor(part * total)
        expect(share(amount, list)).toEqual(largestRemainder(amount, [...list]))
      }),
      runs(1500),
    )
  })

  test('does so for amounts above the sum of the weights as well', () => {
    const amount = fc.oneof(fc.nat(1000), fc.integer({ min: 0, max: 1e14 }))
    fc.assert(
      fc.property(weights, amount, (list, cents) => {
        const shares = share(cents, list)
        expect(shares).toEqual(largestRemainder(cents, [...list]))
        expect(shares.reduce((sum, cents) => sum + cents, 0)).toBe(cents)
      }),
      runs(1500),
    )
  })

  test.each([
    ['docs/validation.md row B7, a deficit of 30 over profits', 30, [100, 60, 40], [15, 9, 6]],
    ['ties to the lower place', 2, [1, 1, 1], [1, 1, 0]],
    ['one unit to the largest remainder', 10, [1, 1, 7], [1, 1, 8]],
    ['nothing', 0, [3, 4], [0, 0]],
    ['everything', 7, [3, 4], [3, 4]],
    ['nothing to a weight of 0', 3, [0, 1, 0], [0, 3, 0]],
    ['products beyond 2⁵³', 9e13, [3e13, 3e13, 3e13 + 1], [3e13, 3e13, 3e13]],
  ])('gives %s', (_, amount, list, expected) => {
    expect(share(amount, list)).toEqual(expected)
  })

  test('uses the first n weights only, and leaves the others’ places alone', () => {
    const out = new Float64Array(4).fill(-1)
    const places = new Int32Array(4).fill(-1)
    expect(apportioning.split(4, weigh(Float64Array.of(1, 3, 100, 100), 2), out, places)).toBe(2)
    expect([...out]).toEqual([1, 3, -1, -1])
    expect([...places]).toEqual([0, 1, -1, -1])
  })

  test('splits one weight in two without changing anybody’s share by more than one unit', () => {
    // docs/validation.md row B8
    fc.assert(
      fc.property(weights, uniform(0, 1), fc.nat(1000), (list, part, cut) => {
        const amount = Math.floor(part * list.reduce((sum, w) => sum + w, 0))
        const first = Math.min(list[0], cut)
        const whole = share(amount, list)
        const split = share(amount, [first, list[0] - first, ...list.slice(1)])
        const after = [split[0] + split[1], ...split.slice(2)]
        expect(Math.max(...after.map((s, i) => Math.abs(s - whole[i])))).toBeLessThanOrEqual(1)
      }),
      runs(500),
    )
  })

  test('refuses to share over nobody', () => {
    expect(() => share(1, [0, 0])).toThrow('weights add up to 0')
  })
})
