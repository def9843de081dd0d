/** Numbers in words, for all views: each form by examples that were written by hand, and what must never be read. */
import { describe, expect, it } from 'vitest'
import { formatReading } from '../../src/course/numberWords.ts'
import {
  formatChange,
  formatCount,
  formatDollars,
  formatDuration,
  formatExactDollars,
  formatFew,
  formatNumbered,
  formatPart,
  formatPercent,
  formatPlain,
  formatPrice,
  formatShortCount,
  formatShortDollars,
  sayBeginning,
} from '../../src/schema/words.ts'

describe('numbers in words', () => {
  it.each([
    [formatCount(2035), '2,035'],
    [formatCount(-1_234), '−1,234'],
    [formatDollars(152_273_000), '$1,522,730'],
    [formatDollars(-5_000_000), '−$50,000'],
    [formatExactDollars(23_811), '$238.11'],
    [formatExactDollars(-5), '−$0.05'],
    [formatPercent(0.1607), '16.1%'],
    [formatPrice(92.4901), '92.49'],
    [formatPrice(61_234.5), '61,235'],
    [formatPrice(0.01254), '0.0125'],
    [formatPlain(0.125), '0.125'],
    [formatFew(0.5714), '0.57'],
    [formatFew(12.54), '12.5'],
    [formatFew(1_234.5), '1,235'],
    [formatNumbered(1, 'trader'), '1 trader'],
    [formatNumbered(2035, 'trader'), '2,035 traders'],
  ])('%s is %s', (shown, expected) => expect(shown).toBe(expected))

  it('are short where space is short, and whole where that is as short', () => {
    // A fund that fees have made grow has no part of itself left.
    expect([sayBeginning(500_000, 846_000), sayBeginning(1_680_000, 846_000)]).toEqual([
      'of $8,460',
      'began with $8,460',
    ])
    expect([0, 99_900, 999_900, 30_000_000, 200_000_000, 245_960_700].map(formatShortDollars)).toEqual([
      '$0',
      '$999',
      '$9,999',
      '$300K',
      '$2M',
      '$2.46M',
    ])
    expect([500, 1_500, 12_500, 1_500_000].map(formatShortCount)).toEqual(['500', '1,500', '12.5K', '1.5M'])
  })

  it('of changes have a true minus sign, and decimals only where they say something', () => {
    expect([-0.04, -0.025, 0.07, -0.127, 0].map(formatChange)).toEqual(['−4%', '−2.5%', '+7%', '−13%', '0%'])
  })

  it('of parts never say all or none where that is not so', () => {
    expect([0, 0.0001, 0.042, 0.05, 0.38, 0.995, 0.9999, 1].map(formatPart)).toEqual([
      '0%',
      'less than 0.1%',
      '4.2%',
      '5%',
      '38%',
      '99.5%',
      'more than 99.9%',
      '100%',
    ])
  })

  it('know no negative zero', () => {
    expect([formatCount, formatDollars, formatFew, formatPart].map((format) => format(-0))).toEqual([
      '0',
      '$0',
      '0',
      '0%',
    ])
  })

  it.each([
    [0, '0 s'],
    [0.25, '0.25 s'],
    [45, '45 s'],
    [60, '1 min'],
    [134, '2 min 14 s'],
    [3_600, '1 h'],
    [11_100, '3 h 5 min'],
    [200_000, '2 d 7 h'],
    [864_000, '10 d'],
  ])('%d seconds are %s', (seconds, expected) => expect(formatDuration(seconds)).toBe(expected))
})

it.each([
  [0.997, '0.99'],
  [1, '1'],
  [1.004, '1'],
  [0.42, '0.42'],
])('a spiral number of %d, where forced selling dies out below 1, is written as %s', (r, expected) => {
  expect(formatReading('rAheadStart', r)).toBe(expected)
})
