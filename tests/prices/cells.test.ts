/**
 * Goal: a table is split into the cells that its quotation marks say, and where they do not fit, the row is the one to look at.
 * Method: cases by hand, and a library that is in wide use as a second opinion on thousands of texts made of what can go wrong.
 */
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { splitCells } from '../../src/prices/cells.ts'

const rowsOf = (text: string, separator = ',') => splitCells(text, separator).rows

describe('cells', () => {
  test('end at separators and lines, and may be empty', () => {
    expect(rowsOf('a,b\nc,\n')).toEqual([['a', 'b'], ['c', ''], ['']])
    expect(rowsOf('a;b,c', ';')).toEqual([['a', 'b,c']])
    expect(rowsOf('')).toEqual([])
  })

  test('in quotation marks hold separators, lines and quotation marks', () => {
    expect(rowsOf('"a,b","c\nd","e""f"\ng')).toEqual([['a,b', 'c\nd', 'e"f'], ['g']])
    expect(rowsOf('"",a "b" c')).toEqual([['', 'a "b" c']])
    expect(rowsOf('"a" ,"b" \nc,"d" ')).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
  })

  test('whose quotation marks do not fit are told by their row', () => {
    expect(splitCells('a\nb,"c"d\n', ',').wrong).toBe(1)
    expect(splitCells('a\n"b\nc', ',')).toEqual({ rows: [['a'], ['b\nc']], wrong: 1 })
    expect(splitCells('"a"\n"b"', ',').wrong).toBe(null)
  })
})

test('a library that many use splits texts in the same way', () => {
  const sign = fc.constantFrom('a', '1', ' ', ',', ';', '\t', '|', '"', '"', '""', '\n', 'ä')
  const text = fc.array(sign, { maxLength: 24 }).map((signs) => signs.join('').replace(/\s+$/, '\n'))
  const separator = fc.constantFrom(',', ';', '\t', '|', '\u001f')
  fc.assert(
    fc.property(text, separator, (whole, delimiter) => {
      const { data, errors } = Papa.parse<string[]>(whole, { delimiter, newline: '\n' })
      const wrong = errors.find(({ type }) => type === 'Quotes')?.row ?? null
      expect(splitCells(whole, delimiter)).toEqual({ rows: data, wrong })
    }),
    { numRuns: 20_000 },
  )
})
