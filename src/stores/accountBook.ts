/**
 * A real book of accounts from a table: side, size, entry and collateral in any order and under their usual names, as exports of
 * venues and brokers have them. It becomes explicit accounts of a scenario. A size is in units of the asset, or in dollars where its
 * column says so. Every error says line and column.
 */
import { FieldError } from '../schema/fieldError.ts'
import { MAX_TRADERS } from '../schema/scenarioCrowd.ts'
import type { ExplicitAccount, Scenario } from '../schema/scenario.ts'
import { readTyped } from '../schema/typedNumber.ts'
import { findSeparator, splitLine } from './bookCells.ts'
import { applyPricePath } from './pricePath.ts'

/** What a column's name may begin with, in small letters without anything else. */
const NAMES = {
  side: ['side', 'direction', 'longshort', 'buysell', 'positionside', 'type'],
  entry: ['entry', 'avgentry', 'averageentry', 'avgprice', 'averageprice', 'openprice', 'avgopen', 'price'],
  collateral: ['collateral', 'margin', 'deposit', 'equity', 'initialmargin', 'positionmargin'],
  leverage: ['leverage', 'lev'],
  size: [
    'size',
    'quantity',
    'qty',
    'amount',
    'positionsize',
    'positionamt',
    'contracts',
    'notional',
    'value',
    'units',
  ],
} as const
type Column = keyof typeof NAMES

const SIDES: Readonly<Record<string, 1 | -1>> = { long: 1, buy: 1, l: 1, b: 1, short: -1, sell: -1, s: -1 }
const IN_DOLLARS = /usd|\$|dollar|notional|value/i

/** Columns of a book whose names begin like others. */
const BESIDE = /time|date|mode|ratio|currency|asset/i

function findColumn(head: string): Column | undefined {
  if (BESIDE.test(head)) return undefined
  const bare = head.toLowerCase().replace(/\(.*|[^a-z]/g, '')
  return (Object.keys(NAMES) as Column[]).find((column) =>
    NAMES[column].some((name) => bare.startsWith(name)),
  )
}

/** Whether the first line names the columns of a book. */
export function isBook(first: string): boolean {
  const columns = first.split(/[,;\t]/).map((head) => findColumn(head.replaceAll('"', '')))
  const has = (column: Column) => columns.includes(column)
  return has('collateral') && has('entry') && (has('size') || has('leverage'))
}

/** The decimal sign that the cells show for certain; null where none or both do. */
function findDecimal(cells: readonly string[]): ',' | '.' | null {
  const shows = (sign: string) => {
    const [ends, groups] = [new RegExp(`\\${sign}\\d+$`), new RegExp(`^-?[1-9]\\d{0,2}(?:\\${sign}\\d{3})+$`)]
    return cells.some((cell) => ends.test(cell) && !groups.test(cell))
  }
  const [comma, point] = [shows(','), shows('.')]
  return comma === point ? null : comma ? ',' : '.'
}

/** @throws FieldError whose path is the place, as in `line 3, column 2` */
export function readBook(text: string): ExplicitAccount[] {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r\n|\n|\r/)
  if (lines.length > MAX_TRADERS + 1)
    throw new FieldError('', `${lines.length} lines`, `at most ${MAX_TRADERS} accounts`)
  const separator = findSeparator(lines[0])
  const place = (line: number) => (column: number) => `line ${line + 1}, column ${column}`
  const rows = lines.map((line, i) => splitLine(line, separator, place(i)))
  const [heads, ...accounts] = rows
  if (accounts.length === 0) throw new FieldError('line 2', '', 'an account, one a line')
  const columns = heads.map(findColumn)
  const at = (column: Column) => columns.indexOf(column)
  const bare = (cell: string) => cell.replace(/[$€£]|(?<=\d)\s*[A-Z]{3,5}$/g, '').trim()
  const numeric = accounts.flatMap((row) =>
    row.filter((_, i) => columns[i] && columns[i] !== 'side').map(bare),
  )
  const decimal = findDecimal(numeric) ?? (separator === ',' ? '.' : null)
  const inDollars = IN_DOLLARS.test(heads[at('size')] ?? '')
  return accounts.map((row, i) => {
    const where = place(i + 1)
    if (row.length !== heads.length)
      throw new FieldError(where(row.length), row.join(separator), `${heads.length} columns, as in line 1`)
    const number = (column: Column) => readCell(bare(row[at(column)]), decimal, where(at(column) + 1))
    const [collateral, entry] = [number('collateral'), number('entry')]
    const size = at('size') < 0 ? number('leverage') * collateral : number('size') * (inDollars ? 1 : entry)
    const side = at('side') < 0 ? Math.sign(size) : SIDES[row[at('side')].trim().toLowerCase()]
    if (!side) throw new FieldError(where(at('side') + 1), row[at('side')] ?? size, '“long” or “short”')
    if (!(collateral > 0)) throw new FieldError(where(at('collateral') + 1), collateral, 'a deposit above 0')
    if (size === 0) throw new FieldError(where(at('size') + 1), size, 'a size that is not 0')
    return {
      side: side > 0 ? 'long' : 'short',
      collateral: Math.round(collateral * 100) / 100,
      leverage: Number((Math.abs(size) / collateral).toPrecision(12)),
      entry,
    }
  })
}

function readCell(cell: string, decimal: ',' | '.' | null, place: string): number {
  const isUnclear = decimal === null && /^[-−]?[1-9]\d{0,2}[.,]\d{3}$/.test(cell)
  const groups = decimal === ',' ? /\./g : /,/g
  const read = readTyped(decimal === null ? cell : cell.replace(groups, ''))
  if (typeof read === 'number' && !isUnclear) return read
  throw new FieldError(
    place,
    cell,
    isUnclear
      ? 'a number that is clear: are these thousands or decimals? Leave the thousands’ sign out'
      : 'a number',
  )
}

/** The scenario with this book as its crowd. Prices begin at the book’s average entry, weighted by size. */
export function applyBook(scenario: Scenario, accounts: readonly ExplicitAccount[]): Scenario {
  const dollars = accounts.map(({ collateral, leverage }) => collateral * leverage)
  const units = accounts.map(({ entry }, i) => dollars[i] / entry)
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)
  const start = Number((sum(dollars) / sum(units)).toPrecision(8))
  const placed = applyPricePath(scenario, [start])
  const most = Math.max(...accounts.map(({ leverage }) => leverage))
  return {
    ...placed,
    title: 'A book of accounts',
    shocks: scenario.shocks.filter(({ kind }) => kind === 'fairValue'),
    venue: { ...placed.venue, maxLeverage: Math.max(placed.venue.maxLeverage, Math.ceil(most)) },
    crowd: { accounts: [...accounts] },
  }
}
