/** What stands behind a reading of the table (schema/readingTable.ts): in words, as a formula, and where in the code. */
import { readingOf, type RuleId } from '../../schema/readings.ts'

interface Rule {
  /** Plain sentences: what the number says and what it leaves out. */
  readonly words: string
  /** Lines for formula.ts. */
  readonly formula: readonly string[]
  /** What the letters of the formula stand for. */
  readonly symbols?: Readonly<Record<string, string>>
  /** Files from the root of the repository, and a function or method in each. */
  readonly code: readonly (readonly [path: string, name: string])[]
}

export type Rules<Id extends RuleId> = Readonly<Record<Id, Rule>>

/** What the rule is called: as the reading that it explains. */
export function nameRule(id: RuleId): { readonly label: string; readonly term?: string } {
  return id === 'rProfile'
    ? { label: 'Where each sale forces a bigger one', term: 'R profile' }
    : readingOf(id)
}
