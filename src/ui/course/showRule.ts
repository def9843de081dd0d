/** Shows a rule that a lesson names, beside the link. A name that is not on the list is refused at build time already. */
import { isRuleId } from '../../schema/rules.ts'
import { openRule } from '../rules/openRule.ts'

export function showRule(id: string, link: HTMLElement): void {
  if (isRuleId(id)) openRule(id, link)
}
