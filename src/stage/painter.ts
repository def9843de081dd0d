/**
 * What a picture is drawn with: a few flat shapes. The same drawing code fills triangles for WebGL and calls a 2D canvas, so
 * that the two stages cannot drift apart. Points are flat lists x, y, x, y.
 */
export interface Ink {
  readonly r: number
  readonly g: number
  readonly b: number
}

export type Dash = readonly [on: number, off: number]

export interface Painter {
  rect(left: number, top: number, width: number, height: number, ink: Ink, alpha: number): void
  line(points: readonly number[], width: number, ink: Ink, alpha: number, dash?: Dash): void
  /** The area between two lines over the same places: x, upper, lower, x, upper, lower. */
  area(triples: readonly number[], ink: Ink, alpha: number): void
  ring(x: number, y: number, radius: number, width: number, ink: Ink, alpha: number): void
}
