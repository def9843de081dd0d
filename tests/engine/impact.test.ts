// The three impact curves: the worked form of docs/model.md section 3, and what must hold of any curve.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exp } from '../../src/engine/arithmetic.ts'
import { BOOK_END, contractsToMove, type Quote, quoteOrder } from '../../src/engine/impact.ts'
import { CURVES, type Curve } from '../../src/schema/scenario.ts'
import { runs, uniform } from '../support/arbitraries.ts'

function quote(curve: Curve, contracts: number, displacement: number, depth: number, fair = 100): Quote {
  const out = { contracts: NaN, from: NaN, displacement: NaN, discount: NaN, grossCents: NaN, cents: NaN }
  quoteOrder(curve, contracts, fair, displacement, exp(-displacement), depth, out)
  return out
}

const curve = fc.constantFrom(...CURVES)
const depth = fc.constantFrom(1, 37.5, 4_000, 1e7)
const fair = fc.constantFrom(0.01, 3, 100, 61_000)
/** An order in units of depth: far inside of the book, or far beyond its end. */
const size = fc.oneof(uniform(-3, 3), uniform(-3000, 3000))
const start = fc.oneof(fc.constantFrom(0, 0.01, -0.01), uniform(-2, 2))

/**
 * How far two displacements are apart; on the square-root curve how far their squares are, since its flow grows with the
 * square, and next to 0 the root makes much of the last bit.
 */
function distance(name: Curve, a: number, b: number): number {
  return name === 'squareRoot' ? Math.abs(a * Math.abs(a) - b * Math.abs(b)) : Math.abs(a - b)
}

describe('every curve', () => {
  test('gives for two parts what it gives at once', () => {
    fc.assert(
      fc.property(curve, depth, fair, start, size, size, (name, d, f, x, one, other) => {
        const [a, b] = [Math.round(one * d), Math.round(other * d)]
        const first = quote(name, a, x, d, f)
        const second = quote(name, b, first.displacement, d, f)
        const atOnce = quote(name, a + b, x, d, f)
        const leavesBook = [first, second, atOnce].some((q) => Math.abs(q.displacement) === BOOK_END)
        fc.pre(!leavesBook || a * b >= 0) // one that turned at the end of the book has lost its way back
        expect(distance(name, second.displacement, atOnce.displacement)).toBeLessThanOrEqual(1e-9)
        const tolerance = 3 + 1e-9 * (Math.abs(first.cents) + Math.abs(second.cents)) + 1e-9 * d * f
        expect(Math.abs(first.cents + second.cents - atOnce.cents)).toBeLessThanOrEqual(tolerance)
      }),
      runs(3000),
    )
  })

  test('moves the price the way of the order, and fills between the prices before and after', () => {
    fc.assert(
      fc.property(curve, depth, fair, start, size, (name, d, f, x, order) => {
        const n = Math.round(order * d)
        const q = quote(name, n, x, d, f)
        expect(Math.sign(q.displacement - x) * Math.sign(n)).toBeGreaterThanOrEqual(0)
        expect(Math.abs(q.displacement)).toBeLessThanOrEqual(Math.max(BOOK_END, Math.abs(x)))
        expect(q.discount).toBe(exp(-q.displacement))
        const [low, high] = [n * f * q.discount, n * f * exp(-x)].sort((a, b) => a - b)
        const slack = 1 + 1e-9 * (Math.abs(low) + Math.abs(high) + d * f)
        expect(q.cents).toBeGreaterThanOrEqual(low - slack)
        expect(q.cents).toBeLessThanOrEqual(high + slack)
        expect(Number.isInteger(q.cents)).toBe(true)
      }),
      runs(3000),
    )
  })

  test('comes back to where it was when what was sold is bought, at a cost of at most a cent or so', () => {
    fc.assert(
      fc.property(curve, depth, start, uniform(-20, 20), (name, d, x, order) => {
        const n = Math.round(order * d)
        const there = quote(name, n, x, d)
        fc.pre(Math.abs(there.displacement) < BOOK_END)
        const back = quote(name, -n, there.displacement, d)
        expect(distance(name, back.displacement, x)).toBeLessThanOrEqual(1e-9)
        const gain = there.cents + back.cents
        expect(gain).toBeLessThanOrEqual(1e-9 * d * 100)
        expect(gain).toBeGreaterThanOrEqual(-2 - 1e-9 * (Math.abs(there.cents) + d * 100))
      }),
      runs(2000),
    )
  })

  test('needs its depth to move an undisturbed price by 1 %', () => {
    fc.assert(
      fc.property(curve, depth, (name, d) => {
        expect(quote(name, d, 0, d).displacement).toBeCloseTo(0.01, 12)
        // As a share: at ten million contracts the next double is farther away than 1e-9.
        expect(contractsToMove(name, 0, d, 0.01) / d).toBeCloseTo(1, 12)
      }),
      runs(50),
    )
  })

  test('needs as many contracts for a move as `contractsToMove` says', () => {
    fc.assert(
      fc.property(curve, depth, start, fc.constantFrom(0.01, -0.01, 0.3), (name, d, x, move) => {
        const contracts = contractsToMove(name, x, d, move)
        expect(contracts).toBeGreaterThanOrEqual(0)
        expect(quote(name, Math.sign(move) * contracts, x, d).displacement).toBeCloseTo(x + move, 9)
      }),
      runs(1000),
    )
  })

  test('does nothing for an order of nothing', () => {
    fc.assert(
      fc.property(curve, depth, start, (name, d, x) => {
        const { displacement, cents } = quote(name, 0, x, d)
        expect(displacement).toBeCloseTo(x, 12)
        expect(cents === 0 || cents === -1).toBe(true)
      }),
      runs(300),
    )
  })
})

describe('the worked formulas', () => {
  // depth 4000, fair value 100: a sale of 2000 contracts, then a purchase of 3000.
  test.each<[Curve, number, number]>([
    ['exponential', 0.005, 100 * 4000 * 100 * (1 - Math.exp(-0.005))],
    ['squareRoot', 0.01 * Math.sqrt(0.5), rootArea(2000, 4000) * 100],
    ['constantProduct', 2 * Math.log(1 + 2000 / POOL(4000)), (100 * POOL(4000) * 2000) / (POOL(4000) + 2000)],
  ])('of %s', (name, displacement, cents) => {
    const q = quote(name, 2000, 0, 4000)
    expect(q.displacement).toBeCloseTo(displacement, 13)
    expect(q.cents).toBe(Math.floor(cents))
    expect(q.cents).toBeLessThan(200_000)
    expect(quote(name, -2000, 0, 4000).cents).toBeLessThan(-200_000)
  })

  function POOL(d: number): number {
    return d / (Math.exp(0.005) - 1)
  }
  /** The integral of e^−y over the flow, by Simpson's rule. */
  function rootArea(flow: number, d: number): number {
    const price = (u: number) => Math.exp((-0.01 / Math.sqrt(d)) * Math.sqrt(u))
    // u = s², so that the root at 0 does not spoil the rule.
    const f = (s: number) => 2 * s * price(s * s)
    const n = 2000
    const h = Math.sqrt(flow) / n
    let sum = f(0) + f(Math.sqrt(flow))
    for (let i = 1; i < n; i++) sum += f(i * h) * (i % 2 === 1 ? 4 : 2)
    return (sum * h) / 3
  }
})

describe('the end of the book', () => {
  test.each(CURVES)('of %s: what would push past it fills at the price there', (name) => {
    const d = 1000
    const inside = contractsToMove(name, 0, d, BOOK_END)
    const beyond = 500_000_000
    const [n, atEnd] = [Math.round(inside) + beyond, 100 * Math.exp(-BOOK_END)]
    const all = quote(name, n, 0, d)
    expect(all.displacement).toBe(BOOK_END)
    const rest = quote(name, beyond, BOOK_END, d)
    expect([rest.displacement, rest.cents]).toEqual([BOOK_END, Math.floor(beyond * atEnd)])
    expect(all.cents / (quote(name, Math.round(inside), 0, d).cents + rest.cents)).toBeCloseTo(1, 6)
  })

  test.each(CURVES)('of %s stands on the side of purchases too', (name) => {
    const q = quote(name, -1e12, 0, 1000)
    expect(q.displacement).toBe(-BOOK_END)
    expect(q.cents).toBeLessThan(-1e12 * 100)
    const more = quote(name, -7, -BOOK_END, 1000)
    expect([more.displacement, more.cents]).toEqual([-BOOK_END, Math.floor(-7 * 100 * Math.exp(BOOK_END))])
  })
})
