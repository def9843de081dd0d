/**
 * Goal: the meter of the flash test sees what WCAG counts as a flash, and the stage's limit keeps tints below it.
 * Method: gray pictures whose squares blink at known rates, and the worst tint on every ground.
 */
import { describe, expect, test } from 'vitest'
import { computeLuminance, limitTint, MOST_CHANGE } from '../../src/stage/flashLimit.ts'
import { FlashMeter, measureLuminance, type Frame } from '../support/flashes.ts'

const WIDTH = 400
const HEIGHT = 300
const WHITE = 255

/** A gray picture with a square of another gray in it. */
function paint(ground: number, square: number, side: number): Frame {
  const pixels = new Uint8Array(WIDTH * HEIGHT * 4)
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      const isInside = x >= 40 && x < 40 + side && y >= 40 && y < 40 + side
      pixels.fill(isInside ? square : ground, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3)
    }
  return { width: WIDTH, height: HEIGHT, pixels }
}

/** Two seconds at 60 frames a second, in which the square changes every so many frames. */
function measureBlinking(grays: readonly [number, number], side: number, framesEach: number, ground = 20) {
  const meter = new FlashMeter()
  const frames = grays.map((gray) => paint(ground, gray, side))
  for (let i = 0; i < 120; i++) meter.add(frames[Math.floor(i / framesEach) % 2])
  return meter
}

describe('a meter of flashes', () => {
  test('knows the luminance of a gray', () => {
    expect(measureLuminance(paint(WHITE, WHITE, 0), 8)[0]).toBeCloseTo(1, 6)
    expect(measureLuminance(paint(128, 128, 0), 8)[0]).toBeCloseTo(0.2159, 3)
  })

  test('finds a large square that blinks five times a second', () => {
    const meter = measureBlinking([20, 200], 160, 6)
    expect(meter.mostFlashes).toBeGreaterThanOrEqual(4)
    expect(meter.largestFlashingArea).toBe(160 * 160)
  })

  test('does not count a square that is smaller than the area', () => {
    const meter = measureBlinking([20, 200], 120, 6)
    expect(meter.mostFlashes).toBe(0)
    expect(meter.largestFlashingArea).toBeLessThan(21_824)
  })

  test('allows three flashes a second', () => {
    const meter = measureBlinking([20, 200], 160, 10)
    expect(meter.mostFlashes).toBe(3)
    expect(meter.largestFlashingArea).toBe(0)
  })

  test('does not count a change of less than a tenth, or between bright and brighter', () => {
    expect(measureBlinking([20, 80], 160, 6).mostFlashes).toBe(0)
    expect(measureBlinking([232, 255], 160, 6, 232).mostFlashes).toBe(0)
  })

  test('counts a slow way up and down as one change each', () => {
    const meter = new FlashMeter()
    for (let i = 0; i < 120; i++)
      meter.add(paint(20, 20 + Math.round(200 * Math.abs(1 - (i % 60) / 30)), 160))
    expect(meter.mostFlashes).toBe(1)
  })
})

describe('the limit in the stage', () => {
  const tint = { r: 213, g: 94, b: 0 }

  test('leaves a tint that cannot flash as it is', () => {
    expect(limitTint({ r: 13, g: 18, b: 28 }, tint, 0.13)).toBe(0.13)
  })

  test('weakens one that could, on every ground', () => {
    for (const gray of [0, 60, 128, 200, 246, 255]) {
      const ground = { r: gray, g: gray, b: gray }
      const alpha = limitTint(ground, tint, 1)
      const mix = (from: number, to: number) => from + (to - from) * alpha
      const mixed = { r: mix(gray, tint.r), g: mix(gray, tint.g), b: mix(gray, tint.b) }
      expect(Math.abs(computeLuminance(mixed) - computeLuminance(ground))).toBeLessThanOrEqual(MOST_CHANGE)
      expect(alpha).toBeGreaterThan(0)
    }
  })
})
