/**
 * Room for work over many accounts of one venue, kept from one use to the next, so that it is allocated once. Holds nothing that
 * outlives a call.
 */
import { Apportioning } from './apportion.ts'

export class Scratch {
  ids = new Int32Array(0)
  places = new Int32Array(0)
  weights = new Float64Array(0)
  limits = new Float64Array(0)
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
