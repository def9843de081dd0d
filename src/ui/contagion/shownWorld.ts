/** A world at a moment, as the parts of the place are given it. */
import type { CrowdFrame, Frame } from '../../schema/frame.ts'
import type { OpenedWorld } from '../../schema/message.ts'
import { readingOf, type SeriesReading } from '../../schema/readings.ts'
import type { WorldMoment } from '../../schema/worldFrame.ts'
import type { SeriesHistory } from '../../stores/seriesHistory.svelte.ts'

export interface ShownWorld {
  readonly opened: OpenedWorld
  readonly frame: Frame
  readonly moment: WorldMoment
  readonly series: SeriesHistory
  /** The run before, on the same seed. */
  readonly ghost: SeriesHistory | null
  /** Where the run before has this market and its venue among its own; null where it has none. */
  ghostPlaces(venue: string, asset: string): { readonly market: number | null; readonly venue: number | null }
  readonly isPlaying: boolean
  /** By the place of the market. */
  crowd(market: number): CrowdFrame | null
}

/** The series of a world as one market's figures read it: each reading of this market, its venue or its asset. */
export function seriesOf(
  series: SeriesHistory,
  places: { readonly market: number; readonly venue: number; readonly asset: number },
): { readonly length: number; column(id: SeriesReading): Float64Array } {
  const placeOf = (id: SeriesReading) => {
    const { of } = readingOf(id)
    if (of === 'market') return places.market
    if (of === 'asset') return places.asset
    return of === 'run' ? 0 : places.venue
  }
  return { length: series.length, column: (id) => series.column(id, placeOf(id)) }
}
