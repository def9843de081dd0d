/**
 * Goal: a picture or table with fewer points keeps its ends and every extreme, and says what it leaves out.
 * Method: random series longer than there is room for, compared with what is kept of them.
 */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fundFigure } from '../../src/charts/fundFigure.ts'
import { createTable } from '../../src/charts/table.ts'
import { thinForPicture, thinForTable } from '../../src/charts/thinning.ts'
import { createInput } from './handMadeInput.ts'

const series = fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 1, maxLength: 2_000 })

const isAscending = (list: number[]) => list.every((value, i) => i === 0 || value > list[i - 1])

describe('fewer points', () => {
  test('of a picture keep the ends, and the lowest and highest of every part', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: 1, max: 60 }), (values, buckets) => {
        const other = values.map((value) => (value * 7919) % 1_009)
        const kept = thinForPicture([values, other], values.length, buckets)
        expect(isAscending(kept)).toBe(true)
        expect([kept[0], kept.at(-1)]).toEqual([0, values.length - 1])
        expect(kept.length).toBeLessThanOrEqual(4 * buckets + 2)
        for (const column of [values, other]) {
          const keptValues = kept.map((i) => column[i])
          expect(Math.min(...keptValues)).toBe(Math.min(...column))
          expect(Math.max(...keptValues)).toBe(Math.max(...column))
        }
      }),
    )
  })

  test('of a table keep the ends and all extremes, in few enough rows', () => {
    fc.assert(
      fc.property(series, series, (one, two) => {
        const count = Math.min(one.length, two.length)
        const kept = thinForTable([one, two], count, 60)
        expect(isAscending(kept)).toBe(true)
        expect([kept[0], kept.at(-1)]).toEqual([0, count - 1])
        expect(kept.length).toBeLessThanOrEqual(60)
        for (const column of [one.slice(0, count), two.slice(0, count)]) {
          const keptValues = kept.map((i) => column[i])
          expect(keptValues).toContain(Math.min(...column))
          expect(keptValues).toContain(Math.max(...column))
        }
      }),
    )
  })
})

describe('a table', () => {
  test('shows a short series whole', () => {
    const table = createTable(fundFigure.compute(createInput({ columns: { fundLeft: [200_000, 100_000] } })))
    expect(table.heads.slice(0, 2)).toEqual(['Time', 'Left in the fund'])
    expect(table.rows.map(({ head, cells }) => [head, cells[0]])).toEqual([
      ['0 s', '$2,000'],
      ['1 s', '$1,000'],
    ])
    expect(table.note).toBe('')
  })

  test('says that it leaves steps out, and spaces its rows at round distances', () => {
    const fundLeft = Array.from({ length: 1_001 }, (_, i) => (i === 333 ? -100 : i * 100))
    const table = createTable(fundFigure.compute(createInput({ columns: { fundLeft } })))
    expect(table.rows.length).toBeLessThanOrEqual(60)
    expect(table.note).toMatch(/^\d+ of 1,001 steps, /)
    expect(table.rows.map(({ head }) => head).slice(0, 3)).toEqual(['0 s', '20 s', '40 s'])
    expect(table.rows.map(({ cells }) => cells[0])).toContain('−$1')
    expect(table.rows.at(-1)?.head).toBe('16 min 40 s')
  })
})
