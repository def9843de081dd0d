/**
 * The markets of a world in the order in which frames and series have them: venue by venue, those of lending protocols included.
 * Reads the document.
 */
import type { WorldDocument } from './world.ts'

export interface MarketPlace {
  readonly venue: string
  readonly asset: string
  /** Among all markets, and of its venue and its asset among theirs. */
  readonly place: number
  readonly venuePlace: number
  readonly assetPlace: number
  /** The market on whose book positions are closed: itself, but for loans. */
  readonly soldOn: number
}

export function listMarketPlaces({ assets, venues }: WorldDocument): MarketPlace[] {
  const assetIds = Object.keys(assets)
  const pairs = Object.entries(venues).flatMap(([venue, document], venuePlace) =>
    document.kind === 'institution'
      ? []
      : Object.entries(document.markets).map(([asset, market]) => ({
          venue,
          asset,
          venuePlace,
          soldOnVenue: 'soldOn' in market ? market.soldOn : venue,
        })),
  )
  const placeOf = (venue: string, asset: string) =>
    pairs.findIndex((one) => one.venue === venue && one.asset === asset)
  return pairs.map(({ soldOnVenue, ...pair }, place) => ({
    ...pair,
    place,
    assetPlace: assetIds.indexOf(pair.asset),
    soldOn: placeOf(soldOnVenue, pair.asset),
  }))
}
