/**
 * A number over many futures: quantiles with their intervals, and the mean of the worst (expected shortfall). Order statistics
 * alone, without an assumption about the shape (Conover, 1999).
 */
import { spreadOf, student95, Z95, type Interval } from './intervals.ts'
import { exp, ln } from '../engine/arithmetic.ts'

export interface Quantile extends Interval {
  readonly value: number
}

/** A sample whose largest value is below the quantile this often, or oftener, says nothing of how far up the quantile may be. */
const BEYOND_SAMPLE = 0.025

/**
 * @param sorted ascending, at least one
 * @param share from 0 to 1: the smallest value that at least this share does not exceed; its interval has no end where so few values
 * cannot bound it
 */
export function quantile(sorted: readonly number[], share: number): Quantile {
  const n = sorted.length
  const at = (rank: number) => sorted[Math.min(n - 1, Math.max(0, rank))]
  const half = Z95 * Math.sqrt(n * share * (1 - share))
  const isOpen = (each: number) => each > 0 && exp(n * ln(each)) > BEYOND_SAMPLE
  return {
    value: at(Math.ceil(n * share) - 1),
    low: isOpen(1 - share) ? -Infinity : at(Math.floor(n * share - half) - 1),
    high: isOpen(share) ? Infinity : at(Math.ceil(n * share + half)),
  }
}

/**
 * Mean of the values from the quantile upwards, with its interval: of the worst, where larger is worse. Where the worst begin is read
 * off the same values, which is as unsure as their mean (Trindade, Uryasev, Shapiro and Zrazhevsky 2007). No end where it is a value alone.
 */
export function expectedShortfall(sorted: readonly number[], share: number): Quantile {
  const tail = sorted.slice(Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1))
  const { mean, standardError } = spreadOf(tail)
  if (tail.length < 2) return { value: mean, low: -Infinity, high: Infinity }
  const start = ((mean - tail[0]) * (mean - tail[0]) * share) / tail.length
  const half = student95(tail.length - 1) * Math.sqrt(standardError * standardError + start)
  return { value: mean, low: Math.max(sorted[0], mean - half), high: mean + half }
}
