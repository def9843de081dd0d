/** All rules of readings, by id: those of this folder, and those that stand in the table of readings. */
import { crowdRules } from './crowdRules.ts'
import { lossRules } from './lossRules.ts'
import { marketRules } from './marketRules.ts'
import type { RuleTexts } from './rule.ts'
import { spiralRules } from './spiralRules.ts'
import { traderRules } from './traderRules.ts'
import { OWN_RULES, readingOf, type OwnRuleId, type RuleId } from '../../schema/readings.ts'

export const ruleBook: RuleTexts['readings'] = {
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

export const ruleGroups: RuleTexts['groups'] = [
  { name: 'The spiral', ids: Object.keys(spiralRules) as RuleId[] },
  { name: 'Who pays', ids: [...listOwn('venue'), ...(Object.keys(lossRules) as RuleId[])] },
  { name: 'The crowd', ids: [...listOwn('crowd'), ...(Object.keys(crowdRules) as RuleId[])] },
  { name: 'One trader', ids: Object.keys(traderRules) as RuleId[] },
  { name: 'The market', ids: [...listOwn('market'), ...(Object.keys(marketRules) as RuleId[])] },
]
