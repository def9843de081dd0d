/**
 * Goal: a real book of accounts comes in as it was meant, in any order and spelling, or is refused by line and column.
 * Method: one book as files of several countries and venues write it; wrong cells by hand; and the book as a run.
 */
import { describe, expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { createSituation } from '../../src/schema/presets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { applyBook } from '../../src/stores/accountBook.ts'
import { readText } from '../../src/stores/files.ts'

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
  'units behind numbers':
    'side,size,entry,collateral\nlong,2.5 BTC,61200 USDT,6120.5 USDT\nshort,0.75 BTC,61450.25 USDT,12500 USDT',
}

const read = (text: string) => {
  const incoming = readText(text)
  if (incoming instanceof FieldError) throw incoming
  return incoming
}

describe('a book of accounts', () => {
  it.each(Object.keys(FORMS))('is read with %s', (name) => {
    expect(read(FORMS[name])).toEqual({ kind: 'book', accounts: BOOK })
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
    ['no account', 'side,size,entry,collateral\n', /^line 2: /],
  ])('is refused for %s, by line and column', (_name, text, words) => {
    const refused = readText(text)
    expect(refused instanceof FieldError ? refused.message : '').toMatch(words)
  })

  it('becomes a valid document that runs with these accounts', () => {
    const incoming = read(FORMS['commas and points'])
    const base = parseScenario(createSituation('spiral', 1_000))
    const document = parseScenario(applyBook(base, incoming.kind === 'book' ? incoming.accounts : []))
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
