/**
 * Margin rules: each says before a day how far the price may fall on it, so that it falls further only once in a hundred days, say. A
 * rule knows the days before and no other. Losses are those of who bets on a rise; simple returns, as shares of the price.
 */
import { fitGarch, nextVariance } from './garch.ts'
import { normalQuantile, studentQuantile } from './quantiles.ts'
import { Window } from './window.ts'

export const MARGIN_RULES = ['historical', 'normal', 'studentT', 'ewma', 'garch'] as const
export type MarginRule = (typeof MARGIN_RULES)[number]

/** How much of the past a rule looks at: so many days, all that there are, or the fit stretch for good. */
export type Memory = number | 'past' | 'fit'

export interface LimitQuestion {
  readonly returns: Float64Array
  readonly rule: MarginRule
  /** 0.99: a right limit is crossed on one day in a hundred. */
  readonly confidence: number
  readonly memory: Memory
  /** The rule's own numbers are found on the days from here … */
  readonly fitFrom: number
  /** … to before here, the first day that it is tried on … */
  readonly testFrom: number
  /** … up to before here. */
  readonly testUntil: number
}

/** RiskMetrics (1996): a day counts .94 times as much as the one after it. */
const DECAY = 0.94
const FEWEST_DEGREES = 4.1
const NEARLY_NORMAL = 100

/**
 * The limit of each day that is tried, as a share of the price: at least 0, and below 1.
 * @returns one for every day from `testFrom` to before `testUntil`
 */
export function computeLimits(question: LimitQuestion): Float64Array {
  const { returns, memory, fitFrom, testFrom, testUntil } = question
  const from = typeof memory === 'number' ? Math.max(0, testFrom - memory) : memory === 'fit' ? fitFrom : 0
  const most = memory === 'past' ? testUntil : testFrom - from + 1
  const window = new Window(returns.slice(from, testFrom), most)
  const read = createReader(question, window)
  const limits = new Float64Array(testUntil - testFrom)
  for (let day = testFrom; day < testUntil; day++) {
    limits[day - testFrom] = Math.min(1 - 1e-9, Math.max(0, read()))
    if (memory !== 'fit') window.add(returns[day])
    if (typeof memory === 'number') window.remove(returns[from + day - testFrom])
    read.see?.(returns[day])
  }
  return limits
}

interface Reader {
  /** The limit of the day that comes. */
  (): number
  /** What became of it. */
  see?(value: number): void
}

function createReader(question: LimitQuestion, window: Window): Reader {
  const { rule, confidence, returns, fitFrom, testFrom } = question
  const z = normalQuantile(confidence)
  switch (rule) {
    case 'historical':
      return () => -window.quantile(1 - confidence)
    case 'normal':
      return () => z * Math.sqrt(window.variance) - window.mean
    case 'studentT':
      return createStudent(confidence, window)
    case 'ewma':
      return followEwma(returns.slice(fitFrom, testFrom), z)
    case 'garch':
      return followGarch(returns.slice(fitFrom, testFrom), z, window)
  }
}

/** Mean, spread and degrees of freedom from the first four moments: a tail as fat as the kurtosis says, `ν = 4 + 6 ÷ (kurtosis − 3)`. */
function createStudent(confidence: number, window: Window): Reader {
  const known = new Map<number, number>()
  return () => {
    const excess = window.kurtosis - 3
    const wanted = excess <= 0 ? NEARLY_NORMAL : 4 + 6 / excess
    // To a tenth: finer than any stretch can tell.
    const degrees = Math.min(NEARLY_NORMAL, Math.max(FEWEST_DEGREES, Math.round(wanted * 10) / 10))
    const quantile = known.get(degrees) ?? studentQuantile(confidence, degrees)
    known.set(degrees, quantile)
    return quantile * Math.sqrt((window.variance * (degrees - 2)) / degrees) - window.mean
  }
}

/** Exponentially weighted moving average, around a mean of 0: it forgets, so that it needs no window. */
function followEwma(before: Float64Array, z: number): Reader {
  let variance = before.reduce((sum, one) => sum + one * one, 0) / Math.max(1, before.length)
  const see = (value: number) => void (variance = DECAY * variance + (1 - DECAY) * value * value)
  before.forEach(see)
  return Object.assign(() => z * Math.sqrt(variance), { see })
}

/** Its two numbers stay as they were found; the long-run variance is the window's. */
function followGarch(before: Float64Array, z: number, window: Window): Reader {
  const garch = fitGarch(before)
  let variance = window.variance
  const see = (value: number) =>
    void (variance = nextVariance(garch, window.variance, variance, value - window.mean))
  before.forEach(see)
  return Object.assign(() => z * Math.sqrt(variance) - window.mean, { see })
}
