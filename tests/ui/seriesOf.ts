/** A series by hand, for tests of words and marks. */
import type { SeriesReading } from '../../src/schema/readings.ts'
import type { SeriesReader } from '../../src/stores/seriesReader.ts'

type Columns = Partial<Record<SeriesReading, readonly number[]>>

/** A series by hand: the fields that a test is about; all others are 0. */
export function seriesOf(columns: Columns & { price: readonly number[] }): SeriesReader {
  return {
    length: columns.price.length,
    at: (field, step) => columns[field]?.[step] ?? 0,
  }
}
