/**
 * Sorting and selecting over typed arrays, in time proportional to their length. Reads and writes its arguments only.
 */
import { HIGH_WORD } from './arithmetic.ts'

const SMALL = 64
/** Bits of a key that one pass of the radix sort takes: few enough for counters that cost less than a small crowd. */
const DIGIT = 11
const BUCKETS = 1 << DIGIT
const MASK = BUCKETS - 1
const PASSES = 3

/**
 * Sorts ids by score, highest first, ties by lower id. A stable radix sort over the upper half of the bits of the scores, then over the
 * lower half among those whose upper halves are equal, so that the opening of a million accounts stays well below a second.
 * @param ids in rising order at the start; reordered in place
 * @param scores one a id; reordered alike
 */
export function sortByScore(ids: Int32Array, scores: Float64Array): void {
  const n = ids.length
  if (n <= SMALL) return insertionSort(ids, scores)
  const words = new Uint32Array(scores.buffer, scores.byteOffset, 2 * n)
  const room = new RadixRoom(n)
  for (let i = 0; i < n; i++) {
    const high = words[2 * i + HIGH_WORD]
    const isMinusZero = high === 0x80000000 && words[2 * i + 1 - HIGH_WORD] === 0
    // Rising keys are falling scores.
    room.keys[i] = isMinusZero ? 0x7fffffff : high >= 0x80000000 ? high : ~high & 0x7fffffff
  }
  room.sort()
  reorder(ids, scores, room.places)
  const { keys } = room
  for (let from = 0, to = 1; from < n; from = to++) {
    while (to < n && keys[to] === keys[from]) to++
    if (to - from > 1) sortEqual(ids.subarray(from, to), scores.subarray(from, to))
  }
}

/** Sorts scores whose upper halves are equal. */
function sortEqual(ids: Int32Array, scores: Float64Array): void {
  const n = ids.length
  if (n <= SMALL) return insertionSort(ids, scores)
  const words = new Uint32Array(scores.buffer, scores.byteOffset, 2 * n)
  const room = new RadixRoom(n)
  for (let i = 0; i < n; i++) {
    const low = words[2 * i + 1 - HIGH_WORD]
    room.keys[i] = scores[i] < 0 ? low : ~low
  }
  room.sort()
  reorder(ids, scores, room.places)
}

function reorder(ids: Int32Array, scores: Float64Array, places: Uint32Array): void {
  const n = ids.length
  const sortedIds = new Int32Array(n)
  const sortedScores = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    sortedIds[i] = ids[places[i]]
    sortedScores[i] = scores[places[i]]
  }
  ids.set(sortedIds)
  scores.set(sortedScores)
}

/** Keys of 32 bits, each with its place, that are sorted by rising key, ties as they stand. */
class RadixRoom {
  keys: Uint32Array
  places: Uint32Array
  #spareKeys: Uint32Array
  #sparePlaces: Uint32Array

  constructor(n: number) {
    this.keys = new Uint32Array(n)
    this.places = new Uint32Array(n)
    this.#spareKeys = new Uint32Array(n)
    this.#sparePlaces = new Uint32Array(n)
    for (let i = 0; i < n; i++) this.places[i] = i
  }

  sort(): void {
    const counts = Array.from({ length: PASSES }, () => new Uint32Array(BUCKETS))
    const [low, middle, high] = counts
    for (const key of this.keys) {
      low[key & MASK]++
      middle[(key >>> DIGIT) & MASK]++
      high[key >>> (2 * DIGIT)]++
    }
    counts.forEach((next, pass) => {
      const digit = (this.keys[0] >>> (DIGIT * pass)) & MASK
      if (next[digit] < this.keys.length) this.#distribute(next, DIGIT * pass)
    })
  }

  /** @param next how many keys have each digit; becomes where the next one with it goes */
  #distribute(next: Uint32Array, shift: number): void {
    const { keys, places } = this
    const spareKeys = this.#spareKeys
    const sparePlaces = this.#sparePlaces
    let sum = 0
    for (let digit = 0; digit < BUCKETS; digit++) {
      const here = next[digit]
      next[digit] = sum
      sum += here
    }
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]
      const at = next[(key >>> shift) & MASK]++
      spareKeys[at] = key
      sparePlaces[at] = places[i]
    }
    this.keys = spareKeys
    this.places = sparePlaces
    this.#spareKeys = keys
    this.#sparePlaces = places
  }
}

function insertionSort(ids: Int32Array, scores: Float64Array): void {
  for (let i = 1; i < ids.length; i++) {
    const id = ids[i]
    const score = scores[i]
    let j = i - 1
    while (j >= 0 && (scores[j] < score || (scores[j] === score && ids[j] > id))) {
      ids[j + 1] = ids[j]
      scores[j + 1] = scores[j]
      j--
    }
    ids[j + 1] = id
    scores[j + 1] = score
  }
}

/** Buckets of values by the upper half of their bits: 16 for each doubling, from 1 to beyond what whole numbers reach. */
const FIRST_BUCKET = 0x3ff00000 >>> 16
const bucketCounts = new Uint32Array(1024)

/** The k-th largest of some values, and how many of the k largest equal it. */
export interface Selection {
  readonly value: number
  readonly equal: number
}

/**
 * The k-th largest of the first n values (k from 1): first its bucket, then Hoare's selection in it.
 * @param values whole, at least 0
 * @param room for as many values; what was there is lost
 */
export function selectLargest(values: Float64Array, n: number, k: number, room: Float64Array): Selection {
  const words = new Uint32Array(values.buffer, values.byteOffset, 2 * n)
  bucketCounts.fill(0)
  for (let i = HIGH_WORD; i < 2 * n; i += 2)
    if (words[i] !== 0) bucketCounts[(words[i] >>> 16) - FIRST_BUCKET]++
  let bucket = bucketCounts.length - 1
  let left = k
  while (bucket >= 0 && bucketCounts[bucket] < left) left -= bucketCounts[bucket--]
  // What has no bucket is 0.
  if (bucket < 0) return { value: 0, equal: left }
  const digit = bucket + FIRST_BUCKET
  let inBucket = 0
  for (let i = 0; i < n; i++) if (words[2 * i + HIGH_WORD] >>> 16 === digit) room[inBucket++] = values[i]
  const value = selectHoare(room, inBucket, left)
  for (let i = 0; i < inBucket; i++) if (room[i] > value) left--
  return { value, equal: left }
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
