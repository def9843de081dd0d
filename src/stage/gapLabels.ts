/**
 * The words beside the price: how far orders pushed it below and above fair value, its peak, and what the dashed line is.
 */
import type { Overlay } from './overlay.ts'
import type { Gap } from './pathRecord.ts'
import { toX, toY } from './scales.ts'
import type { Scene } from './scene.ts'
import type { StageWords } from './words.ts'

/** About how wide a text will be; measuring it would make the browser lay out the page. */
export function estimateWidth(text: string, type: number): number {
  return text.length * type * 0.56
}

export function placeGaps(overlay: Overlay, scene: Scene, words: StageWords): void {
  const { below, above } = scene.record
  const taken = [below, above].flatMap((gap) => placeGapWords(overlay, scene, words, gap) ?? [])
  placePeak(overlay, scene, words)
  placeFair(overlay, scene, words, taken)
}

/** The highest price that forced buying made. */
function placePeak(overlay: Overlay, scene: Scene, words: StageWords): void {
  const { layout, range, view, window, record } = scene
  const { isForced, extremeStep } = record.above
  if (!isForced || extremeStep > window) return
  const price = view.series.column('price')[extremeStep]
  const text = words.peak(price)
  const half = estimateWidth(text, layout.type) / 2
  const x = toX(extremeStep, window, layout.chart)
  const y = toY(price, range, layout.chart) - layout.type * 1.2
  const right = findFlagEdge(scene, words) - half
  overlay.show('peak', 'caption', text, Math.max(layout.chart.left + half, Math.min(x, right)), y, 'middle')
}

/** Where a text stands: its ends, and its middle row. */
interface Row {
  readonly left: number
  readonly right: number
  readonly y: number
}

/** Beside the end of the dashed line, clear of the price and of the words in the gap; above or below it once the chart is full. */
function placeFair(overlay: Overlay, scene: Scene, words: StageWords, taken: readonly Row[]): void {
  const { layout, range, view, window } = scene
  const { chart, type } = layout
  if (layout.isNarrow) return
  const last = Math.min(view.step, view.series.length - 1)
  const now = toX(last, window, chart)
  const fairY = toY(view.series.column('fairValue')[last], range, chart)
  const gap = toY(view.series.column('price')[last], range, chart) - fairY
  const width = estimateWidth(words.fair, type)
  const hasRoom = now + 10 + width < chart.left + chart.width
  const x = hasRoom ? now + 10 : chart.left + chart.width
  const left = hasRoom ? x : x - width
  const isClear = (y: number) =>
    taken.every((row) => left > row.right || left + width < row.left || Math.abs(y - row.y) > type * 1.65)
  const away = fairY + (gap >= 0 ? -1 : 1) * type * 1.1
  const y = hasRoom && Math.abs(gap) > type * 1.5 && isClear(fairY) ? fairY : away
  if (isClear(y)) overlay.show('fair', 'fair', words.fair, x, y, hasRoom ? 'left' : 'right')
}

/** The left edge of the price's flag, with a little air. */
function findFlagEdge({ layout, view }: Scene, words: StageWords): number {
  const { type, axisX, axisColumn } = layout
  const width = estimateWidth(words.price(view.market.price, 2), type * 1.3) + type * 1.4
  return axisX - axisColumn / 2 - width / 2 - type * 0.3
}

/** Inside the area between price and fair value, or beside it while the area is narrow. */
function placeGapWords(overlay: Overlay, scene: Scene, words: StageWords, gap: Gap): Row | null {
  const { layout, range, view } = scene
  const { chart, type } = layout
  const price = view.series.column('price')
  const fair = view.series.column('fairValue')
  const top = toY(fair[gap.step], range, chart)
  const bottom = toY(price[gap.step], range, chart)
  if (Math.abs(gap.change) < 0.005 || Math.abs(bottom - top) < type * 1.8) return null
  const isUp = gap.change > 0
  const text = gap.isForced
    ? isUp
      ? words.forcedBuying(gap.change)
      : words.forcedSelling(gap.change)
    : words.orders(gap.change)
  // In a narrow picture the style sheet breaks it into two lines.
  const width = layout.isNarrow ? type * 6.8 : estimateWidth(text, type * 1.22)
  const edge = findFlagEdge(scene, words)
  let spot: { left: number; share: number } | null = null
  // In the middle of the area, or near fair value, where the price fell earlier: more room to the right.
  for (const share of [0.5, Math.min(0.5, (type * 1.1) / Math.abs(bottom - top))]) {
    if (spot) break
    const { start, end } = findGapSpan(scene, gap, share)
    if (end - start > width + type)
      spot = { left: Math.min((start + end) / 2, edge - width / 2) - width / 2, share }
    else if (end + 4 + width <= edge) spot = { left: Math.min(end + 12, edge - width), share }
    else if (start + 4 + width <= edge) spot = { left: Math.min(start + type, edge - width), share }
  }
  spot ??= { left: edge - width, share: 0.5 }
  const left = Math.max(chart.left, spot.left)
  const y = top + (bottom - top) * spot.share
  overlay.show(isUp ? 'gap above' : 'gap', isUp ? 'bought' : 'forced', text, left + width / 2, y, 'middle')
  return { left, right: left + width, y }
}

/** Where the area around its deepest step begins and ends, in the row at a share of its depth below fair value. */
function findGapSpan(
  { layout, view, window }: Scene,
  gap: Gap,
  share: number,
): { start: number; end: number } {
  const price = view.series.column('price')
  const fair = view.series.column('fairValue')[gap.step]
  const last = Math.min(view.step, view.series.length - 1, window)
  const middle = fair + (price[gap.step] - fair) * share
  const isIn = (step: number) => price[step] < middle === price[gap.step] < middle
  let from = gap.step
  let to = gap.step
  while (from > 0 && isIn(from - 1)) from--
  while (to < last && isIn(to + 1)) to++
  return { start: toX(from, window, layout.chart), end: toX(to, window, layout.chart) }
}
