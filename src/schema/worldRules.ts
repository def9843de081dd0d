/**
 * What a rule or a proposal sets (docs/model.md section 11.8): a maintenance margin, or one of the other rules of a venue in `set`.
 */
import * as v from 'valibot'
import { RULE_KINDS, type RuleKind } from './event.ts'
import { object } from './fields.ts'
import { worldNumber } from './worldFields.ts'

const set = object({
  liquidationFee: v.exactOptional(worldNumber('shocks.set.liquidationFee')),
  closeFactor: v.exactOptional(worldNumber('shocks.set.closeFactor')),
  capacityPerStep: v.exactOptional(v.nullable(worldNumber('shocks.set.capacityPerStep'))),
  maxLeverage: v.exactOptional(worldNumber('shocks.set.maxLeverage')),
  positionCap: v.exactOptional(v.nullable(worldNumber('shocks.set.positionCap'))),
  openInterestCap: v.exactOptional(v.nullable(worldNumber('shocks.set.openInterestCap'))),
  indexWeight: v.exactOptional(worldNumber('shocks.set.indexWeight')),
  circuitBreaker: v.exactOptional(
    v.nullable(
      object({
        move: worldNumber('shocks.set.circuitBreaker.move'),
        windowSteps: worldNumber('shocks.set.circuitBreaker.windowSteps'),
        haltSteps: worldNumber('shocks.set.circuitBreaker.haltSteps'),
      }),
    ),
  ),
  haltWithdrawals: v.exactOptional(worldNumber('shocks.set.haltWithdrawals')),
})

/** The fields of a rule or a proposal: one of both, which `assertRule` (worldRuleChecks.ts) sees to, since an option of a variant cannot. */
export const ruleFields = {
  maintenanceMargin: v.exactOptional(worldNumber('shocks.maintenanceMargin')),
  set: v.exactOptional(set),
}

type OtherRule = v.InferOutput<typeof set>

/** What is set, in one form: exactly one of these once a document was validated. */
export type RuleChange = OtherRule & { maintenanceMargin?: number }

/** Of a rule or a proposal. */
export function changeOf({
  maintenanceMargin,
  set,
}: {
  maintenanceMargin?: number
  set?: OtherRule
}): RuleChange {
  return maintenanceMargin === undefined ? { ...set } : { maintenanceMargin }
}

/** Which of the rules it is. */
export function kindOf(change: RuleChange): RuleKind {
  const kind = RULE_KINDS.find((name) => change[name] !== undefined)
  if (kind === undefined) throw new Error('a change of rules that changes nothing')
  return kind
}
