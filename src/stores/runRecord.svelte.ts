/**
 * What the page knows of one run: its opening, the newest frame, the history of series and events, and the document with its
 * pushes. Reads the worker's answers; what is asked of the worker is run.svelte.ts.
 */
import { EventHistory } from './eventHistory.svelte.ts'
import { SeriesHistory } from './seriesHistory.svelte.ts'
import type { AssetReadings, CrowdFrame, Frame, MarketReadings, VenueReadings } from '../schema/frame.ts'
import { withPush } from '../schema/pushes.ts'
import type { RunKind } from './runKinds.ts'

export abstract class RunRecord<Kind extends RunKind> {
  /** The opening; null until a document was opened. */
  opened = $state.raw<Kind['opened'] | null>(null)
  /** The present moment. */
  frame = $state.raw<Frame | null>(null)
  series = $state.raw(new SeriesHistory())
  events = $state.raw(new EventHistory())
  /** The document with all pushes so far: opened again, it gives this very run. */
  document = $state.raw<Kind['document'] | null>(null)
  /** By market. */
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

  /** The crowd of a market at the present moment. It stays the same object while that crowd does not change. */
  crowd(market: number): CrowdFrame | null {
    return this.#crowds[market] ?? null
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

  /** The document that was opened, without pushes. */
  protected abstract documentOf(opened: Kind['opened']): Kind['document']

  protected createSeries(): SeriesHistory {
    return new SeriesHistory()
  }

  protected begin(opened: Kind['opened']): void {
    this.opened = opened
    this.document = this.documentOf(opened)
    this.series = this.createSeries()
    this.events = new EventHistory()
    this.#crowds = []
    this.apply(opened.frame)
  }

  protected apply(frame: Frame): void {
    this.series.apply(frame)
    this.events.apply(frame.series.fromStep, frame.events)
    if (frame.crowds.some((crowd) => crowd !== null))
      this.#crowds = frame.crowds.map((crowd, market) => crowd ?? this.#crowds[market] ?? null)
    this.frame = frame
  }

  protected addShock(shock: Kind['shock']): void {
    if (this.document === null || this.opened === null) return
    const planned = this.documentOf(this.opened).shocks
    const shocks = withPush<Kind['shock']>(planned, this.document.shocks, shock)
    this.document = { ...this.document, shocks }
  }

  protected forget(): void {
    this.opened = this.frame = this.document = null
    this.series = new SeriesHistory()
    this.events = new EventHistory()
  }
}
