/**
 * What a run remembers of its steps: rows of the series and events that the page has not got yet. After a seek back, known
 * steps are simulated again but recorded only once. Steps that were only looked ahead at are kept until they are shown.
 */
import { EventArchive } from './eventArchive.worker.ts'
import { mergeFlood } from './eventFlood.worker.ts'
import { readSample } from './sampling.worker.ts'
import { computeOpenInterest } from '../engine/readings.ts'
import type { Simulation } from '../engine/simulation.ts'
import { isHalted, markPrice, type Venue } from '../engine/venue.ts'
import { SERIES_FIELDS, type SeriesField } from '../schema/snapshot.ts'

const WIDTH = SERIES_FIELDS.length

export class StepRecord {
  readonly archive = new EventArchive()
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
  constructor(sampleStride = 1) {
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
    const row = readRow(simulation, this.#sampleStride)
    for (const field of SERIES_FIELDS) this.#rows.push(row[field])
  }

  /** From now on the page may hear of the steps up to this one. */
  show(step: number): void {
    this.#shownStep = Math.max(this.#shownStep, step)
  }

  /** What was shown and the page does not have yet, each row once. */
  takeNews(): { fromStep: number; rows: Float64Array; events: Float64Array } {
    const fromStep = this.#deliveredStep + 1
    const end = this.#taken + (this.#shownStep - this.#deliveredStep) * WIDTH
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
    this.#rows.length = this.#taken + (step - this.#deliveredStep) * WIDTH
  }
}

function readRow({ places, step }: Simulation, sampleStride: number): Record<SeriesField, number> {
  const [venue] = places.venues
  const [market] = venue.markets
  const { state } = venue
  const { totals } = state
  return {
    price: market.state.price,
    fair: market.asset.fair,
    mark: markPrice(market),
    depth: market.state.depthContracts,
    queue: state.queue.length,
    halted: isHaltedNow(venue, step) ? 1 : 0,
    fundCents: state.fundCents,
    venueEquityCents: state.equityCents,
    ownPaidCents: totals.ownPaidCents,
    fundPaidCents: totals.fundPaidCents,
    venuePaidCents: totals.venuePaidCents,
    socializedCents: totals.socializedCents,
    badDebtCents: totals.badDebtCents,
    feesCents: totals.feesCents,
    liquidations: totals.liquidations,
    bankruptPositions: totals.bankruptPositions,
    forcedContracts: market.state.forcedContracts,
    stopContracts: market.state.stopContracts,
    adlContracts: totals.adlContracts,
    openInterest: computeOpenInterest(market),
    depositedCents: totals.depositedCents,
    ...readSample(market, step, sampleStride),
  }
}

/** Whether the step that has just ended was halted. The opening is no step. */
export function isHaltedNow(venue: Venue, step: number): boolean {
  return step > 0 && isHalted(venue, step)
}
