/**
 * Moments of one run that the worker can return to at once; any other moment is simulated again from the nearest one
 * before it. They lie evenly in the cost of simulating, not in steps: a crash has many, a quiet hour has few. Columns
 * that did not change between two checkpoints are stored once. Above the limit, the checkpoint goes that saves the least.
 */
import type { WorldSnapshot } from '../engine/state.ts'

export interface Checkpoint {
  readonly step: number
  /** Milliseconds of simulating from the opening to here. */
  readonly costMs: number
  readonly snapshot: WorldSnapshot
}

/** Scalars, streams and the objects around the columns, roughly. */
const BYTES_BESIDE_COLUMNS = 4_096

export class Checkpoints {
  readonly #list: Checkpoint[] = []
  #limitBytes: number
  #bytes = 0

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  get count(): number {
    return this.#list.length
  }

  get bytes(): number {
    return this.#bytes
  }

  /** The opening. It always stays. */
  get first(): Checkpoint {
    return this.#list[0]
  }

  get last(): Checkpoint {
    return this.#list[this.#list.length - 1]
  }

  set limitBytes(bytes: number) {
    this.#limitBytes = bytes
    this.#thinOut()
  }

  /** Adds a checkpoint after all others. */
  add(checkpoint: Checkpoint): void {
    if (this.#list.length > 0) shareUnchanged(this.last.snapshot, checkpoint.snapshot)
    this.#list.push(checkpoint)
    this.#thinOut()
  }

  /** The last checkpoint at or before the step. */
  nearest(step: number): Checkpoint {
    let low = 0
    let high = this.#list.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.#list[middle].step <= step) low = middle
      else high = middle
    }
    return this.#list[low]
  }

  forgetAfter(step: number): void {
    while (this.#list.length > 1 && this.last.step > step) this.#list.pop()
    this.#bytes = countBytes(this.#list)
  }

  #thinOut(): void {
    this.#bytes = countBytes(this.#list)
    while (this.#bytes > this.#limitBytes && this.#list.length > 1) {
      this.#list.splice(this.#cheapest(), 1)
      this.#bytes = countBytes(this.#list)
    }
  }

  /** Place of the checkpoint without which the gap that opens costs least; the last one only where there is no other. */
  #cheapest(): number {
    let best = this.#list.length - 1
    let least = Infinity
    for (let i = 1; i < this.#list.length - 1; i++) {
      const gap = this.#list[i + 1].costMs - this.#list[i - 1].costMs
      if (gap < least) [least, best] = [gap, i]
    }
    return best
  }
}

function countBytes(list: readonly Checkpoint[]): number {
  const arrays = new Set<ArrayBufferView>()
  for (const checkpoint of list) collectArrays(checkpoint.snapshot, arrays)
  let bytes = list.length * BYTES_BESIDE_COLUMNS
  for (const array of arrays) bytes += array.byteLength
  return bytes
}

function collectArrays(value: unknown, found: Set<ArrayBufferView>): void {
  if (ArrayBuffer.isView(value)) found.add(value)
  else if (isObject(value)) for (const inner of Object.values(value)) collectArrays(inner, found)
}

/** Puts the arrays of `before` in the place of equal ones in `after`. Snapshots are never written again, so they may share. */
function shareUnchanged(before: unknown, after: unknown): void {
  if (!isObject(before) || !isObject(after)) return
  for (const key of Object.keys(after)) {
    const [old, now] = [before[key], after[key]]
    if (!ArrayBuffer.isView(now)) shareUnchanged(old, now)
    else if (ArrayBuffer.isView(old) && isEqual(old as Float64Array, now as Float64Array)) after[key] = old
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
}

function isEqual(a: Float64Array, b: Float64Array): boolean {
  if (a.constructor !== b.constructor || a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false
  return true
}
