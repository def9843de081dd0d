/**
 * Price impact, docs/model.md section 3: how far an order moves the displacement and what it is worth.
 * Part of an oracle that shares no code with the engine: the formulas stand here as the model writes them.
 */
import { nearest } from './exactExponential.ts'
import type { Curve } from '../../src/schema/scenario.ts'

/** Log prices further than this from fair value do not exist: the book ends there. */
const BOOK_END = 4

export interface Fill {
  displacement: number
  /** Value of the order in cents, not yet rounded; negative for a purchase. */
  grossCents: number
  reachedBookEnd: boolean
}

/**
 * How many contracts in all have been sold, net, where the displacement is x: a sale of n contracts leads from
 * position v to position v + n. (For the pool this is the reserve r, of which only differences matter.)
 */
function bookPosition(curve: Curve, depth: number, x: number): number {
  if (curve === 'exponential') return (x * depth) / 0.01
  if (curve === 'squareRoot') {
    const b = 0.01 / Math.sqrt(depth)
    return Math.sign(x) * (x / b) ** 2
  }
  return poolSize(depth) * nearest.exp(x / 2)
}

function poolSize(depth: number): number {
  return depth / (nearest.exp(0.005) - 1)
}

/** The displacement after a sale of n contracts, were the book endless. */
function displacementAfter(curve: Curve, depth: number, x: number, n: number): number {
  if (curve === 'exponential') return x + (0.01 * n) / depth
  const position = bookPosition(curve, depth, x) + n
  if (curve === 'squareRoot') {
    const b = 0.01 / Math.sqrt(depth)
    return Math.sign(position) * b * Math.sqrt(Math.abs(position))
  }
  return position > 0 ? 2 * nearest.ln(position / poolSize(depth)) : -Infinity
}

/** Gross cents of a sale of n contracts that stays inside the book and leads from x to `after`. */
function grossInside(curve: Curve, depth: number, fair: number, x: number, n: number, after: number): number {
  if (curve === 'exponential') return 100 * depth * fair * (nearest.exp(-x) - nearest.exp(-after))
  const before = bookPosition(curve, depth, x)
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

/** A sale of n contracts (a purchase if n < 0) at displacement x. */
export function fillOrder(curve: Curve, depth: number, fair: number, x: number, n: number): Fill {
  const after = displacementAfter(curve, depth, x, n)
  if (Math.abs(after) <= BOOK_END) {
    return {
      displacement: after,
      grossCents: grossInside(curve, depth, fair, x, n, after),
      reachedBookEnd: false,
    }
  }
  const end = n > 0 ? BOOK_END : -BOOK_END
  const inside = bookPosition(curve, depth, end) - bookPosition(curve, depth, x)
  const grossCents = grossInside(curve, depth, fair, x, inside, end) + (n - inside) * fair * nearest.exp(-end)
  return { displacement: end, grossCents, reachedBookEnd: true }
}

/** Contracts whose sale (direction 1) or purchase (direction −1) moves the log price by 0.01 from displacement x. */
export function contractsForOnePercent(curve: Curve, depth: number, x: number, direction: 1 | -1): number {
  const there = bookPosition(curve, depth, x + 0.01 * direction)
  return Math.abs(there - bookPosition(curve, depth, x))
}
