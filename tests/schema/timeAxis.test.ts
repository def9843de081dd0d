/**
 * Goal: every picture of a run spans the same stretch of time, and its axis has round moments that do not touch.
 * Method: windows, steps and rooms by hand, with the moments that must come out.
 */
import { describe, expect, it } from 'vitest'
import { computeTimeTicks, computeWindow, toRoundInterval } from '../../src/schema/timeAxis.ts'

describe('the stretch of time', () => {
  it.each([
    [0, 420, 120],
    [104, 420, 120],
    [200, 420, 230],
    [400, 420, 420],
    [0, 40, 40],
    [0, 0, 1],
  ])('after %d of %d steps is %d', (farthest, steps, window) => {
    expect(computeWindow(farthest, steps)).toBe(window)
  })
})

describe('round moments', () => {
  it.each([
    [420, 1, 8, [0, 60, 120, 180, 240, 300, 360, 420]],
    [120, 1, 5, [0, 30, 60, 90, 120]],
    [120, 60, 6.4, [0, 30, 60, 90, 120]],
    [10, 3_600, 5, [0, 2, 4, 6, 8, 10]],
    [400, 86_400, 4, [0, 100, 200, 300, 400]],
    [40, 31_536_000, 6.4, [0, 13.7, 27.4]],
    [4, 0.25, 4, [0, 1, 2, 3, 4]],
    [120, 1, 0.9, [0, 120]],
    [115, 1, 0.8, [0, 90]],
    // Two labels would touch.
    [120, 1, 0.44, [0]],
  ])('of %d steps of %d s with room for %d', (window, stepSeconds, most, ticks) => {
    const found = computeTimeTicks(window, stepSeconds, most)
    expect(found.map((step) => Math.round(step * 10) / 10)).toEqual(ticks)
  })
})

it.each([
  [0.0007, 0.001],
  [0.1, 0.1],
  [1.2, 2],
  [3, 5],
  [60, 100],
  [1_000_000, 1_000_000],
])('%d is rounded up to %d', (value, round) => {
  expect(toRoundInterval(value)).toBeCloseTo(round, 9)
})
