/**
 * The houses of a world: each venue with its markets by their places, in the order in which they stand. Those that have a price
 * and a crowd stand in front, those that only hold money beneath them. Reads the document.
 */
import type { WorldDocument } from '../../schema/world.ts'
import type { VenueDocument } from '../../schema/worldVenues.ts'

export type HouseKind = VenueDocument['kind'] | 'pool'

export interface HouseMarket {
  readonly asset: string
  /** Among all markets of the world. */
  readonly place: number
  /** A book that quotes what it holds. */
  readonly isPool: boolean
  readonly startPrice: number
  /** Where loans are sold. */
  readonly soldOn: string | null
}

export interface House {
  readonly id: string
  /** Among all venues of the world. */
  readonly place: number
  readonly kind: HouseKind
  readonly markets: readonly HouseMarket[]
}

const NAMES: Readonly<Record<HouseKind, string>> = {
  exchange: 'exchange',
  pool: 'pool',
  lending: 'lending',
  institution: 'bank or fund',
}

export const nameKind = (kind: HouseKind): string => NAMES[kind]

export function listHouses(world: WorldDocument): House[] {
  let market = 0
  return Object.entries(world.venues).map(([id, venue], place): House => {
    if (venue.kind === 'institution') return { id, place, kind: 'institution', markets: [] }
    const markets = Object.entries(venue.markets).map(([asset, document]): HouseMarket => ({
      asset,
      place: market++,
      isPool: 'liquidity' in document && document.liquidity.anchor === 'reserves',
      startPrice: world.assets[asset].startPrice,
      soldOn: 'soldOn' in document ? document.soldOn : null,
    }))
    const isPool = markets.length > 0 && markets.every((one) => one.isPool)
    return { id, place, kind: isPool ? 'pool' : venue.kind, markets }
  })
}

/** In a row beside each other; more than that are hard to read from the back of a room. */
const WIDEST_ROW = 3
const WIDEST_CELLAR = 4

/** Rows of houses from the top: those with a market, and beneath them those without. */
export function arrangeHouses(houses: readonly House[]): House[][] {
  const staged = houses.filter(({ markets }) => markets.length > 0)
  const others = houses.filter(({ markets }) => markets.length === 0)
  return [...cutRows(staged, WIDEST_ROW), ...cutRows(others, WIDEST_CELLAR)]
}

/** Rows of nearly the same length, none longer than `most`. */
function cutRows<T>(list: readonly T[], most: number): T[][] {
  const rows = Math.ceil(list.length / most)
  return Array.from({ length: rows }, (_, row) =>
    list.slice(Math.round((row * list.length) / rows), Math.round(((row + 1) * list.length) / rows)),
  )
}
