/**
 * What a run remembers of its steps: rows of the series and events that the page has not got yet. After a seek back, known
 * steps are simulated again but recorded only once. Steps that were only looked ahead at are kept until they are shown.
 */
import { EventArchive } from './eventArchive.worker.ts'
import { mergeFlood } from './eventFlood.worker.ts'
import type { Places } from '../engine/derive.ts'
import { RunLook } from '../engine/look.ts'
import { read } from '../engine/readings.ts'
import type { Simulation } from '../engine/simulation.ts'
import { listColumns, type SeriesColumn } from '../schema/frame.ts'
import { isSampled, type SeriesReading } from '../schema/readings.ts'

/** What the rows of a run have beside the columns of every run. */
export interface AddedColumns {
  readonly count: (places: Places) => number
  readonly read: (simulation: Simulation) => readonly number[]
}

export class StepRecord {
  readonly archive = new EventArchive()
  readonly #columns: readonly SeriesColumn<SeriesReading>[]
  readonly #added: AddedColumns | null
  readonly #width: number
  readonly #sampleStride: number
  /** The furthest step that was simulated since the opening or the last push. */
  #knownStep = -1
  /** The furthest step that the page may hear of. */
  #shownStep = -1
  #deliveredStep = -1
  /** Of all steps after a delivered one. Of the first of them so many numbers are delivered too. */
  #rows: number[] = []
  #taken = 0

  /** @param sampleStride steps between two samples of the whole crowd */
  constructor(places: Places, sampleStride = 1, added: AddedColumns | null = null) {
    const { assets, markets, venues } = places
    this.#columns = listColumns({ assets: assets.length, markets: markets.length, venues: venues.length })
    this.#added = added
    this.#width = this.#columns.length + (added?.count(places) ?? 0)
    this.#sampleStride = sampleStride
  }

  get knownStep(): number {
    return this.#knownStep
  }

  /** Takes in the step that has just been simulated (or the opening). */
  observe(simulation: Simulation): void {
    const events = simulation.takeEvents()
    if (simulation.step <= this.#knownStep) return
    this.#knownStep = simulation.step
    this.archive.append(mergeFlood(events))
    const look = new RunLook(simulation)
    const isSample = simulation.step % this.#sampleStride === 0
    for (const { id, place } of this.#columns)
      this.#rows.push(isSample || !isSampled(id) ? read(look, id, place) : NaN)
    if (this.#added) this.#rows.push(...this.#added.read(simulation))
  }

  /** From now on the page may hear of the steps up to this one. */
  show(step: number): void {
    this.#shownStep = Math.max(this.#shownStep, step)
  }

  /** What was shown and the page does not have yet, each row once. */
  takeNews(): { fromStep: number; rows: Float64Array; events: Float64Array } {
    const fromStep = this.#deliveredStep + 1
    const end = this.#taken + (this.#shownStep - this.#deliveredStep) * this.#width
    const rows = Float64Array.from(this.#rows.slice(this.#taken, end))
    this.#taken = end
    // Not each time: a long future would be moved for every step of the present.
    if (2 * end > this.#rows.length) {
      this.#rows = this.#rows.slice(end)
      this.#taken = 0
    }
    this.#deliveredStep = this.#shownStep
    return { fromStep, rows, events: this.archive.copyOf(fromStep, this.#shownStep) }
  }

  /** All rows that the page does not have, also those that it may not hear of yet. They are kept. */
  readAhead(): { fromStep: number; rows: Float64Array } {
    return { fromStep: this.#deliveredStep + 1, rows: Float64Array.from(this.#rows.slice(this.#taken)) }
  }

  /** The future is no longer true. The next news start after this step, so that the reader forgets it too. */
  forgetAfter(step: number): void {
    this.archive.forgetAfter(step)
    this.#knownStep = step
    this.#shownStep = Math.min(this.#shownStep, step)
    this.#deliveredStep = Math.min(this.#deliveredStep, step)
    this.#rows.length = this.#taken + (step - this.#deliveredStep) * this.#width
  }
}
