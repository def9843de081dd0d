/**
 * What readers of a run get: one frame of readings (readings.ts) and typed arrays, made for transfer between threads. Readings
 * stand by place: a world has lists of assets, markets and venues, in the order of its document. Money in whole cents, prices
 * in dollars, contracts whole.
 */
import {
  readingOf,
  SERIES_READINGS,
  type AccountReading,
  type FrameReading,
  type FrameReadingOf,
  type SeriesReading,
} from './readings.ts'
import type { PlaceKind } from './reading.ts'
import type { SpiralProfile } from './result.ts'
import type { CrowdState } from './states.ts'
import type { WorldMoment } from './worldFrame.ts'
import type { WorldStepReading } from './worldReadings.ts'

type ReadingsOf<Kind extends PlaceKind> = Readonly<Record<FrameReadingOf<Kind>, number>>

type RunReadings = ReadingsOf<'run'>
export type AssetReadings = ReadingsOf<'asset'>
/** With R from the mark downwards, for the shading. */
export type MarketReadings = ReadingsOf<'market'> & { readonly profile: SpiralProfile }
/** With those of its crowd. */
export type VenueReadings = ReadingsOf<'venue' | 'crowd'>

/** The state of the run between two steps. */
export interface Frame {
  runId: number
  step: number
  steps: number
  /** Rows of the steps from `fromStep` on, in the columns of `listColumns`; replaces whatever the reader had from there on. */
  series: { fromStep: number; rows: Float64Array }
  /** Events of the steps from `fromStep` on (event.ts). */
  events: Float64Array
  run: RunReadings
  assets: readonly AssetReadings[]
  markets: readonly MarketReadings[]
  venues: readonly VenueReadings[]
  /** By market; null where the crowd did not change since the last frame. */
  crowds: readonly (CrowdFrame | null)[]
  /** What only a world has; null where a document of version 1 runs. */
  world: WorldMoment | null
}

/** A reading of the frame by its id, of one of the places of its kind. */
export function readFrame(frame: Frame, id: FrameReading, place = 0): number {
  const { of } = readingOf(id)
  const at =
    of === 'run'
      ? frame.run
      : of === 'asset'
        ? frame.assets[place]
        : of === 'market'
          ? frame.markets[place]
          : frame.venues[place]
  return (at as Readonly<Record<FrameReading, number>>)[id]
}

/** How many a world has of each kind. */
export type Places = { readonly [Kind in 'assets' | 'markets' | 'venues']: number }

/** A column of the series: one reading of one place. What a world has beside the others is worldSeries.ts. */
export interface SeriesColumn<Id = SeriesReading | WorldStepReading> {
  readonly id: Id
  readonly place: number
}

/** The columns of the series, reading by reading, and of each the places in their order. Rows run from step 0, the opening. */
export function listColumns(places: Places): SeriesColumn<SeriesReading>[] {
  const counts: Readonly<Record<PlaceKind, number>> = {
    run: 1,
    asset: places.assets,
    market: places.markets,
    venue: places.venues,
    crowd: places.venues,
    account: 0,
  }
  return SERIES_READINGS.flatMap((id) =>
    Array.from({ length: counts[readingOf(id).of] }, (_, place) => ({ id, place })),
  )
}

/** The crowd of one market at one moment, one entry a trader, by id. */
export interface CrowdFrame {
  /**
   * Where the venue has several markets: whose entry each is, by rising id, since only those who opened here have one. Left out
   * where the entries are those of all accounts of the venue.
   */
  ids?: Int32Array
  /** Below 0 short; of a trader who is out, the contracts held just before are not kept: 0. */
  contracts: Float32Array
  /**
   * The price at which the trader is sold out, other positions of the account at their marks; of one who is out, the last one,
   * and of a position of several that is no longer held, the one of the opening; Infinity or below 0 where it cannot be reached.
   */
  liquidationPrice: Float32Array
  /** A STATE_CODE each. */
  state: Uint8Array
}

/** The crowd as it opened; does not change but for arrivals. */
export interface CrowdOpening extends CrowdFrame {
  entryPrice: Float32Array
  deposit: Float64Array
}

/**
 * One trader, with everything that the causal chain needs. Of one who is out, the two prices are those of the opening, since
 * nothing is held now.
 */
export interface TraderReading extends Readonly<Record<AccountReading, number>> {
  readonly id: number
  readonly side: 'long' | 'short'
  readonly state: CrowdState
  /** Rows of events that concern the trader, in order (event.ts). */
  readonly events: Float64Array
}
