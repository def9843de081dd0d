/**
 * The rows and heads of a table as text: a `sep=` line, what parts the columns, lines above the heads such as the address of
 * the site, and quoted cells. Each row knows its line, since every error names one. The cells are split by Papa Parse.
 */
import Papa from 'papaparse'
import { FieldError } from '../schema/fieldError.ts'
import { isDate } from './dates.ts'
import { isMissing, looksNumeric } from './decimals.ts'
import { toPlace } from './priceChoice.ts'

export interface Row {
  /** Counted from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface Table {
  readonly heads: readonly string[] | null
  readonly rows: readonly Row[]
  readonly columns: number
  readonly separator: string
  /** Lines above the table that are no part of it. */
  readonly above: number
}

const SEPARATORS = ['\t', ';', '|', ',']
const SEP_LINE = /^"?sep=(.)"?[ \t,;]*$/i
/** So many lines show what the rest is like. */
const TABLE_ROWS = 60
/** A separator that no text has: each line is one cell. */
const NO_SEPARATOR = '\u001f'

/** @throws FieldError at a quotation mark or a row that does not fit */
export function readTable(text: string, isOneColumn: boolean): Table {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const [first] = plain.split('\n', 1)
  const stated = SEP_LINE.exec(first)?.[1]
  const body = stated === undefined ? plain : plain.slice(first.length + 1)
  const separator = isOneColumn ? NO_SEPARATOR : (stated ?? findSeparator(body))
  const rows = splitRows(body, separator, stated === undefined ? 1 : 2)
  while (rows.length > 0 && isBlank(rows[rows.length - 1])) rows.pop()
  const columns = findWidth(rows)
  const start = findStart(rows, columns)
  refuseFewerNames(rows, start, columns)
  const head = start < rows.length && isHead(rows[start]) ? rows[start].cells : null
  const kept = rows.slice(head ? start + 1 : start).filter((row) => columns === 1 || !isBlank(row))
  return {
    heads: head ? head.slice(0, columns) : null,
    rows: kept.map((row) => fit(row, columns, rows[start].line)),
    columns,
    separator,
    above: start,
  }
}

/** What stands in most lines, outside of quotes; a comma comes last, since it stands in numbers and dates too. */
function findSeparator(text: string): string {
  const lines = text.split('\n', TABLE_ROWS).filter((line) => line.trim() !== '')
  const bare = lines.map((line) => line.replace(/"[^"]*"/g, ''))
  const isCommon = (sign: string) => bare.filter((line) => line.includes(sign)).length * 2 >= lines.length
  return SEPARATORS.find(isCommon) ?? ','
}

function splitRows(text: string, separator: string, firstLine: number): Row[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n' })
  let line = firstLine
  const rows = data.map((cells) => {
    const row = { line, cells: cells.map((cell) => cell.trim()) }
    // A cell in quotes may go over several lines.
    line += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
    return row
  })
  const wrong = errors.find(({ type }) => type === 'Quotes')
  if (wrong) {
    const row = rows[wrong.row ?? 0]
    const cell = row.cells.findIndex((each) => each.includes('"') || each.includes('\n'))
    const column = cell < 0 ? row.cells.length - 1 : cell
    throw new FieldError(
      toPlace(row.line, column),
      row.cells[column],
      'quotation marks around the whole cell, or none',
    )
  }
  return rows
}

const isBlank = ({ cells }: Row) => cells.every((cell) => cell === '')

/** Empty cells at the end of a row are a separator too many. */
function findFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1
}

/** How many cells most rows have; of several, what comes first. */
function findWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>()
  const seen = rows.slice(0, TABLE_ROWS).filter((row) => !isBlank(row))
  for (const { cells } of seen) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  const width = [...counts].find(([, count]) => count === most)?.[0] ?? 1
  // Where every row ends with a separator, nothing stands behind it.
  const filled = Math.max(
    1,
    ...seen.filter(({ cells }) => cells.length === width).map((row) => findFilled(row.cells)),
  )
  return Math.min(width, filled)
}

/** The first name of a table of moments. */
const MOMENT_HEAD = /^(?:date|dates|datum|time|timestamp|datetime|day)$/i

/** The first row of the table: what stands above is an address or a title, never a number, unless the names of the columns follow. */
function findStart(rows: readonly Row[], columns: number): number {
  const named = rows
    .slice(0, TABLE_ROWS)
    .findIndex((row) => row.cells.length >= columns && MOMENT_HEAD.test(row.cells[0]) && isHead(row))
  // A row of the table begins with a moment; what begins with a word is about the table.
  if (named > 0 && rows.slice(0, named).every(({ cells }) => !/\d/.test(cells[0]))) return named
  const start = rows.findIndex(({ cells }) => cells.length >= columns && findFilled(cells) <= columns)
  const above = rows.slice(0, Math.max(0, start))
  const hasNumber = above.some(({ cells }) => cells.some(looksNumeric))
  return hasNumber ? rows.findIndex((row) => !isBlank(row)) : Math.max(0, start)
}

/** Fewer names than columns: an unquoted comma in the numbers, most likely, and no name says which column is which. */
function refuseFewerNames(rows: readonly Row[], start: number, columns: number): void {
  const [names, row] = [rows[start - 1], rows[start]]
  if (start < 1 || !isHead(names) || isHead(row) || names.cells.length < 2) return
  const words = `${names.cells.length} columns, as line ${names.line} has names; a comma in a number needs quotation marks`
  throw new FieldError(toPlace(row.line, columns - 1), row.cells.join(', '), words)
}

/** A name begins with a letter or a sign such as `<`; a row with a number in it is none. */
function isHead({ cells }: Row): boolean {
  return (
    /^[\p{L}#<_]/u.test(cells.find((cell) => cell !== '') ?? '') &&
    !cells.some((cell) => looksNumeric(cell) || isDate(cell)) &&
    cells.some((cell) => !isMissing(cell))
  )
}

function fit({ line, cells }: Row, columns: number, like: number): Row {
  if (cells.length === columns) return { line, cells }
  if (cells.length > columns && findFilled(cells) <= columns) return { line, cells: cells.slice(0, columns) }
  const words = `${columns} ${columns === 1 ? 'column' : 'columns'}, as in line ${like}`
  throw new FieldError(toPlace(line, cells.length - 1), cells.join(' '), words)
}
