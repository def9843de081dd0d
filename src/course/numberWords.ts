/** In which words the course writes a reading and a control: each by its unit. */
import type { Control } from './lesson.ts'
import { NO_NAMES, readingRow, type Named } from './lessonReadings.ts'
import type { ReadingUnit } from '../schema/reading.ts'
import { rowAtPath } from '../schema/worldPath.ts'
import {
  formatCount,
  formatExactDollars,
  formatFew,
  formatPart,
  formatShortDollars,
  roundSpiral,
} from '../schema/words.ts'

const dollars = (value: number) => formatShortDollars(value * 100)

const UNITS: Readonly<Record<ReadingUnit, (value: number) => string>> = {
  cents: formatShortDollars,
  dollars: (value) => formatExactDollars(value * 100),
  contracts: (value) => `${formatCount(value)} contracts`,
  steps: (value) => `${formatCount(value)} steps`,
  share: formatPart,
  times: (value) => `${formatFew(value)}×`,
  count: formatCount,
  number: formatFew,
  flag: (value) => (value >= 0.5 ? 'yes' : 'no'),
}

/** A number with a unit, in words. */
export function formatUnit(unit: ReadingUnit, value: number): string {
  return UNITS[unit](value)
}

const SPIRAL_NUMBERS: ReadonlySet<string> = new Set([
  'rHere',
  'rAhead',
  'rAheadUp',
  'rAheadPeak',
  'rAheadStart',
  'rWorld',
  'rWorldAhead',
  'spiralMatrix',
])

/** A reading's value in words; "none" where the run has none. */
export function formatReading(name: string, value: number | null, lesson: Named = NO_NAMES): string {
  if (value === null) return 'none'
  const { unit, id } = readingRow(lesson, name)
  return UNITS[unit](SPIRAL_NUMBERS.has(id) ? roundSpiral(value) : value)
}

type NumberUnit = NonNullable<Extract<Control, { kind: 'number' }>['unit']>
const CONTROL_UNITS: Readonly<Record<NumberUnit, (value: number) => string>> = {
  percent: formatPart,
  share: formatPart,
  times: (value) => `${formatFew(value)}×`,
  dollars,
  contracts: (value) => `${formatCount(value)} contracts`,
  steps: (value) => `${formatCount(value)} steps`,
  number: formatFew,
}

const BY_PARAMETER: Readonly<Partial<Record<string, NumberUnit>>> = {
  times: 'times',
  dollars: 'dollars',
  contracts: 'contracts',
  steps: 'steps',
  share: 'percent',
  'share of open interest': 'percent',
  'share of traders': 'percent',
}

/** The unit that a number control is written in: its own, or that of its row of the parameter table. */
export function unitOf({ unit, parameter, timesStart }: Extract<Control, { kind: 'number' }>): NumberUnit {
  if (unit) return unit
  if (timesStart) return 'times'
  const row = parameter === undefined ? undefined : rowAtPath(parameter)
  return (row && BY_PARAMETER[row.unit]) ?? 'number'
}

/** Where a number control stands, in words. */
export function formatControl(control: Extract<Control, { kind: 'number' }>, value: number): string {
  return CONTROL_UNITS[unitOf(control)](value)
}
