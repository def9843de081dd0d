/**
 * Price impact, docs/model.md section 3: how far an order moves the displacement and what it is worth.
 * Part of an oracle that shares no code with the engine: the formulas stand here as the model writes them.
 */
import { nearest } from '../exactExponential.ts'
import type { Curve } from './document.ts'

/** Log prices further than this from fair value do not exist: the book ends there. */
const BOOK_END = 4

export interface BookState {
  curve: Curve
  depth: number
  displacement: number
}

export interface Fill {
  displacement: number
  /** Value of the order in cents, not yet rounded; negative for a purchase. */
  gross: number
  reachedEnd: boolean
}

/**
 * How many contracts have been sold, net, where the displacement is x: a sale of n contracts leads from position v to
 * position v + n. (For the pool this is the reserve r, of which only differences matter.)
 */
function position(curve: Curve, depth: number, x: number): number {
  if (curve === 'exponential') return (x * depth) / 0.01
  if (curve === 'squareRoot') {
    const b = 0.01 / Math.sqrt(depth)
    return Math.sign(x) * (x / b) ** 2
  }
  return poolSize(depth) * nearest.exp(x / 2)
}

/** X of the constant product: the pool's reserve of contracts at displacement 0. */
function poolSize(depth: number): number {
  return depth / (nearest.exp(0.005) - 1)
}

/** What a pool holds: r of the model. */
export function reserveOf({ depth, displacement }: BookState): number {
  return position('constantProduct', depth, displacement)
}

/** Contracts whose sale (below 0: purchase) brings the displacement to `target`. */
export function contractsTo({ curve, depth, displacement }: BookState, target: number): number {
  if (curve === 'exponential') return ((target - displacement) * depth) / 0.01
  return position(curve, depth, target) - position(curve, depth, displacement)
}

/** The displacement after a sale of n contracts, were the book endless. */
function displacementAfter(curve: Curve, depth: number, x: number, n: number): number {
  if (curve === 'exponential') return x + (0.01 * n) / depth
  const after = position(curve, depth, x) + n
  if (curve === 'squareRoot') {
    const b = 0.01 / Math.sqrt(depth)
    return Math.sign(after) * b * Math.sqrt(Math.abs(after))
  }
  return after > 0 ? 2 * nearest.ln(after / poolSize(depth)) : -Infinity
}

/** Gross cents of a sale of n contracts that stays inside the book and leads from x to `after`. */
function grossInside(curve: Curve, depth: number, fair: number, x: number, n: number, after: number): number {
  if (curve === 'exponential') return 100 * depth * fair * (nearest.exp(-x) - nearest.exp(-after))
  const before = position(curve, depth, x)
  if (curve === 'squareRoot') {
    const b = 0.01 / Math.sqrt(depth)
    return fair * (squareRootArea(b, before + n) - squareRootArea(b, before))
  }
  const pool = poolSize(depth)
  return (fair * pool * pool * n) / (before * (before + n))
}

function squareRootArea(b: number, u: number): number {
  const y = b * Math.sqrt(Math.abs(u))
  return u >= 0
    ? (2 / (b * b)) * (1 - (1 + y) * nearest.exp(-y))
    : (-2 / (b * b)) * (1 + (y - 1) * nearest.exp(y))
}

/** A sale of n contracts (a purchase if n < 0), before any fee. */
export function fillOrder({ curve, depth, displacement: x }: BookState, fair: number, n: number): Fill {
  const side = Math.sign(n)
  const after = displacementAfter(curve, depth, x, n)
  if (side * after <= BOOK_END) {
    return { displacement: after, gross: grossInside(curve, depth, fair, x, n, after), reachedEnd: false }
  }
  const end = side * BOOK_END
  if (side * x >= BOOK_END) return { displacement: x, gross: n * fair * nearest.exp(-x), reachedEnd: true }
  const inside = position(curve, depth, end) - position(curve, depth, x)
  const gross = grossInside(curve, depth, fair, x, inside, end) + (n - inside) * fair * nearest.exp(-end)
  return { displacement: end, gross, reachedEnd: true }
}

/** Contracts whose sale (direction 1) or purchase (direction −1) moves the log price by 0.01. */
export function contractsForOnePercent({ curve, depth, displacement }: BookState, direction: 1 | -1): number {
  const there = position(curve, depth, displacement + 0.01 * direction)
  return Math.abs(there - position(curve, depth, displacement))
}
