/**
 * A trace of one reading: its key, its name and its quantity come from the table of readings, so that a figure only says how it
 * is drawn.
 */
import type { Quantity, Trace } from './figure.ts'
import type { ReadingUnit } from '../schema/reading.ts'
import { readingOf, type SeriesReading } from '../schema/readings.ts'

export interface ReadingTrace extends Omit<Trace, 'key' | 'name' | 'quantity'> {
  readonly reading: SeriesReading
  /** What the name alone does not say, for the legend. */
  readonly note?: string
  /** Left out while it is zero all through: not every venue has every layer. */
  readonly onlyIfUsed?: true
}

const QUANTITIES: Readonly<Partial<Record<ReadingUnit, Quantity>>> = {
  cents: 'dollars',
  contracts: 'contracts',
  count: 'traders',
}

export function toTrace({ reading, note, ...drawn }: ReadingTrace): Trace {
  const { label, term, unit } = readingOf(reading)
  const name = term === undefined ? label : `${label} (${term})`
  return {
    ...drawn,
    key: reading,
    name: note === undefined ? name : `${name}: ${note}`,
    quantity: QUANTITIES[unit] ?? 'ratio',
  }
}
