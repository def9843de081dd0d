/**
 * Goal: a figure's CSV file says what the figure says, with every moment or class, and its name harms no file system.
 * Method: figures of two or three points, and the text that must come out; what makes a cell safe is tested in
 * tests/schema.
 */
import { expect, test } from 'vitest'
import { createCsv } from '../../src/charts/csv.ts'
import { fundFigure } from '../../src/charts/fundFigure.ts'
import { leverageFigure } from '../../src/charts/leverageFigure.ts'
import { toFileName } from '../../src/charts/saveFile.ts'
import { createInput } from './handMadeInput.ts'

test('a file has every moment, with money in dollars and its source', () => {
  const content = fundFigure.compute(
    createInput({
      columns: { fundLeft: [12_345, 10], fundPaid: [0, 12_335.00000000001] },
      stepSeconds: 60,
    }),
  )
  expect(createCsv(content, '=run, "spiral"').split('\r\n')).toEqual([
    'step,seconds,Left in the fund (dollars),Unpaid (bad debt) (dollars),Insurance fund paid (dollars),Fees into the fund (dollars),source',
    '0,0,123.45,0,0,0,"\'=run, ""spiral"""',
    '1,60,0.1,0,123.35,0,"\'=run, ""spiral"""',
    '',
  ])
})

test('a file of a distribution has its edges', () => {
  const traders = [{ contracts: 1_000, liquidationPrice: 90, leverage: 9 }]
  expect(
    createCsv(leverageFigure.compute(createInput({ traders })), 'run')
      .split('\r\n')
      .slice(0, 2),
  ).toEqual([
    '"Leverage as opened, from","Leverage as opened, to","Bet on a rise, still open (traders)","Bet on a rise, sold out (traders)","Bet on a fall, still open (traders)",source',
    '8,10,1,0,0,run',
  ])
})

test.each([
  ['loss-spiral', 'fund', 'csv', 'loss-spiral-fund.csv'],
  ['../../etc: ä "x"', 'fund', 'png', 'etc-a-x-fund.png'],
  ['', 'fund', 'csv', 'fund.csv'],
])('the name of a file made of %j', (prefix, id, ending, name) => {
  expect(toFileName(prefix, id, ending)).toBe(name)
})
