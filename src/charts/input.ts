/**
 * What the figures read of a run: its series, the crowd now and at the opening, and the readings of the present moment. A
 * figure never asks for more, so that the same figures serve the sandbox, both sides of a comparison and the tests.
 */
import type { CrowdFrame, CrowdOpening, MarketReadings, VenueReadings } from '../schema/frame.ts'
import type { SampledReading, SeriesReading } from '../schema/readings.ts'

/** The series so far, one number a step from step 0 on; a column may be longer than `length`. */
interface SeriesView {
  readonly length: number
  column(id: SeriesReading): Float64Array
}

export interface ChartInput {
  readonly series: SeriesView
  /** The newest crowd, also where the newest frame carries none. */
  readonly crowd: CrowdFrame
  readonly opening: CrowdOpening
  readonly step: number
  readonly steps: number
  readonly market: Pick<MarketReadings, 'mark' | 'depth' | Exclude<SampledReading, 'leverageHeld'>>
  readonly venue: Pick<VenueReadings, 'traders' | 'tradersLiquidated' | 'leverageHeld'>
  readonly stepSeconds: number
}

/** How many values of the series the figures show: up to the present moment, also where more is known. */
export function countShown({ series, step }: ChartInput): number {
  return Math.max(0, Math.min(step + 1, series.length))
}

/** A reading's values up to the present moment. */
export function readColumn(input: ChartInput, id: SeriesReading): Float64Array {
  return input.series.column(id).subarray(0, countShown(input))
}

/** What looks at everyone, at the present moment: the series has it now and then only. */
export function readNow({ market, venue }: ChartInput, id: SampledReading): number {
  return id === 'leverageHeld' ? venue.leverageHeld : market[id]
}
