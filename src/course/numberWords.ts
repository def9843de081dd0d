/** How the course writes numbers: US style, three digits where more would say nothing, a true minus sign. */
import { READINGS, type ReadingUnit } from './readings.ts'
import type { ReadingId } from './readingIds.ts'
import type { Control } from './lesson.ts'
import { parameters } from '../schema/parameterTable.ts'
import type { Unit } from '../schema/row.ts'

const format = (options: Intl.NumberFormatOptions) => {
  const made = new Intl.NumberFormat('en-US', options)
  // A negative zero would read as "−0".
  return (value: number) => made.format(value === 0 ? 0 : value).replace('-', '−')
}

const whole = format({ maximumFractionDigits: 0 })
const one = format({ maximumFractionDigits: 1 })
const two = format({ maximumFractionDigits: 2 })
const cents = format({ minimumFractionDigits: 2, maximumFractionDigits: 2 })
const money = format({ style: 'currency', currency: 'USD', maximumFractionDigits: 0 })
const largeMoney = format({
  style: 'currency',
  currency: 'USD',
  notation: 'compact',
  maximumSignificantDigits: 3,
  minimumFractionDigits: 0,
})

/** 0.5 %, 4.2 %, 31 %; never "100 %" or "0 %" where a little is missing or there. */
function percentWords(value: number): string {
  const size = Math.abs(value)
  if (size > 0 && size < 0.0005) return 'less than 0.1%'
  if (size < 1 && size >= 0.9995) return 'more than 99.9%'
  return `${(size < 0.1 || (size > 0.99 && size < 1) ? one : whole)(value * 100)}%`
}

const dollars = (value: number) => (Math.abs(value) < 10_000 ? money : largeMoney)(value)
const few = (value: number) => (Math.abs(value) < 10 ? two : Math.abs(value) < 100 ? one : whole)(value)

const UNITS: Readonly<Record<ReadingUnit, (value: number) => string>> = {
  percent: percentWords,
  dollars: (value) => dollars(value / 100),
  price: (value) => `$${cents(value)}`,
  times: (value) => `${few(value)}×`,
  contracts: (value) => `${whole(value)} contracts`,
  count: whole,
  number: few,
  yes: (value) => (value >= 0.5 ? 'yes' : 'no'),
}

/** A number with a unit, in words. */
export function formatUnit(unit: ReadingUnit, value: number): string {
  return UNITS[unit](value)
}

/** A reading's value in words; "none" where the run has none. */
export function formatReading(id: ReadingId, value: number | null): string {
  return value === null ? 'none' : UNITS[READINGS[id].unit](value)
}

export const formatPlain = few

type NumberUnit = NonNullable<Extract<Control, { kind: 'number' }>['unit']>
const CONTROL_UNITS: Readonly<Record<NumberUnit, (value: number) => string>> = {
  percent: percentWords,
  share: percentWords,
  times: (value) => `${few(value)}×`,
  dollars,
  contracts: (value) => `${whole(value)} contracts`,
  steps: (value) => `${whole(value)} steps`,
  number: few,
}

const BY_PARAMETER: Readonly<Partial<Record<Unit, NumberUnit>>> = {
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
  const row = parameters.find(({ key }) => key === parameter)
  return (row && BY_PARAMETER[row.unit]) ?? 'number'
}

/** Where a number control stands, in words. */
export function formatControl(control: Extract<Control, { kind: 'number' }>, value: number): string {
  return CONTROL_UNITS[unitOf(control)](value)
}
