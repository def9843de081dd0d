/**
 * Fewer points of long series, without losing what matters: for a picture the lowest and the highest of every column in each
 * pixel, for a table evenly spaced rows and all extremes. The points are shared by all columns, so that areas stay stacked.
 */
import { findExtremes } from './timeContent.ts'

type Values = readonly ArrayLike<number>[]

/** Ascending indexes, at most `2 × columns` for each of the buckets, the first and the last always among them. */
export function thinForPicture(columns: Values, count: number, buckets: number): number[] {
  if (count <= 2 * buckets) return Array.from({ length: count }, (_, i) => i)
  const kept: number[] = [0]
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * count) / buckets)
    const to = Math.floor(((bucket + 1) * count) / buckets)
    const found = new Set<number>()
    for (const values of columns) {
      let min = from
      let max = from
      for (let i = from + 1; i < to; i++) {
        if (values[i] < values[min]) min = i
        if (values[i] > values[max]) max = i
      }
      found.add(min).add(max)
    }
    for (const i of [...found].sort((a, b) => a - b)) if (i > (kept.at(-1) ?? 0)) kept.push(i)
  }
  if (kept.at(-1) !== count - 1) kept.push(count - 1)
  return kept
}

/** The nearest of 1, 2, 5, 10, … that is at least this. */
function toRound(atLeast: number): number {
  let power = 1
  for (;;) {
    for (const lead of [1, 2, 5]) if (lead * power >= atLeast) return lead * power
    power *= 10
  }
}

/** Ascending indexes, at most `limit`: first, last, the extremes of every column, and between them at even distances. */
export function thinForTable(columns: Values, count: number, limit: number): number[] {
  if (count <= limit) return Array.from({ length: count }, (_, i) => i)
  const kept = new Set([0, count - 1])
  for (const values of columns) {
    const { min, max } = findExtremes(values, count)
    kept.add(min).add(max)
  }
  const interval = toRound(count / Math.max(1, limit - kept.size))
  for (let i = 0; i < count && kept.size < limit; i += interval) kept.add(i)
  return [...kept].sort((a, b) => a - b)
}
