/**
 * A painter that fills a growing list of colored triangles, three numbers a corner: x, y and the color as four bytes,
 * premultiplied. The list is reused from frame to frame, so that drawing allocates nothing once it has grown. Lines fade out
 * over one pixel at their edges: as smooth as the card's own smoothing, and far cheaper where there is no card.
 */
import type { Dash, Ink, Painter } from './painter.ts'

/** Bytes of one corner. */
export const STRIDE = 12
/** Longest miter, in half widths: sharper corners are cut. */
const MITER_LIMIT = 2.2
const RING_SEGMENTS = 28

export class Triangles implements Painter {
  #floats = new Float32Array(3 * 4096)
  #words = new Uint32Array(this.#floats.buffer)
  #count = 0
  #color = 0
  /** Both ends of the segment at hand, each with the way from its middle to its edge. */
  readonly #ends = { x0: 0, y0: 0, ax: 0, ay: 0, x1: 0, y1: 0, bx: 0, by: 0 }
  /** Size of a pixel of the screen, in pixels of the page. */
  pixel = 1

  clear(): void {
    this.#count = 0
  }

  /** The corners so far; a view that is valid until the next drawing. */
  get corners(): Float32Array {
    return this.#floats.subarray(0, this.#count * 3)
  }

  rect(left: number, top: number, width: number, height: number, ink: Ink, alpha: number): void {
    this.#setColor(ink, alpha)
    this.#quad(left, top, top + height, left + width, top, top + height)
  }

  area(triples: readonly number[], ink: Ink, alpha: number): void {
    this.#setColor(ink, alpha)
    for (let i = 3; i < triples.length; i += 3) {
      this.#quad(triples[i - 3], triples[i - 2], triples[i - 1], triples[i], triples[i + 1], triples[i + 2])
    }
  }

  ring(x: number, y: number, radius: number, width: number, ink: Ink, alpha: number): void {
    const points: number[] = []
    for (let i = 0; i <= RING_SEGMENTS; i++) {
      const angle = (i / RING_SEGMENTS) * 2 * Math.PI
      points.push(x + radius * Math.cos(angle), y + radius * Math.sin(angle))
    }
    this.line(points, width, ink, alpha)
  }

  line(points: readonly number[], width: number, ink: Ink, alpha: number, dash?: Dash): void {
    this.#setColor(ink, alpha)
    if (dash) {
      for (const piece of cutDashes(points, dash)) this.#stroke(piece, width / 2)
    } else this.#stroke(points, width / 2)
  }

  /** One quad a segment, with mitered joints so that a line of many short segments stays even. */
  #stroke(points: readonly number[], half: number): void {
    const core = Math.max(0, half - this.pixel / 2) / half
    const edge = (half + this.pixel / 2) / half
    let hasBefore = false
    let ax = 0
    let ay = 0
    for (let i = 0; i + 3 < points.length; i += 2) {
      const x0 = points[i]
      const y0 = points[i + 1]
      const x1 = points[i + 2]
      const y1 = points[i + 3]
      const length = Math.hypot(x1 - x0, y1 - y0)
      if (length < 1e-6) continue
      const nx = (-(y1 - y0) / length) * half
      const ny = ((x1 - x0) / length) * half
      if (!hasBefore) {
        ax = nx
        ay = ny
        hasBefore = true
      }
      // The joint with the next segment: the sum of both normals, as long as it is not too sharp.
      let bx = nx
      let by = ny
      if (i + 5 < points.length) {
        const nextX = points[i + 4] - x1
        const nextY = points[i + 5] - y1
        const nextLength = Math.hypot(nextX, nextY)
        if (nextLength > 1e-6) {
          const mx = nx - (nextY / nextLength) * half
          const my = ny + (nextX / nextLength) * half
          const square = mx * mx + my * my
          const scale = (2 * half * half) / square
          if (square > 1e-9 && scale * Math.sqrt(square) <= MITER_LIMIT * half) {
            bx = mx * scale
            by = my * scale
          }
        }
      }
      Object.assign(this.#ends, { x0, y0, ax, ay, x1, y1, bx, by })
      this.#band(-core, core, this.#color, this.#color)
      this.#band(core, edge, this.#color, 0)
      this.#band(-core, -edge, this.#color, 0)
      ax = bx
      ay = by
    }
  }

  #setColor(ink: Ink, alpha: number): void {
    const a = Math.round(alpha * 255)
    this.#color =
      ((a << 24) |
        (Math.round(ink.b * alpha) << 16) |
        (Math.round(ink.g * alpha) << 8) |
        Math.round(ink.r * alpha)) >>>
      0
  }

  /** A part of the segment, between two distances from its middle, from one color to another. */
  #band(from: number, to: number, near: number, far: number): void {
    const { x0, y0, ax, ay, x1, y1, bx, by } = this.#ends
    this.#reserve()
    this.#corner(x0 + ax * from, y0 + ay * from, near)
    this.#corner(x1 + bx * from, y1 + by * from, near)
    this.#corner(x1 + bx * to, y1 + by * to, far)
    this.#corner(x0 + ax * from, y0 + ay * from, near)
    this.#corner(x1 + bx * to, y1 + by * to, far)
    this.#corner(x0 + ax * to, y0 + ay * to, far)
  }

  /** A quad with upright sides. */
  #quad(left: number, top0: number, bottom0: number, right: number, top1: number, bottom1: number): void {
    const color = this.#color
    this.#reserve()
    this.#corner(left, top0, color)
    this.#corner(right, top1, color)
    this.#corner(right, bottom1, color)
    this.#corner(left, top0, color)
    this.#corner(right, bottom1, color)
    this.#corner(left, bottom0, color)
  }

  #corner(x: number, y: number, color: number): void {
    const at = this.#count * 3
    this.#floats[at] = x
    this.#floats[at + 1] = y
    this.#words[at + 2] = color
    this.#count++
  }

  /** Makes room for one more quad. */
  #reserve(): void {
    if ((this.#count + 6) * 3 > this.#floats.length) this.#grow()
  }

  #grow(): void {
    const bytes = new Uint32Array(this.#words.length * 2)
    bytes.set(this.#words)
    this.#words = bytes
    this.#floats = new Float32Array(bytes.buffer)
  }
}

/**
 * The dashes of a line, each a line of its own.
 * @internal
 */
export function cutDashes(points: readonly number[], [on, off]: Dash): number[][] {
  const dashes: number[][] = []
  let piece: number[] = points.length >= 2 ? [points[0], points[1]] : []
  let isOn = true
  let left = on
  for (let i = 2; i + 1 < points.length; i += 2) {
    let x = points[i - 2]
    let y = points[i - 1]
    let length = Math.hypot(points[i] - x, points[i + 1] - y)
    while (length > 0) {
      const part = Math.min(left, length)
      x += ((points[i] - x) * part) / length
      y += ((points[i + 1] - y) * part) / length
      length -= part
      left -= part
      if (isOn) piece.push(x, y)
      if (left > 1e-9) continue
      if (isOn) dashes.push(piece)
      isOn = !isOn
      left = isOn ? on : off
      piece = [x, y]
    }
  }
  if (isOn && piece.length > 2) dashes.push(piece)
  return dashes
}
