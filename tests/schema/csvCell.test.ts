/** Cells of a CSV file: quoted as RFC 4180 says, and never a formula, in whatever way spreadsheets let one begin. */
import { expect, test } from 'vitest'
import { toCell } from '../../src/schema/csvCell.ts'

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@sum', "'@sum"],
  [' =1', "' =1"],
  ['＝1', "'＝1"],
  ['\tx', "'\tx"],
  ['\rx', '"\'\rx"'],
  ['\nx', '"\'\nx"'],
  ['=HYPERLINK("a","b")', '"\'=HYPERLINK(""a"",""b"")"'],
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['a"b', '"a""b"'],
  ['two\nlines', '"two\nlines"'],
  [-1.5, '-1.5'],
  [NaN, ''],
  [Infinity, ''],
])('%j', (value, cell) => {
  expect(toCell(value)).toBe(cell)
})
