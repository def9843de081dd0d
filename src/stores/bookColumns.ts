/**
 * The columns of a book of accounts by their heads, as exports of venues and brokers name them. Of several that may be meant, the
 * one with the plainest name is taken; two alike, or none, are refused by their names. Reads heads, writes nothing.
 */
import { FieldError } from '../schema/fieldError.ts'
import { findSeparator, splitLine } from './bookCells.ts'

/** What a column's name may begin with, in small letters without anything else; the surest first. */
const NAMES = {
  side: ['side', 'direction', 'longshort', 'buysell', 'positionside', 'type'],
  entry: [
    'entryprice',
    'avgentryprice',
    'averageentryprice',
    'entry',
    'avgentry',
    'averageentry',
    'avgopen',
    'openprice',
    'avgprice',
    'averageprice',
    'price',
  ],
  collateral: [
    'collateral',
    'initialmargin',
    'positionmargin',
    'isolatedmargin',
    'isolatedwallet',
    'margin',
    'deposit',
    'equity',
  ],
  leverage: ['leverage', 'lev'],
  size: [
    'size',
    'positionsize',
    'positionamt',
    'szi',
    'quantity',
    'qty',
    'units',
    'amount',
    'contracts',
    'notional',
    'positionvalue',
    'value',
  ],
  mark: ['markprice', 'mark'],
  coin: ['symbol', 'instrument', 'pair', 'ticker', 'market', 'coin'],
} as const
export type Column = keyof typeof NAMES
/** The place of each column that is there, from 0. */
export type Columns = Readonly<Partial<Record<Column, number>>>

/** Columns of a book whose names begin like others. */
const BESIDE =
  /time|date|mode|ratio|currency|asset|(?:margin|order|position) ?type|entry ?(?:value|notional)/i
/** What asks for each column where it is missing. */
const MISSING: readonly (readonly [columns: readonly Column[], expected: string])[] = [
  [['entry'], 'a column for the price of entry, named “entry”'],
  [['collateral'], 'a column for the deposit, named “collateral”'],
  [['size', 'leverage'], 'a column for the size, named “size”'],
]

/** How sure a head is to mean a column: the place of its name in the list, and nothing where it is none. */
function rank(head: string, column: Column): number | undefined {
  if (BESIDE.test(head)) return undefined
  const bare = head.toLowerCase().replace(/\(.*|[^a-z]/g, '')
  const place = NAMES[column].findIndex((name) => bare.startsWith(name))
  return place < 0 ? undefined : place
}

function findPlaces(heads: readonly string[], column: Column): readonly number[] {
  const ranks = heads.map((head) => rank(head, column) ?? Infinity)
  const best = Math.min(...ranks)
  return best === Infinity ? [] : [...ranks.keys()].filter((i) => ranks[i] === best)
}

/** What stands above a table: what a spreadsheet writes to say what parts its columns, remarks, and lines without anything. */
const ABOVE = /^\uFEFF?(?:"?sep=.*|#.*|[\s,;]*)$/i

/** So many lines stand above the heads. */
export function countAbove(lines: readonly string[]): number {
  const first = lines.findIndex((line) => !ABOVE.test(line))
  return first < 0 ? 0 : first
}

/** Whether a text begins with the heads of a book, be it that one is missing: prices have neither sides nor deposits. */
export function isBook(text: string): boolean {
  const lines = text.split(/\r\n|\n|\r/)
  const heads = lines[countAbove(lines)].split(/[,;\t]/).map((head) => head.replaceAll('"', '').trim())
  const has = (column: Column) => findPlaces(heads, column).length > 0
  const isSure = (column: Column) => heads.some((head) => rank(head, column) === 0)
  const sized = has('size') || has('leverage')
  if (has('collateral') && has('entry') && sized) return true
  const asked = [sized, has('collateral'), heads.some((head) => /entry/i.test(head))]
  return isSure('side') && asked.filter(Boolean).length > 1
}

/** @throws FieldError at the heads */
export function readColumns(
  line: string,
  number: number,
): { heads: string[]; columns: Columns; separator: string } {
  const place = (column: number) => `line ${number}, column ${column}`
  const separator = findSeparator(line)
  const heads = splitLine(line, separator, place)
  const columns: Partial<Record<Column, number>> = {}
  for (const column of Object.keys(NAMES) as Column[]) {
    const [one, another] = findPlaces(heads, column)
    if (another !== undefined && column !== 'coin')
      throw new FieldError(
        place(another + 1),
        heads[another],
        `one column for this, and not two; “${heads[one]}” is another`,
      )
    if (one !== undefined) columns[column] = one
  }
  for (const [oneOf, expected] of MISSING)
    if (oneOf.every((column) => columns[column] === undefined))
      throw new FieldError(`line ${number}`, heads.join(' '), expected)
  return { heads, columns, separator }
}
