// Measures of a run by hand.
import { describe, expect, test } from 'vitest'
import { changes, holds, measure, type MeasuredRun } from '../../src/situations/measure.ts'
import type { Measure } from '../../src/situations/situation.ts'

const runOf = (badDebt: number, prices: number[] = []): MeasuredRun => ({
  read: (reading, { venue }) => (reading === 'badDebt' && venue === 'alpha' ? badDebt : NaN),
  series: () => prices,
})
const debt: Measure = { reading: 'badDebt', venue: 'alpha' }
const none: Measure = { reading: 'illiquidStep', venue: 'alpha' }
const price = (at: 'lowest' | 'highest' | 'total' | 'firstStep' | number): Measure => ({
  reading: 'price',
  venue: 'alpha',
  asset: 'btc',
  at,
})

describe('a measure', () => {
  const run = runOf(40, [100, 80, 90])

  test('is a reading at the end, at a step, or at its extreme', () => {
    expect(
      [debt, price(0), price(2), price('lowest'), price('highest')].map((one) => measure(run, one)),
    ).toEqual([40, 100, 90, 80, 100])
  })

  test('is the sum of its steps, or the first step at which it is above 0', () => {
    const late = runOf(40, [0, 0, 3, 0, 4])
    expect([price('total'), price('firstStep')].map((one) => measure(late, one))).toEqual([7, 2])
    expect([price('total'), price('firstStep')].map((one) => measure(runOf(40, [0, 0]), one))).toEqual([
      0,
      NaN,
    ])
  })

  test('is a sum, a product, a ratio or a difference', () => {
    expect(measure(run, { sum: [debt, price(0)] })).toBe(140)
    expect(measure(run, { product: [debt, price(0)] })).toBe(4000)
    expect(measure(run, { ratio: [price(1), price(0)] })).toBe(0.8)
    expect(measure(run, { difference: [price(0), debt] })).toBe(60)
  })

  test('may have a number in it that no run changes', () => {
    expect(measure(run, { difference: [100, debt] })).toBe(60)
    expect(measure(runOf(0), 7)).toBe(7)
  })

  test('is not a number where the run has none', () => {
    expect([none, price(3), { sum: [debt, none] }].map((one) => measure(run, one))).toEqual([NaN, NaN, NaN])
  })
})

test('a claim holds on one side, against a number or another measure, and not where there is no number', () => {
  const run = runOf(40, [100])
  expect(holds(run, { measure: debt, is: 'above', than: 39 })).toBe(true)
  expect(holds(run, { measure: debt, is: 'above', than: 40 })).toBe(false)
  expect(holds(run, { measure: debt, is: 'below', than: price(0) })).toBe(true)
  expect(holds(run, { measure: none, is: 'below', than: 1 })).toBe(false)
  expect(holds(run, { measure: none, is: 'above', than: 1 })).toBe(false)
})

describe('a channel changes a measure', () => {
  const lower = { measure: debt, off: 'lower' } as const
  const higher = { measure: debt, off: 'higher' } as const

  test('by a tenth at least', () => {
    expect(changes(runOf(100), runOf(90), lower)).toBe(true)
    expect(changes(runOf(100), runOf(91), lower)).toBe(false)
    expect(changes(runOf(100), runOf(110), higher)).toBe(true)
    expect(changes(runOf(100), runOf(90), higher)).toBe(false)
  })

  test('from nothing by anything, and never by nothing', () => {
    expect(changes(runOf(0), runOf(1), higher)).toBe(true)
    expect(changes(runOf(0), runOf(0), higher)).toBe(false)
    expect(changes(runOf(0), runOf(0), lower)).toBe(false)
    expect(changes(runOf(NaN), runOf(1), higher)).toBe(false)
  })

  test('to nothing only from something', () => {
    const zero = { measure: debt, off: 'zero' } as const
    expect(changes(runOf(5), runOf(0), zero)).toBe(true)
    expect(changes(runOf(5), runOf(1), zero)).toBe(false)
    expect(changes(runOf(0), runOf(0), zero)).toBe(false)
  })
})
