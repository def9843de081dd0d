/**
 * How large a fund has to be: the chance that it is exhausted, over its size, from one set of futures. That is only right where the
 * size does not change the price path: with money alone behind the fund (docs/validation.md row A7), not with winners who are closed
 * early or share losses.
 */
import { quantile, type Quantile } from './distribution.ts'
import type { Future } from './futures.ts'
import { wilson, type Interval } from './intervals.ts'
import type { Scenario } from '../schema/scenario.ts'

export interface SizePoint extends Interval {
  /** In cents. */
  readonly size: number
  readonly share: number
}

export interface FundSizes {
  readonly curve: readonly SizePoint[]
  /** The mean of what was needed: the size that looks right and is not. */
  readonly mean: SizePoint
  /** What the scenario has, in the middle of the futures, and how often it was not enough where each had its own. */
  readonly today: SizePoint
  /** For so many exhausted in a hundred; null where the futures are too few to tell. */
  readonly targets: readonly { readonly share: number; readonly size: Quantile | null }[]
}

const POINTS = 40
const TARGETS = [0.05, 0.01, 0.001]
/** So many futures have to lie beyond a size, or it is a guess. */
const LEAST_BEYOND = 4

/** Whether the fund's size leaves the price as it is. */
export function isPathFree({ venue: { waterfall } }: Scenario): boolean {
  return (
    waterfall.includes('insuranceFund') && !waterfall.includes('adl') && !waterfall.includes('socializedLoss')
  )
}

/** What one future needed and what it had, in cents. */
type FundNeed = Pick<Future, 'fundNeeded' | 'fundAtOpening'>

/** @param futures at least one */
export function sizeFund(futures: readonly FundNeed[]): FundSizes {
  const sorted = futures.map(({ fundNeeded }) => fundNeeded).sort((a, b) => a - b)
  const n = sorted.length
  const tooSmall = futures.filter(({ fundNeeded, fundAtOpening }) => fundNeeded > fundAtOpening).length
  const funds = futures.map(({ fundAtOpening }) => fundAtOpening).sort((a, b) => a - b)
  const at = (size: number): SizePoint => {
    const beyond = sorted.filter((one) => one > size).length
    return { size, share: beyond / n, ...wilson(beyond, n) }
  }
  const largest = sorted[n - 1]
  return {
    curve: Array.from({ length: POINTS + 1 }, (_, i) => at((largest * i) / POINTS)),
    mean: at(sorted.reduce((sum, one) => sum + one, 0) / n),
    today: { size: funds[Math.floor(n / 2)], share: tooSmall / n, ...wilson(tooSmall, n) },
    targets: TARGETS.map((share) => ({
      share,
      size: n * share >= LEAST_BEYOND ? quantile(sorted, 1 - share) : null,
    })),
  }
}
