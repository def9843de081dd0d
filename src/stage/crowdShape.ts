/**
 * The shape of the whole crowd around its marks: the density where not everyone is a mark, and the outline that the profile of
 * the spiral number had at the opening. Both are scaled to the heap of marks, so that they can be compared with it.
 */
import { sampleProfile } from './bands.ts'
import type { Crowd, CrowdRoom } from './crowd.ts'
import { findLargestRow, rowTotal, sumDensity, type Density } from './density.ts'
import { computeRoom, widthAt } from './packing.ts'
import type { SpiralProfile } from '../schema/result.ts'
import type { CrowdFrame } from '../schema/frame.ts'

/** Height of a row, in pixels. */
const ROW = 3
/** Share of the room that the widest part may take. */
const WIDEST = 0.95
/** A crowd is summed up the less often the bigger it is: so long after the last time for each trader, at most this long. */
const SUM_MS_A_TRADER = 1 / 250
const SUM_EVERY_MS = 150

export class CrowdShape {
  density: Density | null = null
  /** Pixels of one unit of the density's weight. */
  densityScale = 0
  outline: { price: number; x: number }[] = []
  isSumDue = false
  readonly #hasMarks: boolean
  #profile: SpiralProfile | null = null
  #summedMs = -Infinity
  #weights = new Float32Array(0)
  #weightsReference = 0

  constructor(hasMarks: boolean) {
    this.#hasMarks = hasMarks
  }

  open(profile: SpiralProfile): void {
    this.#profile = profile
    this.density = null
    this.#summedMs = -Infinity
    this.#weights = new Float32Array(0)
  }

  /** New room or new marks. Alone, the outline waits for the density. */
  refit(crowd: Crowd, room: CrowdRoom): void {
    this.outline = this.#hasMarks ? this.#traceOutline(crowd, room) : []
    this.isSumDue = true
  }

  /** Sums up the crowd anew, if it is time. Returns whether it did. */
  sum(frame: CrowdFrame, crowd: Crowd, room: CrowdRoom, nowMs: number): boolean {
    const waitMs = Math.min(SUM_EVERY_MS, crowd.total * SUM_MS_A_TRADER)
    if (!this.isSumDue || nowMs - this.#summedMs < waitMs) return false
    this.isSumDue = false
    this.#summedMs = nowMs
    if (this.#hasMarks && !crowd.isSample) {
      this.density = null
      return true
    }
    const rows = Math.max(10, Math.round(room.height / ROW))
    const weights = this.#weigh(crowd)
    this.density = sumDensity(frame, crowd.sides, weights, room.range, rows)
    this.densityScale = this.#scaleDensity(this.density, crowd, room)
    if (!this.#hasMarks && this.outline.length === 0) this.outline = this.#traceOutline(crowd, room)
    return true
  }

  /** Behind a sample everyone counts the room of a mark; alone, what counts is the contracts. */
  #weigh(crowd: Crowd): Float32Array {
    if (!this.#hasMarks) return crowd.sizes
    const reference = crowd.packing?.contractsPerUnit ?? 1
    if (this.#weights.length !== crowd.sizes.length || this.#weightsReference !== reference) {
      this.#weights = crowd.sizes.map((contracts) => computeRoom(contracts, reference))
      this.#weightsReference = reference
    }
    return this.#weights
  }

  /** Alone the density takes the room there is; behind a sample it is as wide as the sample's heap. */
  #scaleDensity(density: Density, crowd: Crowd, room: CrowdRoom): number {
    const widest = (room.width * WIDEST) / Math.max(1e-9, findLargestRow(density))
    if (!this.#hasMarks) return widest
    let heap = 0
    let total = 0
    for (let row = 0; row < density.out.length; row++) {
      const weight = rowTotal(density, row)
      heap += weight * widthAt(crowd.packing, density.low + (row + 0.5) * density.rowPrice)
      total += weight * weight
    }
    return total > 0 ? Math.min(widest, heap / total) : widest
  }

  /** The least-squares scale puts the profile on the heap. */
  #traceOutline(crowd: Crowd, room: CrowdRoom): { price: number; x: number }[] {
    if (!this.#profile) return []
    const spacing = (ROW * (room.range.high - room.range.low)) / room.height
    const samples = sampleProfile(this.#profile, spacing)
    let heap = 0
    let profile = 0
    let peak = 0
    for (const { price, value } of samples) {
      heap += this.#widthAt(crowd, price) * value
      profile += value * value
      peak = Math.max(peak, value)
    }
    const scale = profile > 0 ? Math.min(heap / profile, (room.width * WIDEST) / peak) : 0
    return samples.map(({ price, value }) => ({ price, x: value * scale }))
  }

  #widthAt(crowd: Crowd, price: number): number {
    const { density } = this
    if (this.#hasMarks || !density) return widthAt(crowd.packing, price)
    const row = Math.floor((price - density.low) / density.rowPrice)
    return row >= 0 && row < density.out.length ? rowTotal(density, row) * this.densityScale : 0
  }
}
