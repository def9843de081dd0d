/**
 * A real book of accounts from a table: side, size, entry and collateral in any order and under their usual names, as exports of
 * venues and brokers have them. It becomes explicit accounts of a scenario. A size is in units of the asset, or in dollars where its
 * column says so. Every error says line and column.
 */
import { FieldError } from '../schema/fieldError.ts'
import { parameter } from '../schema/parameters.ts'
import { MAX_TRADERS } from '../schema/scenarioCrowd.ts'
import type { ExplicitAccount, Scenario } from '../schema/scenario.ts'
import { readTyped } from '../schema/typedNumber.ts'
import { formatCount, formatNumbered, formatPlain } from '../schema/words.ts'
import { splitLine } from './bookCells.ts'
import { countAbove, readColumns, type Column, type Columns } from './bookColumns.ts'
import { applyPricePath } from './pricePath.ts'

/** What came of a file. */
export interface Book {
  readonly accounts: ExplicitAccount[]
  /** The price of now, where a column says it. */
  readonly mark?: number
}

const SIDES: Readonly<Record<string, 1 | -1>> = { long: 1, buy: 1, l: 1, b: 1, short: -1, sell: -1, s: -1 }
/** One position a market, whose side is the sign of its size. */
const BY_SIGN = new Set(['both', 'net'])
const IN_DOLLARS = /usd|\$|dollar|notional|value/i

/** A contract is so much of a unit of the asset (docs/model.md section 1); an account holds at least one. */
const LEAST_SIZE = 0.01
const [COLLATERAL, ENTRY, LEVERAGE] = [
  parameter('crowd.deposit.median'),
  parameter('market.startPrice'),
  parameter('venue.maxLeverage'),
]

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
export function readBook(text: string): Book {
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r\n|\n|\r/)
  const top = countAbove(lines)
  if (lines.length > MAX_TRADERS + top + 1)
    throw new FieldError('', `${lines.length} lines`, `at most ${MAX_TRADERS} accounts`)
  const { heads, columns, separator } = readColumns(lines[top] ?? '', top + 1)
  const rows = lines.slice(top + 1).flatMap((line, i) => {
    const place = (column: number) => `line ${top + i + 2}, column ${column}`
    // A line without anything parts groups of accounts.
    return /^[\s,;]*$/.test(line) ? [] : [{ cells: splitLine(line, separator, place), place }]
  })
  if (rows.length === 0) throw new FieldError(`line ${top + 2}`, '', 'an account, one a line')
  const table = { heads, columns, separator, decimal: findSign(rows, columns, separator) }
  refuseCoins(rows, columns)
  const accounts = rows.map((row) => readAccount(row, table))
  if (columns.side === undefined && accounts.every(({ side }) => side === 'long'))
    throw new FieldError(
      `line ${top + 1}`,
      heads.join(' '),
      'a column named “side”, or sizes below 0 for those who bet on a fall',
    )
  return { accounts, ...readMark(rows, table, accounts) }
}

interface Row {
  readonly cells: readonly string[]
  /** Names a cell, by its column from 1. */
  readonly place: (column: number) => string
}

interface Table {
  readonly heads: readonly string[]
  readonly columns: Columns
  readonly separator: string
  readonly decimal: ',' | '.' | null
}

const bare = (cell: string) => cell.replace(/[$€£×]|(?<=\d)\s*(?:[A-Z]{3,5}|x)$/g, '').trim()

/** The decimal sign of the whole table: that of a comma between columns is the point. */
function findSign(rows: readonly Row[], columns: Columns, separator: string): ',' | '.' | null {
  const numeric = (['entry', 'collateral', 'leverage', 'size', 'mark'] as const).flatMap((column) => {
    const at = columns[column]
    return at === undefined ? [] : rows.map(({ cells }) => bare(cells[at] ?? ''))
  })
  return findDecimal(numeric) ?? (separator === ',' ? '.' : null)
}

/** One market has one price: accounts in several coins are several books. */
function refuseCoins(rows: readonly Row[], { coin }: Columns) {
  if (coin === undefined) return
  const [first] = rows
  const other = rows.find(({ cells }) => cells[coin] !== first.cells[coin])
  if (other)
    throw new FieldError(
      other.place(coin + 1),
      other.cells[coin] ?? '',
      `accounts in one coin, as “${first.cells[coin]}” above`,
    )
}

function readAccount(row: Row, table: Table): ExplicitAccount {
  const { cells, place } = row
  const { heads, columns, separator } = table
  if (cells.length !== heads.length)
    throw new FieldError(place(cells.length), cells.join(separator), `${heads.length} columns, as in line 1`)
  const refuse = (column: Column, value: unknown, expected: string) =>
    new FieldError(place((columns[column] ?? 0) + 1), value, expected)
  const collateral = Math.round(readNumber(row, table, 'collateral') * 100) / 100
  const entry = readNumber(row, table, 'entry')
  if (!(collateral >= COLLATERAL.min && collateral <= COLLATERAL.max))
    throw refuse('collateral', collateral, `a deposit above 0, up to ${COLLATERAL.max}`)
  if (!(entry >= ENTRY.min && entry <= ENTRY.max)) throw refuse('entry', entry, 'a price above 0')
  const sizeColumn = columns.size === undefined ? 'leverage' : 'size'
  const typed = readNumber(row, table, sizeColumn)
  const inDollars = IN_DOLLARS.test(heads[columns.size ?? -1] ?? '')
  const dollars = sizeColumn === 'leverage' ? typed * collateral : inDollars ? typed : typed * entry
  if (dollars === 0) throw refuse(sizeColumn, typed, 'a size that is not 0')
  const sideCell = cells[columns.side ?? -1] ?? ''
  const said = sideCell.trim().toLowerCase()
  const side = columns.side === undefined || BY_SIGN.has(said) ? Math.sign(dollars) : SIDES[said]
  if (!side) throw refuse('side', sideCell, '“long” or “short”')
  if (side > 0 && dollars < 0)
    throw refuse(sizeColumn, typed, 'a size above 0 for a long, or “short” as its side')
  if (Math.abs(dollars) < LEAST_SIZE * entry)
    throw refuse(sizeColumn, typed, `a position of at least ${LEAST_SIZE} of the coin`)
  const leverage = Number((Math.abs(dollars) / collateral).toPrecision(12))
  if (leverage > LEVERAGE.max)
    throw refuse(sizeColumn, typed, `a position of at most ${LEVERAGE.max} times its deposit`)
  return { side: side > 0 ? 'long' : 'short', collateral, leverage, entry }
}

/** The price of now: one for all, but for what moved while the file was written. */
function readMark(
  rows: readonly Row[],
  table: Table,
  accounts: readonly ExplicitAccount[],
): { mark?: number } {
  if (table.columns.mark === undefined) return {}
  const marks = rows.map((row) => readNumber(row, table, 'mark'))
  const units = accounts.map(({ collateral, leverage, entry }) => (collateral * leverage) / entry)
  const mark = sum(marks.map((one, i) => one * units[i])) / sum(units)
  return mark >= ENTRY.min && mark <= ENTRY.max ? { mark: Number(mark.toPrecision(8)) } : {}
}

function readNumber({ cells, place }: Row, { columns, decimal }: Table, column: Column): number {
  const at = columns[column] ?? 0
  return readCell(bare(cells[at]), decimal, place(at + 1))
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

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0)

/** So much nearer than where an account would be sold out; cents and whole contracts are rounded. */
const APART = 1e-4

/**
 * Where prices begin: at the mark of the book, else at its average entry, weighted by size; and in either case where every account
 * is still open, as the accounts of a real book are.
 */
function findStart({ accounts, mark }: Book, maintenance: number): number | FieldError {
  const dollars = accounts.map(({ collateral, leverage }) => collateral * leverage)
  const start = mark ?? sum(dollars) / sum(accounts.map(({ entry }, i) => dollars[i] / entry))
  let [least, most] = [0, Infinity]
  for (const { side, entry, leverage } of accounts) {
    const way = side === 'long' ? 1 : -1
    const end = ((entry * (1 - way / leverage)) / (1 - way * maintenance)) * (1 + way * APART)
    if (way > 0) least = Math.max(least, end)
    else most = Math.min(most, end)
  }
  if (least <= most) return Number(Math.min(most, Math.max(least, start)).toPrecision(8))
  const [below, above] = [least, most].map((price) => formatPlain(price))
  return new FieldError(
    '',
    `${accounts.length} accounts`,
    `a price at which all are open; a long is sold out below ${below}, a short above ${above}`,
  )
}

/** The scenario with this book as its crowd, or why there is none. */
export function applyBook(scenario: Scenario, book: Book): Scenario | FieldError {
  const { accounts } = book
  const start = findStart(book, scenario.venue.maintenanceMargin)
  if (start instanceof FieldError) return start
  const placed = applyPricePath(scenario, [start])
  const most = accounts.reduce((highest, { leverage }) => Math.max(highest, leverage), 0)
  return {
    ...placed,
    title: 'A book of accounts',
    shocks: scenario.shocks.filter(({ kind }) => kind === 'fairValue'),
    venue: { ...placed.venue, maxLeverage: Math.max(placed.venue.maxLeverage, Math.ceil(most)) },
    crowd: { accounts: [...accounts] },
  }
}

/** What was read, for whoever brought it. */
export function describeBook({ accounts }: Book, { market }: Scenario): string {
  const longs = accounts.filter(({ side }) => side === 'long').length
  const sides = `${formatCount(longs)} long and ${formatCount(accounts.length - longs)} short`
  return `${formatNumbered(accounts.length, 'account')}, ${sides}. Prices begin at ${formatPlain(market.startPrice)}.`
}
