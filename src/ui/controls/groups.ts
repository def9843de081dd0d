/** The groups of the full list of controls, in the order in which a run uses them, with their rows of the parameter table. */
import { choices, optionalParts, parameters, type PartKey } from '../../schema/parameterTable.ts'
import type { Choice, GroupId, Parameter } from '../../schema/row.ts'
import { unitPairs, type UnitPair } from './unitPairs.ts'

export interface Group {
  readonly id: GroupId
  readonly name: string
  readonly choices: readonly Choice[]
  readonly switches: readonly (readonly [part: PartKey, label: string])[]
}

const NAMES: Readonly<Record<GroupId, string>> = {
  run: 'The run',
  market: 'The market and its news',
  liquidity: 'Liquidity',
  engine: 'How traders are sold out',
  mark: 'The price that counts (mark)',
  losses: 'Who pays',
  breaker: 'Circuit breaker',
  crowd: 'The crowd',
  behavior: 'What traders do by themselves',
}

export const groups: readonly Group[] = (Object.keys(NAMES) as GroupId[]).map((id) => ({
  id,
  name: NAMES[id],
  choices: choices.filter(({ group }) => group === id),
  switches: optionalParts.flatMap(({ key, group, label }) => (group === id && label ? [[key, label]] : [])),
}))

type Entry = { readonly row: Parameter } | { readonly pair: UnitPair }

/** The rows of a group; quantities with two units come once. */
export function listEntries(id: GroupId): Entry[] {
  const entries: Entry[] = []
  for (const row of parameters) {
    if (row.group !== id || unitPairs.some((pair) => pair.shareKey === row.key)) continue
    const pair = unitPairs.find((one) => one.key === row.key)
    entries.push(pair ? { pair } : { row })
  }
  return entries
}
