/** Where a label stands beside its mark, so that it never leaves the picture. */
export function anchorAt(x: number, width: number, room = 70): 'start' | 'middle' | 'end' {
  return x < room ? 'start' : x > width - room ? 'end' : 'middle'
}

/** A place on a line from one value to another, kept inside it. */
export function placeOf(value: number, from: number, to: number, start: number, end: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)))
  return start + share * (end - start)
}

/** The points of a curve for `polyline`. */
export function pointsOf(places: readonly (readonly [x: number, y: number])[]): string {
  return places.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
}
