/**
 * Looking up a row of the parameter table, and what a number's row accepts.
 */
import { parameters, type ParameterKey } from './parameterTable.ts'
import type { Parameter } from './row.ts'

const byKey = new Map<string, Parameter>(parameters.map((p) => [p.key, p]))

/** The row of the table with this key. */
export function parameter(key: ParameterKey): Parameter {
  return byKey.get(key) as Parameter
}

/** What a row says about which values are valid. */
export type Range = Pick<Parameter, 'min' | 'above' | 'max' | 'below' | 'integer' | 'money'>

/** The words of an error: what the row accepts. */
export function describeRange(p: Range): string {
  const kind = p.integer ? 'a whole number' : 'a number'
  const low = `${p.above ? 'above' : 'from'} ${p.min}`
  const high = p.below ? `to below ${p.max}` : `to ${p.max}`
  return `${kind} ${low} ${high}${p.money ? ' with at most two decimals' : ''}`
}

/** Whether a number with at most two decimals: the nearest double to a whole number of cents. */
function isWholeCents(dollars: number): boolean {
  return dollars === Math.round(dollars * 100) / 100
}

/** Whether the row accepts the value. */
export function isWithin(p: Range, value: number): boolean {
  if (!Number.isFinite(value)) return false
  if (p.above ? value <= p.min : value < p.min) return false
  if (p.below ? value >= p.max : value > p.max) return false
  if (p.integer && !Number.isInteger(value)) return false
  return !p.money || isWholeCents(value)
}
