// The seeded streams and the distributions drawn from them. Every number here is the same on every machine.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { geometric, inverseNormal, poisson, Stream } from '../../src/engine/random.ts'
import { runs, uniform } from '../support/arbitraries.ts'

const draw = (stream: Stream, count: number) => Array.from({ length: count }, () => stream.uniform())
const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
const variance = (values: readonly number[]) => {
  const m = mean(values)
  return mean(values.map((v) => (v - m) * (v - m)))
}

describe('a stream', () => {
  test('is a function of seed and name', () => {
    expect(draw(new Stream('seed', 'crowd'), 20)).toEqual(draw(new Stream('seed', 'crowd'), 20))
    const streams = [
      ['seed', 'crowd'],
      ['seed', 'fairValue'],
      ['seed', 'behavior'],
      ['seed!', 'crowd'],
      ['', 'crowd'],
      ['seedcrowd', ''],
    ].map(([seed, name]) => draw(new Stream(seed, name), 3).join())
    expect(new Set(streams).size).toBe(streams.length)
  })

  test('gives numbers strictly between 0 and 1, evenly', () => {
    const values = draw(new Stream('even', 'test'), 20_000)
    expect(Math.min(...values)).toBeGreaterThan(0)
    expect(Math.max(...values)).toBeLessThan(1)
    expect(mean(values)).toBeCloseTo(0.5, 2)
    expect(variance(values)).toBeCloseTo(1 / 12, 2)
    const tenths = new Array<number>(10).fill(0)
    for (const value of values) tenths[Math.floor(value * 10)]++
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200)
  })

  test('of another name is not correlated with it', () => {
    const [a, b] = ['crowd', 'fairValue'].map((name) => draw(new Stream('same', name), 10_000))
    const products = a.map((value, i) => (value - 0.5) * (b[i] - 0.5))
    expect(Math.abs(mean(products) * 12)).toBeLessThan(0.03)
  })

  test('continues from its state, also after that went through JSON', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.nat(50), (seed, name, before) => {
        const stream = new Stream(seed, name)
        draw(stream, before)
        const state = JSON.parse(JSON.stringify(stream.state()))
        expect(state).toEqual(stream.state())
        const restored = new Stream('another', 'altogether', state)
        expect(draw(restored, 20)).toEqual(draw(stream, 20))
        expect(restored.state()).toEqual(stream.state())
      }),
      runs(200),
    )
  })

  test('is not disturbed by asking for its state', () => {
    const [one, other] = [new Stream('s', 'n'), new Stream('s', 'n')]
    const values = Array.from({ length: 10 }, () => {
      other.state()
      return other.uniform()
    })
    expect(draw(one, 10)).toEqual(values)
  })
})

describe('the normal quantile', () => {
  test.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.025, -1.959963984540054],
    [0.99, 2.326347874040841],
    [0.001, -3.090232306167813],
    [0.9, 1.2815515655446004],
    [1e-10, -6.361340902404056],
    [1e-16, -8.222082216130435],
  ])('of %d is %d', (u, expected) => {
    expect(Math.abs(inverseNormal(u) - expected)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(expected)))
  })

  test('rises, and is the same with the other sign on the other side', () => {
    const u = fc.oneof(
      uniform(0.001, 0.5),
      uniform(-12, 0).map((x) => 0.5 * 10 ** x),
    )
    fc.assert(
      fc.property(u, u, (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)]
        expect(inverseNormal(low)).toBeLessThanOrEqual(inverseNormal(high))
        // 1 − u rounds, which matters in the far tail.
        expect(inverseNormal(1 - a)).toBeCloseTo(-inverseNormal(a), a > 1e-6 ? 8 : 2)
      }),
      runs(1000),
    )
  })

  test('gives normal numbers', () => {
    const stream = new Stream('bell', 'test')
    const values = Array.from({ length: 20_000 }, () => stream.normal())
    expect(Math.abs(mean(values))).toBeLessThan(0.02)
    expect(variance(values)).toBeCloseTo(1, 1)
    expect(mean(values.map((v) => v * v * v * v))).toBeCloseTo(3, 0)
    expect(values.filter((v) => v < -1.6448536269514722).length / 20_000).toBeCloseTo(0.05, 2)
  })

  test('takes one uniform number for each', () => {
    const [one, other] = [new Stream('s', 'n'), new Stream('s', 'n')]
    for (let i = 0; i < 5; i++) one.normal()
    draw(other, 5)
    expect(one.uniform()).toBe(other.uniform())
  })
})

describe('poisson', () => {
  test.each([0.1, 1, 7.5, 1200])('has mean and variance %d', (lambda) => {
    const stream = new Stream('counts', 'test')
    const counts = Array.from({ length: 2000 }, () => poisson(stream, lambda))
    const tolerance = 5 * Math.sqrt(lambda / 2000)
    expect(Math.abs(mean(counts) - lambda)).toBeLessThan(tolerance)
    expect(variance(counts) / lambda).toBeGreaterThan(0.8)
    expect(variance(counts) / lambda).toBeLessThan(1.25)
    expect(counts.every((n) => Number.isInteger(n) && n >= 0)).toBe(true)
  })

  test('of a mean of 0 is 0, without a draw', () => {
    const stream = new Stream('s', 'n')
    expect(poisson(stream, 0)).toBe(0)
    expect(stream.uniform()).toBe(new Stream('s', 'n').uniform())
  })
})

describe('geometric', () => {
  test.each([0.9, 0.5, 0.02])('has mean 1/p and starts at 1, for p = %d', (p) => {
    const stream = new Stream('waiting', 'test')
    const waits = Array.from({ length: 20_000 }, () => geometric(stream, p))
    expect(Math.min(...waits)).toBe(1)
    expect(mean(waits) * p).toBeCloseTo(1, 1)
    expect(waits.filter((n) => n === 1).length / 20_000).toBeCloseTo(p, 1)
    // Whoever has waited so long waits on as if nothing had been.
    const patient = waits.filter((n) => n > 3)
    expect(mean(patient.map((n) => n - 3)) * p).toBeGreaterThan(0.75)
    expect(mean(patient.map((n) => n - 3)) * p).toBeLessThan(1.25)
  })

  test('is at once or never at the ends, and takes one draw there too', () => {
    const stream = new Stream('s', 'n')
    expect([geometric(stream, 1), geometric(stream, 0)]).toEqual([1, Infinity])
    const other = new Stream('s', 'n')
    draw(other, 2)
    expect(stream.uniform()).toBe(other.uniform())
  })
})
