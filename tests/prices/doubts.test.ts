/**
 * Goal: a file of prices never gives a wrong number in silence. What can be read in two ways is a doubt with its answers, what
 * is no price is refused by line and column. Method: bad files by hand, each with the place and the reason.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../src/prices/decodeText.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { PriceDoubt, type PriceChoice } from '../../src/prices/priceChoice.ts'
import { readPrices } from '../../src/prices/readPrices.ts'

function refuse(text: string, choice?: PriceChoice): FieldError {
  try {
    const { line } = readPrices(text, choice)
    throw new Error(`read: ${line}`)
  } catch (error) {
    if (error instanceof FieldError) return error
    throw error
  }
}

/** Every answer to a doubt, with the prices that it gives. */
function answer(text: string): [string, readonly number[]][] {
  const doubt = refuse(text)
  if (!(doubt instanceof PriceDoubt)) throw doubt
  return doubt.options.map(({ words, choice }) => [words, readPrices(text, choice).prices])
}

const readCase = (name: string) => readFileSync(new URL(`cases/prices-${name}`, import.meta.url), 'utf8')

describe('a doubt', () => {
  it('is dates that fit both orders', () => {
    const text = readCase('two-columns-newest-first-us-dates.csv')
    expect(refuse(text).message).toMatch(
      /^line 2, column 1: got "03\/05\/2024", expected dates that fit one order/,
    )
    expect(answer(text)).toEqual([
      ['Dates are day/month/year', [62000, 63000, 66000, 61200]],
      ['Dates are month/day/year', [62000, 63000, 66000, 61200]],
    ])
    expect(readPrices(text, { dates: 'monthFirst' }).line).toContain('daily, newest first')
    expect(readPrices(text, { dates: 'dayFirst' }).line).toContain('monthly, newest first')
  })

  it.each([
    ['years first or last, in two digits', '24-03-01,5\n24-03-02,6', ['day/month/year', 'year/month/day']],
    ['years of two digits, a day of each', '31/12/19,5\n31/12/20,6', ['day/month/year', 'year/month/day']],
    ['any order', '01-02-03,5\n01-02-04,6', ['day/month/year', 'month/day/year', 'year/month/day']],
  ])('is dates with %s', (_name, rows, orders) => {
    expect(answer(`date,close\n${rows}\n`).map(([words]) => words)).toEqual(
      orders.map((order) => `Dates are ${order}`),
    )
  })

  it('is none where the other order would part the rows by years, or turn them back', () => {
    const at = (rows: string) => {
      const { moments } = readPrices(`date;close\n${rows}`)
      return moments?.map((moment) => new Date(moment * 1000).toISOString().slice(0, 10))
    }
    expect(at('01.03.24;5\n02.03.24;6\n04.03.24;7')).toEqual(['2024-03-01', '2024-03-02', '2024-03-04'])
    expect(at('24-03-30;5\n24-03-31;6\n24-04-01;7')).toEqual(['2024-03-30', '2024-03-31', '2024-04-01'])
    expect(readPrices('date;close\n24-03-30;5\n24-03-31;6\n24-04-01;7').notes).toEqual([
      'Dates are year/month/day.',
    ])
  })

  it('is a comma that parts decimals or columns', () => {
    const text = readCase('one-column-decimal-comma-rising.csv')
    expect(refuse(text).message).toMatch(/^line 1, column 1: got "100,5"/)
    expect(answer(text)).toEqual([
      ['One price a line: “100,5” is 100.5', [100.5, 101.5, 102.5, 103.25]],
      ['Two columns: the first price is 5', [5, 5, 5, 25]],
    ])
  })

  it.each([
    ['commas', 'Date;Price\n2024-01-01;1,234\n2024-01-02;1,235', [1234, 1235], [1.234, 1.235]],
    ['points', 'Date;Price\n2024-01-01;61.200\n2024-01-02;62.050', [61.2, 62.05], [61200, 62050]],
    ['one column', 'Price\n1,234\n1,235', [1234, 1235], [1.234, 1.235]],
  ])('is a sign before three digits: %s', (_name, text, asPoint, asComma) => {
    expect(refuse(text).message).toMatch(/^line 2, column [12]: .*expected a number that is clear/)
    expect(answer(text).map(([, prices]) => prices)).toEqual([asPoint, asComma])
  })

  it('is a table in which no name is that of a price', () => {
    expect(answer('date,BTC,ETH\n2024-01-01,100,5\n2024-01-02,99,6')).toEqual([
      ['BTC: 100 to 99', [100, 99]],
      ['ETH: 5 to 6', [5, 6]],
    ])
    expect(answer('date,close,close\n2024-01-01,100,5\n2024-01-02,99,6')).toHaveLength(2)
  })
})

describe('a bad file', () => {
  it.each([
    ['text in the price column', 'date,close\n2024-01-01,100\n2024-01-02,abc', /^line 3, column 2: got "abc", expected a price/],
    ['a formula', '100\n=1+1', /^line 2, column 1: got "=1\+1"/],
    ['infinity', '100\nInfinity', /^line 2, column 1: /],
    ['a negative price', 'date,close\n2024-01-01,100\n2024-01-02,-37.63', /^line 3, column 2: got "-37.63"/],
    ['a price in brackets', 'date,close\n2024-01-01,100\n2024-01-02,(5)', /^line 3, column 2: got "\(5\)"/],
    ['a price of zero', 't,p\n0,100\n1,0', /^line 3, column 2: got "0", expected a price: .*from 0\.000001/],
    ['a price beyond the model', 't,p\n0,100\n1,2e9', /^line 3, column 2: got "2e9"/],
    ['a price that is shortened', 'date,close\n2024-01-01,61.2K\n2024-01-02,62K', /^line 2, column 2: got "61.2K"/],
    ['prices of two coins in turn', 'date,symbol,close\n2024-01-01,BTC,42000\n2024-01-02,ETH,2300', /^line 3, column 2: got "ETH", expected “BTC” alone, as in line 2/],
    ['returns', 'date,return\n2024-01-01,0.01\n2024-01-02,0.02', /expected a column of prices/],
    ['changes', 'date,price change\n2024-01-01,1.5\n2024-01-02,2.5', /expected a column of prices/],
    ['percents', 'date,move (%)\n2024-01-01,1.5\n2024-01-02,2.5', /expected a column of prices/],
    ['prices in millions', 'date;close\n2024-01-01;1,2 MIO\n2024-01-02;1,3 MIO', /^line 2, column 2: got "1,2 MIO"/],
    ['two currencies', 'date,close\n2024-01-01,$100\n2024-01-02,€99', /^line 3, column 2: got "€99", expected one currency, as in line 2/],
    ['a missing price without dates', '100\n\n98', /^line 2, column 1: got ""/],
    ['a total below dates', 'date,close\n2024-01-01,100\n2024-01-02,99\nTotal,199', /^line 4, column 1: got "Total", expected a date/],
    ['a total without its name', 'date,close\n2024-01-01,100\n2024-01-02,99\n,199', /^line 4, column 1: got "", expected a date/],
    ['a total below one column', '100\n99\n98\n297', /^line 4, column 1: got "297".*sum of all above/],
    ['a note below the table', 'date,close\n2024-01-01,100\n2024-01-02,99\nSource: a site', /^line 4, column 1: .*2 columns, as in line 1/],
    ['a moment twice', 'date,close\n2024-01-01,100\n2024-01-02,99\n2024-01-02,98', /^line 4, column 1: .*it stands in line 3 too/],
    ['rows in no order', 'date,close\n2024-01-01,100\n2024-01-03,99\n2024-01-02,98\n2024-01-04,97', /^line 4, column 1: got "2024-01-02", expected a moment after 2024-01-03/],
    ['newest first with one row astray', 'date,close\n2024-01-04,100\n2024-01-01,99\n2024-01-02,98', /^line 4, column 1: .*a moment before 2024-01-01/],
    ['steps that fall', '3,100.5\n2,99\n1,98', /^line 2, column 1: got "2", expected a moment after 3/],
    ['a day that there is not', 'date,close\n2024-02-30,100\n2024-03-01,99', /^line 2, column 1: /],
    ['days and months in both orders', 'date,close\n13/01/2024,100\n01/14/2024,99', /^line 3, column 1: .*one order, as in line 2/],
    ['decimal points beside decimal commas', 'date;close\n2024-01-01;100,5\n2024-01-02;100.75', /^line [23], column 2: /],
    ['a missing cell', '0,100\n1', /^line 2, column 1: .*2 columns, as in line 1/],
    ['a cell too many', 'date,close\n2024-01-01,100,5\n2024-01-02,100,5\n', /^line 2, column 3: .*expected 2 columns, as line 1 has names/],
    ['a space between a step and a price', '1 100\n2 200\n3 300', /^line 1, column 1: got "1 100", expected one number a line/],
    ['a date of an unknown form', 'Tarih,Close\n1 Oca 2024,100\n2 Oca 2024,99', /^line 2, column 1: got "1 Oca 2024", expected a date or/],
    ['a time of day alone', 'time,price\n09:30,100\n09:31,99', /^line 2, column 1: got "09:30"/],
    ['a mark left open', '"100\n"200', /^line 1, column 1: .*quotation marks around/],
    ['a mark left open in the second column', '0,100\n1,"99', /^line 2, column 2: .*quotation marks around/],
    ['a number that goes on behind its quotes', '100\n"10"0', /^line 2, column 1: .*quotation marks around/],
    ['a number alone', '12', /^line 1, column 1: got "12", expected at least two prices/],
    ['one price below a head', 'price\n12\n', /at least two prices/],
    ['heads alone', 'price 1\n', /at least two prices/],
    ['nothing', '', /at least two prices/],
    ['no column of numbers', 'date,name\n2024-01-01,a\n2024-01-02,b', /a column of prices/],
  ])('is refused for %s', (_name, text, words) => {
    expect(refuse(text).message).toMatch(words)
  }) // prettier-ignore

  it('names the line where a quoted cell went over several', () => {
    expect(refuse('date,close,note\n2024-01-01,100,"a\nb"\n2024-01-02,x,c').message).toMatch(
      /^line 4, column 2: got "x"/,
    )
  })

  it('is refused when it is longer than any run', () => {
    expect(refuse('100\n'.repeat(1_000_002)).message).toMatch(/at most 1000001 prices/)
  })
})

describe('what is no table of text', () => {
  it.each([
    ['an Excel file or an archive', [0x50, 0x4b, 3, 4, 0x14, 0, 6, 0]],
    ['an Excel file or an archive', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
    ['a compressed file', [0x1f, 0x8b, 8, 0, 0x69, 0x60, 0x9c]],
    ['a PDF', [...Buffer.from('%PDF-1.7\n')]],
    ['a web page or XML', [...Buffer.from('\n<!DOCTYPE html>\n<p>Try again in 60 seconds</p>')]],
  ])('is said to be %s', (what, bytes) => {
    const { message } = refuse(decodeText(Uint8Array.from(bytes)))
    expect(message).toBe(`document: got "${what}", expected a table as text, such as CSV`)
  })
})
