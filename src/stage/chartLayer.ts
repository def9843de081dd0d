/**
 * The left half of the picture: grid, price over fair value with the area between them, the run before, what a lever would
 * do, and the strip of forced orders beneath.
 */
import { paintHalts } from './halts.ts'
import type { Box } from './layout.ts'
import type { Ink, Painter } from './painter.ts'
import { computePriceTicks, toX, toY } from './scales.ts'
import { toRoundInterval } from '../schema/timeAxis.ts'
import type { Scene } from './scene.ts'
import { traceArea, traceBars, traceLine } from './tracing.ts'

export function paintChart(painter: Painter, scene: Scene): void {
  paintGrid(painter, scene)
  paintHalts(painter, scene)
  const { layout, palette, view, range, window } = scene
  const scale = { box: layout.chart, range, window }
  const last = Math.min(view.step, view.series.length - 1)
  const price = view.series.column('price')
  const fair = view.series.column('fairValue')
  // Pushed below fair value, and above it: two areas, of which one has no height wherever the other has.
  const below = price.map((value, step) => Math.min(value, fair[step]))
  const above = price.map((value, step) => Math.max(value, fair[step]))
  painter.area(traceArea(below, fair, last, scale), palette.forced, 0.26)
  painter.area(traceArea(above, fair, last, scale), palette.bought, 0.3)
  if (view.ghost) {
    const points = traceLine(view.ghost.column('price'), view.ghost.length - 1, scale)
    painter.line(points, 1.4, palette.ghost, 0.9)
  }
  if (view.sketch) {
    const { price } = view.sketch
    painter.line(traceLine(price, price.length - 1, scale), 1.8, palette.price, 0.75, [7, 5])
  }
  painter.line(traceLine(fair, last, scale), 1.3, palette.fair, 1, [4, 3.5])
  painter.line(traceLine(price, last, scale), layout.isNarrow ? 2 : 2.4, palette.price, 1)
  paintPeak(painter, scene)
  if (!layout.isCompact) paintStrip(painter, scene, last)
}

/** Where forced buying took the price highest. */
function paintPeak(painter: Painter, { layout, palette, view, range, window, record }: Scene): void {
  const { isForced, extremeStep } = record.above
  if (!isForced || extremeStep > window) return
  const y = toY(view.series.column('price')[extremeStep], range, layout.chart)
  painter.ring(toX(extremeStep, window, layout.chart), y, 4.5, 1.8, palette.bought, 1)
}

function paintGrid(painter: Painter, { layout, palette, range }: Scene): void {
  const { chart, crowd, axisX, width } = layout
  for (const value of computePriceTicks(range, chart.height, layout.type * 4.6).values) {
    const y = Math.round(toY(value, range, chart)) - 0.5
    painter.rect(0, y, axisX - layout.axisColumn, 1, palette.grid, 1)
    painter.rect(axisX, y, width - axisX, 1, palette.grid, 1)
  }
  painter.rect(axisX - 0.5, crowd.top, 1, crowd.height, palette.axis, 1)
}

function paintStrip(painter: Painter, { layout, palette, view, window, record }: Scene, last: number): void {
  const { strip } = layout
  const bottom = strip.top + strip.height
  painter.rect(strip.left, bottom, strip.width, 1, palette.axis, 1)
  if (record.largestOrder === 0) return
  const full = toRoundInterval(record.largestOrder)
  const forced = view.series.column('forcedContracts')
  const buys = view.series.column('forcedBuys')
  const sales = record.hasBuys ? forced.map((contracts, step) => contracts - buys[step]) : forced
  const toHeight = (value: number) => Math.max(1, (value / full) * strip.height)
  const scale = { box: strip, window }
  if (record.hasStops) {
    // The traders' own stops stand on the forced orders, as frames: another shape, and darker.
    const stops = view.series.column('stopContracts')
    const both = sales.map((contracts, step) => contracts + stops[step])
    traceBars(both, last, scale, (x, width, value) => {
      const height = toHeight(value)
      paintFrame(painter, { left: x - width / 2, top: bottom - height, width, height }, palette.out)
    })
  }
  traceBars(sales, last, scale, (x, width, value) => {
    const height = toHeight(value)
    painter.rect(x - width / 2, bottom - height, width, height, palette.forced, 1)
  })
  if (!record.hasBuys) return
  // Purchases hang from above: a step's orders together are never higher than the strip.
  traceBars(buys, last, scale, (x, width, value) =>
    painter.rect(x - width / 2, strip.top, width, toHeight(value), palette.bought, 1),
  )
}

const FRAME = 1

function paintFrame(painter: Painter, { left, top, width, height }: Box, ink: Ink): void {
  // Without room for an inside: a paler bar.
  if (width < 4 * FRAME) return painter.rect(left, top, width, height, ink, 0.55)
  painter.rect(left, top, width, FRAME, ink, 1)
  painter.rect(left, top + FRAME, FRAME, height - FRAME, ink, 1)
  painter.rect(left + width - FRAME, top + FRAME, FRAME, height - FRAME, ink, 1)
}

/** The line from the present price across the crowd, and the moment that is pointed at. */
export function paintPresent(painter: Painter, { layout, palette, view, range, window }: Scene): void {
  const { chart, axisX, width } = layout
  const { step, market, hoverStep, series } = view
  const now = toX(Math.min(step, window), window, chart)
  const y = toY(market.price, range, chart)
  const end = chart.left + chart.width
  if (end - now > 6) painter.line([now + 4, y, end, y], 1.2, palette.price, 0.55, [1.5, 4])
  painter.line([axisX, y, width, y], 1.2, palette.price, 0.75, [1.5, 4])
  for (let radius = 0.5; radius < 4; radius += 1) painter.ring(now, y, radius, 1.2, palette.price, 1)
  if (hoverStep === null || hoverStep >= series.length || hoverStep > window) return
  const x = toX(hoverStep, window, chart)
  painter.rect(x - 0.5, chart.top, 1, layout.strip.top + layout.strip.height - chart.top, palette.axis, 1)
  painter.ring(x, toY(series.column('price')[hoverStep], range, chart), 4, 1.6, palette.price, 1)
}
