/** Shows the rule behind a reading that a lesson names, beside the link. Other names are refused at build time already. */
import { isReadingId, ruleOf } from '../../schema/readings.ts'
import { openRule } from '../rules/openRule.ts'

export function showRule(id: string, link: HTMLElement): void {
  if (isReadingId(id)) openRule(ruleOf(id), link)
}
