/** How a probability of the lab is said: as so many of a hundred, finer where it is rare, with its interval. */
import { formatCount, formatFixed } from '../../schema/words.ts'

interface Counted {
  readonly share: number
  readonly low: number
  readonly high: number
}

/** "12", "0.5": of a hundred. */
export function per100(share: number): string {
  const size = Math.abs(share * 100)
  return formatFixed(share * 100, size > 0 && size < 1 ? 1 : 0)
}

/** "12 of 100 (8–17)". */
export function sayShare({ share, low, high }: Counted): string {
  return `${per100(share)} of 100 (${per100(low)}–${per100(high)})`
}

/** A difference in points of a hundred: "+8", "−3". */
export function sayPoints(difference: number): string {
  return `${difference > 0 ? '+' : ''}${per100(difference)}`
}

/** What common seeds were worth. @param saved runs with seeds of their own that say as much as one of `runs` */
export function savedWords({
  saved,
  runs,
}: {
  readonly saved: number | null
  readonly runs: number
}): string {
  if (saved === null) return 'No seed tells them apart.'
  const alone = Math.round(saved * runs)
  return alone > runs
    ? `With seeds of their own, each would need about ${formatCount(alone)} runs to say as much: pairing saved ${formatCount(alone - runs)}.`
    : 'Pairing saved nothing here: the two do not break under the same seeds.'
}
