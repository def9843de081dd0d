/**
 * Goal: a figure can be read by keyboard, and figures take turns to be drawn.
 * Method: keys and frames by hand; the turns run on frames that the test gives.
 */
import { describe, expect, test } from 'vitest'
import { moveCursor } from '../../src/charts/cursorKeys.ts'
import { fundFigure } from '../../src/charts/fundFigure.ts'
import { describePoint } from '../../src/charts/pointText.ts'
import { type Clock, Turns } from '../../src/charts/turns.ts'
import { createInput } from './handMadeInput.ts'

describe('reading by keyboard', () => {
  test.each([
    ['ArrowRight', 5, 6],
    ['ArrowLeft', 5, 4],
    ['ArrowUp', 99, 99],
    ['ArrowDown', 0, 0],
    ['PageUp', 5, 10],
    ['PageDown', 5, 0],
    ['Home', 50, 0],
    ['End', 50, 99],
    ['a', 50, null],
    ['toString', 50, null],
  ])('%s at %i leads to %j', (key, index, to) => {
    expect(moveCursor(key, index, 100)).toBe(to)
  })

  test('a point is told in words', () => {
    const content = fundFigure.compute(
      createInput({
        columns: { fundLeft: new Array(81).fill(1_230_000), badDebt: new Array(81).fill(0) },
      }),
    )
    expect(describePoint(content, 80)).toBe(
      '1 min 20 s: fund $12,300, unpaid $0, paid so far $0, fees so far $0',
    )
    expect(describePoint(content, 81)).toBe('')
  })
})

describe('turns to draw', () => {
  /** A clock whose frames come every 16 ms. */
  class HandClock implements Clock {
    time = 1_000
    readonly #due: { at: number; callback: () => void }[] = []
    now = () => this.time
    nextFrame = (callback: () => void) => void this.#due.push({ at: this.time + 16, callback })
    after = (ms: number, callback: () => void) => void this.#due.push({ at: this.time + ms, callback })

    run(until: number): void {
      for (;;) {
        this.#due.sort((a, b) => a.at - b.at)
        const next = this.#due.at(0)
        if (!next || next.at > until) break
        this.#due.shift()
        this.time = next.at
        next.callback()
      }
      this.time = until
    }

    get isIdle(): boolean {
      return this.#due.length === 0
    }
  }

  test('come one a frame, each at most five times a second', () => {
    const clock = new HandClock()
    const turns = new Turns(clock)
    const drawn: [name: string, at: number][] = []
    const draws = ['a', 'b', 'c'].map((name) => () => void drawn.push([name, clock.time]))
    for (let time = 1_000; time < 3_000; time += 10) {
      for (const draw of draws) turns.request(draw)
      clock.run(time + 10)
    }
    for (const name of ['a', 'b', 'c']) {
      const times = drawn.filter(([who]) => who === name).map(([, at]) => at)
      expect(times.length).toBeGreaterThan(7)
      for (let i = 1; i < times.length; i++) expect(times[i] - times[i - 1]).toBeGreaterThanOrEqual(200)
    }
    expect(new Set(drawn.map(([, at]) => at)).size).toBe(drawn.length)
  })

  test('are not scheduled while nothing changed, and not given to who has left', () => {
    const clock = new HandClock()
    const turns = new Turns(clock)
    let count = 0
    const draw = () => void count++
    turns.request(draw)
    turns.request(draw)
    clock.run(2_000)
    expect([count, clock.isIdle]).toEqual([1, true])
    turns.request(draw)
    turns.forget(draw)
    clock.run(3_000)
    expect([count, clock.isIdle]).toEqual([1, true])
  })
})
