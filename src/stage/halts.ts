/**
 * A halt is a closed door: the time in which nobody can trade is hatched, and named with its share of the time so far. Reads
 * the flag of each step; paints, and wants a label.
 */
import type { Box } from './layout.ts'
import type { Ink, Painter } from './painter.ts'
import type { Wish } from './placement.ts'
import { toX } from './scales.ts'
import type { Scene } from './scene.ts'
import type { Measure } from './textSize.ts'
import { offer, RANK, type Spot } from './wishes.ts'
import type { StageWords } from './words.ts'

/** Between two strokes of the hatching. */
const APART = 9

/**
 * From the first halted step to the last, up to and with `last`.
 * @internal
 */
export function findHalts(halted: ArrayLike<number>, last: number): { from: number; to: number }[] {
  const halts: { from: number; to: number }[] = []
  for (let step = 0; step <= last; step++) {
    if (halted[step] !== 1) continue
    const before = halts.at(-1)
    if (before?.to === step - 1) before.to = step
    else halts.push({ from: step, to: step })
  }
  return halts
}

function listBoxes({ layout: { chart }, view, window }: Scene): Box[] {
  const last = Math.min(view.step, view.series.length - 1, window)
  return findHalts(view.series.column('halted'), last).map(({ from, to }) => {
    const left = toX(Math.max(0, from - 0.5), window, chart)
    const right = toX(Math.min(window, to + 0.5), window, chart)
    return { left, top: chart.top, width: right - left, height: chart.height }
  })
}

export function paintHalts(painter: Painter, scene: Scene): void {
  for (const box of listBoxes(scene)) {
    painter.rect(box.left, box.top, box.width, box.height, scene.palette.axis, 0.22)
    paintHatching(painter, box, scene.palette.ghost)
  }
}

/** Strokes that fall to the left, cut at the box; their places do not depend on the box, so that halts look alike. */
function paintHatching(painter: Painter, { left, top, width, height }: Box, ink: Ink): void {
  const [right, bottom] = [left + width, top + height]
  // A stroke is where x + y is the same.
  const first = Math.ceil((left + top) / APART) * APART
  for (let sum = first; sum < right + bottom; sum += APART) {
    const from = Math.min(right, sum - top)
    const to = Math.max(left, sum - bottom)
    if (from > to) painter.line([from, sum - from, to, sum - to], 1, ink, 0.55)
  }
}

/** Over the longest of them, at the foot of the chart or where else there is room above it. */
export function wishHalts(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const boxes = listBoxes(scene)
  if (boxes.length === 0) return []
  const { chart, axisX, type } = scene.layout
  const widest = boxes.reduce((most, box) => (box.width > most.width ? box : most))
  const text = words.halted(scene.view.venue.haltedShare)
  const middle = widest.left + widest.width / 2
  const bottom = chart.top + chart.height
  const candidates = [
    { left: chart.left, right: chart.left + chart.width },
    { left: chart.left, right: axisX },
  ].flatMap((reach) =>
    offer(measure, 'halted', text, reach, () =>
      [bottom - type * 0.9, chart.top + type * 0.9, bottom - type * 2.5, chart.top + type * 2.5].map(
        (y): Spot => [middle, y, 'middle'],
      ),
    ),
  )
  return [{ key: 'halted', kind: 'halted', rank: RANK.halted, candidates }]
}
