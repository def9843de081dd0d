/**
 * Which prices the picture shows. The opening decides: the bulk of the positions by contracts, because big positions make
 * the forced orders, but never so much that the price's own path is squeezed. Then the range only grows, when the price
 * comes near its edge, and it glides there: a scale that shrinks and grows with every step cannot be read.
 */
import type { CrowdOpening } from '../schema/frame.ts'
import type { Range } from './scales.ts'

const BINS = 1000
/** Share of the contracts that should be in view, on each side. */
const BULK = 0.8
/** A calm crowd with little leverage is far away: at least this share of it is shown. */
const NEAREST = 0.4
const LEAST_REACH = 0.025
const COMMON_REACH = 0.19
const MARGIN = 0.05
const GLIDE_MS = 500

/** The prices to show when a run opens. */
export function computeOpeningRange(opening: CrowdOpening, startPrice: number): Range {
  const down = computeReach(opening, startPrice, -1)
  const up = computeReach(opening, startPrice, 1)
  // A crowd on one side alone leaves a little room on the other.
  const below = down ?? Math.max(LEAST_REACH, (up ?? COMMON_REACH) * 0.4)
  const above = up ?? Math.max(LEAST_REACH, (down ?? COMMON_REACH) * 0.4)
  const pad = (below + above) * MARGIN
  return {
    low: startPrice * Math.max(0, 1 - below - pad),
    high: startPrice * (1 + above + pad),
  }
}

/** How far from the start the bulk of one side is sold out, as a share of the start price; null without that side. */
function computeReach(opening: CrowdOpening, startPrice: number, side: 1 | -1): number | null {
  const { contracts, liquidationPrice } = opening
  const weights = new Float64Array(BINS + 1)
  let total = 0
  for (let id = 0; id < contracts.length; id++) {
    // Longs are sold out below the start, shorts above.
    if (contracts[id] * side >= 0) continue
    const distance = side * (liquidationPrice[id] / startPrice - 1)
    const weight = Math.abs(contracts[id])
    weights[distance >= 0 && distance < 1 ? Math.floor(distance * BINS) : distance < 0 ? 0 : BINS] += weight
    total += weight
  }
  if (total === 0) return null
  const quantile = (share: number) => {
    let sum = 0
    for (let i = 0; i < BINS; i++) {
      sum += weights[i]
      if (sum >= share * total) return (i + 1) / BINS
    }
    return 1
  }
  return Math.max(LEAST_REACH, Math.min(quantile(BULK), Math.max(COMMON_REACH, quantile(NEAREST))))
}

/** The lowest and the highest of some prices. */
export function findExtremes(prices: Float64Array): { lowest: number; highest: number } {
  let [lowest, highest] = [Infinity, -Infinity]
  for (const price of prices) {
    lowest = Math.min(lowest, price)
    highest = Math.max(highest, price)
  }
  return { lowest, highest }
}

/** The range widened so that the price stands clear of the edges; the same object where nothing changes. */
export function extendRange(range: Range, lowest: number, highest: number): Range {
  const span = range.high - range.low
  const isLow = lowest < range.low + span * 0.05
  const isHigh = highest > range.high - span * 0.05
  if (!isLow && !isHigh) return range
  return {
    low: isLow ? Math.max(0, lowest - span * 0.12) : range.low,
    high: isHigh ? highest + span * 0.12 : range.high,
  }
}

/** One axis for several pictures: all that each of them would open with. It grows with the prices of them all. */
export class SharedAxis {
  #range: Range

  constructor(pictures: readonly { readonly opening: CrowdOpening; readonly startPrice: number }[]) {
    const ranges = pictures.map(({ opening, startPrice }) => computeOpeningRange(opening, startPrice))
    this.#range = {
      low: Math.min(...ranges.map(({ low }) => low)),
      high: Math.max(...ranges.map(({ high }) => high)),
    }
  }

  /** The prices to show where these are the lowest and the highest so far; the same object where nothing changes. */
  cover(lowest: number, highest: number): Range {
    this.#range = extendRange(this.#range, lowest, highest)
    return this.#range
  }
}

/** The range on screen, on its way to the one that is wanted. */
export class GlidingRange {
  target: Range = { low: 0, high: 1 }
  shown: Range = this.target
  #from: Range = this.target
  #startedMs = -Infinity

  jump(range: Range): void {
    this.target = this.shown = this.#from = range
    this.#startedMs = -Infinity
  }

  glide(range: Range, nowMs: number): void {
    if (range === this.target) return
    this.#from = this.shown
    this.target = range
    this.#startedMs = nowMs
  }

  /** Moves on; true where the shown range changed. */
  advance(nowMs: number): boolean {
    if (this.shown === this.target) return false
    const t = Math.min(1, (nowMs - this.#startedMs) / GLIDE_MS)
    const eased = t * t * (3 - 2 * t)
    this.shown =
      t >= 1
        ? this.target
        : {
            low: this.#from.low + (this.target.low - this.#from.low) * eased,
            high: this.#from.high + (this.target.high - this.#from.high) * eased,
          }
    return true
  }
}
