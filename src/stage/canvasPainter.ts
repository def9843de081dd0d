/**
 * The same few flat shapes on a 2D canvas.
 */
import type { Dash, Ink, Painter } from './painter.ts'

export class CanvasPainter implements Painter {
  readonly #context: CanvasRenderingContext2D

  constructor(context: CanvasRenderingContext2D) {
    this.#context = context
  }

  rect(left: number, top: number, width: number, height: number, ink: Ink, alpha: number): void {
    this.#context.fillStyle = toCss(ink, alpha)
    this.#context.fillRect(left, top, width, height)
  }

  line(points: readonly number[], width: number, ink: Ink, alpha: number, dash?: Dash): void {
    const context = this.#context
    context.strokeStyle = toCss(ink, alpha)
    context.lineWidth = width
    context.lineJoin = 'round'
    context.setLineDash(dash ? [...dash] : [])
    context.beginPath()
    for (let i = 0; i + 1 < points.length; i += 2) context.lineTo(points[i], points[i + 1])
    context.stroke()
  }

  area(triples: readonly number[], ink: Ink, alpha: number): void {
    const context = this.#context
    context.fillStyle = toCss(ink, alpha)
    context.beginPath()
    for (let i = 0; i < triples.length; i += 3) context.lineTo(triples[i], triples[i + 1])
    for (let i = triples.length - 3; i >= 0; i -= 3) context.lineTo(triples[i], triples[i + 2])
    context.fill()
  }

  ring(x: number, y: number, radius: number, width: number, ink: Ink, alpha: number): void {
    const context = this.#context
    context.strokeStyle = toCss(ink, alpha)
    context.lineWidth = width
    context.setLineDash([])
    context.beginPath()
    context.arc(x, y, radius, 0, 2 * Math.PI)
    context.stroke()
  }
}

function toCss({ r, g, b }: Ink, alpha: number): string {
  return `rgba(${r}, ${g}, ${b}, ${alpha})`
}
