/**
 * Two scenarios under common seeds: the difference of their probabilities, what pairing was worth, and which seeds flipped. Counts
 * alone.
 */
import { Z95, type Interval } from './intervals.ts'

/**
 * What a seed did in A and in B.
 * @internal
 */
export const FLIPS = ['both', 'onlyA', 'onlyB', 'none'] as const
export type Flip = (typeof FLIPS)[number]

export interface PairedDifference extends Interval {
  /** Of B less A. */
  readonly difference: number
  readonly counts: Readonly<Record<Flip, number>>
  readonly runs: number
  /**
   * Runs with independent seeds that say as much as one with common seeds: the variances, one by the other. Null where no seed
   * flipped, or all did, so that nothing varies.
   */
  readonly saved: number | null
}

export function flipOf(inA: boolean, inB: boolean): Flip {
  if (inA) return inB ? 'both' : 'onlyA'
  return inB ? 'onlyB' : 'none'
}

/**
 * The interval is that of Bonett and Price (2012): Wald's, with one more seed of each flip. It stays honest where few flip.
 * @param a,b whether it happened, by seed; equally long
 */
export function comparePaired(a: readonly boolean[], b: readonly boolean[]): PairedDifference {
  const runs = a.length
  const counts = { both: 0, onlyA: 0, onlyB: 0, none: 0 }
  for (let i = 0; i < runs; i++) counts[flipOf(a[i], b[i])]++
  const { both, onlyA, onlyB } = counts
  if (runs === 0) return { difference: 0, low: -1, high: 1, counts, runs, saved: null }
  const difference = (onlyB - onlyA) / runs
  const [up, down] = [(onlyB + 1) / (runs + 2), (onlyA + 1) / (runs + 2)]
  const half = Z95 * Math.sqrt((up + down - (up - down) * (up - down)) / (runs + 2))
  const [pA, pB] = [(both + onlyA) / runs, (both + onlyB) / runs]
  const paired = (onlyA + onlyB) / runs - difference * difference
  return {
    difference,
    low: Math.max(-1, up - down - half),
    high: Math.min(1, up - down + half),
    counts,
    runs,
    saved: paired > 0 ? (pA * (1 - pA) + pB * (1 - pB)) / paired : null,
  }
}
