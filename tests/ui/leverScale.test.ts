/**
 * Goal: a slider reaches every value it stands for, and comes back to where the situation began.
 * Method: every place of each scale, there and back.
 */
import { describe, expect, it } from 'vitest'
import { parameters } from '../../src/schema/parameterTable.ts'
import { isWithin, parameter } from '../../src/schema/parameters.ts'
import {
  fromSlider,
  fromTyped,
  positions,
  sayRange,
  toShown,
  toSlider,
} from '../../src/ui/controls/rowScale.ts'
import {
  createMoneyScale,
  createRatioScale,
  leverageScale,
  toPosition,
  toValue,
} from '../../src/ui/levers/leverScale.ts'

describe('a lever', () => {
  it.each([leverageScale, createRatioScale(2_459_606.79, 20, 40), createMoneyScale(409_934.47, 20e6, 60)])(
    'goes to another value with every stop, and back to the same',
    (scale) => {
      for (let i = 0; i < scale.stops.length; i++) {
        expect(toPosition(scale, toValue(scale, i))).toBeCloseTo(i, 9)
        if (i > 0) expect(scale.stops[i]).toBeGreaterThan(scale.stops[i - 1])
      }
    },
  )

  it('has what the situation began with as a stop of its own', () => {
    expect(createRatioScale(2_459_606.79, 20, 40).stops).toContain(2_459_606.79)
    expect(createMoneyScale(409_934.47, 20e6, 60).stops).toContain(409_934.47)
    expect(createMoneyScale(0, 20e6, 60).stops[0]).toBe(0)
  })
})

describe('a row of the table', () => {
  it.each(parameters.map((row) => [row.key, row] as const))(
    '%s slides over valid values only',
    (_key, row) => {
      for (let position = 0; position <= positions; position++) {
        const value = fromSlider(row, position)
        expect(isWithin(row, value), `${row.key} = ${value}`).toBe(true)
        const again = fromTyped(row, Number(toShown(row, value)))
        expect(Math.abs(again - value)).toBeLessThanOrEqual(Math.abs(value) * 1e-6)
      }
      expect(toSlider(row, row.slider.from)).toBe(0)
      expect(toSlider(row, row.slider.to)).toBe(positions)
    },
  )

  it.each([
    ['crowd.longShare', 'From 0 to 100%; by default 60.'],
    ['venue.maxLeverage', 'Above 0 to 1,000×; by default 25.'],
    ['crowd.traders', 'From 1 to 2,000,000 traders; by default 10,000.'],
    ['crowd.behavior.arrivals.trendFollowing', 'From −1,000,000 to 1,000,000; by default 0.'],
    ['venue.insuranceFund', 'From 0 to 1,000,000,000,000 dollars.'],
  ] as const)('%s says its range and its default', (key, words) => {
    expect(sayRange(parameter(key))).toBe(words)
  })
})
