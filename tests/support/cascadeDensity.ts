/**
 * Crowds whose liquidation prices have a given density, and where the fall of the price comes to rest among them.
 * A fall is in log price. Density is in units of the spiral number: by how much the forced sales of a stretch of falls push
 * the price, over the length of the stretch.
 */
import type { ExplicitAccount } from '../../src/schema/scenario.ts'
import type { Side } from './validationScenarios.ts'
import { positionLiquidatedAt } from './validationScenarios.ts'

/** The density from the end of the segment before (at first 0) to this fall; nobody beyond the last. */
export interface Segment {
  to: number
  density: number
}

/** The falls at which one more account is sold, if each sale pushes the price by `push`: the k-th at `Q(fall) = k·push`. */
export function fallsOf(segments: readonly Segment[], push: number): number[] {
  const falls: number[] = []
  let from = 0
  let pushedBefore = 0
  for (const { to, density } of segments) {
    const pushedAtEnd = pushedBefore + density * (to - from)
    while ((falls.length + 1) * push <= pushedAtEnd)
      falls.push(from + ((falls.length + 1) * push - pushedBefore) / density)
    pushedBefore = pushedAtEnd
    from = to
  }
  return falls
}

/** One position of so many contracts for each fall; longs below the start price, shorts mirrored above it. */
export function accountsAtFalls(
  falls: readonly number[],
  side: Side,
  contracts: number,
  startPrice: number,
  maintenanceMargin = 0,
): ExplicitAccount[] {
  const sign = side === 'long' ? 1 : -1
  return falls.map((fall) =>
    positionLiquidatedAt(side, contracts, startPrice * Math.exp(-sign * fall), startPrice, maintenanceMargin),
  )
}

/** The smallest root of `Δ = Δ₀ + Q(Δ)`. */
function restingFall(segments: readonly Segment[], shock: number): number {
  let from = 0
  /** What still pushes the price on at `from`. */
  let excess = shock
  for (const { to, density } of segments) {
    const root = density < 1 ? from + excess / (1 - density) : Infinity
    if (root <= to) return root
    excess -= (1 - density) * (to - from)
    from = to
  }
  return from + excess
}

/**
 * Between which falls a cascade of whole accounts must end. Sales come one account at a time, so up to one push is missing
 * from Q; and each liquidation price is off by up to `rounding`, since cash is whole cents.
 */
export function restingFallBounds(
  segments: readonly Segment[],
  shock: number,
  push: number,
  rounding: number,
): [low: number, high: number] {
  return [restingFall(segments, shock - push - rounding), restingFall(segments, shock + rounding)]
}
