import { describe, expect, test } from 'vitest'
import {
  formatChangeSize,
  formatCount,
  formatDollars,
  formatDuration,
  formatNumbered,
  formatPartOf,
  formatShare,
  formatTick,
} from '../../src/charts/numberText.ts'

describe('numbers in figures', () => {
  test('have a true minus sign and no negative zero', () => {
    expect([formatCount(-1_234), formatDollars(-5_000_000), formatCount(-0), formatDollars(-0)]).toEqual([
      '−1,234',
      '−$50,000',
      '0',
      '$0',
    ])
  })

  test('are short on axes', () => {
    expect([0, 50_000, 30_000_000, 150_000_000].map((cents) => formatTick('dollars', cents))).toEqual([
      '$0',
      '$500',
      '$300K',
      '$1.5M',
    ])
    expect([500, 1_500, 12_500, 1_500_000].map((count) => formatTick('traders', count))).toEqual([
      '500',
      '1,500',
      '12.5K',
      '1.5M',
    ])
  })

  test('of parts never say all or none where that is not so', () => {
    expect([
      formatShare(0, 10),
      formatShare(1, 1_000),
      formatShare(999, 1_000),
      formatShare(10, 10),
      formatShare(3, 0),
    ]).toEqual(['0%', 'less than 1%', 'more than 99%', '100%', '0%'])
    expect([formatPartOf(0, 5, 'them'), formatPartOf(5, 5, 'them'), formatPartOf(2, 5, 'them')]).toEqual([
      'none of them',
      'all of them',
      '40% of them',
    ])
  })

  test('of changes have a decimal where they are small', () => {
    expect([formatChangeSize(-0.38), formatChangeSize(0.042), formatChangeSize(0.05)]).toEqual([
      '38%',
      '4.2%',
      '5%',
    ])
  })

  test('of times take two units', () => {
    expect([0, 0.25, 45, 60, 80, 3_600, 11_100, 90_000, 864_000].map(formatDuration)).toEqual([
      '0 s',
      '0.25 s',
      '45 s',
      '1 min',
      '1 min 20 s',
      '1 h',
      '3 h 5 min',
      '1 d 1 h',
      '10 d',
    ])
  })

  test('agree with their nouns', () => {
    expect([formatNumbered(1, 'trader'), formatNumbered(2_035, 'trader')]).toEqual([
      '1 trader',
      '2,035 traders',
    ])
  })
})
