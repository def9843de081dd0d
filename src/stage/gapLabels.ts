/**
 * The words beside the price: how far orders pushed it below and above fair value, its peak, what the dashed line is, and the
 * run before. Each offers places along its own line; what else stands there is known to src/stage/placement.ts.
 */
import type { Candidate, Wish } from './placement.ts'
import type { Gap } from './pathRecord.ts'
import { toX, toY } from './scales.ts'
import type { Scene } from './scene.ts'
import type { Measure } from './textSize.ts'
import { inShortLines, inTwoLines, offer, RANK, type Reach, type Spot } from './wishes.ts'
import type { StageWords } from './words.ts'

/** Between a line and its words. */
const AWAY = 5

/** Over the chart first, then over the column of prices as well. */
const listReaches = ({ layout: { chart, axisX } }: Scene): Reach[] => [
  { left: chart.left, right: chart.left + chart.width },
  { left: chart.left, right: axisX - 4 },
]

export function wishGaps(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { below, above } = scene.record
  const gaps = [below, above].flatMap((gap) => wishGap(scene, words, measure, gap))
  // What the lines are is said once for all pictures of the page.
  if (scene.layout.isCompact) return gaps
  return [
    ...gaps,
    ...wishPeak(scene, words, measure),
    ...wishFair(scene, words, measure),
    ...wishBefore(scene, words, measure),
  ]
}

/** The highest price that forced buying made. */
function wishPeak(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { layout, range, view, window, record } = scene
  const { isForced, extremeStep } = record.above
  if (!isForced || extremeStep > window) return []
  const price = view.series.column('price')[extremeStep]
  const x = toX(extremeStep, window, layout.chart)
  const y = toY(price, range, layout.chart)
  const candidates = listReaches(scene).flatMap((reach) =>
    offer(measure, 'caption', words.peak(price), reach, ({ height }) => {
      const over = y - height / 2 - AWAY - 2
      return [
        [x, over, 'middle'],
        [x + AWAY, over, 'left'],
        [x - AWAY, over, 'right'],
        [x + 10, y, 'left'],
        [x - 10, y, 'right'],
        [x, over - height, 'middle'],
      ]
    }),
  )
  return [{ key: 'peak', kind: 'caption', rank: RANK.peak, candidates }]
}

/** Beside the end of the dashed line, or along it: on the side that is away from the price first. */
function wishFair(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { layout, range, view, window } = scene
  if (layout.isNarrow) return []
  const fair = view.series.column('fairValue')
  const last = Math.min(view.step, view.series.length - 1, window)
  const y = toY(fair[last], range, layout.chart)
  const isPriceLower = view.series.column('price')[last] <= fair[last]
  const candidates = listReaches(scene).flatMap((reach) =>
    [words.fair, words.fairShort].flatMap((text) =>
      offer(measure, 'fair', text, reach, (size) => [
        [toX(last, window, layout.chart) + 10, y, 'left'],
        ...findSpotsAlong(scene, fair, last, size, isPriceLower ? -1 : 1),
      ]),
    ),
  )
  return [{ key: 'fair', kind: 'fair', rank: RANK.fair, candidates }]
}

/** Under its lowest point first: that is what the new run is compared with. */
function wishBefore(scene: Scene, words: StageWords, measure: Measure): Wish[] {
  const { layout, range, view, window } = scene
  if (!view.ghost) return []
  const column = view.ghost.column('price')
  const end = Math.min(view.ghost.length - 1, window)
  let lowest = 0
  for (let step = 1; step <= end; step++) if (column[step] < column[lowest]) lowest = step
  const x = toX(lowest, window, layout.chart)
  const y = toY(column[lowest], range, layout.chart)
  const list = (findSpots: (size: { width: number; height: number }) => Spot[]) =>
    listReaches(scene).flatMap((reach) => offer(measure, 'caption', words.before, reach, findSpots))
  const candidates = [
    ...list(({ height }) => {
      const under = y + height / 2 + AWAY
      return [
        [x, under, 'middle'],
        [x + AWAY, under, 'left'],
        [x - AWAY, under, 'right'],
        [x + AWAY, y, 'left'],
        [x - AWAY, y, 'right'],
      ]
    }),
    ...list((size) => findSpotsAlong(scene, column, end, size, 1)),
  ]
  return [{ key: 'ghost', kind: 'caption', rank: RANK.before, candidates }]
}

/** Above or below a line, clear of all of it that they span, from its end to its start. */
function findSpotsAlong(
  { layout: { chart }, range, window }: Scene,
  column: Float64Array,
  last: number,
  { width, height }: { width: number; height: number },
  side: 1 | -1,
): Spot[] {
  const [least, most] = [chart.left + width / 2, chart.left + chart.width - width / 2]
  const half = Math.ceil((width / 2 / chart.width) * window)
  const spots: Spot[] = []
  for (const share of [1, 0.85, 0.7, 0.55, 0.4, 0.25, 0.1]) {
    const x = Math.max(least, Math.min(toX(last * share, window, chart) - width / 2, most))
    const middle = Math.round(((x - chart.left) / chart.width) * window)
    for (const away of [side, -side]) {
      let y = away < 0 ? Infinity : -Infinity
      const to = Math.min(last, middle + half)
      for (let step = Math.max(0, Math.min(to, middle - half)); step <= to; step++) {
        const at = toY(column[step], range, chart)
        y = away < 0 ? Math.min(y, at) : Math.max(y, at)
      }
      spots.push([x, y + away * (height / 2 + AWAY), 'middle'])
    }
  }
  return spots
}

/** The area between price and fair value around its deepest step, as it lies in the picture. */
interface Area {
  readonly scene: Scene
  readonly gap: Gap
  readonly price: Float64Array
  /** Of fair value and of the price at its deepest step. */
  readonly fairY: number
  readonly priceY: number
  /** Its last step at most. */
  readonly last: number
}

type Size = Readonly<{ width: number; height: number }>

/** Inside the area between price and fair value, or beside it while the area is narrow. */
function wishGap(scene: Scene, words: StageWords, measure: Measure, gap: Gap): Wish[] {
  const { layout, range, view, window } = scene
  const price = view.series.column('price')
  const fairY = toY(view.series.column('fairValue')[gap.step], range, layout.chart)
  const priceY = toY(price[gap.step], range, layout.chart)
  if (Math.abs(gap.change) < 0.005 || Math.abs(priceY - fairY) < layout.type * 0.9) return []
  const area = { scene, gap, price, fairY, priceY, last: Math.min(view.step, view.series.length - 1, window) }
  const isUp = gap.change > 0
  const text = gap.isForced
    ? isUp
      ? words.forcedBuying(gap.change)
      : words.forcedSelling(gap.change)
    : words.orders(gap.change)
  const kind = isUp ? 'bought' : 'forced'
  const texts = [text, inTwoLines(text), inShortLines(text)]
  if (layout.isCompact) texts.push(words.change(gap.change))
  // They lie where they lie, however far words may reach.
  const spots = texts.map((each) => {
    const size = measure(kind, each)
    return { each, inside: findSpotsInside(area, size), beside: findSpotsBeside(area, size) }
  })
  const candidates: Candidate[] = []
  for (const reach of listReaches(scene)) {
    for (const { each, inside } of spots) candidates.push(...offer(measure, kind, each, reach, () => inside))
    for (const { each, beside } of spots) candidates.push(...offer(measure, kind, each, reach, () => beside))
  }
  return [{ key: isUp ? 'gap above' : 'gap', kind, rank: RANK.gap, candidates }]
}

/** In the middle of the area, or nearer to one of its ends. */
function findSpotsInside(area: Area, { width, height }: Size): Spot[] {
  const { fairY, priceY } = area
  return [0.5, 0.4, 0.6, 0.3, 0.7].flatMap((share): Spot[] => {
    const y = fairY + (priceY - fairY) * share
    const rows = [-0.5, 0, 0.5].map((part) => findSpan(area, y + part * height))
    const start = Math.max(...rows.map((row) => row.start))
    const end = Math.min(...rows.map((row) => row.end))
    return end - start > width + 2 * AWAY ? [[(start + end) / 2, y, 'middle']] : []
  })
}

/** Beside the area where the price comes back, beyond its farthest point, and before it. */
function findSpotsBeside(area: Area, { width, height }: Size): Spot[] {
  const { scene, gap, price, fairY } = area
  const { layout, range, window } = scene
  const { chart } = layout
  const farY = toY(price[Math.min(gap.extremeStep, window)], range, chart)
  const farX = toX(Math.min(gap.extremeStep, window), window, chart)
  const side = farY > fairY ? 1 : -1
  const beyond = farY + side * (height / 2 + AWAY)
  const rows = [0.5, 0.7, 0.9, 0.3, 1.1, 1.3].map((share) => fairY + (farY - fairY) * share)
  const spans = rows.map((y) => ({
    y,
    // The row of its box where the price is widest.
    near: findSpan(area, y - side * (height / 2 + AWAY)),
  }))
  return [
    ...spans.map(({ y, near }): Spot => [near.end + 2 * AWAY, y, 'left']),
    [farX, beyond, 'middle'],
    [farX, beyond, 'left'],
    [farX + width / 4, beyond + side * height * 0.4, 'left'],
    ...spans.map(({ y, near }): Spot => [near.start - 2 * AWAY, y, 'right']),
    // Over fair value, where there is nothing else.
    [farX, fairY - side * (height / 2 + AWAY), 'left'],
    [farX, fairY - side * (height * 1.2 + AWAY), 'left'],
  ]
}

/** Where the area begins and ends, in the row at a height of the picture. */
function findSpan({ scene, gap, price, last }: Area, y: number): { start: number; end: number } {
  const { layout, window, range } = scene
  const { chart } = layout
  const middle = range.high - ((y - chart.top) / chart.height) * (range.high - range.low)
  const isBelow = gap.change < 0
  let from = Math.min(gap.step, last)
  let to = from
  while (from > 0 && price[from - 1] < middle === isBelow) from--
  while (to < last && price[to + 1] < middle === isBelow) to++
  return { start: toX(from, window, chart), end: toX(to, window, chart) }
}
