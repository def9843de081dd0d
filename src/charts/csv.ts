/**
 * A figure as a CSV file (RFC 4180) with every point, for spreadsheets. Money is in dollars. No cell can act as a formula: text
 * that begins like one gets a leading apostrophe, numbers stay numbers.
 */
import { toLine, type CsvForm } from '../schema/csvCell.ts'
import type { Content, Quantity } from './figure.ts'

/** Fifteen digits are all that a double holds for certain; the rest is dust of the arithmetic. */
function toNumber(quantity: Quantity, value: number): number {
  return Number((quantity === 'dollars' ? value / 100 : value).toPrecision(15))
}

/**
 * @param source where the numbers come from (run and version), repeated in every row so that rows can be put together
 */
export function createCsv(
  { columns, count, axis }: Content,
  source: string,
  form: CsvForm = 'point',
): string {
  const places = axis.kind === 'time' ? ['step', 'seconds'] : [`${axis.name}, from`, `${axis.name}, to`]
  const heads = [...places, ...columns.map(({ trace }) => `${trace.name} (${trace.quantity})`), 'source']
  const lines = [toLine(heads, form)]
  for (let i = 0; i < count; i++) {
    const place = axis.kind === 'time' ? [i, i * axis.stepSeconds] : [axis.edges[i], axis.edges[i + 1]]
    const values = columns.map(({ trace, values: column }) => toNumber(trace.quantity, column[i]))
    lines.push(toLine([...place, ...values, source], form))
  }
  return lines.join('')
}
