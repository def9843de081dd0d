/**
 * Places the words of the picture. A label gives way where there is no room for it; the price tag always stays.
 */
import { locateTrader } from './crowdLayer.ts'
import { estimateWidth, placeGaps } from './gapLabels.ts'
import { placeHalts } from './halts.ts'
import type { Overlay } from './overlay.ts'
import { computePriceTicks, toX, toY } from './scales.ts'
import { computeTimeTicks } from '../schema/timeAxis.ts'
import type { Scene } from './scene.ts'
import type { StageWords } from './words.ts'

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
  const now = toY(view.market.price, range, chart)
  values.forEach((value, i) => {
    const y = toY(value, range, chart)
    if (Math.abs(y - now) < type * 1.7 || y > chart.top + chart.height - 2) return
    overlay.show(`price ${i}`, 'tick', words.price(value, decimals), axisX - 8, y, 'right')
  })
  const fine = Math.max(2, decimals)
  overlay.show('tag', 'tag', words.price(view.market.price, fine), axisX - axisColumn / 2, now, 'middle')
  const ticks = computeTimeTicks(window, run.stepSeconds, strip.width / (type * 7.5))
  // The last label may stand under the column of prices, not under the legend.
  const end = axisX - type * 0.5
  let free = strip.left
  ticks.forEach((step, i) => {
    const text = words.time(step * run.stepSeconds)
    const width = estimateWidth(text, type)
    const left = i === 0 ? strip.left : Math.min(toX(step, window, strip) - width / 2, end - width)
    if (left < free) return
    free = left + width + type * 0.5
    const y = timeTop + type * 0.75
    if (i === 0) overlay.show(`time ${i}`, 'tick', text, left, y)
    else overlay.show(`time ${i}`, 'tick', text, left + width / 2, y, 'middle')
  })
}

function placeChartWords(overlay: Overlay, scene: Scene, words: StageWords): void {
  const { layout, range, view, window } = scene
  const { chart, strip, type } = layout
  const { series, hoverStep } = view
  const { hasStops, hasBuys } = scene.record
  const toOrders = (name: string) =>
    `${hasBuys ? `▄ ${name}, ▀ ${words.forcedPurchases}` : name}${hasStops ? `, ▯ ${words.stops}` : ''}`
  const isShort = estimateWidth(toOrders(words.forcedOrders), type) > layout.axisX - strip.left
  const orders = toOrders(isShort ? words.forcedOrdersShort : words.forcedOrders)
  overlay.show('strip', 'caption', orders, strip.left, strip.top - type * 0.75)
  const price = series.column('price')
  const fair = series.column('fairValue')
  const y = (column: Float64Array, step: number) => toY(column[step], range, chart)
  placeGaps(overlay, scene, words)
  placeHalts(overlay, scene, words)
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
    // Left of its line where the right has no room, and never out of the picture.
    const isLeft = x > chart.width * 0.7 && x - chart.left > estimateWidth(text, type) * 1.1
    const end = layout.axisX - estimateWidth(text, type) * 1.1
    const place = isLeft ? x + 6 : Math.max(chart.left, Math.min(x + 6, end))
    overlay.show('hover', 'trader', text, place, chart.top + type * 0.6, isLeft ? 'right' : 'left')
  }
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
    const inset = Math.min(type, (bottom - top) / 2)
    // At the band's other edge where the line of the present price runs through the words.
    const isStruck = Math.abs(bottom - inset - toY(view.market.price, range, crowd)) < type
    const y = isStruck ? top + inset : bottom - inset
    if (bottom - top >= type * 1.5) overlay.show('band', 'band', words.band, right, y, 'right')
  }
  let peak: { price: number; x: number } | null = null
  for (const point of outline) {
    const y = toY(point.price, range, crowd)
    if (y > crowd.top && y < crowd.top + crowd.height && point.x > (peak?.x ?? 0)) peak = point
  }
  if (peak && !layout.isNarrow && view.step > 0) {
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
  const { venue } = view
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
  const isLong = estimateWidth(`┄ ${words.fair}`, type) > room.width
  // First, since the last ones may have no room.
  if (!hasMarks) entries.push(['caption', words.plain])
  if (isNarrow) entries.push(['fair', `┄ ${isLong ? words.fairShort : words.fair}`])
  if (venue.queue > 0) entries.push(['queued', `◉ ${words.queued}`])
  if (venue.tradersLiquidated > 0) entries.push(['caption', `○ ${words.out}`])
  if (venue.tradersDeleveraged > 0) entries.push(['caption', `◇ ${words.deleveraged}`])
  if (venue.tradersStopped > 0) entries.push(['caption', `▬ ${words.stopped}`])
  if (venue.tradersClosed > venue.tradersStopped) entries.push(['caption', `× ${words.closed}`])
  if (hasMarks && crowd.isSample) entries.push(['caption', words.sample(crowd.shown, crowd.total)])
  const top = room.top + room.height + type * 2.6
  entries.forEach(([kind, text], i) => {
    const y = top + i * type * 1.5
    // In a low picture the last ones have no room: half a word would say less than none.
    if (y + type * 0.7 > layout.height) return
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
