/**
 * A reading as a row of a list shows it: its name from the table of readings, its value by its unit. Where a list wants another
 * form, it has its own.
 */
import type { ReadingUnit } from '../../schema/reading.ts'
import { readingOf, type ReadingId } from '../../schema/readings.ts'
import {
  formatChange,
  formatCount,
  formatDollars,
  formatFixed,
  formatNumbered,
  formatPercent,
  formatPrice,
} from '../../schema/words.ts'

type Show = (value: number) => string

const BY_UNIT: Readonly<Record<ReadingUnit, Show>> = {
  cents: formatDollars,
  dollars: (value) => formatPrice(value),
  contracts: (value) => formatNumbered(Math.abs(value), 'contract'),
  steps: (value) => formatNumbered(value, 'step'),
  share: (value) => formatPercent(value),
  times: (value) => `${formatFixed(value, 2)}×`,
  count: formatCount,
  number: (value) => formatFixed(value, 2),
  flag: (value) => (value === 1 ? 'yes' : 'no'),
}
/** Its sign says which way. */
const BY_ID: Readonly<Partial<Record<ReadingId, Show>>> = { displacement: formatChange }

export function showReading(id: ReadingId, value: number): string {
  return (BY_ID[id] ?? BY_UNIT[readingOf(id).unit])(value)
}

/** A number that is of no reading, by its unit alone. */
export function showByUnit(unit: ReadingUnit, value: number): string {
  return BY_UNIT[unit](value)
}
