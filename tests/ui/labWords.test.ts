/**
 * Goal: a difference of the lab reads as that of its two numbers, and a wait as what it is.
 * Method: every pair of shares of some numbers of runs, and waits from a second to hours.
 */
import { describe, expect, it } from 'vitest'
import { sweepSentence } from '../../src/ui/lab/matterWords.ts'
import { digitsOf, per100, sayMore, sayMoreBetween } from '../../src/ui/lab/shares.ts'
import { sayRuns, sayWait } from '../../src/ui/lab/waitWords.ts'

/** In thousandths of one in a hundred, since a sum of decimals is none. */
const toNumber = (text: string) => Math.round(1_000 * Number(text.replace('−', '-')))

describe('a difference', () => {
  it.each([100, 400, 1_000])('of %i runs is that of the numbers beside it, as they are said', (runs) => {
    let whole = 0
    const stride = runs / 100
    for (let a = 0; a <= runs; a += stride)
      for (let b = 0; b <= runs; b += 7) {
        const digits = digitsOf(a / runs, b / runs, (b - a) / runs)
        const say = (share: number) => toNumber(per100(share, digits))
        expect([a, b, say((b - a) / runs)]).toEqual([a, b, say(b / runs) - say(a / runs)])
        if (digits === 0) whole++
      }
    // No finer than it has to be.
    expect(whole).toBeGreaterThan(runs === 100 ? 1_000 : 100)
  })

  it('is said as more or fewer', () => {
    expect([sayMore(0.08), sayMore(-0.085, 1), sayMore(0), sayMore(-0.0004)]).toEqual([
      '8 more',
      '8.5 fewer',
      'no more',
      'no more',
    ])
    expect(sayMoreBetween({ low: -0.12, high: -0.05 })).toBe('5 to 12 fewer')
    expect(sayMoreBetween({ low: 0.021, high: 0.15 }, 1)).toBe('2.1 to 15.0 more')
    expect(sayMoreBetween({ low: -0.04, high: 0.02 })).toBe('4 fewer to 2 more')
    // From 10.25 to 1.75 it is neither 9 nor 8 fewer than 10.
    const digits = digitsOf(0.1025, 0.0175, -0.085)
    expect([per100(0.1025, digits), per100(0.0175, digits), sayMore(-0.085, digits)]).toEqual([
      '10.3',
      '1.8',
      '8.5 fewer',
    ])
  })
})

describe('where it happens least and most often', () => {
  const say = (shares: readonly number[]) => {
    const values = shares.map((_, i) => 2 + i)
    const cells = shares.map((share, i) => {
      return { values: [values[i]], happened: [true], share, low: 0, high: 1, rAhead: 0.5 }
    })
    const question = { axes: [{ key: 'venue.maxLeverage', values }] }
    return sweepSentence({ cells, question } as unknown as Parameters<typeof sweepSentence>[0])
  }

  it('names the one place, or how many are alike', () => {
    expect(say([0.1, 0.2, 0.3])).toBe(
      'Least often at max leverage 2×: 10 of 100 (0–100). Most often at max leverage 4×: 30 of 100 (0–100). R ahead stays below 1 everywhere.',
    )
    expect(say([0, 0, 0, 1, 1])).toBe(
      'Least often at 3 of 5 places, one of them max leverage 2×: 0 of 100 (0–100). Most often at 2 of 5 places, one of them max leverage 5×: 100 of 100 (0–100). R ahead stays below 1 everywhere.',
    )
    expect(say([0.2, 0.2])).toBe('R ahead stays below 1 everywhere.')
  })
})

describe('a wait', () => {
  it('is told in steps that do not flicker', () => {
    expect([0.2, 3.1, 11, 44, 61, 200, 301, 4_000].map(sayWait)).toEqual([
      'about 1 s left',
      'about 4 s left',
      'about 15 s left',
      'about 45 s left',
      'about 1 min 30 s left',
      'about 3 min 30 s left',
      'about 6 min left',
      'about 1 h 7 min left',
    ])
  })

  it('stands beside how many runs are done', () => {
    expect(sayRuns(null, true)).toBe('')
    expect(sayRuns({ done: 0, all: 0 }, false)).toBe('')
    expect(sayRuns({ done: 40, all: 2_000 }, true)).toBe('40 of 2,000 runs')
    expect(sayRuns({ done: 40, all: 2_000 }, false)).toBe('40 of 2,000 runs, stopped')
    expect(sayRuns({ done: 40, all: 40 }, false)).toBe('40 of 40 runs, done')
  })
})
