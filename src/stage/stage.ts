/**
 * The stage: one picture of a run. Price through time on the left, the crowd at its liquidation prices on the right, both on
 * one price axis. It is fed with frames and draws only when asked; it knows no store, no clock and no language. Where the
 * browser has no WebGL, the plain stage shows the chart and the crowd's density on a 2D canvas, and says so.
 */
import type { SpiralProfile } from '../schema/result.ts'
import type { CrowdFrame, CrowdOpening, MarketReadings, VenueReadings } from '../schema/frame.ts'
import type { Sketch } from '../schema/message.ts'
import type { SeriesReading } from '../schema/readings.ts'
import type { Range } from './scales.ts'

/** The series so far; a column may be longer than `length`. */
export interface SeriesView {
  readonly length: number
  column(id: SeriesReading): Float64Array
}

export interface StageOpening {
  opening: CrowdOpening
  startPrice: number
  steps: number
  stepSeconds: number
  profileAtStart: SpiralProfile
}

export interface StageView {
  step: number
  /** Steps follow each other by themselves. */
  isPlaying: boolean
  market: MarketReadings
  venue: VenueReadings
  /** The newest crowd, also where the newest frame carries none. */
  crowd: CrowdFrame
  series: SeriesView
  /** The run before, drawn as a gray line. */
  ghost: SeriesView | null
  /** What a lever would do that is being dragged, drawn as a dashed line. */
  sketch: Sketch | null
  selected: number | null
  pinned: number | null
  hoverStep: number | null
  /** The prices to show, where several pictures share an axis (priceRange.ts); else each finds its own. */
  axis?: Range
}

export interface StageOptions {
  /** One of several small pictures on a page. */
  readonly isCompact: boolean
  /** Without WebGL: a page may have only so many of its contexts. */
  readonly isPlain: boolean
}

export interface Stage {
  readonly kind: 'webgl' | 'plain'
  open(run: StageOpening): void
  /** Keeps the references until the next call; the arrays must stay whole until then. */
  update(view: StageView): void
  /** Points at a moment, here or in a chart: only what lies on top is drawn anew. */
  point(step: number | null): void
  /** Called once a frame; does nearly nothing where nothing changed. */
  render(nowMs: number): void
  resize(): void
  setTheme(theme: 'dark' | 'light'): void
  /** Larger type. */
  setPresenter(on: boolean): void
  setReducedMotion(on: boolean): void
  /** The trader whose mark is nearest, within 24 pixels. */
  pick(clientX: number, clientY: number): number | null
  stepAt(clientX: number): number | null
  onContextLost(callback: (lost: boolean) => void): void
  destroy(): void
}
