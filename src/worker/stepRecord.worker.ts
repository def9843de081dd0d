/**
 * What a run remembers of its steps: rows of the series, and events that the page has not got yet. After a seek back, known
 * steps are simulated again but recorded only once.
 */
import { EventArchive } from './eventArchive.worker.ts'
import { mergeFlood } from './eventFlood.worker.ts'
import { readSample } from './sampling.worker.ts'
import { computeOpenInterest } from '../engine/readings.ts'
import type { Simulation } from '../engine/simulation.ts'
import { isHalted, markPrice, type Venue } from '../engine/venue.ts'
import { SERIES_FIELDS, type SeriesField } from '../schema/snapshot.ts'

export class StepRecord {
  readonly archive = new EventArchive()
  /** Steps between two samples of the whole crowd. */
  sampleStride = 1
  /** The furthest step that was simulated since the opening or the last push. */
  knownStep = -1
  #deliveredStep = -1
  #rows: number[] = []

  /** Takes in the step that has just been simulated (or the opening). */
  observe(simulation: Simulation): void {
    const events = simulation.takeEvents()
    if (simulation.step <= this.knownStep) return
    this.knownStep = simulation.step
    this.archive.append(mergeFlood(events))
    const row = readRow(simulation, this.sampleStride)
    for (const field of SERIES_FIELDS) this.#rows.push(row[field])
  }

  /** What the page does not have yet, each row once. */
  takeNews(): { fromStep: number; rows: Float64Array; events: Float64Array } {
    const fromStep = this.#deliveredStep + 1
    const news = { fromStep, rows: Float64Array.from(this.#rows), events: this.archive.copyFrom(fromStep) }
    this.#rows = []
    this.#deliveredStep = this.knownStep
    return news
  }

  /** The future is no longer true. The next news start after this step, so that the reader forgets it too. */
  forgetAfter(step: number): void {
    this.archive.forgetAfter(step)
    this.knownStep = step
    if (this.#deliveredStep >= step) this.#rows = []
    else this.#rows.length = (step - this.#deliveredStep) * SERIES_FIELDS.length
    this.#deliveredStep = Math.min(this.#deliveredStep, step)
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
