/** What flows through the links of a world in one step: the form, and what those who read it need of a run. */
import type { EventHistory, EventRow } from '../eventHistory.svelte.ts'
import type { SeriesHistory } from '../seriesHistory.svelte.ts'
import type { EventKind } from '../../schema/event.ts'
import { listMarketPlaces, type MarketPlace } from '../../schema/marketPlaces.ts'
import type { OpenedWorld } from '../../schema/message.ts'
import type { ChannelId } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'

/**
 * Channels, and what flows without one: loans sold on a book, forced sales on the own book, money that leaves the world.
 * @internal
 */
export type FlowKind = ChannelId | 'loans' | 'forced' | 'withdrawn' | 'stolen'

export interface Flow {
  readonly kind: FlowKind
  /** As the channel lists it, so that it can be cut; of loans and forced sales `venue.asset`, else the venue. */
  readonly link: string
  /** Ids of venues; null where it comes from nobody, or leaves the world. The same where it stays within a house. */
  readonly from: string | null
  readonly to: string | null
  /** The asset that is traded; null where money or fear flows. */
  readonly asset: string | null
  /** Contracts sold there; below 0 where they are bought. */
  readonly contracts: number
  /** Money that changed hands, in whole cents: what a sale brought (below 0: what a purchase cost), what was paid or lost. */
  readonly cents: number
  /** How much it is, for the width of a pipe. */
  readonly amount: number
  /** Shares are moves of a price; a count is of liquidations. */
  readonly unit: 'cents' | 'contracts' | 'share' | 'count'
  /** One sentence. */
  readonly words: string
}

/** A run as flows read it. */
export interface FlowSource {
  readonly world: WorldDocument
  readonly markets: readonly MarketPlace[]
  readonly venues: readonly string[]
  readonly series: Pick<SeriesHistory, 'at'>
  /** Events of the step, in order. */
  readonly eventsOf: (step: number) => readonly EventRow[]
  /** Everything of a kind that was reported up to the end of the step, in order. */
  readonly eventsUntil: (kind: EventKind, step: number) => readonly EventRow[]
  /** The first of a kind, at this venue where one is named. */
  readonly firstEvent: (kind: EventKind, venue?: number) => EventRow | undefined
  /** Whether the account of a venue opened with several positions. */
  readonly isCrossed: (venue: number, account: number) => boolean
}

interface Played {
  readonly opened: OpenedWorld | null
  readonly document: WorldDocument | null
  readonly series: SeriesHistory
  readonly events: EventHistory
}

/** A run that is open; null while none is. */
export function toFlowSource({ opened, document, series, events }: Played): FlowSource | null {
  if (opened === null || document === null) return null
  const markets = listMarketPlaces(document)
  const crossed = listCrossed(markets, opened)
  const rowsOf = (rows: readonly number[]) => rows.map((row) => events.row(row))
  return {
    world: document,
    markets,
    venues: Object.keys(document.venues),
    series,
    eventsOf: (step) => {
      const [from, to] = events.rangeOf(step)
      return rowsOf(Array.from({ length: to - from }, (_, i) => from + i))
    },
    eventsUntil: (kind, step) => {
      const end = events.countAt(step)
      return rowsOf(events.rowsOf(kind).filter((row) => row < end))
    },
    firstEvent: (kind, venue) => {
      const found = events
        .rowsOf(kind)
        .find((row) => venue === undefined || events.value(row, 'venue') === venue)
      return found === undefined ? undefined : events.row(found)
    },
    isCrossed: (venue, account) => crossed[venue]?.has(account) ?? false,
  }
}

/** By venue: who has an entry in more than one of its markets. */
function listCrossed(markets: readonly MarketPlace[], { openings }: OpenedWorld): Set<number>[] {
  const crossed: Set<number>[] = []
  const seen: Set<number>[] = []
  for (const { place, venuePlace } of markets) {
    const once = (seen[venuePlace] ??= new Set())
    const several = (crossed[venuePlace] ??= new Set())
    for (const id of openings[place].ids ?? []) {
      if (once.has(id)) several.add(id)
      once.add(id)
    }
  }
  return crossed
}

/** The market of an event. */
export function marketOf({ markets }: FlowSource, { venue, asset }: EventRow): MarketPlace | undefined {
  return markets.find(({ venuePlace, assetPlace }) => venuePlace === venue && assetPlace === asset)
}
