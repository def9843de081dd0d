/**
 * Goal: whatever the prices are, each way of writing them is read back to the digit, or leaves a doubt; and rows in no order
 * are never taken. Method: random prices and steps, written in every form of export that the reader knows.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../support/arbitraries.ts'
import { decodeText } from '../../src/prices/decodeText.ts'
import { PriceDoubt } from '../../src/prices/priceChoice.ts'
import { readPrices } from '../../src/prices/readPrices.ts'
import { FieldError } from '../../src/schema/fieldError.ts'

const DAY = 86_400
const START = Date.UTC(2023, 10, 20) / 1000
const STEPS = [1, 60, 300, 3600, 14_400, DAY, 7 * DAY]

interface Series {
  readonly prices: readonly number[]
  readonly stepSeconds: number
}

/** From what a token costs to what an index stands at, with at most eight decimals. */
const price = fc
  .tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
  .map(([whole, decimals]) => Number(`${whole}e-${decimals}`))
  .filter((value) => value >= 1e-6)
const series: fc.Arbitrary<Series> = fc.record({
  prices: fc.array(price, { minLength: 4, maxLength: 60 }),
  stepSeconds: fc.constantFrom(...STEPS),
})

const toText = (value: number) =>
  value.toLocaleString('en-US', { maximumFractionDigits: 8, useGrouping: false })
const toGrouped = (value: number, locale = 'en-US') =>
  value.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 8 })
const toIso = (at: number) => new Date(at * 1000).toISOString()
const toUs = (at: number) => {
  const [year, month, day] = toIso(at).slice(0, 10).split('-')
  return `${month}/${day}/${year}`
}

type Rows = readonly (readonly [at: number, price: number])[]
const write = (rows: Rows, head: string, toLine: (at: number, price: number) => string, end = '\n') =>
  [...(head === '' ? [] : [head]), ...rows.map(([at, each]) => toLine(at, each))].join(end) + end

/** Every form, and whether its newest row comes first. */
const FORMS: Readonly<Record<string, { toFile: (rows: Rows) => string; isBackward?: boolean }>> = {
  CoinGecko: {
    toFile: (rows) =>
      write(rows, 'snapped_at,price,market_cap,total_volume', (at, p) =>
        [`${toIso(at).slice(0, 19).replace('T', ' ')} UTC`, toText(p), '1200000000000.5', '30000000000'].join(
          ',',
        ),
      ),
  },
  CoinMarketCap: {
    isBackward: true,
    toFile: (rows) =>
      '\uFEFF' +
      write(rows, 'timeOpen;timeClose;name;open;high;low;close;volume;timestamp', (at, p) =>
        [
          `"${toIso(at)}"`,
          `"${toIso(at + 59)}"`,
          '"2781"',
          '1.5',
          '2',
          '1',
          toText(p),
          '9',
          `"${toIso(at + 59)}"`,
        ].join(';'),
      ),
  },
  'Yahoo with nulls': {
    toFile: (rows) =>
      write(rows, 'Date,Open,High,Low,Close,Adj Close,Volume', (at, p) =>
        [toIso(at), '1.5', '2', '1', toText(p), '1.25', '165'].join(','),
      ).replace(/\n$/, `\n${toIso(START + 1e9)},null,null,null,null,null,null\n`),
  },
  'Binance in ms': {
    toFile: (rows) =>
      write(rows, '', (at, p) =>
        [at * 1e3, 1.5, 2, 1, toText(p), 9, at * 1e3 + 999, 3, 1, 0, 0, 0].join(','),
      ),
  },
  'Binance in µs': {
    toFile: (rows) =>
      write(rows, '', (at, p) =>
        [at * 1e6, 1.5, 2, 1, toText(p), 9, at * 1e6 + 999, 3, 1, 0, 0, 0].join(','),
      ),
  },
  CryptoDataDownload: {
    isBackward: true,
    toFile: (rows) =>
      write(
        rows,
        'https://www.CryptoDataDownload.com\r\nunix,date,symbol,open,high,low,close,Volume BTC',
        (at, p) =>
          [at * 1000, toIso(at).slice(0, 19).replace('T', ' '), 'BTC/USD', 1.5, 2, 1, toText(p), 9].join(','),
        '\r\n',
      ),
  },
  'Investing.com': {
    isBackward: true,
    toFile: (rows) =>
      write(rows, '"Date","Price","Open","Vol.","Change %"', (at, p) =>
        [toIso(at), toGrouped(p), '1.50', '109.43K', '-2.29%'].map((cell) => `"${cell}"`).join(','),
      ),
  },
  Stooq: {
    toFile: (rows) =>
      write(rows, 'Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen', (at, p) =>
        [toIso(at), 1.5, 2, 1, toText(p), 100].join(','),
      ),
  },
  'our own series': {
    toFile: (rows) =>
      write(rows, 'step,seconds,price (dollars),fairValue (dollars),engineVersion,seed', (at, p) =>
        [0, at - START, p, 100, '1.0.0', 'crash'].join(','),
      ),
  },
  'semicolons and decimal commas': {
    toFile: (rows) =>
      `sep=;\r\n${write(rows, 'Datum;Schlusskurs;Änderung', (at, p) => `${toIso(at)};${toGrouped(p, 'de-DE')};-0,5%`, '\r\n')}`,
  },
  'tabs and thousands': {
    toFile: (rows) => write(rows, 'Date\tClose\tChange', (at, p) => `${toIso(at)}\t${toGrouped(p)}\t0.5%`),
  },
}

const toRows = ({ prices, stepSeconds }: Series, isBackward = false): Rows => {
  const rows = prices.map((each, i) => [START + i * stepSeconds, each] as const)
  return isBackward ? rows.reverse() : rows
}

it.each(Object.entries(FORMS))('%s is read back to the digit', (_name, { toFile, isBackward = false }) => {
  fc.assert(
    fc.property(series, (one) => {
      const read = readPrices(toFile(toRows(one, isBackward)))
      expect(read.prices).toEqual(one.prices)
      expect(read.stepSeconds).toBe(one.stepSeconds)
      expect(read.line).toContain(isBackward ? 'newest first, no gaps' : 'oldest first, no gaps')
    }),
    runs(100),
  )
})

it('one bare column is read back, in every code, or leaves a doubt that has the right answer', () => {
  fc.assert(
    fc.property(series, fc.constantFrom('utf8', 'utf16le', 'latin1'), ({ prices }, code) => {
      const text = decodeText(Buffer.from(prices.map(toText).join('\n'), code as BufferEncoding))
      try {
        expect(readPrices(text).prices).toEqual(prices)
      } catch (error) {
        if (!(error instanceof PriceDoubt)) throw error
        expect(error.options.map(({ choice }) => readPrices(text, choice).prices)).toContainEqual(prices)
      }
    }),
    runs(200),
  )
})

it('dates of two numbers are read in the right order, or leave a doubt', () => {
  fc.assert(
    fc.property(series, fc.integer({ min: 0, max: 400 }), ({ prices }, late) => {
      const rows = prices.map((each, i) => [START + (late + i) * DAY, each] as const)
      const text = write(rows, 'Date,Close', (at, p) => `${toUs(at)},${toText(p)}`)
      try {
        const { moments } = readPrices(text)
        expect(moments).toEqual(rows.map(([at]) => at))
      } catch (error) {
        if (!(error instanceof PriceDoubt)) throw error
        expect(readPrices(text, { dates: 'monthFirst' }).moments).toEqual(rows.map(([at]) => at))
      }
    }),
    runs(200),
  )
})

it('rows in no order are refused, and every row that is left out is a gap', () => {
  fc.assert(
    fc.property(series, fc.nat(), fc.nat(), (one, from, to) => {
      const rows = [...toRows(one)]
      const [a, b] = [from % rows.length, to % rows.length]
      const written = rows.map((row, i) => rows[i === a ? b : i === b ? a : i] ?? row)
      const { toFile } = FORMS['CoinGecko']
      if (a !== b) expect(() => readPrices(toFile(written))).toThrow(FieldError)
      const lost = 1 + (a % (rows.length - 2))
      const gap = readPrices(toFile(rows.filter((_, i) => i !== lost)))
      expect(gap.line).toMatch(rows.length > 4 ? /, 1 gap$/ : /gap/)
      expect(gap.prices).toEqual(one.prices.filter((_, i) => i !== lost))
    }),
    runs(200),
  )
})

it('a text of any kind gives prices above zero or an error by its place, and nothing else', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      '1,234',
      '1.234',
      '1.234,5',
      '12',
      '-3',
      '0',
      'null',
      'Total',
      '01/02/2024',
      '2024-03-01',
      '"',
      '$5',
      '61.2K',
    ),
    price.map(toText),
  )
  const sign = fc.constantFrom(',', ';', '\t', '')
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 8 }),
      sign,
      (rows, separator) => {
        const text = rows.map((cells) => cells.join(separator)).join('\n')
        try {
          const { prices } = readPrices(text)
          expect(prices.length).toBeGreaterThan(1)
          expect(prices.every((each) => each > 0 && Number.isFinite(each))).toBe(true)
        } catch (error) {
          expect(error).toBeInstanceOf(FieldError)
        }
      },
    ),
    runs(2_000),
  )
})
