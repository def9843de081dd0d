/**
 * Goal: as many steps are due as time has passed, and neither a background tab nor a slow worker makes the run jump.
 * Method: frames of known lengths, counted.
 */
import { describe, expect, it } from 'vitest'
import { Pace, SPEEDS } from '../../src/stores/pace.ts'

/** Steps that were due over a number of frames of the page. */
function count(pace: Pace, frames: number, elapsedMs: number, speed: number): number {
  let steps = 0
  for (let i = 0; i < frames; i++) steps += pace.take(elapsedMs, speed)
  return steps
}

describe('pace', () => {
  it('is the speed, whatever the frame rate', () => {
    for (const speed of SPEEDS.filter(Number.isFinite))
      for (const rate of [30, 60, 144]) {
        const steps = count(new Pace(), 10 * rate, 1_000 / rate, speed)
        expect(Math.abs(steps - 10 * speed), `${speed}/s at ${rate} Hz`).toBeLessThanOrEqual(1)
      }
  })

  it('does not jump after a minute in the background', () => {
    expect(new Pace().take(60_000, 120)).toBeLessThanOrEqual(12)
  })

  it('lets a slow worker fall behind by a quarter of a second, no more', () => {
    const pace = new Pace()
    for (let i = 0; i < 600; i++) pace.wait(16, 120)
    expect(pace.take(16, 120)).toBe(31)
    for (let i = 0; i < 600; i++) pace.wait(16, 0.5)
    expect(pace.take(16, 0.5)).toBe(1)
  })

  it('as fast as it goes, asks for more while answers are quick and for less when they are late', () => {
    const pace = new Pace()
    const sizes = [1, 2, 3, 4].map(() => pace.take(16, Infinity))
    expect(sizes).toEqual([16, 32, 64, 128])
    for (let i = 0; i < 10; i++) pace.wait(16, Infinity)
    expect(pace.take(16, Infinity)).toBe(64)
    count(pace, 20, 16, Infinity)
    expect(pace.take(16, Infinity)).toBe(4_096)
  })

  it('forgets what was due after a pause', () => {
    const pace = new Pace()
    pace.wait(100, 8)
    pace.reset()
    expect(pace.take(16, 8)).toBe(0)
  })
})
