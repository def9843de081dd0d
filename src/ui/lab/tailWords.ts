/** How tails are put into words: a log return as a move in percent, a number with its interval, and what may be chosen. */
import type { Bounded } from '../../risk/intervals.ts'
import type { TailSide } from '../../risk/tails.ts'
import { RETURN_SPANS } from '../../stores/labQuestions.ts'
import { formatDuration, formatFew, formatFixed } from '../../schema/words.ts'

export const SIDES: readonly {
  readonly id: TailSide
  readonly name: string
  readonly verb: string
}[] = [
  { id: 'falls', name: 'falls', verb: 'falls by' },
  { id: 'rises', name: 'rises', verb: 'rises by' },
  { id: 'both', name: 'moves either way', verb: 'moves by' },
]

/** Steps of one return that may be chosen: runs have to have a few of them. */
export function chooseSpans(steps: number, stepSeconds: number): { span: number; name: string }[] {
  const LEAST_RETURNS = 12
  return RETURN_SPANS.filter((span) => span === 1 || steps / span >= LEAST_RETURNS).map((span) => ({
    span,
    name: formatDuration(span * stepSeconds),
  }))
}

/** A log return as a change of the price; of moves either way, as it would be of a rise. */
export function toPercent(move: number, side: TailSide): string {
  if (move === Infinity) return 'no end'
  const change = side === 'falls' ? -Math.expm1(-move) : Math.expm1(move)
  return `${formatFew(100 * change)}%`
}

export function boundedPercent({ value, low, high }: Bounded, side: TailSide): string {
  return `${toPercent(value, side)} (${toPercent(low, side)} to ${toPercent(high, side)})`
}

export function bounded({ value, low, high }: Bounded, digits: number): string {
  // What rounds to nothing has no sign.
  const round = (x: number) => (Math.abs(x) < 0.5 / 10 ** digits ? 0 : x)
  const say = (x: number) => (Number.isFinite(x) ? formatFixed(round(x), digits) : 'no end')
  return `${say(value)} (${say(low)} to ${say(high)})`
}
