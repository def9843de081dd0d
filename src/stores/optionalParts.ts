/**
 * Parts of a scenario that may be absent, as the parameter table lists them: stress, makers' capital, the circuit breaker,
 * and each kind of behavior. Loaded with the full list of controls, since only there are they switched.
 */
import { isTree, readAt, writeAt } from '../schema/documentPath.ts'
import { table, type ParameterKey, type PartKey } from '../schema/parameterTable.ts'
import { findPart, offValue, pairs } from '../schema/parts.ts'
import type { Scenario } from '../schema/scenario.ts'

/** The part with everything at the default of the table; a quantity with two units as a share. */
export function createPart(part: PartKey): object {
  return table.reduce((made, row) => {
    const isOwn = row.kind !== 'part' && findPart(row.key) === part
    if (!isOwn || pairs.some(({ key }) => key === row.key)) return made
    return writeAt(made, row.key.slice(part.length + 1), row.default)
  }, {})
}

export function hasPart(document: Scenario, part: PartKey): boolean {
  return isTree(readAt(document, part))
}

/** Switches an optional part on, at its defaults, or off. */
export function switchPart(document: Scenario, part: PartKey, isOn: boolean): Scenario {
  return writeAt(document, part, isOn ? createPart(part) : offValue(part))
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
