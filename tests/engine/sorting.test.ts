/**
 * Goal: accounts are ranked by score, ties by lower id, in any number.
 * Method: the language's own sort beside it, with few and many ties, and with scores of every size.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { selectLargest, sortByScore } from '../../src/engine/sorting.ts'
import { mulberry32 } from '../support/randomNumbers.ts'
import { runs, uniform } from '../support/arbitraries.ts'

/** Highest score first, ties by lower id, as the language's own sort does it. */
function sortNaively(ids: readonly number[], scores: readonly number[]) {
  const order = ids.map((id, i) => ({ id, score: scores[i] }))
  return order.sort((a, b) => (a.score === b.score ? a.id - b.id : b.score > a.score ? 1 : -1))
}

function expectSorted(ids: readonly number[], scores: readonly number[]): void {
  const expected = sortNaively(ids, scores)
  const sortedIds = Int32Array.from(ids)
  const sortedScores = Float64Array.from(scores)
  sortByScore(sortedIds, sortedScores)
  expect([...sortedIds]).toEqual(expected.map(({ id }) => id))
  expect([...sortedScores].map((s) => s + 0)).toEqual(expected.map(({ score }) => score + 0))
}

const score = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 100, Infinity, -Infinity, 5e-324, -5e-324),
  fc.double({ noNaN: true }),
  uniform(90, 110),
)

describe('sortByScore', () => {
  test('sorts as the language does, with few and with many ties', () => {
    fc.assert(
      fc.property(fc.array(score, { maxLength: 300, size: 'max' }), fc.nat(5), (scores, gap) => {
        expectSorted(
          scores.map((_, i) => i * (gap + 1)),
          scores,
        )
      }),
      runs(300),
    )
  })

  test.each([0, 1, 2, 63, 64, 65, 70_000])('sorts %i accounts', (count) => {
    const random = mulberry32(count)
    const scores = Array.from({ length: count }, () => (random() < 0.3 ? 50 : 100 * random()))
    expectSorted([...scores.keys()], scores)
  })

  test.each([1, -1])('sorts scores of sign %i that only their last bits tell apart', (sign) => {
    const random = mulberry32(7)
    const scores = Array.from({ length: 500 }, () => sign * (100 + Math.floor(300 * random()) * 2 ** -46))
    expectSorted([...scores.keys()], scores)
  })

  test.each([
    ['all the same', () => 7],
    ['already sorted', (i: number) => -i],
    ['the wrong way round', (i: number) => i],
    ['0 and −0, which are the same', (i: number) => (i % 2 === 0 ? 0 : -0)],
    ['of both signs', (i: number) => (i % 3) - 1],
  ])('sorts scores that are %s', (_, scoreOf) => {
    const ids = [...new Array(500).keys()]
    expectSorted(ids, ids.map(scoreOf))
  })
})

describe('selectLargest', () => {
  test('finds what stands there after sorting, among ties too', () => {
    const value = fc.oneof(fc.nat(5), fc.nat(1000), fc.maxSafeNat())
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 200, size: 'max' }),
        fc.nat(),
        fc.array(value, { maxLength: 5 }),
        (values, rank, rest) => {
          const k = (rank % values.length) + 1
          const sorted = [...values].sort((a, b) => b - a)
          const all = Float64Array.from([...values, ...rest])
          const value = sorted[k - 1]
          const equal = sorted.slice(0, k).filter((v) => v === value).length
          const found = selectLargest(all, values.length, k)
          expect(found).toEqual({ value, equal })
        },
      ),
      runs(500),
    )
  })
})
