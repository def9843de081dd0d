/**
 * Goal: the one sentence beside each figure over time is true, in every case that it tells apart.
 * Method: series of a few steps written by hand, one for each case, with the sentence in full.
 */
import { describe, expect, test } from 'vitest'
import { depthFigure } from '../../src/charts/depthFigure.ts'
import { fundFigure } from '../../src/charts/fundFigure.ts'
import { liquidationFigure } from '../../src/charts/liquidationFigure.ts'
import { openInterestFigure } from '../../src/charts/openInterestFigure.ts'
import { payersFigure } from '../../src/charts/payersFigure.ts'
import type { Figure } from '../../src/charts/figure.ts'
import type { SeriesReading } from '../../src/schema/readings.ts'
import { createInput, type Parts } from './handMadeInput.ts'

const read = (
  figure: Figure,
  columns: Partial<Record<SeriesReading, number[]>>,
  now: Pick<Parts, 'market' | 'venue'> = {},
) => figure.compute(createInput({ columns, ...now })).sentence

const crowd = (tradersLiquidated: number) => ({ venue: { traders: 6_000, tradersLiquidated } })

describe('the fund in one sentence', () => {
  test.each([
    ['none', { fundLeft: [0, 0] }, 'There is no money in the insurance fund; nothing stays unpaid.'],
    [
      'untouched',
      { fundLeft: [6_000_000, 6_000_000] },
      'The insurance fund holds $60,000 and has paid nothing; nothing stays unpaid.',
    ],
    [
      'drained in part',
      { fundLeft: [6_000_000, 4_000_000], fundPaid: [0, 2_000_000] },
      'The insurance fund paid $20,000 and has $40,000 left, 67% of its start; nothing stays unpaid.',
    ],
    [
      'larger than at the start, thanks to fees',
      { fundLeft: [100_000, 150_000], fundPaid: [0, 10_000] },
      'The insurance fund paid $100 and has $1,500 left; nothing stays unpaid.',
    ],
    [
      'empty',
      {
        fundLeft: [6_000_000, 0, 0],
        fundPaid: [0, 6_000_000, 6_000_000],
        badDebt: [0, 0, 1_250_000],
      },
      'The insurance fund paid $60,000 and was empty at 1 s; $12,500 of losses stays unpaid.',
    ],
    [
      'empty, and filled by fees since',
      { fundLeft: [6_000_000, 0, 50_000], fundPaid: [0, 6_000_000, 6_000_000] },
      'The insurance fund paid $60,000 and was empty at 1 s; fees have brought it back to $500; nothing stays unpaid.',
    ],
  ])('%s', (_name, columns, sentence) => {
    expect(read(fundFigure, columns)).toBe(sentence)
  })
})

describe('liquidations in one sentence', () => {
  test.each([
    ['none', {}, 0, 'Nobody of 6,000 traders is sold out.'],
    ['only a queue', { queue: [0, 30] }, 0, 'Nobody of 6,000 traders is sold out; 30 wait.'],
    [
      'at once',
      { tradersLiquidated: [0, 0, 1] },
      1,
      '1 of 6,000 traders is sold out, the first at 2 s; nobody had to wait.',
    ],
    [
      'a queue that is over',
      { tradersLiquidated: [0, 10, 2_035], queue: [0, 312, 0] },
      2_035,
      '2,035 of 6,000 traders are sold out, the first at 1 s; at most 312 waited, now nobody waits.',
    ],
    [
      'a queue that grows',
      { tradersLiquidated: [0, 10, 20], queue: [0, 12, 312] },
      20,
      '20 of 6,000 traders are sold out, the first at 1 s; 312 wait, more than ever before.',
    ],
  ])('%s', (_name, columns, liquidated, sentence) => {
    expect(read(liquidationFigure, columns, crowd(liquidated))).toBe(sentence)
  })
})

describe('open interest in one sentence', () => {
  test.each([
    [
      'nothing happened',
      { openInterest: [2_000, 2_000] },
      'Open interest is as at the start: 2,000 contracts, worth $1,900.',
    ],
    [
      'forced sales pass contracts on',
      { openInterest: [2_000, 2_000], forcedContracts: [0, 40] },
      'Open interest is as at the start, since each forced order only passes its contracts on: 2,000 contracts, worth $1,900.',
    ],
    [
      'ADL ends contracts',
      { openInterest: [2_000, 1_240], adlContracts: [0, 500] },
      'Open interest shrank by 38%, to 1,240 contracts, worth $1,178; ADL closed 25% of the start early.',
    ],
    [
      'arrivals add contracts',
      { openInterest: [2_000, 2_084] },
      'Open interest grew by 4.2%, to 2,084 contracts, worth $1,980.',
    ],
  ])('%s', (_name, columns, sentence) => {
    expect(read(openInterestFigure, columns, { market: { mark: 95 } })).toBe(sentence)
  })
})

describe('depth in one sentence', () => {
  test.each([
    ['the same', [1_000, 1_000], 'Liquidity is as at the start: 1,000 contracts ($1,000) move the price 1%.'],
    [
      'thinnest now',
      [1_000, 800, 430],
      'Liquidity is at 43% of the start, as thin as it ever was: 430 contracts ($430) move the price 1%.',
    ],
    [
      'on its way back',
      [1_000, 430, 710],
      'Liquidity was thinnest at 1 s, 43% of the start, and is at 71% now: 710 contracts ($710) move the price 1%.',
    ],
    [
      'added',
      [1_000, 1_500],
      'Liquidity is 50% above the start: 1,500 contracts ($1,500) move the price 1%.',
    ],
  ])('%s', (_name, depth, sentence) => {
    expect(read(depthFigure, { depth })).toBe(sentence)
  })
})

describe('who paid in one sentence', () => {
  test.each([
    ['nobody had to', {}, 'No losses have had to be paid.'],
    ['one payer', { ownPaid: [0, 100_000] }, 'Of $1,000 of losses, the losers’ own deposits paid 100%.'],
    [
      'all of them',
      {
        ownPaid: [0, 60_000],
        fundPaid: [0, 19_900],
        venuePaid: [0, 100],
        socializedLoss: [0, 10_000],
        badDebt: [0, 10_000],
      },
      'Of $1,000 of losses, the losers’ own deposits paid 60%, the insurance fund 20%, the exchange 0.1%, ' +
        'the winners 10% and 10% stays unpaid.',
    ],
  ])('%s', (_name, columns, sentence) => {
    expect(read(payersFigure, columns)).toBe(sentence)
  })

  test('the sum of the payers is a column of its own', () => {
    const { columns } = payersFigure.compute(
      createInput({ columns: { ownPaid: [0, 3], fundPaid: [0, 4], badDebt: [0, 5] } }),
    )
    const sum = columns.find(({ trace }) => trace.key === 'losses')
    expect([...(sum?.values as Float64Array)]).toEqual([0, 12])
  })
})

test('a figure shows nothing beyond the present moment, and spans all that is known', () => {
  const input = createInput({ columns: { fundLeft: new Array(401).fill(7) }, step: 100 })
  const { count, axis, restIndex } = fundFigure.compute(input)
  expect({ count, axis, restIndex }).toEqual({
    count: 101,
    axis: { kind: 'time', stepSeconds: 1, window: 460 },
    restIndex: 100,
  })
})

test('layers that a venue does not have are left out', () => {
  const keys = (venueEquity: number[]) =>
    fundFigure.compute(createInput({ columns: { venueEquity } })).columns.map(({ trace }) => trace.key)
  expect(keys([0, 0])).not.toContain('venueEquity')
  expect(keys([5, 0])).toContain('venueEquity')
})
