/**
 * Fills that can be told apart without color, and the samples of the legend, which are drawn by the same code as the picture.
 * A texture is a tint of the color with lines or dots of the full color on it.
 */
import type { Texture, Trace } from './figure.ts'
import type { Palette } from './palette.ts'

/** In CSS pixels; the tile is drawn twice as fine. */
const TILE = 8
const FINENESS = 2

type Pen = CanvasRenderingContext2D

function createTile(): Pen {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = TILE * FINENESS
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser gives no 2D canvas.')
  pen.scale(FINENESS, FINENESS)
  return pen
}

/** Lines that join the next tile's at every edge. */
const STROKES: Record<Texture, readonly (readonly [x1: number, y1: number, x2: number, y2: number])[]> = {
  solid: [],
  hollow: [],
  dots: [],
  stripes: [
    [-2, 10, 10, -2],
    [-6, 6, 6, -6],
    [2, 14, 14, 2],
  ],
  backstripes: [
    [-2, -2, 10, 10],
    [-6, 2, 6, 14],
    [2, -6, 14, 6],
  ],
  grid: [
    [0, 4, 8, 4],
    [4, 0, 4, 8],
  ],
}

/** A fill for a canvas; empty for one that only has an outline. */
export function createFill(texture: Texture, color: string): string | CanvasPattern {
  if (texture === 'hollow') return 'transparent'
  if (texture === 'solid') return color
  const pen = createTile()
  pen.fillStyle = pen.strokeStyle = color
  pen.globalAlpha = 0.28
  pen.fillRect(0, 0, TILE, TILE)
  pen.globalAlpha = 1
  pen.lineWidth = 2
  for (const [x1, y1, x2, y2] of STROKES[texture]) {
    pen.beginPath()
    pen.moveTo(x1, y1)
    pen.lineTo(x2, y2)
    pen.stroke()
  }
  if (texture === 'dots') {
    for (const at of [2, 6]) {
      pen.beginPath()
      pen.arc(at, at, 1.5, 0, 2 * Math.PI)
      pen.fill()
    }
  }
  const pattern = pen.createPattern(pen.canvas, 'repeat')
  pattern?.setTransform(new DOMMatrix().scale(1 / FINENESS))
  return pattern ?? color
}

/** The outline of a mark around a point, as Chart.js draws it on a line. */
function drawMark(pen: Pen, mark: NonNullable<Trace['mark']>, x: number, y: number, radius: number): void {
  const corners: Record<typeof mark, number> = { circle: 24, triangle: 3, rect: 4, rectRot: 4, crossRot: 4 }
  const turn = mark === 'rect' ? Math.PI / 4 : -Math.PI / 2
  pen.beginPath()
  for (let i = 0; i < corners[mark]; i++) {
    const angle = turn + (2 * Math.PI * i) / corners[mark]
    pen.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle))
  }
  pen.closePath()
  pen.fill()
}

/** The sample of a trace in a legend, in a box of this size. */
export function drawSample(
  pen: Pen,
  trace: Trace,
  { colors }: Palette,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  pen.strokeStyle = pen.fillStyle = colors[trace.ink]
  if (trace.drawn === 'line') {
    pen.lineWidth = 2
    pen.setLineDash([...(trace.dash ?? [])])
    pen.beginPath()
    pen.moveTo(left, top + height / 2)
    pen.lineTo(left + width, top + height / 2)
    pen.stroke()
    pen.setLineDash([])
    if (trace.mark) drawMark(pen, trace.mark, left + width / 2, top + height / 2, 4.5)
    return
  }
  pen.fillStyle = createFill(trace.texture ?? 'solid', colors[trace.ink])
  pen.fillRect(left + 1, top + 1, width - 2, height - 2)
  pen.lineWidth = 1.5
  pen.strokeRect(left + 1, top + 1, width - 2, height - 2)
}
