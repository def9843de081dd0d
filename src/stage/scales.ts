/**
 * Scales between data and pixels, and round numbers for the axes. Pure functions: both stages use them, tests prove them.
 */
import { toRoundInterval } from '../schema/timeAxis.ts'
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
