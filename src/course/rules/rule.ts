/** Rules by the id of the reading that they explain (schema/readingTable.ts). */
import type { ReadingRule } from '../../schema/reading.ts'
import type { OwnRuleId, RuleId } from '../../schema/readings.ts'

/** What stands beside its row is not written here too. */
export type Rules<Id extends Exclude<RuleId, OwnRuleId>> = Readonly<Record<Id, ReadingRule>>

/** What the page gets with the first rule that is asked for (src/cli/rulesPlugin.ts). */
export interface RuleTexts {
  readonly readings: Readonly<Record<RuleId, ReadingRule>>
  /** For a list of all rules, in the order in which a newcomer would meet them. */
  readonly groups: readonly { readonly name: string; readonly ids: readonly RuleId[] }[]
  /** By the id of the dial. */
  readonly dials: Readonly<Record<string, ReadingRule>>
}
