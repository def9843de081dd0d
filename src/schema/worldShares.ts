/**
 * Money of a document in whole cents, and how it is shared out by weights so that no cent is lost and none is made. Reads and
 * writes nothing. Source: docs/model.md sections 1 and 11.9.
 */

/** Dollars of a document as whole cents. */
export function centsOf(dollars: number): number {
  return Math.floor(100 * dollars + 0.5)
}

/** Parts that add up to the cents; evenly where no weight is above 0. */
export function shareCents(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  let sum = 0
  let shared = 0
  return weights.map((weight, i) => {
    sum += total > 0 ? weight / total : 1 / weights.length
    // What is given so far is rounded, not each part, so that the last one ends where the cents end.
    const until = i === weights.length - 1 ? cents : Math.min(cents, Math.floor(cents * sum))
    const part = until - shared
    shared = until
    return part
  })
}
