/**
 * Places the words of the picture. A label gives way where there is no room for it; the price tag always stays.
 */
import { locateTrader } from './crowdLayer.ts'
import type { Overlay } from './overlay.ts'
import { computePriceTicks, computeTimeTicks, toX, toY } from './scales.ts'
import type { Scene } from './scene.ts'
import type { StageWords } from './words.ts'

/** About how wide a text will be; measuring it would make the browser lay out the page. */
function estimateWidth(text: string, type: number): number {
  return text.length * type * 0.56
}

export function placeLabels(overlay: Overlay, scene: Scene, words: StageWords): void {
  placeAxis(overlay, scene, words)
  placeChartWords(overlay, scene, words)
  placeCrowdWords(overlay, scene, words)
  placeLegend(overlay, scene, words)
  placeTraders(overlay, scene, words)
  overlay.settle()
}

function placeAxis(overlay: Overlay, { layout, range, view, run, window }: Scene, words: StageWords): void {
  const { chart, axisX, axisColumn, type, strip, timeTop } = layout
  const { values, decimals } = computePriceTicks(range, chart.height, type * 4.6)
  const now = toY(view.frame.price, range, chart)
  values.forEach((value, i) => {
    const y = toY(value, range, chart)
    if (Math.abs(y - now) < type * 1.7 || y > chart.top + chart.height - 2) return
    overlay.show(`price ${i}`, 'tick', words.price(value, decimals), axisX - 8, y, 'right')
  })
  const fine = Math.max(2, decimals)
  overlay.show('tag', 'tag', words.price(view.frame.price, fine), axisX - axisColumn / 2, now, 'middle')
  const ticks = computeTimeTicks(window, run.stepSeconds, strip.width, type * 7.5)
  ticks.forEach((step, i) => {
    const x = toX(step, window, strip)
    if (i > 0 && x > strip.left + strip.width - type * 1.5) return
    const anchor = i === 0 ? 'left' : 'middle'
    overlay.show(`time ${i}`, 'tick', words.time(step * run.stepSeconds), x, timeTop + type * 0.75, anchor)
  })
}

function placeChartWords(overlay: Overlay, scene: Scene, words: StageWords): void {
  const { layout, range, view, window } = scene
  const { chart, strip, type } = layout
  const { series, frame, hoverStep } = view
  const orders = scene.record.hasStops ? `${words.forcedOrders}, ▯ ${words.stops}` : words.forcedOrders
  overlay.show('strip', 'caption', orders, strip.left, strip.top - type * 0.75)
  const price = series.column('price')
  const fair = series.column('fair')
  const last = Math.min(frame.step, series.length - 1)
  const y = (column: Float64Array, step: number) => toY(column[step], range, chart)
  const now = toX(last, window, chart)
  const gap = y(price, last) - y(fair, last)
  const width = estimateWidth(words.fair, type)
  const hasRoom = now + 10 + width < chart.left + chart.width
  // Beside the end of the dashed line, clear of the price; above or below it once the chart is full.
  const shift = hasRoom && Math.abs(gap) > type * 1.5 ? 0 : (gap >= 0 ? -1 : 1) * type * 1.1
  const fairX = hasRoom ? now + 10 : Math.max(now - 4, chart.left + width)
  if (!layout.isNarrow)
    overlay.show('fair', 'fair', words.fair, fairX, y(fair, last) + shift, hasRoom ? 'left' : 'right')
  placeGapWords(overlay, scene, words)
  if (view.ghost) {
    // Under its lowest point: that is what the new run is compared with.
    const column = view.ghost.column('price')
    let lowest = 0
    const end = Math.min(view.ghost.length - 1, window)
    for (let step = 1; step <= end; step++) if (column[step] < column[lowest]) lowest = step
    const half = estimateWidth(words.before, type) / 2
    const x = Math.max(
      chart.left + half,
      Math.min(toX(lowest, window, chart), chart.left + chart.width - half),
    )
    overlay.show('ghost', 'caption', words.before, x, y(column, lowest) + type, 'middle')
  }
  if (hoverStep !== null && hoverStep < series.length && hoverStep <= window) {
    const seconds = hoverStep * scene.run.stepSeconds
    const text = words.moment(seconds, price[hoverStep], layout.isNarrow ? null : fair[hoverStep])
    const x = toX(hoverStep, window, chart)
    overlay.show(
      'hover',
      'trader',
      text,
      x + 6,
      chart.top + type * 0.6,
      x > chart.width * 0.7 ? 'right' : 'left',
    )
  }
}

/** Inside the area between price and fair value, or beside it while the area is narrow. */
function placeGapWords(
  overlay: Overlay,
  { layout, range, view, window, record }: Scene,
  words: StageWords,
): void {
  const { chart, type } = layout
  const price = view.series.column('price')
  const fair = view.series.column('fair')
  const last = Math.min(view.frame.step, view.series.length - 1, window)
  const top = toY(fair[record.gapStep], range, chart)
  const bottom = toY(price[record.gapStep], range, chart)
  if (Math.abs(record.deepest) < 0.005 || Math.abs(bottom - top) < type * 1.8) return
  const text = record.isForced
    ? record.deepest < 0
      ? words.forcedSelling(record.deepest)
      : words.forcedBuying(record.deepest)
    : words.orders(record.deepest)
  const middle = (price[record.gapStep] + fair[record.gapStep]) / 2
  const isIn = (step: number) => price[step] < middle === price[record.gapStep] < middle
  let from = record.gapStep
  let to = record.gapStep
  while (from > 0 && isIn(from - 1)) from--
  while (to < last && isIn(to + 1)) to++
  const left = toX(from, window, chart)
  const right = toX(to, window, chart)
  const y = (top + bottom) / 2
  // In a narrow picture the style sheet breaks it into two lines.
  const width = layout.isNarrow ? type * 6.8 : estimateWidth(text, type * 1.25)
  const end = layout.axisX - type * 2.8
  if (right - left > width + type || right + 12 + width > end) {
    const x = Math.max(chart.left + width / 2, Math.min((left + right) / 2, end - width / 2))
    overlay.show('gap', 'forced', text, x, y, 'middle')
  } else overlay.show('gap', 'forced', text, right + 12, y, 'left')
}

function placeCrowdWords(overlay: Overlay, scene: Scene, words: StageWords): void {
  const { layout, range, bands, outline, view } = scene
  const { crowd, type } = layout
  const right = crowd.left + crowd.width
  let widest = { low: 0, high: 0 }
  for (const band of bands) if (band.high - band.low > widest.high - widest.low) widest = band
  if (widest.high > 0 && !layout.isNarrow) {
    const top = Math.max(crowd.top, toY(widest.high, range, crowd))
    const bottom = Math.min(crowd.top + crowd.height, toY(widest.low, range, crowd))
    const y = bottom - Math.min(type, (bottom - top) / 2)
    if (y > crowd.top) overlay.show('band', 'band', words.band, right, y, 'right')
  }
  let peak: { price: number; x: number } | null = null
  for (const point of outline) {
    const y = toY(point.price, range, crowd)
    if (y > crowd.top && y < crowd.top + crowd.height && point.x > (peak?.x ?? 0)) peak = point
  }
  if (peak && !layout.isNarrow && view.frame.step > 0) {
    const hasRoom = peak.x < crowd.width - type * 6
    const x = crowd.left + peak.x + (hasRoom ? 8 : 0)
    const y = toY(peak.price, range, crowd) - (hasRoom ? 0 : type * 0.9)
    if (!isTaken(scene, x, y))
      overlay.show('start', 'caption', words.atStart, x, y, hasRoom ? 'left' : 'right')
  }
  const { above, below } = countBeyond(scene)
  if (above > 0)
    overlay.show('above', 'caption', words.beyond(above, 'above'), crowd.left, crowd.top - type * 0.9)
  if (below > 0)
    overlay.show(
      'below',
      'caption',
      words.beyond(below, 'below'),
      crowd.left,
      crowd.top + crowd.height + type,
    )
}

/** Whether a trader's label stands there. */
function isTaken(scene: Scene, x: number, y: number): boolean {
  const { type } = scene.layout
  return [scene.view.selected, scene.view.pinned].some((id) => {
    const place = id === null ? null : locateTrader(scene, id)
    return place !== null && Math.abs(place.y - y) < type * 2 && Math.abs(place.x - x) < type * 10
  })
}

function countBeyond({ density, crowd, view, range }: Scene): { above: number; below: number } {
  if (density) return density
  let above = 0
  let below = 0
  for (let mark = 0; mark < crowd.shown; mark++) {
    if (crowd.sideOf(mark) === 0 || view.crowd.state[crowd.ids[mark]] !== 0) continue
    const price = crowd.priceOf(mark)
    if (price > range.high) above++
    else if (price < range.low) below++
  }
  return { above, below }
}

/** The two sides are named beside their heaps where there is room, everything else under them. */
function placeLegend(overlay: Overlay, scene: Scene, words: StageWords): void {
  const { layout, view, crowd, hasMarks } = scene
  const { type, isNarrow } = layout
  const { traders, queue } = view.frame
  const room = layout.crowd
  const right = room.left + room.width
  const isShort = estimateWidth(words.shorts, type) > room.width * 0.68
  const longs = `● ${isShort ? words.longsShort : words.longs}`
  const shorts = `▲ ${isShort ? words.shortsShort : words.shorts}`
  // Beside the count of marks beyond the scale, or in a row of its own where both do not fit.
  const beyond = estimateWidth(words.beyond(crowd.total, 'above'), type)
  const isCrowded = beyond + estimateWidth(shorts, type) > room.width
  overlay.show('shorts', 'shorts', shorts, right, room.top + type * (isCrowded ? 0.6 : -0.9), 'right')
  overlay.show(
    'longs',
    'longs',
    longs,
    right,
    room.top + room.height + type * (isCrowded ? -0.8 : 1),
    'right',
  )
  const entries: [kind: string, text: string][] = []
  if (isNarrow) entries.push(['fair', `┄ ${words.fair}`])
  if (queue > 0) entries.push(['queued', `◉ ${words.queued}`])
  if (traders.liquidated > 0) entries.push(['caption', `○ ${words.out}`])
  if (traders.deleveraged > 0) entries.push(['caption', `◇ ${words.deleveraged}`])
  if (traders.stopped > 0) entries.push(['caption', `▬ ${words.stopped}`])
  if (traders.closed > traders.stopped) entries.push(['caption', `× ${words.closed}`])
  if (!hasMarks) entries.push(['caption', words.plain])
  else if (crowd.isSample) entries.push(['caption', words.sample(crowd.shown, crowd.total)])
  const top = room.top + room.height + type * 2.6
  entries.forEach(([kind, text], i) => {
    const y = top + i * type * 1.5
    if (isNarrow) overlay.show(text, kind, text, room.left, y)
    else overlay.show(text, kind, text, right, y, 'right')
  })
}

function placeTraders(overlay: Overlay, scene: Scene, words: StageWords): void {
  const { view, layout } = scene
  for (const id of new Set([view.selected, view.pinned])) {
    const place = id === null ? null : locateTrader(scene, id)
    if (id === null || !place) continue
    const text = id === view.pinned ? words.you : words.trader(id)
    const isRight = place.x > layout.crowd.left + layout.crowd.width * 0.75
    const x = place.x + (isRight ? -1 : 1) * (place.radius + 10)
    overlay.show(
      id === view.pinned ? 'you' : 'selected',
      'trader',
      text,
      x,
      place.y,
      isRight ? 'right' : 'left',
    )
  }
}
