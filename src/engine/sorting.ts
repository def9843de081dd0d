/**
 * Sorting and selecting over typed arrays, in time proportional to their length. Reads and writes its arguments only.
 */

const SMALL = 64
/** Up to here, the radix sort's 65,536 counters cost more than comparing. */
const MEDIUM = 2_000

/**
 * Sorts ids by score, highest first, ties by lower id. Stable radix sort over the bits of the scores, so that the
 * opening of a million accounts stays well below a second.
 * @param ids in rising order at the start; reordered in place
 * @param scores one a id; reordered alike
 */
export function sortByScore(ids: Int32Array, scores: Float64Array): void {
  const n = ids.length
  if (n <= SMALL) return insertionSort(ids, scores)
  if (n <= MEDIUM) return comparisonSort(ids, scores)
  const low = new Uint32Array(n)
  const high = new Uint32Array(n)
  const word = new Float64Array(1)
  const words = new Uint32Array(word.buffer)
  word[0] = 1
  const top = words[1] === 0 ? 0 : 1
  for (let i = 0; i < n; i++) {
    word[0] = scores[i] + 0 // −0 becomes 0
    const h = words[top]
    // Ascending order of these words is descending order of the scores.
    const isNegative = h >>> 31 === 1
    high[i] = isNegative ? h : ~h & 0x7fffffff
    low[i] = isNegative ? words[1 - top] : ~words[1 - top]
  }
  let order = new Uint32Array(n)
  let spare = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  const count = new Uint32Array(1 << 16)
  for (let pass = 0; pass < 4; pass++) {
    const keys = pass < 2 ? low : high
    const shift = pass % 2 === 0 ? 0 : 16
    count.fill(0)
    for (let i = 0; i < n; i++) count[(keys[i] >>> shift) & 0xffff]++
    if (count[(keys[0] >>> shift) & 0xffff] === n) continue
    let sum = 0
    for (let digit = 0; digit < count.length; digit++) {
      const here = count[digit]
      count[digit] = sum
      sum += here
    }
    for (let i = 0; i < n; i++) {
      const at = order[i]
      spare[count[(keys[at] >>> shift) & 0xffff]++] = at
    }
    ;[order, spare] = [spare, order]
  }
  const sortedIds = new Int32Array(n)
  const sortedScores = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    sortedIds[i] = ids[order[i]]
    sortedScores[i] = scores[order[i]]
  }
  ids.set(sortedIds)
  scores.set(sortedScores)
}

function comparisonSort(ids: Int32Array, scores: Float64Array): void {
  const order = Uint32Array.from(ids, (_, i) => i)
  // The difference of two infinities is no number; then, as with equal scores, the lower id comes first.
  order.sort((a, b) => scores[b] - scores[a] || ids[a] - ids[b])
  const sortedScores = Float64Array.from(order, (at) => scores[at])
  ids.set(Int32Array.from(order, (at) => ids[at]))
  scores.set(sortedScores)
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

/**
 * The k-th largest of the first n values (k from 1), by Hoare's selection. Reorders the values.
 */
export function selectLargest(values: Float64Array, n: number, k: number): number {
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
