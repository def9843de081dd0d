/**
 * How a row of the parameter table is shown and set: shares are typed in percent, sliders may be logarithmic. The slider
 * covers the usual range; the typed entry takes everything valid.
 */
import { pairs } from '../../schema/parts.ts'
import { formatPlain } from '../../schema/words.ts'
import type { Parameter } from '../../schema/row.ts'
import type { WorldParameter } from '../../schema/worldRow.ts'

/** A number of either table. */
export type NumberRow = Parameter | WorldParameter
type Unit = NumberRow['unit']

const POSITIONS = 200
const PERCENT_UNITS: ReadonlySet<Unit> = new Set([
  'share',
  'share of open interest',
  'share of traders',
  'a year',
])

const UNIT_NAMES: Partial<Record<Unit, string>> = {
  share: '%',
  'share of open interest': '% of open interest',
  'share of traders': '% of traders',
  'a year': '% a year',
  times: '×',
  number: '',
}

export const positions = POSITIONS

export function toUnitName(unit: Unit): string {
  return UNIT_NAMES[unit] ?? unit
}

/** The number that a person types for a value. */
function toTyped({ unit }: NumberRow, value: number): number {
  return trim(PERCENT_UNITS.has(unit) ? value * 100 : value)
}

export function fromTyped({ unit }: NumberRow, typed: number): number {
  return trim(PERCENT_UNITS.has(unit) ? typed / 100 : typed)
}

/** The same, short enough to read; only shown, never taken over. */
export function toShown(row: NumberRow, value: number): string {
  return String(Number(toTyped(row, value).toPrecision(7)))
}

/** The same beside the entry and in sentences, with thousands in groups: 1,000,000, −10. */
export function sayNumber(row: NumberRow, value: number): string {
  return formatPlain(toTyped(row, value))
}

/** A value with its unit, as it stands in a sentence: 25×, 6% of open interest, 12 steps. */
export function sayValue(row: NumberRow, value: number): string {
  return addUnit(row, sayNumber(row, value))
}

function addUnit(row: NumberRow, number: string): string {
  const unit = toUnitName(row.unit)
  return unit === '' ? number : `${number}${/^[×%]/.test(unit) ? '' : ' '}${unit}`
}

function sayEnds(row: NumberRow): string {
  const low = `${row.above ? 'above' : 'from'} ${sayNumber(row, row.min)}`
  return `${low} ${row.below ? 'to below' : 'to'} ${sayNumber(row, row.max)}`
}

/** The range in typed numbers, in words. */
export function describeTyped(row: NumberRow): string {
  return `${row.integer ? 'a whole number' : 'a number'} ${sayEnds(row)}${row.money ? ', at most two decimals' : ''}`
}

/** The range with its unit, and the default, as a sentence. An amount that may be a share has its default as a share. */
export function sayRange(row: NumberRow): string {
  const ends = addUnit(row, sayEnds(row))
  const isAmount = pairs.some(({ key }) => key === row.key)
  const usual = isAmount ? '' : `; by default ${sayNumber(row, row.default)}`
  return `${ends.slice(0, 1).toUpperCase()}${ends.slice(1)}${usual}.`
}

export function toSlider({ slider }: NumberRow, value: number): number {
  const { from, to, log } = slider
  const share = log
    ? Math.log(Math.max(value, from) / from) / Math.log(to / from)
    : (value - from) / (to - from)
  return Math.round(Math.min(1, Math.max(0, share)) * POSITIONS)
}

export function fromSlider({ slider, integer }: NumberRow, position: number): number {
  const { from, to, step, log } = slider
  const share = position / POSITIONS
  const value = log ? from * (to / from) ** share : from + (to - from) * share
  // A step that is coarse at the low end of a logarithmic slider must not freeze it.
  const grain = log && !integer ? Math.min(step, 10 ** Math.floor(Math.log10(value) - 1)) : step
  return trim(Math.min(to, Math.max(from, Math.round(value / grain) * grain)))
}

/** Without the noise of binary fractions. */
function trim(value: number): number {
  return Number(value.toPrecision(12))
}
