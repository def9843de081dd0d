/**
 * The readings of docs/model.md section 7 which the summary carries: the spiral number here and ahead, in both directions.
 * Part of an oracle that shares no code with the engine.
 */
import { nearest } from './exactExponential.ts'
import { contractsForOnePercent } from './referenceImpact.ts'
import type { Account, World } from './referenceWorld.ts'
import { currentMark, isQueued, liquidationPrice } from './referenceWorld.ts'

export interface SpiralNumbers {
  rHere: number
  rAhead: number
  rHereUp: number
  rAheadUp: number
}

export function spiralNumbers(world: World): SpiralNumbers {
  const mark = currentMark(world)
  const longs = unqueued(world, 1).map((a) => liquidationPrice(world, a))
  const shorts = unqueued(world, -1).map((a) => liquidationPrice(world, a))
  const below = longs.filter((price) => price >= 0.8 * mark && price <= mark)
  const above = shorts.filter((price) => price >= mark && price <= 1.2 * mark)
  return {
    rHere: spiralDown(world, mark),
    rAhead: Math.max(...[mark, ...below].map((price) => spiralDown(world, price))),
    rHereUp: spiralUp(world, mark),
    rAheadUp: Math.max(...[mark, ...above].map((price) => spiralUp(world, price))),
  }
}

function unqueued(world: World, side: 1 | -1): Account[] {
  return world.accounts.filter((a) => Math.sign(a.contracts) === side && !isQueued(world, a))
}

function spiralDown(world: World, price: number): number {
  const lowest = price * nearest.exp(-0.01)
  const forced = unqueued(world, 1).filter((a) => {
    const liquidation = liquidationPrice(world, a)
    return liquidation > lowest && liquidation <= price
  })
  return spiral(world, forced, 1)
}

function spiralUp(world: World, price: number): number {
  const highest = price * nearest.exp(0.01)
  const forced = unqueued(world, -1).filter((a) => {
    const liquidation = liquidationPrice(world, a)
    return liquidation >= price && liquidation < highest
  })
  return spiral(world, forced, -1)
}

function spiral(world: World, forced: Account[], direction: 1 | -1): number {
  const { liquidation, mark } = world.scenario.venue
  const contracts = forced.reduce((sum, a) => sum + Math.abs(a.contracts), 0)
  const { curve } = world.scenario.liquidity
  const onePercent = contractsForOnePercent(curve, world.depth, world.displacement, direction)
  return (liquidation.closeFactor * (1 - mark.indexWeight) * contracts) / onePercent
}
