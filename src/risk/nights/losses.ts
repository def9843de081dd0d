/** What one untouched night in twenty loses beyond deposits, at each venue: the lower part of the dial of the fund. */
import { openNight } from './nightWorld.ts'
import { PlacedLook } from '../../engine/placedLook.ts'
import { Simulation } from '../../engine/simulation.ts'
import type { Night } from '../../nights/night.ts'
import { UNTOUCHED } from '../../nights/play.ts'

const FUTURES = 60
const EXCEEDED = 0.05

/** By venue, in whole cents; venues without accounts lose nothing so. */
export function countLosses(night: Night): Record<string, number> {
  const found = new Map<string, number[]>()
  for (let k = 1; k <= FUTURES; k++) {
    const simulation = Simulation.create(openNight({ night }, UNTOUCHED, `${night.id}/losses/${k}`).document)
    simulation.advance(simulation.program.document.steps)
    const look = new PlacedLook(simulation)
    for (const { rules } of simulation.places.venues) {
      const list = found.get(rules.id) ?? []
      list.push(look.read('shortfall', { venue: rules.id }))
      found.set(rules.id, list)
    }
  }
  const exceededBy = (list: readonly number[]) =>
    list.toSorted((a, b) => b - a)[Math.floor(EXCEEDED * list.length)]
  return Object.fromEntries([...found].map(([venue, list]) => [venue, exceededBy(list)]))
}
