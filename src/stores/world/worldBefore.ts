/** The run before the last change, as a ghost: a change is read against it, place by place, by the names of the document. */
import type { Failure } from './failureOrder.ts'
import { readFailures } from './failureOrder.ts'
import type { FlowSource } from './flow.ts'
import type { SeriesHistory } from '../seriesHistory.svelte.ts'
import { listMarketPlaces } from '../../schema/marketPlaces.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { ChannelSwitch } from '../../schema/worldChannels.ts'

export interface WorldBefore {
  /** As it ran. */
  readonly world: WorldDocument
  readonly off: readonly ChannelSwitch[]
  /** The whole run, where it was worked out ahead, else as far as it was seen. */
  readonly series: SeriesHistory
  /** As far as it was seen. */
  readonly failures: readonly Failure[]
}

export function createWorldBefore(
  world: WorldDocument,
  off: readonly ChannelSwitch[],
  series: SeriesHistory,
  source: FlowSource,
): WorldBefore {
  return { world, off, series, failures: readFailures(source, Infinity) }
}

/** Where the ghost has this market among all of its markets, for its series; null where it has none. */
export function placeInBefore({ world }: WorldBefore, venue: string, asset: string): number | null {
  return listMarketPlaces(world).find((one) => one.venue === venue && one.asset === asset)?.place ?? null
}

/** The same of a venue. */
export function venueInBefore({ world }: WorldBefore, venue: string): number | null {
  const place = Object.keys(world.venues).indexOf(venue)
  return place < 0 ? null : place
}
