/**
 * What a quantity that is written as a share came to at the opening of the world that runs, and the whole that it is a share
 * of. Null where the part is not open yet, so that nobody knows.
 */
import type { OpenedWorld } from '../../../schema/message.ts'
import { listMarketPlaces, type MarketPlace } from '../../../schema/marketPlaces.ts'
import type { PairField } from './field.ts'

interface Resolved {
  readonly amount: number
  readonly whole: number
}

export function resolvePair(
  opened: OpenedWorld | null,
  { path, pair }: Pick<PairField, 'path' | 'pair'>,
): Resolved | null {
  if (!opened) return null
  const [, venue, , asset] = path.split('.')
  const markets = listMarketPlaces(opened.world).filter((one) => one.venue === venue)
  if (pair.key === 'liquidity.depth' || pair.key === 'liquidity.makers.capital') {
    const market = markets.find((one) => one.asset === asset)
    if (!market) return null
    const contracts = opened.frame.markets[market.place].openInterest
    if (pair.key === 'liquidity.depth') return { amount: opened.depths[market.place], whole: contracts }
    const whole = toDollars(opened, market)
    return { amount: pair.share.default * whole, whole }
  }
  if (markets.length === 0) return null
  const { traders, fundLeft, venueEquity } = opened.frame.venues[markets[0].venuePlace]
  if (pair.key === 'venue.liquidation.capacityPerStep')
    return { amount: Math.ceil(pair.share.default * traders), whole: traders }
  const whole = markets.reduce((sum, market) => sum + toDollars(opened, market), 0)
  return { amount: (pair.key === 'venue.insuranceFund' ? fundLeft : venueEquity) / 100, whole }
}

/** One contract is worth as many cents as the price has dollars. */
function toDollars({ world, frame }: OpenedWorld, { asset, place }: MarketPlace): number {
  return (frame.markets[place].openInterest * world.assets[asset].startPrice) / 100
}
