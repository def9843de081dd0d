/**
 * Random drawn worlds in which the engines work as much as they can: wild news, orders for small parts of a position, almost no
 * limit of capacity. A function of the seed alone.
 */
import { randomDrawnWorld, type DrawnWorld } from './randomDrawnWorld.ts'
import { mulberry32, pick } from './randomNumbers.ts'

export function fierceWorld(seed: number): DrawnWorld {
  const random = mulberry32(seed + 5_000_011)
  const world = randomDrawnWorld(seed, pick(random, [500, 4000, 4000, 8000]))
  world.stepSeconds = pick(random, [3600, 43_200, 86_400])
  if (random() < 0.5) world.steps *= 2
  for (const venue of Object.values(world.venues)) {
    if (venue.kind === 'institution') continue
    venue.liquidation = {
      ...venue.liquidation,
      closeFactor: pick(random, [0.005, 0.01, 0.02, 0.05]),
      latencySteps: pick(random, [0, 0, 0, 1]),
      capacityPerStep: pick(random, [null, null, null, { shareOfTraders: 0.5 }]),
    }
    // What costs as much as there are accounts, for each order, is in the other random worlds often enough.
    if (venue.adl?.ranking === 'proRata' && random() < 0.9) venue.adl.ranking = 'entryValue'
    if (venue.kind === 'exchange' && random() < 0.8) venue.circuitBreaker = null
  }
  return world
}
