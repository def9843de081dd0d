// The exact arithmetic: exponential and logarithm beside the machine's own and the nearest doubles, products beyond 2⁵³ beside BigInt.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  divideProduct,
  type Division,
  exp,
  floorProportion,
  ln,
  MAX_EXACT,
  proportionHalfUp,
  toCents,
} from '../../src/engine/arithmetic.ts'
import { runs, uniform } from '../support/arbitraries.ts'
import { nearest } from '../support/exactExponential.ts'
import { mulberry32 } from '../support/randomNumbers.ts'

const bits = new DataView(new ArrayBuffer(8))

/** How many doubles lie between two finite numbers of the same sign. */
function ulpsBetween(a: number, b: number): number {
  bits.setFloat64(0, a)
  const first = bits.getBigInt64(0)
  bits.setFloat64(0, b)
  const difference = first - bits.getBigInt64(0)
  return Number(difference < 0n ? -difference : difference)
}

/** Of ten thousand numbers of a range, how many a function gives otherwise. */
function countMissed(
  found: (x: number) => number,
  wanted: (x: number) => number,
  at: (u: number) => number,
): number {
  const random = mulberry32(7)
  const missed = Array.from({ length: 10_000 }, () => at(random())).filter((x) => found(x) !== wanted(x))
  return missed.length
}

describe('exp', () => {
  test.each([
    [0, 1],
    [-0, 1],
    [-1, 0.36787944117144233],
    [0.01, 1.010050167084168],
    [Math.LN2, 2],
    [Infinity, Infinity],
    [-Infinity, 0],
    [709.79, Infinity],
    [-745.2, 0],
    [-800, 0],
  ])('of %d is %d', (x, expected) => {
    expect(exp(x)).toBe(expected)
  })

  test('of no number is no number', () => {
    expect(exp(NaN)).toBeNaN()
  })

  test('is within one unit in the last place of the machine’s, from the smallest to the largest result', () => {
    const near = uniform(-8, 8)
    const far = uniform(-745, 709.7)
    const tiny = fc.double({ min: -8, max: 8, noNaN: true })
    fc.assert(
      fc.property(fc.oneof(near, far, tiny), (x) => {
        expect(ulpsBetween(exp(x), Math.exp(x))).toBeLessThanOrEqual(1)
      }),
      runs(4000),
    )
  })

  test('is the nearest double but for two in a thousand', () => {
    expect(countMissed(exp, nearest.exp, (u) => 8 * u - 4)).toBeLessThanOrEqual(20)
    expect(countMissed(exp, nearest.exp, (u) => 0.2 * u - 0.1)).toBeLessThanOrEqual(20)
  })

  test('never falls where x rises', () => {
    const x = uniform(-20, 20)
    fc.assert(
      fc.property(x, fc.oneof(uniform(0, 1e-3), uniform(0, 1e-14)), (low, more) => {
        expect(exp(low + more)).toBeGreaterThanOrEqual(exp(low))
      }),
      runs(2000),
    )
  })
})

describe('ln', () => {
  test.each([
    [1, 0],
    [Math.E, 1],
    [2, Math.LN2],
    [10, Math.LN10],
    [0.5, -Math.LN2],
    [5e-324, -744.4400719213812],
    [2.2250738585072014e-308, -708.3964185322641],
    [Number.MAX_VALUE, 709.782712893384],
    [0, -Infinity],
    [-0, -Infinity],
    [Infinity, Infinity],
  ])('of %d is %d', (x, expected) => {
    expect(ln(x)).toBe(expected)
  })

  test.each([-1, -Infinity, NaN])('of %d is no number', (x) => {
    expect(ln(x)).toBeNaN()
  })

  test('is within one unit in the last place of the machine’s', () => {
    const near = uniform(0.5, 2)
    const any = fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true })
    fc.assert(
      fc.property(fc.oneof(near, any), (x) => {
        expect(ulpsBetween(ln(x), Math.log(x))).toBeLessThanOrEqual(1)
      }),
      runs(4000),
    )
  })

  test('is the nearest double but for five in a thousand', () => {
    expect(countMissed(ln, nearest.ln, (u) => 0.3 + 2.7 * u)).toBeLessThanOrEqual(50)
    expect(countMissed(ln, nearest.ln, (u) => 1e6 * u)).toBeLessThanOrEqual(50)
  })

  test('undoes exp', () => {
    fc.assert(
      fc.property(uniform(-700, 700), (x) => {
        expect(Math.abs(ln(exp(x)) - x)).toBeLessThanOrEqual(3e-16 * Math.max(1, Math.abs(x)))
      }),
      runs(2000),
    )
  })
})

const floorDivide = (a: bigint, b: bigint) => (a % b < 0n ? a / b - 1n : a / b)
const upTo = (max: number) =>
  fc.oneof(
    fc.integer({ min: 0, max: 1000 }),
    fc.integer({ min: 0, max }),
    fc.integer({ min: Math.max(0, max - 1000), max }),
    // Numbers of every size.
    uniform(0, 1).map((x) => Math.floor(max ** x)),
  )
const whole = upTo(MAX_EXACT)
const signed = fc.tuple(whole, fc.boolean()).map(([n, isNegative]) => (isNegative ? -n : n))
const divisor = whole.map((n) => Math.max(1, n))

function divide(a: number, b: number, c: number): Division {
  const out = { quotient: NaN, remainder: NaN }
  divideProduct(a, b, c, out)
  return out
}

describe('divideProduct', () => {
  test('floors the exact quotient and keeps the exact rest, whatever the size and the sign', () => {
    const cases = fc.tuple(signed, whole, divisor)
    fc.assert(
      fc.property(cases, ([a, b, c]) => {
        const exact = floorDivide(BigInt(a) * BigInt(b), BigInt(c))
        fc.pre(b <= c || (exact <= MAX_EXACT && exact >= -MAX_EXACT))
        const division = divide(a, b, c)
        expect(BigInt(division.quotient)).toBe(exact)
        expect(BigInt(division.remainder)).toBe(BigInt(a) * BigInt(b) - exact * BigInt(c))
      }),
      runs(6000),
    )
  })

  test.each([
    [7, 3, 2, 10, 1],
    [-7, 3, 2, -11, 1],
    [-8, 3, 2, -12, 0],
    [0, 5, 9, 0, 0],
    [5, 0, 9, 0, 0],
    [MAX_EXACT, MAX_EXACT, MAX_EXACT, MAX_EXACT, 0],
    [-MAX_EXACT, MAX_EXACT, MAX_EXACT, -MAX_EXACT, 0],
    [MAX_EXACT, MAX_EXACT - 1, MAX_EXACT, MAX_EXACT - 1, 0],
    [MAX_EXACT - 1, MAX_EXACT - 1, MAX_EXACT, MAX_EXACT - 2, 1],
    [-1, 1, MAX_EXACT, -1, MAX_EXACT - 1],
  ])('of %d × %d ÷ %d is %d, rest %d', (a, b, c, quotient, rest) => {
    expect(divide(a, b, c)).toEqual({ quotient, remainder: rest })
  })
})

describe('proportionHalfUp', () => {
  test('rounds the exact proportion, halves upwards', () => {
    fc.assert(
      fc.property(signed, divisor, uniform(0, 1), (cash, total, share) => {
        const part = Math.min(total, Math.floor(total * share))
        const [top, bottom] = [2n * BigInt(cash) * BigInt(part) + BigInt(total), 2n * BigInt(total)]
        expect(BigInt(proportionHalfUp(cash, part, total))).toBe(floorDivide(top, bottom))
      }),
      runs(6000),
    )
  })

  test.each([
    [5, 1, 2, 3],
    [-5, 1, 2, -2],
    [-1, 1, 3, -0],
    [-2, 1, 3, -1],
    [100, 0, 7, 0],
    [-100, 7, 7, -100],
  ])('of %d × %d ÷ %d is %d', (cash, part, total, expected) => {
    expect(proportionHalfUp(cash, part, total) + 0).toBe(expected + 0)
  })
})

describe('floorProportion', () => {
  test('floors the exact proportion, also below 0', () => {
    fc.assert(
      fc.property(signed, divisor, uniform(0, 1), (cash, total, share) => {
        const part = Math.min(total, Math.floor(total * share))
        const exact = floorDivide(BigInt(cash) * BigInt(part), BigInt(total))
        expect(BigInt(floorProportion(cash, part, total))).toBe(exact)
      }),
      runs(3000),
    )
  })
})

describe('toCents', () => {
  test.each([
    [0, 0],
    [0.01, 1],
    [1.1, 110],
    [361.4, 36140],
    [1391.09, 139109],
    [0.29, 29],
    [1.005, 100],
    [1e10, 1e12],
  ])('turns %d dollars into %d cents', (dollars, cents) => {
    expect(toCents(dollars)).toBe(cents)
  })

  test('gives back every whole number of cents up to ten billion dollars', () => {
    fc.assert(
      fc.property(upTo(1e12), (cents) => {
        expect(toCents(cents / 100)).toBe(cents)
      }),
      runs(3000),
    )
  })
})
