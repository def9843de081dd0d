/** All rules, by id. Loaded when the first one is asked for. */
import { crowdRules } from './crowdRules.ts'
import { lossRules } from './lossRules.ts'
import { marketRules } from './marketRules.ts'
import type { Rules } from './rule.ts'
import { spiralRules } from './spiralRules.ts'
import { traderRules } from './traderRules.ts'
import type { RuleId } from '../../schema/readings.ts'

export const ruleBook: Rules<RuleId> = {
  ...marketRules,
  ...spiralRules,
  ...crowdRules,
  ...lossRules,
  ...traderRules,
}

/** For a list of all rules, in the order in which a newcomer would meet them. */
export const ruleGroups: readonly { readonly name: string; readonly ids: readonly RuleId[] }[] = [
  { name: 'The spiral', ids: Object.keys(spiralRules) as RuleId[] },
  { name: 'Who pays', ids: Object.keys(lossRules) as RuleId[] },
  { name: 'The crowd', ids: Object.keys(crowdRules) as RuleId[] },
  { name: 'One trader', ids: Object.keys(traderRules) as RuleId[] },
  { name: 'The market', ids: Object.keys(marketRules) as RuleId[] },
]
