/** How a probability of the lab is said: as so many of a hundred, finer where it is rare, with its interval. */
import { formatCount, formatFixed } from '../../schema/words.ts'

interface Interval {
  readonly low: number
  readonly high: number
}

interface Counted extends Interval {
  readonly share: number
}

const FINEST_DIGITS = 3

/** "12", "0.5": of a hundred. */
export function per100(share: number, digits?: number): string {
  const size = Math.abs(share * 100)
  return formatFixed(share * 100, digits ?? (size > 0 && size < 1 ? 1 : 0))
}

/** "12 of 100 (8–17)". */
export function sayShare({ share, low, high }: Counted, digits?: number): string {
  return `${per100(share, digits)} of 100 (${per100(low, digits)}–${per100(high, digits)})`
}

/** A difference in points of a hundred: "+8", "−3". */
export function sayPoints(difference: number): string {
  return `${difference > 0 ? '+' : ''}${per100(difference)}`
}

/** A difference in words: "8 more", "0.5 fewer", "no more". */
export function sayMore(difference: number, digits?: number): string {
  const said = per100(Math.abs(difference), digits)
  if (Number(said) === 0) return 'no more'
  return `${said} ${difference < 0 ? 'fewer' : 'more'}`
}

/** From where to where a difference lies: "5 to 12 fewer", "4 fewer to 2 more". */
export function sayMoreBetween({ low, high }: Interval, digits?: number): string {
  const [small, large] = [low, high].map(Math.abs).sort((a, b) => a - b)
  if (low >= 0 || high <= 0)
    return `${per100(small, digits)} to ${sayMore(high <= 0 ? -large : large, digits)}`
  return `${sayMore(low, digits)} to ${sayMore(high, digits)}`
}

/** As few digits as two shares need for the difference that is said of them, B less A, to be that of what is said of each. */
export function digitsOf(a: number, b: number, difference: number): number {
  const say = (share: number, digits: number) => Number(per100(share, digits).replace('−', '-'))
  const agrees = (digits: number) =>
    Math.abs(say(b, digits) - say(a, digits) - say(difference, digits)) < 1e-9 &&
    [a, b, difference].every((share) => share === 0 || say(share, digits) !== 0)
  return [0, 1, 2].find(agrees) ?? FINEST_DIGITS
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
