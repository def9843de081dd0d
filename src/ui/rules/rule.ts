/** Rules by the id of the reading that they explain (schema/readingTable.ts). */
import type { ReadingRule } from '../../schema/reading.ts'
import { readingOf, type OwnRuleId, type RuleId } from '../../schema/readings.ts'

/** What stands beside its row is not written here too. */
export type Rules<Id extends Exclude<RuleId, OwnRuleId>> = Readonly<Record<Id, ReadingRule>>

/** What the rule is called: as the reading that it explains. */
export function nameRule(id: RuleId): { readonly label: string; readonly term?: string } {
  return id === 'rProfile'
    ? { label: 'Where each sale forces a bigger one', term: 'R profile' }
    : readingOf(id)
}
