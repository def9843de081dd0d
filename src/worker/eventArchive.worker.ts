/**
 * The events of one run, in order of their steps, as far as the run is known. The page gets each event once; the
 * archive keeps them too, because the chain of causes of one trader is asked for later, at any moment.
 */
import { EVENT_AT as at, EVENT_CODE, EVENT_WIDTH, MOST_EVENTS } from '../schema/event.ts'

export class EventArchive {
  #rows = new Float64Array(64 * EVENT_WIDTH)
  #length = 0

  /** Takes in the events of another step, as far as there is room for them. */
  append(all: Float64Array): void {
    const rows = this.#fit(all)
    const needed = this.#length + rows.length
    if (needed > this.#rows.length) {
      const grown = new Float64Array(Math.max(needed, 2 * this.#rows.length))
      grown.set(this.#rows.subarray(0, this.#length))
      this.#rows = grown
    }
    this.#rows.set(rows, this.#length)
    this.#length = needed
  }

  /** What there is room for, and arrivals. */
  #fit(rows: Float64Array): Float64Array {
    const room = Math.max(0, MOST_EVENTS * EVENT_WIDTH - this.#length)
    if (rows.length <= room) return rows
    const fit = rows.slice()
    let length = room
    for (let row = room; row < rows.length; row += EVENT_WIDTH) {
      if (rows[row + at.kind] !== EVENT_CODE.arrival) continue
      fit.set(rows.subarray(row, row + EVENT_WIDTH), length)
      length += EVENT_WIDTH
    }
    return fit.subarray(0, length)
  }

  /** A copy of the rows of these steps. */
  copyOf(fromStep: number, untilStep: number): Float64Array {
    return this.#rows.slice(this.#startOf(fromStep), this.#startOf(untilStep + 1))
  }

  forgetAfter(step: number): void {
    this.#length = this.#startOf(step + 1)
  }

  /** A copy of the rows that name the trader of a venue, as account or as the bankrupt side of a deleveraging, up to this step. */
  copyOfTrader(venue: number, id: number, untilStep: number): Float64Array {
    const end = this.#startOf(untilStep + 1)
    const found: number[] = []
    for (let row = 0; row < end; row += EVENT_WIDTH) if (this.#names(row, venue, id)) found.push(row)
    const rows = new Float64Array(found.length * EVENT_WIDTH)
    found.forEach((row, i) => rows.set(this.#rows.subarray(row, row + EVENT_WIDTH), i * EVENT_WIDTH))
    return rows
  }

  /** Of what other events name as counterparty, none is an account. */
  #names(row: number, venue: number, id: number): boolean {
    if (this.#rows[row + at.venue] !== venue) return false
    if (this.#rows[row + at.account] === id) return true
    return this.#rows[row + at.counterparty] === id && this.#rows[row + at.kind] === EVENT_CODE.deleveraging
  }

  /** The row with which a newcomer arrived at a venue, or undefined. */
  findArrival(venue: number, id: number): Float64Array | undefined {
    for (let row = 0; row < this.#length; row += EVENT_WIDTH)
      if (this.#rows[row + at.kind] === EVENT_CODE.arrival && this.#names(row, venue, id))
        return this.#rows.subarray(row, row + EVENT_WIDTH)
    return undefined
  }

  /** Where the rows of this step or a later one begin. */
  #startOf(step: number): number {
    let low = 0
    let high = this.#length / EVENT_WIDTH
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#rows[middle * EVENT_WIDTH + at.step] < step) low = middle + 1
      else high = middle
    }
    return low * EVENT_WIDTH
  }
}
