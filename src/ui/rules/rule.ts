/** What stands behind one reading: in words, as a formula, and where in the code. */
import type { RuleId } from '../../schema/rules.ts'

interface Rule {
  /** What the reading is called where it is explained. */
  readonly name: string
  /** The field's own word, where it is another one. */
  readonly term?: string
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
