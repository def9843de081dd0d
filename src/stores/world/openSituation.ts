/** Situations as the page opens them, and what their figures come to in the run that is shown. */
import type { WorldRun } from './worldRun.svelte.ts'
import { measure, type MeasuredRun } from '../../situations/measure.ts'
import type { MeasuredPlace, PlacedReading, Situation, SteppedReading } from '../../situations/situation.ts'
import { situationList } from '../../situations/situationList.ts'
import { listMarketPlaces } from '../../schema/marketPlaces.ts'
import type { PlaceKind } from '../../schema/reading.ts'
import { isReadingId, readingOf } from '../../schema/readings.ts'
import { WORLD_READINGS } from '../../schema/worldReadingTable.ts'

/** Their ids and titles, in order. */
export const SITUATIONS: readonly { readonly id: string; readonly title: string }[] = situationList

/** Null where there is none of this id. */
export async function loadSituation(id: string): Promise<Situation | null> {
  const found = situationList.find((one) => one.id === id)
  return found ? (await found.load()).situation : null
}

export interface MeasuredFigure {
  readonly figure: Situation['reported'][number]
  /** At the present moment of the run, in the unit of the figure; NaN where the run has none yet. */
  readonly here: number
}

export function measureFigures({ reported }: Situation, run: WorldRun): MeasuredFigure[] {
  const measured = toMeasuredRun(run)
  return reported.map((figure) => ({ figure, here: measured ? measure(measured, figure.here) : NaN }))
}

const kindOf = (reading: PlacedReading | SteppedReading): PlaceKind =>
  isReadingId(reading) ? readingOf(reading).of : (WORLD_READINGS[reading].of as PlaceKind)

function toMeasuredRun({ frame, document, series, step }: WorldRun): MeasuredRun | null {
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
