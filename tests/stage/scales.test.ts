/**
 * Goal: prices and steps have one place in the picture, and ticks are round and apart at every size.
 * Method: round trips between values and places, and ticks at all sizes that the page has.
 */
import { describe, expect, it } from 'vitest'
import { computeLayout } from '../../src/stage/layout.ts'
import { computePriceTicks, toStep, toX, toY } from '../../src/stage/scales.ts'
import { computeTimeTicks } from '../../src/schema/timeAxis.ts'

const box = { left: 10, top: 20, width: 400, height: 300 }
const range = { low: 80, high: 120 }

describe('scales', () => {
  it('put the highest price at the top, and every other in its share of the way down', () => {
    expect(toY(120, range, box)).toBe(20)
    expect(toY(80, range, box)).toBe(320)
    expect(toY(90, range, box)).toBe(245)
  })

  it('tell the step under a place, and nothing outside of the chart', () => {
    for (const step of [0, 7, 60, 120]) expect(toStep(toX(step, 120, box), 120, box)).toBe(step)
    expect(toStep(5, 120, box)).toBe(0)
    expect(toStep(-20, 120, box)).toBeNull()
    expect(toStep(440, 120, box)).toBeNull()
  })
})

describe('ticks', () => {
  it('stand at round prices, far enough apart', () => {
    const { values, decimals } = computePriceTicks(range, 300, 50)
    expect(values).toEqual([80, 90, 100, 110, 120])
    expect(decimals).toBe(0)
  })

  it('have as many decimals as they need', () => {
    const { values, decimals } = computePriceTicks({ low: 0.98, high: 1.02 }, 300, 50)
    expect(decimals).toBe(2)
    expect(values.map((value) => value.toFixed(2))).toEqual(['0.98', '0.99', '1.00', '1.01', '1.02'])
  })

  it('are none where there is no room', () => {
    expect(computePriceTicks({ low: 1, high: 1 }, 300, 50).values).toEqual([])
    expect(computePriceTicks(range, 0, 50).values).toEqual([])
  })
})

describe('ticks in a small picture', () => {
  const sizes: [number, number, boolean][] = [
    [300, 170, false],
    [330, 460, true],
    [390, 430, false],
    [845, 380, true],
  ]

  it.each(sizes)('label two prices or more at %d × %d, clear of each other', (width, height, isPresenter) => {
    const { chart, type } = computeLayout(width, height, isPresenter)
    for (const shown of [range, { low: 83, high: 119 }, { low: 93.1, high: 104.2 }, { low: 61, high: 139 }]) {
      const { values } = computePriceTicks(shown, chart.height, type * 4.6)
      expect(values.length).toBeGreaterThanOrEqual(2)
      const rows = values.map((value) => toY(value, shown, chart))
      rows.slice(1).forEach((y, i) => expect(rows[i] - y).toBeGreaterThan(type * 1.5))
    }
  })

  it.each(sizes)('tell two times or more at %d × %d, inside the window', (width, height, isPresenter) => {
    const { strip, type } = computeLayout(width, height, isPresenter)
    for (const window of [40, 115, 120, 138, 230, 420])
      for (const stepSeconds of [1, 60, 3600, 86_400]) {
        const ticks = computeTimeTicks(window, stepSeconds, strip.width / (type * 7.5))
        expect(ticks.length).toBeGreaterThanOrEqual(2)
        expect(ticks[0]).toBe(0)
        expect(ticks.at(-1)).toBeLessThanOrEqual(window)
        expect(toX(ticks[1], window, strip) - strip.left).toBeGreaterThan(type * 4)
      }
  })
})

describe('the layout', () => {
  it.each([
    [1088, 690],
    [390, 430],
    [320, 320],
    [3840, 2000],
  ])('keeps chart and crowd on the same rows and inside %d × %d', (width, height) => {
    for (const isPresenter of [false, true]) {
      const { chart, crowd, strip, axisX, timeTop, type } = computeLayout(width, height, isPresenter)
      expect([chart.top, chart.height]).toEqual([crowd.top, crowd.height])
      expect(chart.left + chart.width).toBeLessThan(axisX)
      expect(crowd.left).toBeGreaterThan(axisX)
      expect(crowd.left + crowd.width).toBeLessThanOrEqual(width)
      expect(strip.top).toBeGreaterThan(chart.top + chart.height)
      expect(timeTop + type).toBeLessThanOrEqual(height)
    }
  })
})
