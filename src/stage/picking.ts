/**
 * Which mark is meant by a place on the picture.
 */
import { LOOK, PLACE, type Crowd } from './crowd.ts'
import type { Box } from './layout.ts'
import { toY, type Range } from './scales.ts'

const RADIUS = 24

/** The trader whose mark is nearest, measured from the mark's edge: a big one is also near when its middle is not. */
export function pickTrader(crowd: Crowd, range: Range, room: Box, x: number, y: number): number | null {
  let best: number | null = null
  let nearest = RADIUS
  for (let mark = 0; mark < crowd.shown; mark++) {
    const dx = room.left + crowd.places[mark * PLACE + 2] - x
    const radius = crowd.looks[mark * LOOK]
    if (Math.abs(dx) - radius > nearest || crowd.sideOf(mark) === 0) continue
    const markY = toY(crowd.places[mark * PLACE + 3], range, room)
    if (!(markY >= room.top && markY <= room.top + room.height)) continue
    const distance = Math.max(0, Math.hypot(dx, markY - y) - radius)
    if (distance >= nearest) continue
    nearest = distance
    best = crowd.ids[mark]
  }
  return best
}
