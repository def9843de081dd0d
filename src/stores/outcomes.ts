/** Numbers over many futures, ready to be drawn: classes of a histogram, quantiles with their intervals, the mean of the worst. */
import { expectedShortfall, quantile, type Quantile } from '../risk/distribution.ts'
import type { Future } from '../risk/futures.ts'
import { formatDollars, formatFixed, formatPrice } from '../schema/words.ts'

interface Outcome {
  readonly id: string
  readonly name: string
  readonly read: (future: Future) => number | null
  readonly format: (value: number) => string
  /** Whether a smaller value is the worse one. */
  readonly isLow?: true
}

export const OUTCOMES: readonly Outcome[] = [
  {
    id: 'shortfall',
    name: 'Lost beyond deposits',
    read: ({ fundPaid, venuePaid, socialized, badDebt }) => fundPaid + venuePaid + socialized + badDebt,
    format: formatDollars,
  },
  { id: 'unpaid', name: 'Unpaid (bad debt)', read: ({ badDebt }) => badDebt, format: formatDollars },
  {
    id: 'shared',
    name: 'Shared by the winners',
    read: ({ socialized }) => socialized,
    format: formatDollars,
  },
  {
    id: 'lowest',
    name: 'Lowest price',
    read: ({ lowestPrice }) => lowestPrice,
    format: (value) => formatPrice(value),
    isLow: true,
  },
  {
    id: 'amplification',
    name: 'Fall of the price ÷ fall of the news',
    read: ({ amplification }) => amplification,
    format: (value) => `${formatFixed(value, 2)}×`,
  },
]

export interface Summary {
  readonly outcome: Outcome
  readonly count: number
  readonly classes: readonly { readonly from: number; readonly to: number; readonly count: number }[]
  readonly rows: readonly { readonly name: string; readonly value: Quantile }[]
}

const CLASSES = 24
const SHARES = [0.05, 0.5, 0.9, 0.95, 0.99]

/** Null where no future has such a number. */
export function summarize(futures: readonly Future[], id: string): Summary | null {
  const outcome = OUTCOMES.find((one) => one.id === id) ?? OUTCOMES[0]
  const values = futures.map(outcome.read).filter((value) => value !== null)
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  const worstFirst = outcome.isLow ? sorted.map((value) => -value).reverse() : sorted
  const tail = expectedShortfall(worstFirst, 0.95)
  const turned = outcome.isLow ? { value: -tail.value, low: -tail.high, high: -tail.low } : tail
  return {
    outcome,
    count: values.length,
    classes: toClasses(sorted),
    rows: [
      ...SHARES.map((share) => ({
        name: share === 0.5 ? 'half of the futures: at most' : `${Math.round(share * 100)} of 100: at most`,
        value: quantile(sorted, share),
      })),
      { name: 'mean of the worst 5 of 100 (expected shortfall)', value: turned },
    ],
  }
}

function toClasses(sorted: readonly number[]): Summary['classes'] {
  const [low, high] = [sorted[0], sorted[sorted.length - 1]]
  const width = (high - low) / CLASSES || 1
  const classes = Array.from({ length: high === low ? 1 : CLASSES }, (_, i) => ({
    from: low + i * width,
    to: low + (i + 1) * width,
    count: 0,
  }))
  for (const value of sorted) classes[Math.min(classes.length - 1, Math.floor((value - low) / width))].count++
  return classes
}

/** An interval in words; it may have an end at one side alone, or none. */
export function sayInterval({ format }: Outcome, { low, high }: Quantile): string {
  if (low === -Infinity) return high === Infinity ? 'not known from so few' : `${format(high)} or less`
  return high === Infinity ? `${format(low)} or more` : `${format(low)} to ${format(high)}`
}
