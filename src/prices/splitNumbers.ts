/**
 * One column of numbers with commas looks like two columns of whole numbers. A single name above both says that they are one;
 * where nothing says so and both readings make sense, it is a doubt.
 */
import { FieldError } from '../schema/fieldError.ts'
import { isPlausible, readNumber, type Decimal } from './decimals.ts'
import { PriceDoubt, toPlace, type PriceOption } from './priceChoice.ts'
import type { Table } from './table.ts'

const WAYS: readonly Decimal[] = ['comma', 'point']

function hasWholeNumbers({ separator, columns, rows, heads }: Table): boolean {
  if (separator !== ',' || columns !== 2 || heads !== null) return false
  return rows.every(({ cells }) => cells.every((cell) => /^\d+$/.test(cell)))
}

/** Whether a name of one column stands above what looks like two. */
export function isSplitByCommas(table: Table): boolean {
  return table.above > 0 && hasWholeNumbers(table)
}

/** @throws FieldError, or PriceDoubt, where each line is one number as well as two */
export function refuseSplitNumbers(table: Table): void {
  const [row] = table.rows
  // With a space between them, a step and a price would be thousands.
  const spaced =
    table.columns === 1 && table.heads === null && table.rows.find(({ cells }) => /\d \d/.test(cells[0]))
  if (spaced)
    throw new FieldError(
      toPlace(spaced.line, 0),
      spaced.cells[0],
      'one number a line, or commas between columns',
    )
  // Seconds since 1970 and days run together are longer than what stands before a decimal comma.
  if (!hasWholeNumbers(table) || row.cells[0].length > 7) return
  const joined = table.rows.map(({ cells }) => cells.join(','))
  const ways = WAYS.filter(
    (way) => joined.every((cell) => readNumber(cell, way) !== null) && isPlausible(joined, way),
  )
  if (ways.length === 0) return
  const options: PriceOption[] = ways.map((decimal) => ({
    words: `One price a line: “${joined[0]}” is ${readNumber(joined[0], decimal)}`,
    choice: { isOneColumn: true, decimal },
  }))
  const two = { words: `Two columns: the first price is ${row.cells[1]}`, choice: { column: 1 } }
  throw new PriceDoubt(
    toPlace(row.line, 0),
    joined[0],
    'a name above each column, since this is one price as well as two numbers',
    [...options, two],
  )
}
