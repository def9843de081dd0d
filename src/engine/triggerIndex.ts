/**
 * Accounts ordered by the price that triggers them, so that a step costs what happens in it and not what might.
 * Sorted once at the opening and read by a cursor; whoever changes afterwards moves to a binary heap on top.
 * The order is by score, highest first, ties by lower id: a falling price reaches the highest trigger first, so there the
 * score is the price; a rising one reaches the lowest first, so there the score is minus the price.
 * Whoever changes by the thousands at once is only noted down, and moved when a price comes near one of them.
 * The index only finds candidates; the mechanism's own inequality decides.
 */
import { NO_FLAGS, NO_IDS, NO_NUMBERS } from './emptyColumns.ts'
import { countAbove, sortByScore } from './sorting.ts'

const ABSENT = -1
const IN_BASE = -2
/** How many rows are read at once. */
const READ_AHEAD = 64
type Visit = (id: number, score: number) => void

export class TriggerIndex {
  /** The highest score, or more where somebody is noted down; −Infinity where the index is empty. */
  top = -Infinity
  #baseIds: Int32Array = NO_IDS
  #baseScores: Float64Array = NO_NUMBERS
  #cursor = 0
  /** Whether anyone has left the base otherwise than by the cursor; until then its entries need no second look. */
  #hasGaps = false
  #heapIds: Int32Array = NO_IDS
  #heapScores: Float64Array = NO_NUMBERS
  #heapSize = 0
  /** Where each account is: ABSENT, IN_BASE, or its place in the heap. */
  #place: Int32Array
  /** Accounts noted down for a move, each once; the score of each, NaN where it moved since; the highest of them. */
  #lateIds: Int32Array = NO_IDS
  #isNoted: Uint8Array = NO_FLAGS
  #lateCount = 0
  #lateScores: Float64Array = NO_NUMBERS
  #lateTop = -Infinity
  /** Up to here in the base, rows were read ahead. */
  #readTo = 0

  constructor(capacity: number) {
    this.#place = new Int32Array(capacity).fill(ABSENT)
  }

  /** Fills the index at once; what was in it is gone. Both arrays are taken over and reordered. */
  build(ids: Int32Array, scores: Float64Array): void {
    if (this.#baseIds.length > 0 || this.#heapSize > 0) this.#place.fill(ABSENT)
    this.#forgetLate()
    for (let i = 0; i < ids.length; i++) this.#place[ids[i]] = IN_BASE
    sortByScore(ids, scores)
    this.#baseIds = ids
    this.#baseScores = scores
    this.#cursor = this.#readTo = 0
    this.#hasGaps = false
    this.#heapSize = 0
    this.#findTop()
  }

  /** Takes out the account with the highest score, ties by lower id. The index must not be empty. */
  pop(): number {
    const cursor = this.#cursor
    const isLast = cursor === this.#baseIds.length
    if (this.#heapSize > 0) {
      const score = this.#heapScores[0]
      const id = this.#heapIds[0]
      const base = isLast ? -Infinity : this.#baseScores[cursor]
      if (isLast || score > base || (score === base && id < this.#baseIds[cursor])) {
        this.remove(id)
        return id
      }
    }
    const id = this.#baseIds[cursor]
    if (this.#hasGaps) this.#place[id] = ABSENT
    if (this.#lateCount > 0) this.#lateScores[id] = NaN
    this.#cursor = cursor + 1
    this.#findTop()
    return id
  }

  /** Calls back for everyone with a score above low and at most high, in no particular order. Nobody is taken out. */
  visitBetween(low: number, high: number, visit: Visit): void {
    for (let i = this.#cursor; i < this.#baseIds.length && this.#baseScores[i] > low; i++) {
      const id = this.#baseIds[i]
      const isThere = !this.#hasGaps || this.#place[id] === IN_BASE
      if (this.#baseScores[i] <= high && isThere && !this.#isLate(id)) visit(id, this.#baseScores[i])
    }
    this.#visitHeap(0, low, high, visit)
    for (let i = 0; i < this.#lateCount; i++) {
      const id = this.#lateIds[i]
      const score = this.#lateScores[id]
      if (score > low && score <= high) visit(id, score)
    }
  }

  /** The same people, the highest score first, in columns that are not to be written to. */
  listBetween(low: number, high: number): { ids: Int32Array; scores: Float64Array } {
    if (!this.#hasGaps && this.#heapSize === 0 && this.#lateCount === 0) {
      const from = this.#cursor + countAbove(this.#baseScores.subarray(this.#cursor), high)
      const to = from + countAbove(this.#baseScores.subarray(from), low)
      return { ids: this.#baseIds.subarray(from, to), scores: this.#baseScores.subarray(from, to) }
    }
    const found: number[] = []
    this.visitBetween(low, high, (id, score) => found.push(id, score))
    const ids = Int32Array.from({ length: found.length / 2 }, (_, i) => found[2 * i])
    const scores = Float64Array.from(ids, (_, i) => found[2 * i + 1])
    sortByScore(ids, scores)
    return { ids, scores }
  }

  #visitHeap(at: number, low: number, high: number, visit: Visit): void {
    if (at >= this.#heapSize || this.#heapScores[at] <= low) return
    const id = this.#heapIds[at]
    if (this.#heapScores[at] <= high && !this.#isLate(id)) visit(id, this.#heapScores[at])
    this.#visitHeap(2 * at + 1, low, high, visit)
    this.#visitHeap(2 * at + 2, low, high, visit)
  }

  /** Whether the account stands where it is only until `settle`. */
  #isLate(id: number): boolean {
    return this.#lateCount > 0 && id < this.#lateScores.length && !Number.isNaN(this.#lateScores[id])
  }

  /** Moves the cursor past accounts that have left the base, and reads the highest score. */
  #findTop(): void {
    const ids = this.#baseIds
    let cursor = this.#cursor
    if (this.#hasGaps) {
      while (cursor < ids.length && this.#place[ids[cursor]] !== IN_BASE) cursor++
      this.#cursor = cursor
    }
    let top = cursor < ids.length ? this.#baseScores[cursor] : -Infinity
    if (this.#heapSize > 0 && this.#heapScores[0] > top) top = this.#heapScores[0]
    this.top = this.#lateTop > top ? this.#lateTop : top
  }

  /**
   * Notes an account down for a move to this score. Until `settle` it may stand where it stood, so that it can come too early,
   * never too late.
   */
  setLater(id: number, score: number): void {
    if (this.#lateScores.length <= id) this.#growLate(id)
    if (this.#isNoted[id] === 0) {
      this.#isNoted[id] = 1
      this.#lateIds[this.#lateCount++] = id
    }
    this.#lateScores[id] = score
    if (score > this.#lateTop) this.#lateTop = score
    if (score > this.top) this.top = score
  }

  /** Makes the order true down to this score: to be called before taking accounts out. */
  settle(threshold: number): void {
    if (this.#lateTop < threshold) return
    for (let i = 0; i < this.#lateCount; i++) {
      const score = this.#lateScores[this.#lateIds[i]]
      if (!Number.isNaN(score)) this.#put(this.#lateIds[i], score)
    }
    this.#forgetLate()
    this.#findTop()
  }

  #forgetLate(): void {
    for (let i = 0; i < this.#lateCount; i++) {
      this.#isNoted[this.#lateIds[i]] = 0
      this.#lateScores[this.#lateIds[i]] = NaN
    }
    this.#lateCount = 0
    this.#lateTop = -Infinity
  }

  #growLate(id: number): void {
    const capacity = Math.max(id + 1, this.#place.length)
    const scores = new Float64Array(capacity).fill(NaN)
    const ids = new Int32Array(capacity)
    const isNoted = new Uint8Array(capacity)
    scores.set(this.#lateScores)
    ids.set(this.#lateIds)
    isNoted.set(this.#isNoted)
    this.#isNoted = isNoted
    this.#lateScores = scores
    this.#lateIds = ids
  }

  /** Puts the account in, or moves it, to this score. */
  set(id: number, score: number): void {
    if (this.#lateCount > 0 && id < this.#lateScores.length) this.#lateScores[id] = NaN
    this.#put(id, score)
    this.#findTop()
  }

  #put(id: number, score: number): void {
    if (id >= this.#place.length) this.#growPlaces(id)
    let at = this.#place[id]
    if (at < 0) {
      if (at === IN_BASE) this.#hasGaps = true
      if (this.#heapSize === this.#heapIds.length) this.#growHeap()
      at = this.#heapSize++
      this.#place[id] = at
      this.#heapIds[at] = id
    }
    this.#heapScores[at] = score
    this.#siftDown(this.#siftUp(at))
  }

  /** Takes the account out, if it is there. */
  remove(id: number): void {
    if (this.#lateCount > 0 && id < this.#lateScores.length) this.#lateScores[id] = NaN
    const at = id < this.#place.length ? this.#place[id] : ABSENT
    if (at === ABSENT) return
    this.#place[id] = ABSENT
    if (at === IN_BASE) this.#hasGaps = true
    else {
      const last = --this.#heapSize
      if (at !== last) {
        this.#heapIds[at] = this.#heapIds[last]
        this.#heapScores[at] = this.#heapScores[last]
        this.#place[this.#heapIds[at]] = at
        this.#siftDown(this.#siftUp(at))
      }
    }
    this.#findTop()
  }

  /**
   * Reads the rows of those who come next, so that the processor waits for all of them at once: in a large crowd they lie far
   * apart, and waiting for one after the other takes longer than selling them out.
   */
  readAhead(rows: Float64Array, stride: number): void {
    if (this.#cursor < this.#readTo) return
    const ids = this.#baseIds
    const end = Math.min(ids.length, this.#cursor + READ_AHEAD)
    let sum = 0
    for (let i = this.#cursor; i < end; i++) {
      const row = stride * ids[i]
      sum += rows[row] + rows[row + stride - 1]
    }
    this.#readTo = end
    // Only what is used is read at all.
    if (Number.isNaN(sum)) throw new Error('an account holds something that is no number')
  }

  #isBefore(i: number, score: number, id: number): boolean {
    return this.#heapScores[i] > score || (this.#heapScores[i] === score && this.#heapIds[i] < id)
  }

  #siftUp(at: number): number {
    const ids = this.#heapIds
    const scores = this.#heapScores
    const id = ids[at]
    const score = scores[at]
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (this.#isBefore(parent, score, id)) break
      ids[at] = ids[parent]
      scores[at] = scores[parent]
      this.#place[ids[at]] = at
      at = parent
    }
    ids[at] = id
    scores[at] = score
    this.#place[id] = at
    return at
  }

  #siftDown(at: number): void {
    const ids = this.#heapIds
    const scores = this.#heapScores
    const id = ids[at]
    const score = scores[at]
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.#heapSize) break
      if (child + 1 < this.#heapSize && this.#isBefore(child + 1, scores[child], ids[child])) child++
      if (!this.#isBefore(child, score, id)) break
      ids[at] = ids[child]
      scores[at] = scores[child]
      this.#place[ids[at]] = at
      at = child
    }
    ids[at] = id
    scores[at] = score
    this.#place[id] = at
  }

  #growHeap(): void {
    const capacity = Math.max(64, 2 * this.#heapIds.length)
    const ids = new Int32Array(capacity)
    const scores = new Float64Array(capacity)
    ids.set(this.#heapIds)
    scores.set(this.#heapScores)
    this.#heapIds = ids
    this.#heapScores = scores
  }

  /** Arrivals bring ids beyond those of the opening. */
  #growPlaces(id: number): void {
    const place = new Int32Array(Math.max(id + 1, 2 * this.#place.length)).fill(ABSENT)
    place.set(this.#place)
    this.#place = place
  }
}
