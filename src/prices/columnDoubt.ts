/** Which columns of a table a person can choose from, and the question where no name decides. */
import { FieldError } from '../schema/fieldError.ts'
import { isMissing } from './decimals.ts'
import type { Columns } from './columns.ts'
import { PriceDoubt, toPlace, type PriceOption } from './priceChoice.ts'
import type { Table } from './table.ts'

export function nameColumn({ heads }: Table, column: number): string {
  return heads?.[column] ? `the column “${heads[column]}”` : `column ${column + 1}`
}

/** Each column that could be it, with its first and last number, and the one that is read. */
export function listOptions(table: Table, { candidates }: Columns, chosen?: number): PriceOption[] {
  const columns = [...new Set([...candidates, ...(chosen === undefined ? [] : [chosen])])].sort(
    (a, b) => a - b,
  )
  return columns.map((column) => {
    const cells = table.rows.map((row) => row.cells[column]).filter((cell) => !isMissing(cell))
    const name = table.heads?.[column] || `Column ${column + 1}`
    return { words: `${name}: ${cells[0]} to ${cells[cells.length - 1]}`, choice: { column } }
  })
}

/** The error for a table in which no column is the price for certain. */
export function askForColumn(table: Table, columns: Columns): FieldError {
  const line = table.heads ? table.rows[0].line - 1 : table.rows[0].line
  const cells = table.heads ?? table.rows[0].cells
  const place = toPlace(line, columns.candidates[0] ?? table.columns - 1)
  if (columns.candidates.length === 0) return new FieldError(place, cells.join(' '), 'a column of prices')
  const words = 'one column named “price” or “close”; several could be it'
  return new PriceDoubt(place, cells.join(' '), words, listOptions(table, columns))
}
