/**
 * A figure as a PNG that explains itself: title, reading, legend and where it comes from around the picture, in the present
 * theme.
 */
import type { Content, Figure } from './figure.ts'
import { formatPoint } from './pointText.ts'
import { PICTURE_FINENESS, toPng, wrap } from './pictureParts.ts'
import type { Plot } from './plot.ts'
import { drawSample } from './textures.ts'

const WIDTH = 960
const PLOT_HEIGHT = 420
const MARGIN = 28
const SAMPLE_WIDTH = 30

type Pen = CanvasRenderingContext2D

/** Legend entries with their places, in rows. */
function layOutLegend(pen: Pen, { columns, axis, restIndex }: Content, width: number) {
  let x = 0
  let row = 0
  const entries = columns.map((column) => {
    const value = axis.kind === 'time' ? `: ${formatPoint(column, restIndex)}` : ''
    const text = `${column.trace.name}${value}`
    const room = pen.measureText(text).width + (column.trace.drawn ? SAMPLE_WIDTH + 8 : 0) + 22
    if (x > 0 && x + room > width) {
      x = 0
      row++
    }
    const entry = { trace: column.trace, text, x, row }
    x += room
    return entry
  })
  return { entries, rows: row + 1 }
}

/**
 * @param source where the numbers come from: run and version
 * @throws Error where the browser gives no canvas or no picture of it
 */
export async function createPicture(
  plot: Plot,
  figure: Figure,
  content: Content,
  source: string,
): Promise<Blob> {
  const inner = WIDTH - 2 * MARGIN
  const { canvas: drawn, palette } = plot.drawApart(content, inner, PLOT_HEIGHT)
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('This browser gives no 2D canvas.')
  const { colors, fontFamily } = palette
  const setFont = (size: number, weight = 400) => (pen.font = `${weight} ${size}px ${fontFamily}`)
  setFont(16)
  const reading = wrap(pen, content.sentence, inner)
  setFont(14)
  const legend = layOutLegend(pen, content, inner)
  const plotTop = MARGIN + 34 + reading.length * 23 + legend.rows * 24 + 26
  canvas.width = WIDTH * PICTURE_FINENESS
  canvas.height = (plotTop + PLOT_HEIGHT + 34 + MARGIN / 2) * PICTURE_FINENESS
  pen.scale(PICTURE_FINENESS, PICTURE_FINENESS)
  pen.fillStyle = colors.ground
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.textBaseline = 'top'
  const write = (text: string, x: number, y: number, size: number, color: string, weight = 400) => {
    setFont(size, weight)
    pen.fillStyle = color
    pen.fillText(text, x, y)
  }
  write(figure.title, MARGIN, MARGIN, 22, colors.text, 700)
  let y = MARGIN + 34
  for (const line of reading) {
    write(line, MARGIN, y, 16, colors.text)
    y += 23
  }
  y += 6
  for (const { trace, text, x, row } of legend.entries) {
    const left = MARGIN + x
    if (trace.drawn) drawSample(pen, trace, palette, left, y + row * 24, SAMPLE_WIDTH, 16)
    write(text, left + (trace.drawn ? SAMPLE_WIDTH + 8 : 0), y + row * 24 + 1, 14, colors.text)
  }
  write(figure.unit, MARGIN, plotTop - 16, 12, colors.quiet)
  pen.drawImage(drawn, MARGIN, plotTop, inner, PLOT_HEIGHT)
  write(source, MARGIN, plotTop + PLOT_HEIGHT + 14, 12, colors.quiet)
  return toPng(canvas)
}
