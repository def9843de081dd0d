/** Rules that are set or voted on, in words: what each is called, and what it is from then on. */
import type { Amounts } from './eventParts.ts'
import { NO_RULE, RULE_CODE, RULE_EVENT_FIELDS as at, RULE_KINDS, type RuleKind } from '../../schema/event.ts'
import { kindOf, type RuleChange } from '../../schema/worldRules.ts'
import { formatDollars, formatNumbered, formatPercent, formatPlain } from '../../schema/words.ts'

/** The fields in which an event has a rule. */
type RuleRow = Pick<Amounts, (typeof at)[keyof typeof at]>

interface RuleWords {
  readonly name: string
  /** What it is set to; of those that can be without, where it is there. */
  readonly say: (value: number, row: RuleRow) => string
  /** Where there is none. */
  readonly none?: string
}

const percent = (value: number) => formatPercent(value, 1)
const dollars = (value: number) => formatDollars(100 * value)

const RULE_WORDS: Readonly<Record<RuleKind, RuleWords>> = {
  maintenanceMargin: { name: 'maintenance margin', say: percent },
  liquidationFee: { name: 'liquidation fee', say: (value) => formatPercent(value, 2) },
  closeFactor: { name: 'close factor', say: (value) => formatPercent(value, 0) },
  capacityPerStep: {
    name: 'engine’s capacity',
    say: (value) => `${formatNumbered(value, 'account')} a step`,
    none: 'unlimited',
  },
  maxLeverage: { name: 'maximum leverage', say: (value) => `${formatPlain(value)}×` },
  positionCap: { name: 'cap on a position', say: dollars, none: 'off' },
  openInterestCap: { name: 'cap on open interest', say: dollars, none: 'off' },
  indexWeight: { name: 'index weight', say: (value) => formatPercent(value, 0) },
  circuitBreaker: {
    name: 'circuit breaker',
    say: (value, row) =>
      `${percent(value)} in ${formatNumbered(row[at.windowSteps], 'step')}, for a halt of ${formatNumbered(row[at.haltSteps], 'step')},`,
    none: 'off',
  },
  haltWithdrawals: {
    name: 'halt of withdrawals',
    say: (value) => (value === 0 ? 'over' : formatNumbered(value, 'step')),
  },
}

export function ruleOf(row: RuleRow): RuleWords {
  return RULE_WORDS[RULE_KINDS[row[at.rule]]]
}

/** What the rule of an event is set to. */
export function sayRule(row: RuleRow): string {
  const { say, none } = ruleOf(row)
  const value = row[at.value]
  return value === NO_RULE && none !== undefined ? none : say(value, row)
}

/** What a rule or a proposal of a document sets, within a sentence: "a maintenance margin of 25%", "no circuit breaker". */
export function sayChange(change: RuleChange): string {
  const kind = kindOf(change)
  const set = change[kind] ?? null
  const [value, windowSteps, haltSteps] =
    set === null || typeof set === 'number'
      ? [set ?? NO_RULE, 0, 0]
      : [set.move, set.windowSteps, set.haltSteps]
  const row = {
    [at.rule]: RULE_CODE[kind],
    [at.value]: value,
    [at.windowSteps]: windowSteps,
    [at.haltSteps]: haltSteps,
  } as RuleRow
  const { name } = ruleOf(row)
  const said = sayRule(row).replace(/,$/, '').replace('.0%', '%')
  if (said === 'off') return `no ${name}`
  if (said === 'over') return `an end to the ${name}`
  const article = /^[aeio]/.test(name) ? 'an' : 'a'
  return said === 'unlimited' ? `an unlimited ${name}` : `${article} ${name} of ${said}`
}
