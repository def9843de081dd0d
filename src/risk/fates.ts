/**
 * What became of a venue in a future, in one word, from the worst to the best; and how often in how many. A fate names the last
 * purse that had to pay: whoever stands behind it was spared.
 */
import type { Future } from './futures.ts'
import { wilson, type Interval } from './intervals.ts'

export const FATES = ['insolvent', 'exhausted', 'fundPays', 'calm'] as const
export type Fate = (typeof FATES)[number]

export function fateOf(future: Future): Fate {
  if (future.insolventStep !== null || future.illiquidStep !== null) return 'insolvent'
  if (future.isFundExhausted) return 'exhausted'
  return future.fundPaid + future.venuePaid + future.socialized > 0 || future.adlContracts > 0
    ? 'fundPays'
    : 'calm'
}

export interface FateCount extends Interval {
  readonly fate: Fate
  readonly count: number
}

/** Each fate with its 95 % interval, as a share of all. */
export function countFates(futures: readonly Future[]): FateCount[] {
  return FATES.map((fate) => {
    const count = futures.filter((future) => fateOf(future) === fate).length
    return { fate, count, ...wilson(count, futures.length) }
  })
}
