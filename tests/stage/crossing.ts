/** Whether a line runs through a rectangle, by exact sums over its stretches; independent of what places labels. */
import type { Rect } from '../../src/stage/placement.ts'

export function isCrossed(rect: Rect, points: readonly number[]): boolean {
  for (let i = 0; i + 3 < points.length; i += 2)
    if (isStretchIn(rect, points[i], points[i + 1], points[i + 2], points[i + 3])) return true
  return false
}

/** Liang and Barsky: cuts the stretch at each side in turn; something is left where it runs through. */
function isStretchIn(rect: Rect, x0: number, y0: number, x1: number, y1: number): boolean {
  let from = 0
  let to = 1
  const sides = [
    [x0 - x1, x0 - rect.left],
    [x1 - x0, rect.right - x0],
    [y0 - y1, y0 - rect.top],
    [y1 - y0, rect.bottom - y0],
  ]
  for (const [run, room] of sides) {
    if (run === 0 && room <= 0) return false
    if (run < 0) from = Math.max(from, room / run)
    if (run > 0) to = Math.min(to, room / run)
  }
  return from < to
}
