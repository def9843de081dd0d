/**
 * A backtest: a margin rule tried on days that it did not know, and what the breaches say about it. Pure: prices in, a verdict out.
 */
import {
  baselZone,
  christoffersen,
  countTransitions,
  kupiec,
  normalBreaches,
  type Christoffersen,
  type CoverageTest,
  type Normal,
  type Transitions,
  type Zone,
} from './coverage.ts'
import { computeLimits, type LimitQuestion } from './marginRules.ts'

/** What a supervisor looks back on. */
const SUPERVISED_DAYS = 250

export interface BacktestQuestion extends Omit<LimitQuestion, 'returns'> {
  /** The oldest first. */
  readonly prices: readonly number[] | Float64Array
}

export interface BacktestTask extends BacktestQuestion {
  readonly kind: 'backtest'
}

export interface Backtest {
  /** Simple returns; that of day i is the move from price i to price i + 1. */
  readonly returns: Float64Array
  /** Of the days that were tried, the first of which is `testFrom`. */
  readonly limits: Float64Array
  /** Days on which the loss was above the limit, counted like `returns`. */
  readonly breaches: readonly number[]
  readonly days: number
  readonly expected: number
  readonly normal: Normal
  readonly kupiec: CoverageTest
  readonly transitions: Transitions
  readonly christoffersen: Christoffersen
  readonly zone: Zone
  /** The most breaches within as many days as a supervisor looks at, and the zone of those; null where there are fewer days. */
  readonly worstYear: { readonly breaches: number; readonly zone: Zone } | null
}

function computeReturns(prices: readonly number[] | Float64Array): Float64Array {
  return Float64Array.from(
    { length: Math.max(0, prices.length - 1) },
    (_, i) => prices[i + 1] / prices[i] - 1,
  )
}

export function runBacktest({ prices, ...question }: BacktestQuestion): Backtest {
  const returns = computeReturns(prices)
  const limits = computeLimits({ ...question, returns })
  const { testFrom, confidence } = question
  const isBreach = Array.from(limits, (limit, i) => -returns[testFrom + i] > limit)
  const breaches = isBreach.flatMap((is, i) => (is ? [testFrom + i] : []))
  const rate = 1 - confidence
  const days = limits.length
  const transitions = countTransitions(isBreach)
  return {
    returns,
    limits,
    breaches,
    days,
    expected: days * rate,
    normal: normalBreaches(days, rate),
    kupiec: kupiec(breaches.length, days, rate),
    transitions,
    christoffersen: christoffersen(transitions, rate),
    zone: baselZone(breaches.length, days, rate),
    worstYear: findWorstYear(breaches, days, rate),
  }
}

function findWorstYear(breaches: readonly number[], days: number, rate: number): Backtest['worstYear'] {
  if (days < SUPERVISED_DAYS) return null
  let most = 0
  breaches.forEach((first, i) => {
    const within = breaches.slice(i).filter((day) => day < first + SUPERVISED_DAYS).length
    most = Math.max(most, within)
  })
  return { breaches: most, zone: baselZone(most, SUPERVISED_DAYS, rate) }
}
