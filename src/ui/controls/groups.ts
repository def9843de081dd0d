/** The groups of the full list of controls, in the order in which a run uses them. */
import { parameters } from '../../schema/parameterTable.ts'
import type { Parameter } from '../../schema/row.ts'
import type { OptionalPart } from '../../stores/optionalParts.ts'
import { baseChoice, curveChoice, rankingChoice, surplusChoice, type Choice } from './choices.ts'
import { unitPairs, type UnitPair } from './unitPairs.ts'

export interface Group {
  readonly id: Parameter['group']
  readonly name: string
  readonly choices: readonly Choice[]
  readonly switches: readonly (readonly [part: OptionalPart, label: string])[]
}

export const groups: readonly Group[] = [
  { id: 'run', name: 'The run', choices: [], switches: [] },
  { id: 'market', name: 'The market and its news', choices: [], switches: [] },
  {
    id: 'liquidity',
    name: 'Liquidity',
    choices: [curveChoice],
    switches: [
      ['liquidity.stress', 'The book thins out in a storm (stress)'],
      ['liquidity.makers', 'Market makers withdraw as they lose'],
    ],
  },
  { id: 'engine', name: 'How traders are sold out', choices: [surplusChoice], switches: [] },
  { id: 'mark', name: 'The price that counts (mark)', choices: [], switches: [] },
  { id: 'losses', name: 'Who pays', choices: [rankingChoice, baseChoice], switches: [] },
  {
    id: 'breaker',
    name: 'Circuit breaker',
    choices: [],
    switches: [['venue.circuitBreaker', 'A large move halts trading']],
  },
  { id: 'crowd', name: 'The crowd', choices: [], switches: [] },
  { id: 'behavior', name: 'What traders do by themselves', choices: [], switches: [] },
]

export type Entry = { readonly row: Parameter } | { readonly pair: UnitPair }

/** The rows of a group; quantities with two units come once. */
export function listEntries(id: Parameter['group']): Entry[] {
  const entries: Entry[] = []
  for (const row of parameters) {
    if (row.group !== id || unitPairs.some((pair) => pair.shareKey === row.key)) continue
    const pair = unitPairs.find((one) => one.key === row.key)
    entries.push(pair ? { pair } : { row })
  }
  return entries
}
