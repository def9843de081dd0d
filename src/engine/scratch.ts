/**
 * Room for work over many accounts of one venue, kept from one use to the next, so that it is allocated once. Holds nothing that
 * outlives a call.
 */
import { NO_IDS, NO_NUMBERS } from './emptyColumns.ts'
import { Apportioning } from './apportion.ts'

export class Scratch {
  ids: Int32Array = NO_IDS
  places: Int32Array = NO_IDS
  weights: Float64Array = NO_NUMBERS
  limits: Float64Array = NO_NUMBERS
  readonly shares = new Apportioning()

  /** Makes room for this many accounts; what was there is lost. */
  grow(count: number): void {
    if (this.ids.length >= count) return
    this.ids = new Int32Array(count)
    this.places = new Int32Array(count)
    this.weights = new Float64Array(count)
    this.limits = new Float64Array(count)
  }
}
