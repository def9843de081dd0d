/**
 * Goal: a real book of accounts comes in as it was meant, in any order and spelling, or is refused by line and column.
 * Method: one book as files of several countries and venues write it; wrong cells by hand; and the book as a run.
 */
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { applyBook, describeBook, type Book } from '../../src/stores/accountBook.ts'
import { readText, type Incoming } from '../../src/stores/files.ts'

const BOOK = [
  {
    side: 'long',
    collateral: 6120.5,
    leverage: Number(((2.5 * 61_200) / 6120.5).toPrecision(12)),
    entry: 61_200,
  },
  {
    side: 'short',
    collateral: 12_500,
    leverage: Number(((0.75 * 61_450.25) / 12_500).toPrecision(12)),
    entry: 61_450.25,
  },
]

const FORMS: Readonly<Record<string, string>> = {
  'commas and points': 'side,size,entry,collateral\nlong,2.5,61200,6120.5\nshort,0.75,61450.25,12500\n',
  'another order':
    'Collateral,Entry Price,Side,Position Size\n6120.5,61200,LONG,2.5\n12500,61450.25,SHORT,0.75',
  'quotes and thousands':
    '"Side","Qty","Avg. entry price","Margin"\r\n"Buy","2.5","61,200","6,120.50"\r\n"Sell","0.75","61,450.25","12,500"',
  'semicolons and decimal commas':
    'Side;Size;Entry;Collateral\nlong;2,5;61.200;6.120,50\nshort;0,75;61.450,25;12.500',
  'spaces between thousands':
    'side;size;entry;collateral\nlong;2,5;61 200;6 120,50\nshort;0,75;61 450,25;12 500',
  tabs: 'side\tsize\tentry\tcollateral\nlong\t2.5\t61200\t6120.5\nshort\t0.75\t61450.25\t12500',
  'signs and no side': 'id,size,entry price,margin\n7,2.5,61200,6120.5\n8,-0.75,61450.25,12500',
  dollars:
    'side,notional (USD),entry,collateral\nlong,$153000,$61200,$6120.5\nshort,$46087.6875,$61450.25,$12500',
  'columns beside':
    'Entry time,Side,Margin mode,Size,Entry,Margin\n1,long,cross,2.5,61200,6120.5\n2,short,cross,0.75,61450.25,12500',
  'a line that says what parts columns':
    'sep=;\r\nSide;Size;Entry;Collateral\r\nlong;2,5;61.200;6.120,50\r\n;;;\r\nshort;0,75;61.450,25;12.500\r\n',
  'other columns of the same kind':
    'Side,Position value,Entry value,Entry price,Size,Margin type,Margin\nlong,1,2,61200,2.5,cross,6120.5\nshort,1,2,61450.25,0.75,isolated,12500',
  'remarks above it':
    '# My book\n\n# of today\nside,size,entry,collateral\nlong,2.5,61200,6120.5\nshort,0.75,61450.25,12500',
  'the names of a program’s interface':
    'symbol,positionAmt,entryPrice,unRealizedProfit,marginType,isolatedMargin,positionSide\nBTCUSDT,2.5,61200,5,isolated,6120.5,BOTH\nBTCUSDT,-0.75,61450.25,-5,isolated,12500,BOTH',
  'short names': 'coin,szi,entryPx,marginUsed\nBTC,2.5,61200,6120.5\nBTC,-0.75,61450.25,12500',
  'units behind numbers':
    'side,size,entry,collateral\nlong,2.5 BTC,61200 USDT,6120.5 USDT\nshort,0.75 BTC,61450.25 USDT,12500 USDT',
}

const MARKED =
  'Symbol,Size (BTC),Entry Price,Mark Price,Liq.Price,Margin Ratio,Margin,PNL(ROE %)\n' +
  'BTCUSDT,2.5,"61,200.0","60,900.0","59,000",12%,"6,120.50 USDT",-750\n' +
  'BTCUSDT,-0.75,"61,450.25","60,900.0","78,000",3%,"12,500 USDT",412\n'

const LEVERED = 'side,collateral,leverage,entry\nlong,1000,20x,100\nshort,1000,2.5×,100\n'

const read = (text: string) => {
  const incoming = readText(text)
  if (incoming instanceof FieldError) throw incoming
  return incoming
}

function bookOf(incoming: Incoming): Book {
  if (incoming.kind !== 'book') throw new Error(`This is ${incoming.kind}.`)
  return incoming
}

describe('a book of accounts', () => {
  it.each(Object.keys(FORMS))('is read with %s', (name) => {
    expect(read(FORMS[name])).toEqual({ kind: 'book', accounts: BOOK })
  })

  it.each(['time,side,price,size\n1,buy,100,2\n2,sell,99,1', 'date,price,margin\n1,100,5\n2,99,5'])(
    'is not seen in a table of prices: %s',
    (text) => expect(read(text)).toEqual({ kind: 'prices', text }),
  )

  it('begins at its mark, and else where everyone is open', () => {
    const base = parseScenario(createSituation('spiral', 1_000))
    const start = (text: string) => {
      const placed = applyBook(base, bookOf(read(text)))
      if (placed instanceof FieldError) return placed.message
      // The model refuses accounts that are not open.
      Simulation.create(parseScenario(placed), { assert: true })
      return placed.market.startPrice
    }
    expect(start(MARKED)).toBe(60_900)
    // The average entry is 75; the second long is sold out below 81.22, and a short at 50 above 88.
    expect(start('side,size,entry,collateral\nlong,1,100,60\nshort,1,50,40')).toBe(75)
    expect(start('side,size,entry,collateral\nlong,1,100,20\nshort,1,50,40')).toBeCloseTo(81.2264, 2)
    expect(start('side,size,entry,collateral\nlong,1,100,10\nshort,1,50,10')).toMatch(
      /all are open; a long is sold out below 91\.3\d*, a short above 59\.1/,
    )
  })

  it('is read as exchanges export it, with leverage in place of size, and signs behind it', () => {
    expect(read(MARKED)).toEqual({ kind: 'book', accounts: BOOK, mark: 60_900 })
    expect(bookOf(read(LEVERED)).accounts.map(({ leverage }) => leverage)).toEqual([20, 2.5])
  })

  it('is told of with its sides and where prices begin', () => {
    const base = parseScenario(createSituation('spiral', 1_000))
    const book = bookOf(read(FORMS['commas and points']))
    const placed = applyBook(base, book)
    if (placed instanceof FieldError) throw placed
    expect(describeBook(book, placed)).toMatch(
      /^2 accounts, 1 long and 1 short\. Prices begin at 61,257\.\d\.$/,
    )
  })

  it.each([
    [
      'a side that is none',
      'side,size,entry,collateral\nup,1,100,10',
      /^line 2, column 1: got "up", expected “long” or “short”/,
    ],
    [
      'a number that is none',
      'side,size,entry,collateral\nlong,1,100,10\nlong,1,1oo,10',
      /^line 3, column 3: got "1oo", expected a number/,
    ],
    ['a number of thousands', 'side,size,entry,collateral\nlong,1,100,10k', /^line 2, column 4: got "10k"/],
    [
      'a number that is unclear',
      'side;size;entry;collateral\nlong;2;61.200;6',
      /^line 2, column 3: .*thousands or decimals/,
    ],
    [
      'a comma that is unclear',
      'side;size;entry;collateral\nlong;2;61,200;6',
      /^line 2, column 3: .*thousands or decimals/,
    ],
    ['a missing cell', 'side,size,entry,collateral\nlong,1,100', /^line 2, column 3: .*4 columns/],
    [
      'no deposit',
      'side,size,entry,collateral\nlong,1,100,0',
      /^line 2, column 4: got 0, expected a deposit above 0/,
    ],
    ['no size', 'side,size,entry,collateral\nlong,0,100,5', /^line 2, column 2: got 0, expected a size/],
    [
      'a long below 0',
      'side,size,entry,collateral\nshort,-1,100,10\nlong,-1,100,10',
      /^line 3, column 2: got -1, expected a size above 0 for a long/,
    ],
    [
      'no sides at all',
      'size,entry,collateral\n1,100,10\n2,100,20',
      /^line 1: .*a column named “side”, or sizes below 0/,
    ],
    [
      'sides under a name of their own',
      'Seite;Size;Entry;Margin\nlong;1;100;10',
      /^line 1: .*a column named “side”/,
    ],
    ['no entry', 'side,size,entri,collateral\nlong,1,100,10', /^line 1: .*column for the price of entry/],
    ['no deposit column', 'side,size,entry\nlong,1,100', /^line 1: .*column for the deposit/],
    ['no size column', 'side,entry,collateral\nlong,100,10', /^line 1: .*column for the size/],
    ['two sizes', 'side,size,size,entry,margin\nlong,1,2,100,10', /^line 1, column 3: .*one column for this/],
    [
      'values under other heads',
      'size,side,entry,collateral\nlong,1,100,10',
      /^line 2, column 1: got "long", expected a number/,
    ],
    [
      'an entry of 0',
      'side,size,entry,collateral\nlong,1,0,10',
      /^line 2, column 3: got 0, expected a price above 0/,
    ],
    [
      'an entry below 0',
      'side,size,entry,collateral\nlong,1,-9,10',
      /^line 2, column 3: got -9, expected a price/,
    ],
    [
      'half a cent',
      'side,size,entry,collateral\nlong,1,1,.004',
      /^line 2, column 4: got 0, expected a deposit/,
    ],
    [
      'a speck',
      'side,size,entry,collateral\nlong,.001,100,1',
      /^line 2, column 2: got 0.001, expected .*at least 0.01/,
    ],
    [
      'more than any venue lends',
      'side,size,entry,collateral\nlong,1e5,100,1',
      /^line 2, column 2: .*at most 1000 times/,
    ],
    [
      'coins of several kinds',
      'symbol,side,size,entry,margin\nBTCUSDT,long,1,61200,6120\nETHUSDT,long,1,3200,320',
      /^line 3, column 1: got "ETHUSDT", expected accounts in one coin, as “BTCUSDT”/,
    ],
    ['no account', 'side,size,entry,collateral\n', /^line 2: /],
  ])('is refused for %s, by line and column', (_name, text, words) => {
    const refused = readText(text)
    expect(refused instanceof FieldError ? refused.message : '').toMatch(words)
  })

  it('becomes a valid document that runs with these accounts', () => {
    const incoming = read(FORMS['commas and points'])
    const base = parseScenario(createSituation('spiral', 1_000))
    const document = parseScenario(applyBook(base, bookOf(incoming)))
    expect(document.version).toBe(1)
    expect(document.crowd).toEqual({ accounts: BOOK })
    expect(document.market.startPrice).toBeGreaterThan(61_200)
    expect(document.market.startPrice).toBeLessThan(61_450.25)
    const simulation = Simulation.create(document, { assert: true })
    // A unit of the asset is a hundred contracts of a cent a dollar.
    expect(simulation.readAccounts().map(({ contracts }) => contracts)).toEqual([250, -75])
    while (!simulation.isDone) simulation.advance()
    expect(simulation.readSummary().conservationError).toBe(0)
  })
})
