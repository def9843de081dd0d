/** The readings of a world's run as the page has it, each of its place: at the present moment, and step by step. */
import type { MeasuredRun } from '../../situations/measure.ts'
import type { MeasuredPlace, PlacedReading, SteppedReading } from '../../situations/situation.ts'
import type { Frame } from '../../schema/frame.ts'
import { listMarketPlaces } from '../../schema/marketPlaces.ts'
import type { PlaceKind } from '../../schema/reading.ts'
import { isReadingId, readingOf } from '../../schema/readings.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { WORLD_READINGS } from '../../schema/worldReadingTable.ts'
import type { SeriesHistory } from '../seriesHistory.svelte.ts'

interface PlayedWorld {
  readonly frame: Frame | null
  readonly document: WorldDocument | null
  readonly series: SeriesHistory
  readonly step: number
}

const kindOf = (reading: PlacedReading | SteppedReading): PlaceKind =>
  isReadingId(reading) ? readingOf(reading).of : (WORLD_READINGS[reading].of as PlaceKind)

/** Null before there is a moment. */
export function toMeasuredRun({ frame, document, series, step }: PlayedWorld): MeasuredRun | null {
  if (!frame?.world || !document) return null
  const { world } = frame
  const markets = listMarketPlaces(document)
  const placeOf = (kind: PlaceKind, { venue, asset }: MeasuredPlace): number => {
    if (kind === 'asset') return Object.keys(document.assets).indexOf(asset ?? '')
    if (kind === 'market')
      return markets.findIndex((market) => market.venue === venue && market.asset === asset)
    return kind === 'run' ? 0 : Object.keys(document.venues).indexOf(venue ?? '')
  }
  const recordsOf = (kind: PlaceKind, place: number): readonly object[] => {
    if (kind === 'asset') return [frame.assets[place]]
    if (kind === 'market') return [frame.markets[place], world.markets[place]]
    if (kind === 'run') return [frame.run, world.run]
    return [frame.venues[place], world.venues[place]]
  }
  return {
    read: (reading, where) => {
      const kind = kindOf(reading)
      const found = recordsOf(kind, placeOf(kind, where)).find((record) => Object.hasOwn(record, reading))
      return (found as Readonly<Record<string, number>> | undefined)?.[reading] ?? NaN
    },
    series: (reading, where) => series.column(reading, placeOf(kindOf(reading), where)).subarray(0, step + 1),
  }
}
