/**
 * The readings of docs/model.md section 7 which the summary of a version 1 document carries: the spiral number here and ahead,
 * both ways.
 * Part of an oracle that shares no code with the engine.
 */
import { nearest } from '../exactExponential.ts'
import { isQueued, liquidationPrice } from './accounts.ts'
import { sum } from './exact.ts'
import { contractsForOnePercent } from './impact.ts'
import { markOf } from './market.ts'
import type { Account, Market, World } from './world.ts'

export interface SpiralNumbers {
  rHere: number
  rAhead: number
  rHereUp: number
  rAheadUp: number
}

/** Of the only market of a venue. */
export function spiralNumbers(world: World, market: Market): SpiralNumbers {
  const mark = markOf(world, market)
  const longs = unqueued(market, 1).map((a) => liquidationPrice(market, a))
  const shorts = unqueued(market, -1).map((a) => liquidationPrice(market, a))
  const below = longs.filter((price) => price >= 0.8 * mark && price <= mark)
  const above = shorts.filter((price) => price >= mark && price <= 1.2 * mark)
  return {
    rHere: spiralDown(market, mark),
    rAhead: Math.max(...[mark, ...below].map((price) => spiralDown(market, price))),
    rHereUp: spiralUp(market, mark),
    rAheadUp: Math.max(...[mark, ...above].map((price) => spiralUp(market, price))),
  }
}

/** Contracts of unqueued longs with a liquidation price in the percent below the mark. */
export function nearLongs(world: World, market: Market): number {
  return contractsOf(market, longsNear(market, markOf(world, market)))
}

function unqueued({ venue, place }: Market, side: 1 | -1): Account[] {
  return venue.accounts.filter((a) => Math.sign(a.contracts[place]) === side && !isQueued(venue, a))
}

function contractsOf({ place }: Market, accounts: Account[]): number {
  return sum(accounts.map((a) => Math.abs(a.contracts[place])))
}

function longsNear(market: Market, price: number): Account[] {
  const lowest = price * nearest.exp(-0.01)
  return unqueued(market, 1).filter((a) => {
    const liquidation = liquidationPrice(market, a)
    return liquidation > lowest && liquidation <= price
  })
}

function spiralDown(market: Market, price: number): number {
  return spiral(market, longsNear(market, price), 1)
}

function spiralUp(market: Market, price: number): number {
  const highest = price * nearest.exp(0.01)
  const forced = unqueued(market, -1).filter((a) => {
    const liquidation = liquidationPrice(market, a)
    return liquidation >= price && liquidation < highest
  })
  return spiral(market, forced, -1)
}

function spiral(market: Market, forced: Account[], direction: 1 | -1): number {
  const { venue, book, indexWeight } = market
  const contracts = contractsOf(market, forced)
  return (venue.closeFactor * (1 - indexWeight) * contracts) / contractsForOnePercent(book, direction)
}
