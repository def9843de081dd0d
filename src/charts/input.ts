/**
 * What the figures read of a run: its series, the crowd now and at the opening, and the present moment. A figure never asks
 * for more, so that the same figures serve the sandbox, both sides of a comparison and the tests.
 */
import type { CrowdFrame, CrowdOpening, RunFrame, SeriesField } from '../schema/snapshot.ts'

/** The series so far, one number a step from step 0 on; a column may be longer than `length`. */
interface SeriesView {
  readonly length: number
  column(field: SeriesField): Float64Array
}

/**
 * The part of a frame that figures need.
 * @internal
 */
export type Moment = Pick<
  RunFrame,
  'step' | 'steps' | 'mark' | 'depthContracts' | 'traders' | 'nearContracts' | 'leverageHeld' | 'rAhead'
>

export interface ChartInput {
  readonly series: SeriesView
  /** The newest crowd, also where the frame itself carries none. */
  readonly crowd: CrowdFrame
  readonly opening: CrowdOpening
  readonly frame: Moment
  readonly stepSeconds: number
}

/** How many values of the series the figures show: up to the present moment, also where more is known. */
export function countShown({ series, frame }: ChartInput): number {
  return Math.max(0, Math.min(frame.step + 1, series.length))
}

/** A field's values up to the present moment. */
export function readColumn(input: ChartInput, field: SeriesField): Float64Array {
  return input.series.column(field).subarray(0, countShown(input))
}
