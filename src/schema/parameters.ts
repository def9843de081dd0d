/**
 * The one table of the model's numbers. Defaults, validation, sliders, links and documentation all read it,
 * so that a limit is written once. Keys are the paths of a scenario document (MODEL.md section 10).
 * Defaults are the sandbox's starting point (PRODUCT.md).
 */
import { parameters } from './parameterTable.ts'

export type Unit =
  | 'steps'
  | 'seconds'
  | 'dollars'
  | 'dollars a contract'
  | 'contracts'
  | 'times'
  | 'share'
  | 'share of open interest'
  | 'share of traders'
  | 'accounts a step'
  | 'traders'
  | 'probability a step'
  | 'traders a step'
  | 'a year'
  | 'number'

export interface Parameter {
  readonly key: string
  readonly label: string
  readonly unit: Unit
  readonly group:
    'run' | 'market' | 'liquidity' | 'engine' | 'mark' | 'losses' | 'breaker' | 'crowd' | 'behavior'
  /** The value where a document is silent. */
  readonly default: number
  /** The smallest valid value; `above` means that the value itself is not valid. */
  readonly min: number
  readonly above?: true
  /** The largest valid value; `below` means that the value itself is not valid. */
  readonly max: number
  readonly below?: true
  readonly integer?: true
  /** Money has at most two decimals. */
  readonly money?: true
  /** The range and step of the slider; the typed entry takes everything valid. */
  readonly slider: { readonly from: number; readonly to: number; readonly step: number; readonly log?: true }
  /** One sentence: what it does when it grows. */
  readonly explain: string
}

export type ParameterKey = (typeof parameters)[number]['key']

const byKey = new Map<string, Parameter>(parameters.map((p) => [p.key, p]))

/** The row of the table with this key. */
export function parameter(key: ParameterKey): Parameter {
  return byKey.get(key) as Parameter
}

/** The words of an error: what the row accepts. */
export function describeRange(p: Parameter): string {
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
export function isWithin(p: Parameter, value: number): boolean {
  if (!Number.isFinite(value)) return false
  if (p.above ? value <= p.min : value < p.min) return false
  if (p.below ? value >= p.max : value > p.max) return false
  if (p.integer && !Number.isInteger(value)) return false
  return !p.money || isWholeCents(value)
}
