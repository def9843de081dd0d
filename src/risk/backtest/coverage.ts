/**
 * Whether a limit was crossed as often as it should be, and whether the crossings come in bunches: the tests that supervisors and
 * risk departments use. Each takes whether each day was a breach, in their order.
 */
import { exp, ln } from '../../engine/arithmetic.ts'

/** A likelihood ratio, and where one in twenty right models lies beyond it (chi-squared, 95 %). */
export interface CoverageTest {
  readonly statistic: number
  readonly critical: number
  readonly isRejected: boolean
}

const CRITICAL = { one: 3.841458820694124, two: 5.991464547107979 }

/** n·ln(p), where nothing times anything is nothing. */
const logs = (n: number, p: number) => (n === 0 ? 0 : n * ln(p))

const judge = (ratio: number, critical: number): CoverageTest => {
  // Rounding alone may leave a hair below 0.
  const statistic = Math.max(0, ratio)
  return { statistic, critical, isRejected: statistic > critical }
}

function unconditional(breaches: number, days: number, rate: number): number {
  const seen = breaches / days
  const under = logs(days - breaches, 1 - rate) + logs(breaches, rate)
  return -2 * (under - logs(days - breaches, 1 - seen) - logs(breaches, seen))
}

/** Kupiec (1995): as many breaches as there should be? Rejects too few as well as too many. */
export function kupiec(breaches: number, days: number, rate: number): CoverageTest {
  return judge(unconditional(breaches, days, rate), CRITICAL.one)
}

/** How often a day of one kind came after a day of the other: n01 is a breach after a day without one. */
export interface Transitions {
  readonly n00: number
  readonly n01: number
  readonly n10: number
  readonly n11: number
}

export function countTransitions(isBreach: readonly boolean[]): Transitions {
  const count = { n00: 0, n01: 0, n10: 0, n11: 0 }
  for (let i = 1; i < isBreach.length; i++)
    count[`n${isBreach[i - 1] ? 1 : 0}${isBreach[i] ? 1 : 0}` as keyof Transitions]++
  return count
}

export interface Christoffersen {
  /** Does a breach make another one likelier on the next day? */
  readonly independence: CoverageTest
  /** As many as there should be, and not in bunches. */
  readonly joint: CoverageTest
}

/** Christoffersen (1998), on the days that have a day before them. */
export function christoffersen({ n00, n01, n10, n11 }: Transitions, rate: number): Christoffersen {
  const [calm, after] = [n00 + n01, n10 + n11]
  const days = calm + after
  const breaches = n01 + n11
  const alike = logs(days - breaches, 1 - breaches / days) + logs(breaches, breaches / days)
  const apart =
    logs(n00, n00 / calm) + logs(n01, n01 / calm) + logs(n10, n10 / after) + logs(n11, n11 / after)
  const ratio = -2 * (alike - apart)
  return {
    independence: judge(ratio, CRITICAL.one),
    joint: judge(ratio + unconditional(breaches, days, rate), CRITICAL.two),
  }
}

/** P(at most so many breaches) of a right limit: binomial, as if days knew nothing of each other. */
function binomialBelow(breaches: number, days: number, rate: number): number {
  // In logarithms: on thousands of days the first term is too small for a double.
  let term = days * ln(1 - rate)
  let sum = 0
  for (let k = 0; k <= Math.min(breaches, days); k++) {
    sum += exp(term)
    if (k < days) term += ln(((days - k) / (k + 1)) * (rate / (1 - rate)))
  }
  return Math.min(1, sum)
}

export interface Normal {
  readonly low: number
  readonly high: number
}

/** The numbers of breaches that Kupiec's test lets pass. */
export function normalBreaches(days: number, rate: number): Normal {
  const passes = (breaches: number) => !kupiec(breaches, days, rate).isRejected
  const middle = Math.round(days * rate)
  let [low, high] = [middle, middle]
  while (low > 0 && passes(low - 1)) low--
  while (high < days && passes(high + 1)) high++
  return { low, high }
}

export type Zone = 'green' | 'yellow' | 'red'

/**
 * The traffic light of the Basel Committee (1996): yellow from where a right limit has at most so many breaches in 95 of 100 cases,
 * red from 9,999 of 10,000. On 250 days at 99 % that is 5 and 10.
 */
export function baselZone(breaches: number, days: number, rate: number): Zone {
  const below = binomialBelow(breaches, days, rate)
  if (below < 0.95) return 'green'
  return below < 0.9999 ? 'yellow' : 'red'
}
