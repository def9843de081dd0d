import { describe, expect, it } from 'vitest'
import {
  formatChange,
  formatCount,
  formatDollars,
  formatDuration,
  formatExactDollars,
  formatNumbered,
  formatPercent,
  formatPrice,
  formatShortDollars,
} from '../../src/ui/figures.ts'

describe('figures', () => {
  it.each([
    [formatCount(2035), '2,035'],
    [formatDollars(152_273_000), '$1,522,730'],
    [formatExactDollars(23_811), '$238.11'],
    [formatExactDollars(-5), '−$0.05'],
    [formatShortDollars(245_960_700), '$2.46M'],
    [formatShortDollars(99_900), '$999'],
    [formatPercent(0.1607), '16.1%'],
    [formatPrice(92.4901), '92.49'],
    [formatPrice(61_234.5), '61,235'],
    [formatPrice(0.01254), '0.0125'],
    [formatNumbered(1, 'trader'), '1 trader'],
    [formatNumbered(2035, 'trader'), '2,035 traders'],
  ])('%s is %s', (shown, expected) => expect(shown).toBe(expected))

  it('writes changes with a true minus sign, and decimals only where they say something', () => {
    expect(formatChange(-0.04)).toBe('−4%')
    expect(formatChange(-0.025)).toBe('−2.5%')
    expect(formatChange(0.07)).toBe('+7%')
    expect(formatChange(-0.127)).toBe('−13%')
    expect(formatChange(0)).toBe('0%')
  })

  it('writes no negative zero', () => expect(formatDollars(-0)).toBe('$0'))

  it.each([
    [0, '0 s'],
    [0.25, '0.25 s'],
    [45, '45 s'],
    [134, '2 min 14 s'],
    [420, '7 min'],
    [11_100, '3 h 5 min'],
    [200_000, '2 d 7 h'],
  ])('%d seconds are %s', (seconds, expected) => expect(formatDuration(seconds)).toBe(expected))
})
