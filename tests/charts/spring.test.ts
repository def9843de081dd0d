/**
 * Goal: the figures of the loaded spring show each sample until the next and say what rose.
 * Method: sampled series of a few steps by hand, read as picture, table and file show them.
 */
import { describe, expect, it } from 'vitest'
import { createInput } from './handMadeInput.ts'
import { createCsv } from '../../src/charts/csv.ts'
import { createDatasets, fillDatasets } from '../../src/charts/datasets.ts'
import { depositsFigure } from '../../src/charts/depositsFigure.ts'
import { INKS } from '../../src/charts/figure.ts'
import { leverageHeldFigure } from '../../src/charts/leverageHeldFigure.ts'
import type { Palette } from '../../src/charts/palette.ts'
import { springFigure } from '../../src/charts/springFigure.ts'
import { createTable } from '../../src/charts/table.ts'

const palette = { colors: Object.fromEntries(INKS.map((ink) => [ink, 'black'])) } as unknown as Palette
const rising = {
  columns: {
    nearContracts: [4_000, NaN, 6_000, NaN, 9_000, NaN],
    rAhead: [0.57, NaN, 0.86, NaN, 1.72, NaN],
    leverageHeld: [7.98, NaN, 8.3, NaN, 8.99, NaN],
  },
  market: { rAhead: 1.7, nearContracts: 10_800 },
  venue: { leverageHeld: 8.5 },
  stepSeconds: 3600,
}

describe('the loaded spring', () => {
  it('holds each sample until the next one, and ends at the present moment', () => {
    const { columns } = springFigure.compute(createInput(rising))
    expect(columns.map(({ values }) => Array.from(values))).toEqual([
      [4_000, 4_000, 6_000, 6_000, 9_000, 10_800],
      [0.57, 0.57, 0.86, 0.86, 1.72, 1.7],
    ])
  })

  it('says what rose, and how often everyone is counted', () => {
    expect(springFigure.compute(createInput(rising)).sentence).toBe(
      'A fall of 5% would sell out 10,800 contracts, 2.7 times as many as at the start; R ahead went from 0.57 to 1.7. Counted every 2 h.',
    )
    const spent = {
      columns: { nearContracts: [4_000, 3_000], rAhead: [0.5, 0.5] },
      market: { rAhead: 0.5, nearContracts: 3_000 },
    }
    expect(springFigure.compute(createInput(spent)).sentence).toBe(
      'A fall of 5% would sell out 3,000 contracts, 25% fewer than at the start; R ahead is 0.5, as at the start.',
    )
  })

  it('measures R on a scale of its own, in picture, table and file', () => {
    const content = springFigure.compute(createInput(rising))
    const datasets = createDatasets(content, palette)
    fillDatasets(datasets, content, 400)
    expect([...new Set(datasets.map((each) => each.yAxisID))]).toEqual(['y', 'right'])
    expect(datasets.at(-2)?.data.at(-1)).toEqual({ x: 5, y: 1.7 })
    expect(createTable(content).rows.at(-1)).toEqual({ head: '5 h', cells: ['10,800', '1.7'] })
    expect(createCsv(content, 'x').split('\r\n')[5]).toBe('4,14400,9000,1.72,x')
  })
})

describe('what the crowd holds and has paid in', () => {
  it('is said in dollars', () => {
    expect(leverageHeldFigure.compute(createInput(rising)).sentence).toBe(
      'Each $1 of the crowd’s own money now carries $8.50 of positions, $7.98 at the start. Counted every 2 h.',
    )
    expect(leverageHeldFigure.compute(createInput({})).sentence).toBe('Nobody holds a position.')
    const paid = { columns: { deposited: [100_000, 100_000, 125_000] } }
    expect(depositsFigure.compute(createInput(paid)).sentence).toBe(
      'Traders have paid in $1,250: $1,000 at the start, and $250 since then.',
    )
    expect(depositsFigure.compute(createInput({ columns: { deposited: [100_000] } })).sentence).toBe(
      'Traders have paid in $1,000, all of it at the start.',
    )
  })
})
