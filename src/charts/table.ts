/** A figure as a table: the same numbers as the picture, in as many rows as a person reads. */
import { formatCount } from '../schema/words.ts'
import type { Content } from './figure.ts'
import { formatPlace, formatPoint } from './pointText.ts'
import { thinForTable } from './thinning.ts'

const MOST_ROWS = 60

interface Table {
  /** The first one names the rows. */
  readonly heads: readonly string[]
  readonly rows: readonly { readonly head: string; readonly cells: readonly string[] }[]
  /** Empty where every point has its row. */
  readonly note: string
}

export function createTable(content: Content): Table {
  const { columns, count, axis } = content
  const shown = thinForTable(
    columns.map(({ values }) => values),
    count,
    MOST_ROWS,
  )
  return {
    heads: [axis.kind === 'time' ? 'Time' : axis.name, ...columns.map(({ trace }) => trace.name)],
    rows: shown.map((index) => ({
      head: formatPlace(content, index),
      cells: columns.map((column) => formatPoint(column, index)),
    })),
    note:
      shown.length < count
        ? `${shown.length} of ${formatCount(count)} steps, with the lowest and highest of each column. The CSV file has all.`
        : '',
  }
}
