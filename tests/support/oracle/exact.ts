/**
 * Whole numbers, docs/model.md section 1: cents from dollars, floor* and ceil*, and shares computed exactly.
 * Part of an oracle that shares no code with the engine.
 */
const HAIR = Math.pow(2, -51)

/** A whole number that rounding has put a hair beside itself counts as that number. */
export function floorStar(x: number): number {
  return Math.floor(x * (1 + HAIR))
}

export function ceilStar(x: number): number {
  return Math.ceil(x * (1 - HAIR))
}

export function toCents(dollars: number): number {
  return Math.floor(100 * dollars + 0.5)
}

export function sum(numbers: number[]): number {
  return numbers.reduce((total, n) => total + n, 0)
}

/** floor(a·b/c), exactly; c > 0. */
export function floorOfShare(a: number, b: number, c: number): number {
  return Number(floorDivide(BigInt(a) * BigInt(b), BigInt(c)))
}

/** floor(a·b/c + 1/2), exactly; c > 0. */
export function roundOfShare(a: number, b: number, c: number): number {
  return Number(floorDivide(2n * BigInt(a) * BigInt(b) + BigInt(c), 2n * BigInt(c)))
}

/** BigInt division goes towards zero; this one goes down. */
function floorDivide(top: bigint, bottom: bigint): bigint {
  const quotient = top / bottom
  return top % bottom < 0n ? quotient - 1n : quotient
}

/**
 * Shares of `total` in proportion to `weights`, in whole units that add up to it: everyone gets the whole part, and
 * the units left go to the largest remainders, ties to the earlier one.
 */
export function largestRemainder(total: number, weights: number[]): number[] {
  const all = weights.reduce((s, w) => s + BigInt(w), 0n)
  if (all === 0n) return weights.map(() => 0)
  const products = weights.map((w) => BigInt(total) * BigInt(w))
  const shares = products.map((product) => product / all)
  const remainders = products.map((product) => product % all)
  const given = shares.reduce((s, share) => s + share, 0n)
  const order = weights.map((_, place) => place)
  order.sort((a, b) => descending(remainders[a], remainders[b]) || a - b)
  const lucky = new Set(order.slice(0, Number(BigInt(total) - given)))
  return shares.map((share, place) => Number(share) + (lucky.has(place) ? 1 : 0))
}

function descending(a: bigint, b: bigint): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}
