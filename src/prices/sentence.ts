/**
 * What was read, in one line, and what a person should know about it: rows without a price, long stretches that are missing,
 * and a move so wide that a wrong unit or decimal sign is likely. Takes numbers, gives words.
 */
import { formatCount, formatExact, formatFew, formatNumbered } from '../schema/words.ts'
import type { Spacing } from './spacing.ts'

/** A move that a step rarely makes, and a wrong unit or decimal sign often does. */
const WIDE_MOVE = 20
/** Where a larger share of the moments is missing, the gaps are no trifle. */
const MANY_MISSING = 0.1

/** 2,530 prices, 457.33 to 48,531.83, daily, oldest first, 3 gaps */
export function sayLine(prices: readonly number[], spacing: Spacing | null, isBackward: boolean): string {
  const parts = [
    formatNumbered(prices.length, 'price'),
    `${formatExact(prices[0])} to ${formatExact(prices[prices.length - 1])}`,
    spacing?.words ?? 'without dates',
    isBackward ? 'newest first' : spacing ? 'oldest first' : 'in the order of the file',
  ]
  if (spacing) parts.push(spacing.gaps === 0 ? 'no gaps' : formatNumbered(spacing.gaps, 'gap'))
  return parts.join(', ')
}

/** Whole sentences; none where there is nothing to know. */
export function sayNotes(prices: readonly number[], lost: number, spacing: Spacing | null): string[] {
  const notes = []
  if (lost > 0)
    notes.push(`${formatNumbered(lost, 'row')} had no price and ${lost === 1 ? 'is' : 'are'} left out.`)
  const { missing = 0 } = spacing ?? {}
  const all = missing + prices.length
  if (missing > lost + MANY_MISSING * all)
    notes.push(`${formatCount(missing)} of ${formatCount(all)} moments are missing; a gap is one step.`)
  if (!spacing && endsWithMean(prices))
    notes.push(
      `The last, ${formatExact(prices[prices.length - 1])}, is the mean of all above: see that it is a price.`,
    )
  const wide = prices.findIndex((price, i) => i > 0 && findMove(prices[i - 1], price) >= WIDE_MOVE)
  if (wide > 0) {
    const [from, to] = [prices[wide - 1], prices[wide]]
    notes.push(
      `From ${formatExact(from)} to ${formatExact(to)} is ${formatFew(findMove(from, to))} times in one step: see that its unit is right.`,
    )
  }
  return notes
}

function findMove(from: number, to: number): number {
  return Math.max(to / from, from / to)
}

/** Without dates nothing else tells the mean below a column from a price. */
function endsWithMean(prices: readonly number[]): boolean {
  const above = prices.slice(0, -1)
  const mean = above.reduce((sum, price) => sum + price, 0) / above.length
  return (
    above.length > 2 &&
    above.some((price) => price !== above[0]) &&
    Math.abs(prices[above.length] / mean - 1) < 1e-9
  )
}
