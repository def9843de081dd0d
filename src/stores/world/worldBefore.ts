/** The run before the last change, as a ghost: a change is read against it, place by place, by the names of the document. */
import type { Failure } from './failureOrder.ts'
import { readFailures, readIlliquid, type Illiquidity } from './failureOrder.ts'
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
  /** The last step that was seen: who failed is known as far. */
  readonly seen: number
  readonly failures: readonly Failure[]
  readonly illiquid: readonly Illiquidity[]
}

/**
 * @param seen as far as it was seen
 * @param whole where it was worked out ahead
 */
export function createWorldBefore(
  source: FlowSource,
  off: readonly ChannelSwitch[],
  seen: SeriesHistory,
  whole: SeriesHistory | null,
): WorldBefore {
  return {
    world: source.world,
    off,
    series: whole ?? seen,
    seen: seen.length - 1,
    failures: readFailures(source, Infinity),
    illiquid: readIlliquid(source, Infinity),
  }
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
