/**
 * The names of a world document, in order, for looking up the places that they stand for. Ids are validated: every name that is
 * asked for is there.
 */
import type { WorldDocument } from '../schema/world.ts'
import type { VenueDocument } from '../schema/worldVenues.ts'

/** The names of a document in order, for looking up places. */
export interface Names {
  readonly assets: readonly string[]
  readonly desks: readonly string[]
  readonly chains: readonly string[]
  readonly venues: readonly string[]
  /** Place of a venue's market among all markets. */
  readonly marketOf: (venue: string, asset: string) => number
}

export function listNames({ assets, desks, chains, venues }: WorldDocument): Names {
  const pairs = Object.entries(venues).flatMap(([id, venue]) =>
    listMarkets(venue).map((asset) => `${id} ${asset}`),
  )
  return {
    assets: Object.keys(assets),
    desks: Object.keys(desks),
    chains: Object.keys(chains),
    venues: Object.keys(venues),
    marketOf: (venue, asset) => pairs.indexOf(`${venue} ${asset}`),
  }
}

/** The assets that a venue has markets of, in order. */
export function listMarkets(venue: VenueDocument): string[] {
  return venue.kind === 'institution' ? [] : Object.keys(venue.markets)
}
