/** All rules, by id: those of this folder, and those that stand in the table of readings. Loaded when the first one is asked for. */
import { crowdRules } from './crowdRules.ts'
import { lossRules } from './lossRules.ts'
import { marketRules } from './marketRules.ts'
import { spiralRules } from './spiralRules.ts'
import { traderRules } from './traderRules.ts'
import type { ReadingRule } from '../../schema/reading.ts'
import { OWN_RULES, readingOf, type OwnRuleId, type RuleId } from '../../schema/readings.ts'

export const ruleBook: Readonly<Record<RuleId, ReadingRule>> = {
  ...marketRules,
  ...spiralRules,
  ...crowdRules,
  ...lossRules,
  ...traderRules,
  ...OWN_RULES,
}

/** Those that stand in the table. */
function listOwn(kind: 'market' | 'venue' | 'crowd'): RuleId[] {
  return (Object.keys(OWN_RULES) as OwnRuleId[]).filter((id) => readingOf(id).of === kind)
}

/** For a list of all rules, in the order in which a newcomer would meet them. */
export const ruleGroups: readonly { readonly name: string; readonly ids: readonly RuleId[] }[] = [
  { name: 'The spiral', ids: Object.keys(spiralRules) as RuleId[] },
  { name: 'Who pays', ids: [...listOwn('venue'), ...(Object.keys(lossRules) as RuleId[])] },
  { name: 'The crowd', ids: [...listOwn('crowd'), ...(Object.keys(crowdRules) as RuleId[])] },
  { name: 'One trader', ids: Object.keys(traderRules) as RuleId[] },
  { name: 'The market', ids: [...listOwn('market'), ...(Object.keys(marketRules) as RuleId[])] },
]
