/**
 * What concerns a rule or a proposal and its venue (docs/model.md section 11.8): a shock sets one rule, and a venue has only those that
 * mean something there.
 */
import { RULE_KINDS, type RuleKind } from './event.ts'
import { FieldError } from './fieldError.ts'
import type { WorldDocument } from './world.ts'
import { assertNamed } from './worldPlaces.ts'
import { changeOf, kindOf } from './worldRules.ts'
import type { WorldShock } from './worldShocks.ts'
import type { VenueDocument } from './worldVenues.ts'

type RuleShock = WorldShock & { kind: 'rule' | 'proposal' }

/** Only where there are books is there a leverage, a cap or a breaker to be ruled on. */
const ON_BOOKS: readonly RuleKind[] = ['maxLeverage', 'positionCap', 'openInterestCap', 'circuitBreaker']

/** By how many kinds of venue have it. */
const NAMES = ['an exchange', 'a venue with accounts', 'a venue']

/** The kinds of venue where a rule means something. */
export function kindsWith(rule: RuleKind): readonly VenueDocument['kind'][] {
  if (rule === 'haltWithdrawals') return ['exchange', 'lending', 'institution']
  return ON_BOOKS.includes(rule) ? ['exchange'] : ['exchange', 'lending']
}

/** @throws FieldError unless it sets one rule, of a venue that has it */
export function assertRule(path: string, shock: RuleShock, { venues }: WorldDocument): void {
  const { maintenanceMargin, set, kind, venue } = shock
  if (maintenanceMargin === undefined && set === undefined)
    throw new FieldError(
      `${path}.maintenanceMargin`,
      undefined,
      'this required field, or another rule in set',
    )
  if (maintenanceMargin !== undefined && set !== undefined)
    throw new FieldError(`${path}.set`, set, 'nothing beside maintenanceMargin: a shock sets one rule')
  const names = Object.keys(changeOf(shock))
  if (names.length !== 1)
    throw new FieldError(`${path}.set`, set, `exactly one rule of ${RULE_KINDS.slice(1).join(', ')}`)
  const rule = kindOf(changeOf(shock))
  if (rule === 'haltWithdrawals' && kind === 'proposal')
    throw new FieldError(
      `${path}.set.haltWithdrawals`,
      set?.haltWithdrawals,
      'a rule: withdrawals are halted without a vote',
    )
  const kinds = kindsWith(rule)
  const having = Object.fromEntries(Object.entries(venues).filter(([, one]) => kinds.includes(one.kind)))
  assertNamed(`${path}.venue`, venue, having, NAMES[kinds.length - 1])
}
