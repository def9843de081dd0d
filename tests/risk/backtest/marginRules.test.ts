/**
 * Goal: a rule that is right is crossed as often as it says, and one that is wrong is not; each knows the past alone.
 * Method: returns drawn from known distributions, the moving window against the same stretch reckoned anew, real prices.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { normalQuantile as exact } from '../../support/normal.ts'
import { runBacktest } from '../../../src/risk/backtest/backtest.ts'
import { fitGarch } from '../../../src/risk/backtest/garch.ts'
import { computeLimits, MARGIN_RULES, type LimitQuestion } from '../../../src/risk/backtest/marginRules.ts'
import { Window } from '../../../src/risk/backtest/window.ts'
import { readPrices } from '../../../src/prices/readPrices.ts'
import { mulberry32 } from '../../support/randomNumbers.ts'

function drawNormals(count: number, seed: number): number[] {
  const random = mulberry32(seed)
  return Array.from({ length: count }, () => exact(Math.min(1 - 1e-12, Math.max(1e-12, random()))))
}

const ask = (returns: number[], more: Partial<LimitQuestion>): LimitQuestion => ({
  returns: Float64Array.from(returns),
  rule: 'normal',
  confidence: 0.99,
  memory: 500,
  fitFrom: 0,
  testFrom: 500,
  testUntil: returns.length,
  ...more,
})

const count = (question: LimitQuestion) =>
  computeLimits(question).reduce(
    (sum, limit, i) => sum + (-question.returns[question.testFrom + i] > limit ? 1 : 0),
    0,
  )

describe('a rule on returns that are normal', () => {
  const returns = drawNormals(8_500, 1).map((z) => 0.0005 + 0.01 * z)

  it.each(MARGIN_RULES)('%s is crossed on about one day in a hundred', (rule) => {
    const breaches = count(ask(returns, { rule }))
    // 80 are expected; three standard deviations, and the little that a window of 500 days and EWMA cost.
    expect(breaches).toBeGreaterThan(50)
    expect(breaches).toBeLessThan(rule === 'ewma' ? 140 : 115)
  })

  it('that was fitted once is the formula', () => {
    const fit = returns.slice(0, 500)
    const mean = fit.reduce((sum, one) => sum + one, 0) / 500
    const variance = fit.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 500
    const limits = computeLimits(ask(returns, { memory: 'fit' }))
    expect(new Set(limits).size).toBe(1)
    expect(limits[0]).toBeCloseTo(2.326348 * Math.sqrt(variance) - mean, 7)
  })
})

describe('a rule on returns whose spread comes in stretches', () => {
  const garch = { alpha: 0.1, beta: 0.85 }
  let variance = 1e-4
  const returns = drawNormals(6_000, 2).map((z) => {
    const value = Math.sqrt(variance) * z
    variance = 5e-6 + garch.alpha * value * value + garch.beta * variance
    return value
  })

  it('GARCH finds the numbers that drew them', () => {
    const found = fitGarch(Float64Array.from(returns))
    expect(Math.abs(found.alpha - garch.alpha)).toBeLessThan(0.03)
    expect(Math.abs(found.beta - garch.beta)).toBeLessThan(0.05)
  })

  it('GARCH is crossed less often in bunches than a normal fit', () => {
    let price = 100
    const prices = [price, ...returns.map((one) => (price *= 1 + one))]
    const question = { prices, confidence: 0.99, memory: 500, fitFrom: 0, testFrom: 1_000, testUntil: 6_000 }
    const right = runBacktest({ ...question, rule: 'garch' })
    const wrong = runBacktest({ ...question, rule: 'normal' })
    expect([right.kupiec.isRejected, right.christoffersen.independence.isRejected]).toEqual([false, false])
    expect(wrong.christoffersen.independence.isRejected).toBe(true)
    expect(wrong.breaches.length).toBeGreaterThan(right.breaches.length)
  })
})

it.each([1, 7, 250])('the future changes no limit: a window of %d days', (memory) => {
  const returns = drawNormals(700, 3).map((z) => 0.01 * z)
  const other = returns.map((value, i) => (i < 600 ? value : -0.5))
  for (const rule of MARGIN_RULES) {
    const [a, b] = [returns, other].map((list) => computeLimits(ask(list, { rule, memory })))
    expect(a.slice(0, 101)).toEqual(b.slice(0, 101))
  }
})

it('a window that moved says what the same stretch says when it is reckoned anew', () => {
  const returns = Float64Array.from(drawNormals(3_000, 4).map((z) => 0.02 * z * z - 0.01))
  const window = new Window(returns.slice(0, 100), 101)
  for (let i = 100; i < 3_000; i++) {
    window.add(returns[i])
    window.remove(returns[i - 100])
  }
  const anew = new Window(returns.slice(2_900), 101)
  expect(window.count).toBe(100)
  for (const read of ['mean', 'variance', 'kurtosis'] as const)
    expect(window[read]).toBeCloseTo(anew[read], 8)
  for (const p of [0.001, 0.01, 0.25, 0.5, 0.99]) expect(window.quantile(p)).toBe(anew.quantile(p))
})

it('of ninety-nine values the lowest is the limit of one in a hundred', () => {
  const window = new Window(
    Float64Array.from({ length: 99 }, (_, i) => i / 100),
    100,
  )
  expect(window.quantile(0.01)).toBe(0)
  expect(window.quantile(0.02)).toBeCloseTo(0.01, 12)
  expect(window.quantile(0.0001)).toBe(0)
})

describe('prices that were', () => {
  const { prices, moments } = readPrices(readFileSync('public/data/sp500-daily.csv', 'utf8'))
  const dayOf = (date: string) => (moments ?? []).findIndex((at) => at >= Date.parse(date) / 1000)

  it('S&P 500: a normal fit on two calm years is crossed far too often in 2008, in bunches', () => {
    const question = { prices, confidence: 0.99, fitFrom: dayOf('2005-01-01'), testFrom: dayOf('2007-01-01') }
    const test = { ...question, testUntil: dayOf('2009-01-01') }
    const normal = runBacktest({ ...test, rule: 'normal', memory: 'fit' })
    expect(normal.breaches.length).toBeGreaterThan(30)
    expect([normal.zone, normal.kupiec.isRejected]).toEqual(['red', true])
    expect(normal.worstYear?.breaches).toBeGreaterThan(25)
    // What watches the last days is crossed less often, and still too often.
    const garch = runBacktest({ ...test, rule: 'garch', memory: 'fit' })
    expect(garch.breaches.length).toBeLessThan(normal.breaches.length / 2)
    expect(garch.breaches.every((day) => -garch.returns[day] > garch.limits[day - test.testFrom])).toBe(true)
  })

  it('the worst day of the S&P 500 is the one that docs/validation.md row D5 says', () => {
    const { returns } = runBacktest({
      prices,
      rule: 'historical',
      confidence: 0.99,
      memory: 'past',
      fitFrom: 0,
      testFrom: 500,
      testUntil: prices.length - 1,
    })
    const worst = returns.indexOf(Math.min(...returns))
    expect(returns[worst]).toBeCloseTo(-0.1198, 4)
    expect(new Date(1000 * (moments?.[worst + 1] ?? 0)).toISOString().slice(0, 10)).toBe('2020-03-16')
  })
})
