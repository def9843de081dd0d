/** The names of rules; their words come when they are asked for (src/course/rules). */
import { readingOf, type RuleId } from '../../schema/readings.ts'

/** What the rule is called: as the reading that it explains. */
export function nameRule(id: RuleId): { readonly label: string; readonly term?: string } {
  return id === 'rProfile'
    ? { label: 'Where each sale forces a bigger one', term: 'R profile' }
    : readingOf(id)
}
