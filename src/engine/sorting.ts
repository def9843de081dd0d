/**
 * Sorting and selecting over typed arrays, in time proportional to their length. Reads and writes its arguments only.
 */
const SMALL = 64
/** How many accounts share a bucket, were scores spread evenly: few enough to be put in order one by one. */
const PER_BUCKET = 2

/**
 * Sorts ids by score, highest first, ties as they stand. Each score goes to one of many buckets of equal width; what shares a bucket is
 * sorted by itself, in the same way where it is much. So the opening of a million accounts stays well below a second.
 * @param ids reordered in place
 * @param scores one a id; reordered alike
 */
export function sortByScore(ids: Int32Array, scores: Float64Array): void {
  const n = ids.length
  if (n <= SMALL) return insertionSort(ids, scores)
  let high = -Infinity
  let low = Infinity
  for (let i = 0; i < n; i++) {
    const score = scores[i]
    if (score > high) high = score
    if (score < low) low = score
  }
  if (high === low) return
  const buckets = Math.ceil(n / PER_BUCKET)
  const scale = (buckets - 1) / (high - low)
  if (scale > 0 && scale < Infinity) distribute(ids, scores, { buckets, high, scale })
  else comparisonSort(ids, scores)
}

interface Distribution {
  readonly buckets: number
  /** The highest score, which is in the first bucket. */
  readonly high: number
  /** Buckets for a difference of 1. */
  readonly scale: number
}

function distribute(ids: Int32Array, scores: Float64Array, { buckets, high, scale }: Distribution): void {
  const n = ids.length
  const ends = new Uint32Array(buckets)
  for (let i = 0; i < n; i++) ends[((high - scores[i]) * scale) >>> 0]++
  for (let bucket = 1; bucket < buckets; bucket++) ends[bucket] += ends[bucket - 1]
  const sortedIds = new Int32Array(n)
  const sortedScores = new Float64Array(n)
  // From the end, so that ties stay as they stand.
  for (let i = n - 1; i >= 0; i--) {
    const at = --ends[((high - scores[i]) * scale) >>> 0]
    sortedIds[at] = ids[i]
    sortedScores[at] = scores[i]
  }
  // What was the end of a bucket is its start now.
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = ends[bucket]
    const to = bucket + 1 < buckets ? ends[bucket + 1] : n
    if (to - from > SMALL) sortByScore(sortedIds.subarray(from, to), sortedScores.subarray(from, to))
  }
  insertionSort(sortedIds, sortedScores)
  ids.set(sortedIds)
  scores.set(sortedScores)
}

/** Where scores lie too far apart, or too close together, for their difference to be a number to work with. */
function comparisonSort(ids: Int32Array, scores: Float64Array): void {
  const order = Uint32Array.from(ids, (_, i) => i)
  order.sort((a, b) => (scores[a] === scores[b] ? a - b : scores[a] > scores[b] ? -1 : 1))
  const sortedScores = Float64Array.from(order, (at) => scores[at])
  ids.set(Int32Array.from(order, (at) => ids[at]))
  scores.set(sortedScores)
}

function insertionSort(ids: Int32Array, scores: Float64Array): void {
  for (let i = 1; i < ids.length; i++) {
    const score = scores[i]
    if (scores[i - 1] >= score) continue
    const id = ids[i]
    let j = i - 1
    while (j >= 0 && scores[j] < score) {
      ids[j + 1] = ids[j]
      scores[j + 1] = scores[j]
      j--
    }
    ids[j + 1] = id
    scores[j + 1] = score
  }
}

/** How many of falling scores are above a limit. */
export function countAbove(scores: Float64Array, limit: number): number {
  let from = 0
  let to = scores.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (scores[middle] > limit) from = middle + 1
    else to = middle
  }
  return from
}

/** The k-th largest of some values, and how many of the k largest equal it. */
export interface Largest {
  readonly value: number
  readonly equal: number
}

/** The k-th largest of the first n values (k from 1), which are reordered. */
export function selectLargest(values: Float64Array, n: number, k: number): Largest {
  const value = selectHoare(values, n, k)
  let equal = k
  for (let i = 0; i < n; i++) if (values[i] > value) equal--
  return { value, equal }
}

function selectHoare(values: Float64Array, n: number, k: number): number {
  let left = 0
  let right = n - 1
  const target = k - 1
  while (left < right) {
    const pivot = values[(left + right) >> 1]
    let i = left
    let j = right
    while (i <= j) {
      while (values[i] > pivot) i++
      while (values[j] < pivot) j--
      if (i <= j) {
        const swap = values[i]
        values[i++] = values[j]
        values[j--] = swap
      }
    }
    if (target <= j) right = j
    else if (target >= i) left = i
    else return values[target]
  }
  return values[target]
}
