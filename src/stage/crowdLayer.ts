/**
 * What lies around the marks of the crowd: the prices where each sale forces a bigger one, the opening's outline, the density
 * where there are too many traders for a mark each, and rings around the traders that someone looks at.
 */
import { LOOK, PLACE } from './crowd.ts'
import { limitTint } from './flashLimit.ts'
import type { Ink, Painter } from './painter.ts'
import { toY } from './scales.ts'
import type { Scene } from './scene.ts'

export function paintCrowdGround(painter: Painter, scene: Scene): void {
  paintBands(painter, scene)
  if (scene.density) paintDensity(painter, scene)
  paintOutline(painter, scene)
}

function paintBands(painter: Painter, { layout, palette, range, bands }: Scene): void {
  const { crowd, axisX, width } = layout
  // Bands come and go with each step.
  const strength = limitTint(palette.ground, palette.forced, 0.13)
  for (const { low, high } of bands) {
    const top = Math.max(crowd.top, toY(high, range, crowd))
    const bottom = Math.min(crowd.top + crowd.height, toY(low, range, crowd))
    if (bottom <= top) continue
    painter.rect(axisX, top, width - axisX, bottom - top, palette.forced, strength)
    // A bar along the axis carries the meaning without the tint.
    painter.rect(axisX - 1, top, 4, bottom - top, palette.forced, 1)
  }
}

function paintOutline(painter: Painter, { layout, palette, range, outline }: Scene): void {
  const { left, top, height } = layout.crowd
  const points = outline.map(({ price, x }) => ({ x: left + x, y: toY(price, range, layout.crowd) }))
  const isShown = ({ x, y }: { x: number; y: number }) => x > left + 0.5 && y > top && y < top + height
  for (const line of cutLines(points, isShown)) painter.line(line, 1.3, palette.outline, 0.9, [3, 3])
}

/** The parts of a line whose points are shown. */
function cutLines(
  points: readonly { x: number; y: number }[],
  isShown: (point: { x: number; y: number }) => boolean,
): number[][] {
  const lines: number[][] = [[]]
  for (const point of points) {
    if (isShown(point)) lines[lines.length - 1].push(point.x, point.y)
    else if (lines[lines.length - 1].length > 0) lines.push([])
  }
  return lines
}

/** Open traders from the axis outwards, those who are out behind them, so that the edge is everyone. */
function paintDensity(painter: Painter, scene: Scene): void {
  const { layout, palette, range, density, densityScale, hasMarks } = scene
  if (!density) return
  const { left, top: roof, height: full } = layout.crowd
  const strength = hasMarks ? 0.22 : 0.8
  const edge: { x: number; y: number }[] = []
  for (let row = 0; row < density.out.length; row++) {
    // Whole pixels, or the rows would show seams.
    const top = Math.max(
      roof,
      Math.round(toY(density.low + (row + 1) * density.rowPrice, range, layout.crowd)),
    )
    const bottom = Math.round(toY(density.low + row * density.rowPrice, range, layout.crowd))
    if (bottom <= top || bottom > roof + full + 1) continue
    let x = left
    const bar = (contracts: number, ink: Ink, alpha: number) => {
      const width = contracts * densityScale
      if (width > 0) painter.rect(x, top, width, bottom - top, ink, alpha)
      x += width
    }
    bar(density.openLongs[row], palette.long, strength)
    bar(density.openShorts[row], palette.short, strength)
    bar(density.queued[row], palette.queued, strength)
    bar(density.out[row], palette.out, strength * 0.4)
    edge.push({ x, y: (top + bottom) / 2 })
  }
  for (const line of cutLines(edge, ({ x }) => x > left + 0.5)) painter.line(line, 1.2, palette.out, 1)
}

/** Where a trader stands: its mark, or a place at the axis where the sample leaves it out. Null beyond the scale. */
export function locateTrader(
  { crowd, view, layout, range, hasMarks }: Scene,
  id: number,
): { x: number; y: number; radius: number } | null {
  const room = layout.crowd
  const mark = hasMarks ? crowd.markOf(id) : -1
  const price = mark >= 0 ? crowd.places[mark * PLACE + 3] : view.crowd.liquidationPrice[id]
  const y = toY(price, range, room)
  if (!(y >= room.top - 1 && y <= room.top + room.height + 1)) return null
  if (mark < 0) return { x: room.left + 6, y, radius: 3.5 }
  return { x: room.left + crowd.places[mark * PLACE + 2], y, radius: crowd.looks[mark * LOOK] }
}

export function paintRings(painter: Painter, scene: Scene): void {
  const { view, palette, crowd, hasMarks } = scene
  for (const id of new Set([view.selected, view.pinned])) {
    const place = id === null ? null : locateTrader(scene, id)
    if (id === null || !place) continue
    const { x, y, radius } = place
    const isPinned = id === view.pinned
    if (!hasMarks || crowd.markOf(id) < 0) {
      // Not among the marks: the ring brings its own, on clean ground.
      painter.ring(x, y, (radius + 4) / 2, radius + 4, palette.ground, 0.85)
      painter.ring(x, y, radius / 2, radius, crowd.sides[id] > 0 ? palette.long : palette.short, 1)
    }
    painter.ring(x, y, radius + 5, 4.5, palette.ground, 0.9)
    painter.ring(x, y, radius + 5, 2.2, isPinned ? palette.focus : palette.price, 1)
  }
}
