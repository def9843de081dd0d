/**
 * The prices of one column: how its numbers are written, what is missing, and what is no price. One way of writing holds for
 * the column, and one currency. What fits two ways is a doubt; what fits none, is out of range or looks like a total is refused by line.
 */
import { FieldError } from '../schema/fieldError.ts'
import { describeRange, isWithin, parameter } from '../schema/parameters.ts'
import {
  findLikely,
  findShown,
  isMissing,
  isUnclear,
  readNumber,
  stripUnit,
  type Decimal,
} from './decimals.ts'
import { PriceDoubt, toPlace, type PriceChoice } from './priceChoice.ts'
import type { Row, Table } from './table.ts'

const PRICE = parameter('market.startPrice')
const A_PRICE = `a price: ${describeRange(PRICE)}`

export interface PriceColumn {
  /** Null where the row has none. */
  readonly prices: readonly (number | null)[]
  readonly note: string
}

/** @throws FieldError, or PriceDoubt about the decimal sign */
export function readPriceColumn(table: Table, column: number, choice: PriceChoice): PriceColumn {
  const { rows } = table
  const filled = rows.filter(({ cells }) => !isMissing(cells[column]))
  const { decimal, note } = findDecimal(table, filled, column, choice)
  const unit = stripUnit(filled[0]?.cells[column] ?? '').unit
  const prices = rows.map(({ line, cells }) => {
    const cell = cells[column]
    if (isMissing(cell)) return null
    const price = readNumber(cell, decimal)
    if (price === null || !isWithin(PRICE, price)) throw new FieldError(toPlace(line, column), cell, A_PRICE)
    if (stripUnit(cell).unit !== unit)
      throw new FieldError(toPlace(line, column), cell, `one currency, as in line ${filled[0].line}`)
    return price
  })
  return { prices, note }
}

/** A table without moments may end with its sum, which nothing else tells from a price. */
export function refuseTotal(prices: readonly number[], rows: readonly Row[], column: number): void {
  const above = prices.slice(0, -1)
  const sum = above.reduce((total, price) => total + price, 0)
  const [last, row] = [prices[prices.length - 1], rows[rows.length - 1]]
  if (above.length > 2 && Math.abs(last / sum - 1) < 1e-9)
    throw new FieldError(toPlace(row.line, column), row.cells[column], 'a price; it is the sum of all above')
}

function findDecimal(
  table: Table,
  filled: readonly Row[],
  column: number,
  choice: PriceChoice,
): { decimal: Decimal; note: string } {
  const certain = (decimal: Decimal) => ({ decimal, note: '' })
  if (choice.decimal) return certain(choice.decimal)
  const cells = filled.map((row) => row.cells[column])
  const unclear = filled.find((row) => isUnclear(row.cells[column]))
  const own = findShown(cells)
  if (own || !unclear) return certain(own ?? 'point')
  const all = table.rows.flatMap((row) => row.cells)
  const shown = findShown(all)
  // Commas that part columns stand in no number, unless in quotes.
  const isCommaFree =
    table.separator === ',' && table.columns > 1 && !cells.some((cell) => cell.includes(','))
  const likely = shown ?? (isCommaFree ? 'point' : findLikely(cells))
  const cell = unclear.cells[column]
  const [point, comma] = [readNumber(cell, 'point'), readNumber(cell, 'comma')]
  // Nothing in the column itself says so: a person sees at once whether it is right.
  if (likely) return { decimal: likely, note: `“${cell}” is read as ${likely === 'point' ? point : comma}.` }
  throw new PriceDoubt(
    toPlace(unclear.line, column),
    cell,
    `a number that is clear: this is ${point} as well as ${comma}`,
    [
      { words: `“${cell}” is ${point}`, choice: { decimal: 'point' } },
      { words: `“${cell}” is ${comma}`, choice: { decimal: 'comma' } },
    ],
  )
}
