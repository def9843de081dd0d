/**
 * How an order moves the price: the three impact curves of docs/model.md section 3, all path-consistent.
 * Reads the market's fair value, displacement and depth; writes only the quote. `fill` in market.ts makes it real.
 * Linear impact after Kyle (1985) in its exponential form; square-root impact after Almgren et al. (2005) and Tóth et al.
 * (2011); the pool of constant product after Uniswap.
 */
import { exp, ln } from './arithmetic.ts'
import type { Curve } from '../schema/scenario.ts'

/**
 * The book ends where the displacement reaches this, either way.
 */
export const BOOK_END = 4
const POOL_WIDTH = exp(0.005) - 1

/** What an order would do: the displacement after it, e^−displacement, and the signed whole cents the seller receives. */
export interface Quote {
  /** Of which order, at which displacement it was asked. */
  contracts: number
  from: number
  displacement: number
  discount: number
  /** Before rounding, after a pool's fee. */
  grossCents: number
  cents: number
}

/**
 * Quotes a sale of whole contracts (below 0: a purchase) against a book with this fair value, displacement and depth.
 * @param discount e^−displacement
 * @param out receives displacement, discount and `floor` of the cents, so that a buyer pays `ceil`
 */
export function quoteOrder(
  curve: Curve,
  contracts: number,
  fair: number,
  displacement: number,
  discount: number,
  depth: number,
  out: Quote,
): void {
  // A pool whose fair value ran away can be past its end: who would push further gets the present price.
  if (contracts > 0 ? displacement > BOOK_END : displacement < -BOOK_END)
    return setQuote(out, displacement, discount, contracts * fair * discount)
  switch (curve) {
    case 'exponential':
      return quoteExponential(contracts, fair, displacement, discount, depth, out)
    case 'squareRoot':
      return quoteSquareRoot(contracts, fair, displacement, depth, out)
    case 'constantProduct':
      return quoteConstantProduct(contracts, fair, displacement, depth, out)
  }
}

function quoteExponential(
  n: number,
  fair: number,
  x: number,
  discount: number,
  depth: number,
  out: Quote,
): void {
  const after = x + (0.01 * n) / depth
  if (after > BOOK_END || after < -BOOK_END) {
    const end = n > 0 ? BOOK_END : -BOOK_END
    const atEnd = exp(-end)
    const beyond = n - ((end - x) * depth) / 0.01
    setQuote(out, end, atEnd, 100 * depth * fair * (discount - atEnd) + beyond * fair * atEnd)
    return
  }
  const discountAfter = exp(-after)
  setQuote(out, after, discountAfter, 100 * depth * fair * (discount - discountAfter))
}

function quoteSquareRoot(n: number, fair: number, x: number, depth: number, out: Quote): void {
  const b = 0.01 / Math.sqrt(depth)
  const flow = flowAt('squareRoot', x, depth)
  const flowAtEnd = Math.sign(n) * (BOOK_END / b) * (BOOK_END / b)
  const flowAfter = flow + n
  if (Math.abs(flowAfter) > Math.abs(flowAtEnd) && flowAfter * n > 0) {
    const end = n > 0 ? BOOK_END : -BOOK_END
    const atEnd = exp(-end)
    const beyond = flowAfter - flowAtEnd
    setQuote(
      out,
      end,
      atEnd,
      fair * (areaSquareRoot(flowAtEnd, b) - areaSquareRoot(flow, b)) + beyond * fair * atEnd,
    )
    return
  }
  const after = Math.sign(flowAfter) * b * Math.sqrt(Math.abs(flowAfter))
  setQuote(out, after, exp(-after), fair * (areaSquareRoot(flowAfter, b) - areaSquareRoot(flow, b)))
}

/** Gross value per unit of fair value from no displacement to this signed flow: A(u) of docs/model.md. */
function areaSquareRoot(u: number, b: number): number {
  const y = b * Math.sqrt(Math.abs(u))
  return u >= 0 ? (2 / (b * b)) * (1 - (1 + y) * exp(-y)) : (-2 / (b * b)) * (1 + (y - 1) * exp(y))
}

function quoteConstantProduct(n: number, fair: number, x: number, depth: number, out: Quote): void {
  const pool = depth / POOL_WIDTH
  const reserve = flowAt('constantProduct', x, depth)
  const end = n > 0 ? BOOK_END : -BOOK_END
  const reserveAtEnd = flowAt('constantProduct', end, depth)
  const reserveAfter = reserve + n
  if (n > 0 ? reserveAfter > reserveAtEnd : reserveAfter < reserveAtEnd) {
    const atEnd = exp(-end)
    const within = reserveAtEnd - reserve
    setQuote(
      out,
      end,
      atEnd,
      (fair * pool * pool * within) / (reserve * reserveAtEnd) + (n - within) * fair * atEnd,
    )
    return
  }
  const after = 2 * ln(reserveAfter / pool)
  setQuote(out, after, exp(-after), (fair * pool * pool * n) / (reserve * reserveAfter))
}

function setQuote(out: Quote, displacement: number, discount: number, grossCents: number): void {
  out.displacement = displacement
  out.discount = discount
  out.grossCents = grossCents
  out.cents = Math.floor(grossCents)
}

/** Contracts whose sale moves the displacement by `move`; below 0 where that takes a purchase. A real number. */
export function contractsFor(curve: Curve, displacement: number, move: number, depth: number): number {
  if (curve === 'exponential') return (move * depth) / 0.01
  return contractsTo(curve, displacement, displacement + move, depth)
}

/** Contracts whose sale brings the displacement to `target`. */
export function contractsTo(curve: Curve, displacement: number, target: number, depth: number): number {
  if (curve === 'exponential') return ((target - displacement) * depth) / 0.01
  return flowAt(curve, target, depth) - flowAt(curve, displacement, depth)
}

/** What was sold, net, where the displacement is this: v of the square root, the reserve r of a pool (docs/model.md section 3). */
function flowAt(curve: Exclude<Curve, 'exponential'>, displacement: number, depth: number): number {
  if (curve === 'constantProduct') return (depth / POOL_WIDTH) * exp(displacement / 2)
  const b = 0.01 / Math.sqrt(depth)
  return Math.sign(displacement) * (displacement / b) * (displacement / b)
}

/** What a pool of constant product holds, in contracts: r of docs/model.md section 3. A real number. */
export function reserveOf(displacement: number, depth: number): number {
  return flowAt('constantProduct', displacement, depth)
}

/**
 * Contracts whose sale moves log price by `move` from this displacement (below 0: whose purchase moves it up), not negative.
 * The yardstick of the spiral number (docs/model.md section 7).
 */
export function contractsToMove(curve: Curve, displacement: number, depth: number, move: number): number {
  if (curve === 'exponential') return Math.abs(move) * 100 * depth
  return Math.abs(contractsFor(curve, displacement, move, depth))
}
