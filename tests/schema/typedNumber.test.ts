/**
 * Goal: a number is read as its writer means it, with a decimal comma or a decimal point, and never as another number.
 * Method: what people of several countries write, by hand; random numbers in each country's own form; the source, which has
 * no field that a browser would read itself.
 */
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readTyped } from '../../src/schema/typedNumber.ts'
import { runs } from '../support/arbitraries.ts'

describe('a number that was typed', () => {
  it.each([
    ['1,5', 1.5],
    ['2,5', 2.5],
    ['1.5', 1.5],
    [',5', 0.5],
    ['.5', 0.5],
    ['0,125', 0.125],
    ['-0,125', -0.125],
    ['1.234', 1.234],
    ['1.234,5', 1234.5],
    ['1,234.5', 1234.5],
    ['1234,567', 1234.567],
    ['1,2345', 1.2345],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1.234.567,8', 1_234_567.8],
    ['12 345,6', 12_345.6],
    ['12\u202f345', 12_345],
    ['12\u00a0345,6', 12_345.6],
    ["12'345.6", 12_345.6],
    ['12’345', 12_345],
    [' 7 ', 7],
    ['+4', 4],
    ['-4', -4],
    ['−4,5', -4.5],
    ['1e15', 1e15],
    ['1,5e-3', 0.0015],
    ['$1,000,000', 1_000_000],
    ['0', 0],
  ])('“%s” is %d', (typed, value) => expect(readTyped(typed)).toBe(value))

  it.each(['1,234', '61,200', '999,999', '-1,234', '$1,234', '−1,234'])(
    '“%s” can be read in two ways, and the answer says how to write either',
    (typed) => {
      const digits = typed.replace(/[^\d,]/g, '')
      const said = readTyped(typed)
      expect(said).toContain('two ways')
      expect(said).toContain(digits.replace(',', ''))
      expect(said).toContain(digits.replace(',', '.'))
    },
  )

  it.each([
    '',
    ' ',
    '-',
    ',',
    '.',
    'abc',
    '1,5,2',
    '1,23.4',
    '1.23,4',
    '1,234,5',
    '12 34',
    '1 5',
    '1..5',
    '5,',
    '1e999',
    'NaN',
    'Infinity',
    '0x10',
    '5%',
    '0,123,456',
  ])('“%s” is no number, in words', (typed) =>
    expect(readTyped(typed)).toEqual(expect.stringMatching(/^[^“]*(“.*”)?.*\.$/)),
  )

  it('takes the unit that stands behind the field', () => {
    expect(readTyped('1,5 %', '%')).toBe(1.5)
    expect(readTyped('20×', '×')).toBe(20)
    expect(readTyped('20x', '×')).toBe(20)
    expect(readTyped('2,5 X', '×')).toBe(2.5)
    expect(readTyped('20x', '%')).toEqual(expect.stringContaining('not a number'))
    expect(readTyped('1,234 %', '%')).toEqual(expect.stringContaining('two ways'))
  })

  it('may be thousands with a point, where the field takes so many', () => {
    expect(readTyped('1.234', '', 1e6)).toBe('“1.234” can be read in two ways. Write 1234 or 1.2340.')
    expect(readTyped('$10.000', '$', 10_000)).toEqual(expect.stringContaining('two ways'))
    expect(readTyped('−10.000', '', 1e6)).toEqual(expect.stringContaining('two ways'))
    expect(readTyped('1.2340', '', 1e6)).toBe(1.234)
    expect(readTyped('1.234,0', '', 1e6)).toBe(1234)
    expect(readTyped('0.005', '', 1e6)).toBe(0.005)
    expect(readTyped('1.234', '%', 100)).toBe(1.234)
    expect(readTyped('10.000', '×', 1000)).toBe(10)
  })

  it.each(['en-US', 'de-DE', 'fr-FR', 'de-CH'])('is read as %s writes it, or refused', (country) => {
    const format = new Intl.NumberFormat(country, { maximumFractionDigits: 4 })
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (tenThousandths) => {
        const value = tenThousandths / 1e4
        const typed = format.format(value)
        const read = readTyped(typed)
        // In the form of the page itself one point before three digits is a decimal point: 1.234 stands for no thousands.
        if (typeof read === 'number' && !/^-?\d{1,3}\.\d{3}$/.test(typed)) expect(read).toBe(value)
        if (typeof read === 'string') expect(typed).toMatch(/^[-−]?\d{1,3},\d{3}$/)
      }),
      runs(500),
    )
  })
})

describe('the page', () => {
  it('has one field for numbers, which no browser reads and no wheel turns', () => {
    const fields = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (file) =>
        file.endsWith('.svelte') && /type="number"|inputmode=/.test(readFileSync(`src/${file}`, 'utf8')),
    )
    expect(fields).toEqual(['ui/parts/NumberField.svelte'])
  })
})
