/**
 * Prices from a table as exchanges and data sites export it: which column, in which order, how far apart, and one line that
 * says what was read. What could be read in two ways is a doubt with its answers, everything else that is wrong an error, both
 * by line and column; a number is never guessed. Pure: a text in, prices out.
 */
import { FieldError } from '../schema/fieldError.ts'
import { MAX_STEPS } from '../schema/row.ts'
import { askForColumn, listOptions, nameColumn } from './columnDoubt.ts'
import { findColumns, refuseManyNames, type Columns } from './columns.ts'
import { readMoments } from './moments.ts'
import { toPlace, type PriceChoice, type PriceOption } from './priceChoice.ts'
import { readPriceColumn, refuseTotal } from './priceColumn.ts'
import { sayLine, sayNotes } from './sentence.ts'
import { isNewestFirst, measureSpacing } from './spacing.ts'
import { isSplitByCommas, refuseSplitNumbers } from './splitNumbers.ts'
import { readTable, type Row, type Table } from './table.ts'

export interface PriceSeries {
  /** In the order of time, the oldest first. */
  readonly prices: readonly number[]
  /** Seconds since 1970; null where no column holds dates. */
  readonly moments: readonly number[] | null
  /** Null where the rows do not say how far they are apart. */
  readonly stepSeconds: number | null
  /** "2,530 prices, 457.33 to 48,531.83, daily, oldest first, 3 gaps". */
  readonly line: string
  /** Whole sentences about what was decided or left out. */
  readonly notes: readonly string[]
  /** Where other columns could be meant: each of them, and the one that was read. */
  readonly options: readonly PriceOption[]
  /** Which of the options was read. */
  readonly chosen: number
}

/** @throws FieldError by line and column; PriceDoubt where a choice would settle it */
export function readPrices(text: string, choice: PriceChoice = {}): PriceSeries {
  refuseOther(text)
  const table = readTable(text, choice.isOneColumn ?? false)
  if (isSplitByCommas(table)) return readPrices(text, { ...choice, isOneColumn: true })
  if (table.rows.length > MAX_STEPS + 1)
    throw new FieldError('', `${table.rows.length} rows`, `at most ${MAX_STEPS + 1} prices`)
  // One number is no path: it is more likely something else that was pasted by chance.
  if (table.rows.length < 2) throw tooFew(table)
  const columns = findColumns(table)
  if (choice.column === undefined) refuseSplitNumbers(table)
  const column = choice.column ?? columns.price
  if (column === null || column >= table.columns) throw askForColumn(table, columns)
  refuseManyNames(table)
  return assemble(table, columns, column, choice)
}

/** What else comes as a file of prices by mistake, as its beginning shows once it was read as text. */
const OTHERS = [
  ['PK\u0003\u0004', 'an Excel file or an archive'],
  ['ÐÏ\u0011à', 'an Excel file or an archive'],
  ['\u001f‹', 'a compressed file'],
  ['\u001f\u008b', 'a compressed file'],
  ['%PDF', 'a PDF'],
] as const
const PAGE = /^\uFEFF?\s*<(?:!doctype|html|\?xml|table|head|body)\b/i

function refuseOther(text: string): void {
  const other = PAGE.test(text)
    ? 'a web page or XML'
    : OTHERS.find(([beginning]) => text.startsWith(beginning))?.[1]
  if (other) throw new FieldError('', other, 'a table as text, such as CSV')
}

function tooFew({ rows }: Table): FieldError {
  const [row] = rows
  return new FieldError(
    toPlace(row?.line ?? 1, 0),
    row?.cells.join(' ') ?? '',
    'at least two prices, one a line',
  )
}

function assemble(table: Table, columns: Columns, column: number, choice: PriceChoice): PriceSeries {
  const { moment } = columns.moment === column ? { moment: null } : columns
  const rows = joinClock(table.rows, columns)
  const head = moment === null ? '' : (table.heads?.[moment] ?? '')
  const moments = moment === null ? null : readMoments(rows, moment, head, choice)
  const isBackward = moments !== null && isNewestFirst(moments, rows, moment ?? 0)
  const read = readPriceColumn(table, column, choice)
  const kept = read.prices.flatMap((price, i) => (price === null ? [] : [{ price, at: moments?.at[i] ?? i }]))
  const lost = read.prices.length - kept.length
  if (lost > 0 && moments === null) {
    const row = rows[read.prices.indexOf(null)]
    throw new FieldError(
      toPlace(row.line, column),
      row.cells[column],
      'a price: without dates none may be missing',
    )
  }
  if (kept.length < 2) throw tooFew(table)
  const all = [...(moments?.at ?? [])]
  if (isBackward) {
    kept.reverse()
    all.reverse()
  }
  const prices = kept.map(({ price }) => price)
  const at = kept.map((each) => each.at)
  if (moments === null) refuseTotal(prices, rows, column)
  const spacing = moments === null ? null : measureSpacing(all, at, moments.kind)
  const options = listOptions(table, columns, column)
  return {
    prices,
    moments: moments?.kind === 'clock' ? at : null,
    stepSeconds: spacing?.stepSeconds ?? null,
    line: sayLine(prices, spacing, isBackward),
    notes: [
      options.length > 1 || columns.isStrange ? `They are from ${nameColumn(table, column)}.` : '',
      ...sayNotes(prices, lost, spacing),
      read.note,
      moments?.note ?? '',
    ].filter((note) => note !== ''),
    options,
    chosen: options.findIndex(({ choice }) => choice.column === column),
  }
}

/** A time of day in its own column belongs to its date. */
function joinClock(rows: readonly Row[], { moment, clock }: Columns): readonly Row[] {
  if (moment === null || clock === null) return rows
  return rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((cell, i) => (i === moment ? `${cell} ${cells[clock]}` : cell)),
  }))
}
