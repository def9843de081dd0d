/**
 * A number over many futures: quantiles with their intervals, and the mean of the worst (expected shortfall). Order statistics
 * alone, without an assumption about the shape (Conover, 1999).
 */
import { spreadOf, Z95, type Interval } from './intervals.ts'

export interface Quantile extends Interval {
  readonly value: number
}

/**
 * @param sorted ascending, at least one
 * @param share from 0 to 1: the smallest value that at least this share does not exceed
 */
export function quantile(sorted: readonly number[], share: number): Quantile {
  const n = sorted.length
  const at = (rank: number) => sorted[Math.min(n - 1, Math.max(0, rank))]
  const half = Z95 * Math.sqrt(n * share * (1 - share))
  return {
    value: at(Math.ceil(n * share) - 1),
    low: at(Math.floor(n * share - half) - 1),
    high: at(Math.ceil(n * share + half)),
  }
}

/** Mean of the values from the quantile upwards, with its interval: of the worst, where larger is worse. */
export function expectedShortfall(sorted: readonly number[], share: number): Quantile {
  const tail = sorted.slice(Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1))
  const { mean, standardError } = spreadOf(tail)
  const half = tail.length < 2 ? 0 : Z95 * standardError
  return { value: mean, low: mean - half, high: mean + half }
}
