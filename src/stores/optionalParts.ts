/**
 * Parts of a scenario that may be absent: stress, makers' capital, the circuit breaker, and each kind of behavior. Loaded
 * with the full list of controls, since only there are they switched.
 */
import { parameter } from '../schema/parameters.ts'
import { parameters, type ParameterKey } from '../schema/parameterTable.ts'
import type { Scenario } from '../schema/scenario.ts'
import { isTree, readAt, writeAt } from '../schema/documentPath.ts'

const OPTIONAL_PARTS = [
  'liquidity.stress',
  'liquidity.makers',
  'venue.circuitBreaker',
  'crowd.behavior.topUp',
  'crowd.behavior.stopLoss',
  'crowd.behavior.takeProfit',
  'crowd.behavior.relever',
  'crowd.behavior.arrivals',
] as const
export type OptionalPart = (typeof OPTIONAL_PARTS)[number]

/** The part with every number at the default of the table. */
function createPart(part: OptionalPart): object {
  if (part === 'liquidity.makers') {
    const share = parameter('liquidity.makers.capital.shareOfOpenInterest').default
    return { capital: { shareOfOpenInterest: share } }
  }
  const rows = parameters.filter((row) => row.key.startsWith(`${part}.`))
  return Object.fromEntries(rows.map((row) => [row.key.slice(part.length + 1), row.default]))
}

/** The optional part that a key belongs to, where it belongs to one. */
export function findPart(key: string): OptionalPart | undefined {
  return OPTIONAL_PARTS.find((part) => key.startsWith(`${part}.`))
}

export function hasPart(document: Scenario, part: OptionalPart): boolean {
  return isTree(readAt(document, part))
}

/** Switches an optional part on, at its defaults, or off. */
export function switchPart(document: Scenario, part: OptionalPart, isOn: boolean): Scenario {
  if (isOn) return writeAt(document, part, createPart(part))
  return writeAt(document, part, part === 'venue.circuitBreaker' ? null : undefined)
}

/** The number that the document holds for a row of the table, or null where it holds none. */
export function readNumber(document: Scenario, key: ParameterKey): number | null {
  const value = readAt(document, key)
  return typeof value === 'number' ? value : null
}

/** Writes a row's number, together with the part it belongs to where that was absent. */
export function writeNumber(document: Scenario, key: ParameterKey, value: number): Scenario {
  const part = findPart(key)
  const whole = part && !hasPart(document, part) ? switchPart(document, part, true) : document
  return writeAt(whole, key, value)
}
