/** Rules that are set or voted on, in words: what each is called, and what it is from then on. */
import type { Amounts } from './eventParts.ts'
import { NO_RULE, RULE_EVENT_FIELDS as at, RULE_KINDS, type RuleKind } from '../../schema/event.ts'
import { formatDollars, formatNumbered, formatPercent, formatPlain } from '../../schema/words.ts'

interface RuleWords {
  readonly name: string
  /** What it is set to; of those that can be without, where it is there. */
  readonly say: (value: number, row: Amounts) => string
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

export function ruleOf(row: Amounts): RuleWords {
  return RULE_WORDS[RULE_KINDS[row[at.rule]]]
}

/** What the rule of an event is set to. */
export function sayRule(row: Amounts): string {
  const { say, none } = ruleOf(row)
  const value = row[at.value]
  return value === NO_RULE && none !== undefined ? none : say(value, row)
}
