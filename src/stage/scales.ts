/**
 * Scales between data and pixels, and round numbers for the axes. Pure functions: both stages use them, tests prove them.
 */
import type { Box } from './layout.ts'

/** Prices at the bottom and at the top of a box. */
export interface Range {
  readonly low: number
  readonly high: number
}

export function toY(price: number, range: Range, box: Box): number {
  return box.top + ((range.high - price) / (range.high - range.low)) * box.height
}

export function toX(step: number, window: number, box: Box): number {
  return box.left + (step / window) * box.width
}

/** The step at a place of the chart, or null outside of it. */
export function toStep(x: number, window: number, box: Box): number | null {
  const step = Math.round(((x - box.left) / box.width) * window)
  return x < box.left - 8 || x > box.left + box.width + 8 || step > window ? null : Math.max(0, step)
}

/**
 * How many steps the chart spans: early seconds are not squeezed by a long run, and there is a little room ahead.
 * @param farthest the last step that the run has reached, so that going back does not change the scale
 */
export function computeWindow(farthest: number, steps: number): number {
  return Math.max(1, Math.min(steps, Math.max(120, Math.ceil(farthest * 1.15))))
}

/** The nearest of 1, 2, 5, 10, … that is at least this. */
export function toRoundInterval(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const lead = atLeast / power
  return power * (lead <= 1.000001 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10)
}

interface Ticks {
  readonly values: number[]
  readonly decimals: number
}

/** A low plot gets closer ticks rather than one number: this many, the price's own flag may hide one of them. */
const FEWEST_PRICES = 3
/** The least distance there, as a share of the usual one: labels still stand clear of each other. */
const CLOSEST = 0.38

/** Round values inside the range, `spacing` pixels apart or more; closer in a low plot. */
export function computePriceTicks(range: Range, height: number, spacing: number): Ticks {
  const span = range.high - range.low
  if (!(span > 0) || !(height > 0)) return { values: [], decimals: 0 }
  let interval = toRoundInterval((span * spacing) / height)
  let values = listMultiples(interval, range)
  while (values.length < FEWEST_PRICES) {
    const finer = toRoundInterval(interval / 2.6)
    if ((finer / span) * height < spacing * CLOSEST) break
    interval = finer
    values = listMultiples(interval, range)
  }
  return { values, decimals: Math.max(0, -Math.floor(Math.log10(interval) + 1e-9)) }
}

function listMultiples(interval: number, { low, high }: Range): number[] {
  const values: number[] = []
  for (let i = Math.ceil(low / interval); i * interval <= high; i++) values.push(i * interval)
  return values
}

const TIME_INTERVALS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 43200, 86400,
]

/** Steps at round times, `spacing` pixels apart or more; the first and a late one where the chart is too narrow for that. */
export function computeTimeTicks(
  window: number,
  stepSeconds: number,
  width: number,
  spacing: number,
): number[] {
  const seconds = window * stepSeconds
  const atLeast = (seconds * spacing) / width
  const interval =
    TIME_INTERVALS.find((each) => each >= atLeast && each >= stepSeconds) ??
    Math.max(86_400 * toRoundInterval(atLeast / 86_400), stepSeconds)
  const ticks: number[] = []
  for (let at = 0; at <= seconds + 1e-9; at += interval) ticks.push(at / stepSeconds)
  return ticks.length > 1 ? ticks : findTwoTicks(window, stepSeconds, (spacing * 0.55) / width)
}

/** The first step and the roundest late one, at least a share of the window away. */
function findTwoTicks(window: number, stepSeconds: number, leastShare: number): number[] {
  const seconds = window * stepSeconds
  for (const interval of TIME_INTERVALS.toReversed()) {
    const at = Math.floor(seconds / interval + 1e-9) * interval
    if (interval >= stepSeconds && at > 0 && at >= seconds * leastShare) return [0, at / stepSeconds]
  }
  return leastShare <= 1 ? [0, window] : [0]
}
