/**
 * Caps on what may be opened or added to (docs/model.md section 11.8), by newcomers and by those who re-lever; what is open stays. Reads
 * the venue's rules and the market; writes nothing.
 */
import { floorStar } from './arithmetic.ts'
import { computeOpenInterest } from './market.ts'
import type { Market } from './venue.ts'

/**
 * Contracts by which a position can grow under the caps of its venue; Infinity where there are none.
 * @param size contracts that it has, without regard to the side
 * @param mark in dollars
 */
export function roomFor(market: Market, size: number, mark: number): number {
  const { positionCapCents, openInterestCapCents } = market.venue.rules
  if (positionCapCents === Infinity && openInterestCapCents === Infinity) return Infinity
  const ofAccount = floorStar(positionCapCents / mark) - size
  const ofMarket = Math.floor(floorStar(openInterestCapCents / mark) - computeOpenInterest(market))
  return Math.min(ofAccount, ofMarket)
}
