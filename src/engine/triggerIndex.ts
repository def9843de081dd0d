/**
 * Accounts ordered by the price that triggers them, so that a step costs what happens in it and not what might.
 * Sorted once at the opening and read by a cursor; whoever changes afterwards moves to a binary heap on top.
 * The order is by score, highest first, ties by lower id: a falling price reaches the highest trigger first, so there the
 * score is the price; a rising one reaches the lowest first, so there the score is minus the price.
 * The index only finds candidates; the mechanism's own inequality decides.
 */
import { sortByScore } from './sorting.ts'

const ABSENT = -1
const IN_BASE = -2

export class TriggerIndex {
  #baseIds: Int32Array = new Int32Array(0)
  #baseScores: Float64Array = new Float64Array(0)
  #cursor = 0
  /** Whether anyone has left the base otherwise than by the cursor; until then its entries need no second look. */
  #hasGaps = false
  #heapIds: Int32Array = new Int32Array(0)
  #heapScores: Float64Array = new Float64Array(0)
  #heapSize = 0
  /** Where each account is: ABSENT, IN_BASE, or its place in the heap. */
  #place: Int32Array

  constructor(capacity: number) {
    this.#place = new Int32Array(capacity).fill(ABSENT)
  }

  /** Fills the empty index at once. Both arrays are taken over and reordered. */
  build(ids: Int32Array, scores: Float64Array): void {
    sortByScore(ids, scores)
    this.#baseIds = ids
    this.#baseScores = scores
    this.#cursor = 0
    this.#hasGaps = false
    this.#heapSize = 0
    for (let i = 0; i < ids.length; i++) this.#place[ids[i]] = IN_BASE
  }

  /** The highest score; −Infinity where the index is empty. */
  topScore(): number {
    const base = this.#seek() ? this.#baseScores[this.#cursor] : -Infinity
    return this.#heapSize > 0 && this.#heapScores[0] > base ? this.#heapScores[0] : base
  }

  /** Takes out the account with the highest score, ties by lower id. The index must not be empty. */
  pop(): number {
    const hasBase = this.#seek()
    const base = hasBase ? this.#baseScores[this.#cursor] : -Infinity
    if (this.#heapSize > 0) {
      const heap = this.#heapScores[0]
      if (!hasBase || heap > base || (heap === base && this.#heapIds[0] < this.#baseIds[this.#cursor])) {
        const id = this.#heapIds[0]
        this.remove(id)
        return id
      }
    }
    const id = this.#baseIds[this.#cursor++]
    if (this.#hasGaps) this.#place[id] = ABSENT
    return id
  }

  /** Moves the cursor past accounts that have left the base; whether one is there. */
  #seek(): boolean {
    while (
      this.#hasGaps &&
      this.#cursor < this.#baseIds.length &&
      this.#place[this.#baseIds[this.#cursor]] !== IN_BASE
    )
      this.#cursor++
    return this.#cursor < this.#baseIds.length
  }

  /** Puts the account in, or moves it, to this score. */
  set(id: number, score: number): void {
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
    const at = id < this.#place.length ? this.#place[id] : ABSENT
    if (at === ABSENT) return
    this.#place[id] = ABSENT
    if (at === IN_BASE) {
      this.#hasGaps = true
      return
    }
    const last = --this.#heapSize
    if (at === last) return
    this.#heapIds[at] = this.#heapIds[last]
    this.#heapScores[at] = this.#heapScores[last]
    this.#place[this.#heapIds[at]] = at
    this.#siftDown(this.#siftUp(at))
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
