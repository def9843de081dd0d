/** The markets of a night in the order in which they are looked at: the one that the night is about, those of one's own house, the rest. */
import type { Night } from '../../nights/night.ts'
import { listMarketPlaces, type MarketPlace } from '../../schema/marketPlaces.ts'
import type { WorldDocument } from '../../schema/world.ts'

export function listNightMarkets({ venue, shows }: Pick<Night, 'venue' | 'shows'>, world: WorldDocument): MarketPlace[] {
  const order = (one: MarketPlace) => {
    if (shows && one.venue === shows.venue && one.asset === shows.asset) return 0
    return one.venue === venue ? 1 : 2
  }
  return listMarketPlaces(world).toSorted((a, b) => order(a) - order(b))
} // prettier-ignore
