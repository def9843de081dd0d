/** A backtest in words: its rules, its verdict, and what is saved of it. */
import type { Backtest } from '../../risk/backtest/backtest.ts'
import type { MarginRule, Memory } from '../../risk/backtest/marginRules.ts'
import { formatCount, formatNumbered, formatPercent } from '../../schema/words.ts'
import type { BacktestStudy, OpenedHistory } from '../../stores/backtestStudy.svelte.ts'
import type { LabNumbers } from './labNumbers.ts'

export const RULE_NAMES: Readonly<Record<MarginRule, string>> = {
  historical: 'the worst days that were (historical)',
  normal: 'a normal fit',
  studentT: 'Student’s t, with fatter tails',
  ewma: 'the last days count most (EWMA)',
  garch: 'storms follow storms (GARCH)',
}

export function nameMemory(memory: Memory): string {
  if (memory === 'fit') return 'the fit stretch, for good'
  return memory === 'past' ? 'the whole past' : `the last ${formatCount(memory)} days`
}

export type Verdict = 'few' | 'right' | 'many'

export function judge({ breaches, normal }: Backtest): Verdict {
  return breaches.length < normal.low ? 'few' : breaches.length > normal.high ? 'many' : 'right'
}

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  few: 'Too few',
  right: 'It passed',
  many: 'It did not know',
}

/** "1 to 6". */
export function sayNormal({ normal: { low, high } }: Backtest): string {
  return low === high ? formatCount(low) : `${formatCount(low)} to ${formatCount(high)}`
}

/** When a price was: its date, or its place in the file. */
export function sayMoment({ moments }: OpenedHistory, price: number): string {
  return moments === null ? `no. ${price + 1}` : new Date(moments[price] * 1000).toISOString().slice(0, 10)
}

export function answerInWords({ answer }: BacktestStudy): string {
  if (!answer) return 'prices that were, a rule, a crowd'
  return `${formatNumbered(answer.breaches.length, 'breach', 'breaches')}; ${sayNormal(answer)} would pass`
}

/** A row a day that was tried. */
export function backtestNumbers({ answer, asked, opened }: BacktestStudy): LabNumbers | null {
  if (!answer || !asked || !opened) return null
  return {
    name: 'backtest',
    heads: ['day', 'price', 'return', 'limit', 'breach', 'rule', 'confidence', 'looks at'],
    rows: Array.from(answer.limits, (limit, i) => {
      const day = asked.testFrom + i
      const { rule, confidence, memory } = asked
      const isBreach = -answer.returns[day] > limit ? 1 : 0
      return [
        sayMoment(opened, day + 1),
        opened.prices[day + 1],
        answer.returns[day],
        limit,
        isBreach,
        rule,
        confidence,
        String(memory),
      ]
    }),
  }
}

/** A share with as many decimals as a day's move has. */
export const move = (share: number) => formatPercent(share, 1)
