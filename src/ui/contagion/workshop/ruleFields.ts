/** The part of a push's form that is of a rule or a vote: which rule of the venue, and what it becomes. */
import { writeAt } from '../../../schema/documentPath.ts'
import { RULE_KINDS, type RuleKind } from '../../../schema/event.ts'
import type { WorldDocument } from '../../../schema/world.ts'
import { kindsWith } from '../../../schema/worldRuleChecks.ts'
import { changeOf, kindOf } from '../../../schema/worldRules.ts'
import type { WorldShock } from '../../../schema/worldShocks.ts'
import { worldParameter, type WorldParameterKey } from '../../../schema/worldTable.ts'
import { numberAt, type ChoiceField, type SwitchField, type WorkshopField } from './field.ts'

type RuleShock = WorldShock & { kind: 'rule' | 'proposal' }

const BREAKER = ['move', 'windowSteps', 'haltSteps'] as const

/** Rules that can be lifted, and how that is said. */
const LIFTED: Readonly<Partial<Record<RuleKind, string>>> = {
  capacityPerStep: 'No limit',
  positionCap: 'No cap',
  openInterestCap: 'No cap',
  circuitBreaker: 'No breaker',
}

function rowOf(rule: Exclude<RuleKind, 'circuitBreaker'>) {
  return worldParameter(rule === 'maintenanceMargin' ? 'shocks.maintenanceMargin' : `shocks.set.${rule}`)
}

function nameRule(rule: RuleKind): string {
  return rule === 'circuitBreaker' ? 'New circuit breaker' : rowOf(rule).label
}

/** Where in the shock it stands. */
function placeOf(rule: RuleKind): string {
  return rule === 'maintenanceMargin' ? rule : `set.${rule}`
}

const breakerRow = (name: (typeof BREAKER)[number]) =>
  worldParameter(`shocks.set.circuitBreaker.${name}` satisfies WorldParameterKey)

function createValue(rule: RuleKind): unknown {
  if (rule !== 'circuitBreaker') return rowOf(rule).default
  return Object.fromEntries(BREAKER.map((name) => [name, breakerRow(name).default]))
}

function listHaving({ venues }: WorldDocument, rule: RuleKind): string[] {
  return Object.keys(venues).filter((id) => kindsWith(rule).includes(venues[id].kind))
}

/** Venues that have the rule. */
export function listVenuesWith(world: WorldDocument, push: RuleShock): string[] {
  return listHaving(world, kindOf(changeOf(push)))
}

/** Another rule at the same moment, where possible at the same venue; null where no venue has it. */
export function createRule(
  world: WorldDocument,
  { step, kind, venue }: Pick<RuleShock, 'step' | 'kind' | 'venue'>,
  rule: RuleKind,
): RuleShock | null {
  const having = listHaving(world, rule)
  const place = having.includes(venue) ? venue : having.at(0)
  return place === undefined ? null : writeAt({ step, kind, venue: place }, placeOf(rule), createValue(rule))
}

export function ruleAt(world: WorldDocument, path: string, push: RuleShock): ChoiceField {
  // Withdrawals are halted without a vote.
  const rules = RULE_KINDS.filter(
    (rule) => listHaving(world, rule).length > 0 && (push.kind === 'rule' || rule !== 'haltWithdrawals'),
  )
  return {
    kind: 'choice',
    path: `${path}.which`,
    label: 'Which rule',
    explain: 'One rule of the venue, for all its markets.',
    value: kindOf(changeOf(push)),
    options: rules.map((rule) => [rule, nameRule(rule)]),
    apply: (before, next) => writeAt(before, path, createRule(before, push, next as RuleKind) ?? push),
  }
}

/** What the rule becomes. */
export function ruleFields(world: WorldDocument, path: string, push: RuleShock): WorkshopField[] {
  const change = changeOf(push)
  const rule = kindOf(change)
  const at = `${path}.${placeOf(rule)}`
  const lifted = LIFTED[rule]
  const isLifted = change[rule] === null
  const lift: SwitchField[] =
    lifted === undefined
      ? []
      : [
          {
            kind: 'switch',
            path: `${at}.lifted`,
            label: lifted,
            isOn: isLifted,
            apply: (before, isOn) => writeAt(before, at, isOn ? null : createValue(rule)),
          },
        ]
  if (isLifted) return lift
  if (rule !== 'circuitBreaker') return [...lift, numberAt(world, at, rowOf(rule))]
  return [...lift, ...BREAKER.map((name) => numberAt(world, `${at}.${name}`, breakerRow(name)))]
}
