/**
 * Everything that the drawing code of one moment needs. The picture fills it in; layers and labels only read it.
 */
import type { Crowd } from './crowd.ts'
import type { Density } from './density.ts'
import type { Layout } from './layout.ts'
import type { Palette } from './palette.ts'
import type { PathRecord } from './pathRecord.ts'
import type { Range } from './scales.ts'
import type { StageOpening, StageView } from './stage.ts'

export interface Scene {
  readonly layout: Layout
  readonly palette: Palette
  readonly range: Range
  /** Steps that the chart spans. */
  readonly window: number
  readonly run: StageOpening
  readonly view: StageView
  readonly record: PathRecord
  readonly crowd: Crowd
  /** Counts of everyone, where not everyone is a mark. */
  readonly density: Density | null
  /** Width of one counted trader in the density. */
  readonly densityScale: number
  /** The prices where R is 1 or more now. */
  readonly bands: readonly Range[]
  /** The opening's profile: price and distance from the axis. */
  readonly outline: readonly { readonly price: number; readonly x: number }[]
  readonly hasMarks: boolean
}
