/**
 * What labels must not lie on: the lines of the chart and its strip of orders, the line of the present price, the crowd's marks and its outlines. Reads
 * a scene, gives rectangles.
 */
import { LOOK, PLACE } from './crowd.ts'
import { widthAt } from './packing.ts'
import { rowTotal } from './density.ts'
import { coverColumn, coverLine, type Ground, type Rect } from './placement.ts'
import { toX, toY } from './scales.ts'
import type { Scene } from './scene.ts'
import { traceLine } from './tracing.ts'

/** Width of the boxes that stand for a line, and height of those that stand for marks. */
const PITCH = 5
/** Half of a line, and air. */
const REACH = 2.5
/** Of the picture's edge. */
const EDGE = 1

export function findGround(scene: Scene): Ground {
  const { width, height } = scene.layout
  return {
    frame: { left: EDGE, top: 0, right: width - EDGE, bottom: height },
    lines: [...coverChart(scene), ...coverPresent(scene), ...coverOutline(scene), coverStrip(scene)],
    marks: [...coverMarks(scene), ...coverEdges(scene)],
  }
}

function coverChart({ layout, range, view, window }: Scene): Rect[] {
  const scale = { box: layout.chart, range, window }
  const last = Math.min(view.step, view.series.length - 1)
  const cover = (column: Float64Array, end: number) => coverLine(traceLine(column, end, scale), PITCH, REACH)
  return [
    ...cover(view.series.column('price'), last),
    ...cover(view.series.column('fairValue'), last),
    ...(view.ghost ? cover(view.ghost.column('price'), view.ghost.length - 1) : []),
    ...(view.sketch ? cover(view.sketch.price, view.sketch.price.length - 1) : []),
  ]
}

/** Across both halves of the picture, and the point at its start. */
function coverPresent({ layout, range, view, window }: Scene): Rect[] {
  const { chart, crowd, axisX, width } = layout
  const now = toX(Math.min(view.step, window), window, chart)
  const y = toY(view.market.price, range, chart)
  return [
    { left: now - 5, top: y - 5, right: now + 5, bottom: y + 5 },
    { left: now, top: y - REACH, right: chart.left + chart.width, bottom: y + REACH },
    { left: axisX, top: y - REACH, right: width, bottom: y + REACH },
    { left: axisX - 1, top: crowd.top, right: axisX + 4, bottom: crowd.top + crowd.height },
  ]
}

/** The orders beneath the chart: bars may come anywhere. */
function coverStrip({ layout: { strip } }: Scene): Rect {
  return {
    left: strip.left,
    top: strip.top,
    right: strip.left + strip.width,
    bottom: strip.top + strip.height,
  }
}

function coverOutline({ layout: { crowd }, range, outline }: Scene): Rect[] {
  const shown = outline
    .map(({ price, x }) => ({ x: crowd.left + x, y: toY(price, range, crowd) }))
    .filter(({ x, y }) => x > crowd.left + 0.5 && y > crowd.top && y < crowd.top + crowd.height)
  return coverColumn(
    shown.flatMap(({ x, y }) => [x, y]),
    PITCH,
    REACH,
  )
}

/** How far marks or the density reach from the axis, in rows of a few pixels. */
function coverMarks({ layout, range, crowd, density, densityScale, hasMarks }: Scene): Rect[] {
  const room = layout.crowd
  const rows: Rect[] = []
  const pricePerPx = (range.high - range.low) / room.height
  for (let top = 0; top < room.height; top += PITCH) {
    let reach = 0
    // A pixel at a time: rows of marks may be lower than the boxes.
    for (let y = top; y < top + PITCH; y += 1) {
      const price = range.high - (y + 0.5) * pricePerPx
      if (hasMarks) reach = Math.max(reach, widthAt(crowd.packing, price))
      if (!density) continue
      const row = Math.floor((price - density.low) / density.rowPrice)
      if (row >= 0 && row < density.out.length) reach = Math.max(reach, rowTotal(density, row) * densityScale)
    }
    if (reach > 0)
      rows.push({
        left: room.left - 3,
        top: room.top + top - 2,
        right: room.left + reach + 3,
        bottom: room.top + Math.min(top + PITCH, room.height) + 2,
      })
  }
  return rows
}

/** Large marks whose middle is in view stand out above or below the rows. */
function coverEdges({ layout, range, crowd, hasMarks }: Scene): Rect[] {
  const room = layout.crowd
  const [roof, floor] = [room.top, room.top + room.height]
  const edges: Rect[] = []
  for (let mark = 0; hasMarks && mark < crowd.shown; mark++) {
    const price = crowd.places[mark * PLACE + 3]
    if (price < range.low || price > range.high) continue
    const y = toY(price, range, room)
    const radius = crowd.looks[mark * LOOK]
    if (y - radius >= roof && y + radius <= floor) continue
    const x = room.left + crowd.places[mark * PLACE + 2]
    edges.push({ left: x - radius - 1, top: y - radius - 1, right: x + radius + 1, bottom: y + radius + 1 })
  }
  return edges
}
