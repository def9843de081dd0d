/**
 * What the page knows of one run: its opening, the newest frame, the history of series and events, and the document with its
 * pushes. Reads the worker's answers; what is asked of the worker is run.svelte.ts.
 */
import { EventHistory } from './eventHistory.svelte.ts'
import { SeriesHistory } from './seriesHistory.svelte.ts'
import type { AssetReadings, CrowdFrame, Frame, MarketReadings, VenueReadings } from '../schema/frame.ts'
import type { OpenedRun } from '../schema/message.ts'
import { withPush } from '../schema/pushes.ts'
import type { Scenario, Shock } from '../schema/scenario.ts'

export class RunRecord {
  /** The opening; null until a document was opened. */
  opened = $state.raw<OpenedRun | null>(null)
  /** The present moment. */
  frame = $state.raw<Frame | null>(null)
  series = $state.raw(new SeriesHistory())
  events = $state.raw(new EventHistory())
  /** The document with all pushes so far: opened again, it gives this very run. */
  document = $state.raw<Scenario | null>(null)
  /** By venue. */
  #crowds = $state.raw<readonly (CrowdFrame | null)[]>([])

  /** Readings at the present moment, by place; null before there is one. */
  asset(place: number): AssetReadings | null {
    return this.frame?.assets[place] ?? null
  }

  market(place: number): MarketReadings | null {
    return this.frame?.markets[place] ?? null
  }

  /** With those of its crowd. */
  venue(place: number): VenueReadings | null {
    return this.frame?.venues[place] ?? null
  }

  /** The crowd of a venue at the present moment. It stays the same object while that crowd does not change. */
  crowd(venue: number): CrowdFrame | null {
    return this.#crowds[venue] ?? null
  }

  get step(): number {
    return this.frame?.step ?? 0
  }

  get steps(): number {
    return this.frame?.steps ?? 0
  }

  get atEnd(): boolean {
    return this.frame !== null && this.frame.step >= this.frame.steps
  }

  protected begin(opened: OpenedRun): void {
    this.opened = opened
    this.document = opened.scenario
    this.series = new SeriesHistory()
    this.events = new EventHistory()
    this.#crowds = []
    this.apply(opened.frame)
  }

  protected apply(frame: Frame): void {
    this.series.apply(frame)
    this.events.apply(frame.series.fromStep, frame.events)
    if (frame.crowds.some((crowd) => crowd !== null))
      this.#crowds = frame.crowds.map((crowd, venue) => crowd ?? this.#crowds[venue] ?? null)
    this.frame = frame
  }

  protected addShock(shock: Shock): void {
    if (this.document === null || this.opened === null) return
    const shocks = withPush(this.opened.scenario.shocks, this.document.shocks, shock)
    this.document = { ...this.document, shocks }
  }

  protected forget(): void {
    this.opened = this.frame = this.document = null
    this.series = new SeriesHistory()
    this.events = new EventHistory()
  }
}
