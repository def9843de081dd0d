/**
 * Places labels where nothing else stands: the most important first, each at the first of its candidate places that is free
 * of lines, marks, labels placed before it and the frame's edge. A label without a free place is left out. Pure: rectangles
 * in, rectangles out.
 */
export interface Rect {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

export type Anchor = 'left' | 'middle' | 'right'

export interface Candidate extends Rect {
  readonly text: string
  /** The side that keeps its place where the text turns out a little wider than it was measured. */
  readonly anchor: Anchor
  /** It has a ground of its own and may stand on marks. */
  readonly coversMarks?: boolean
}

export interface Wish {
  /** Which label it is, from one call to the next. */
  readonly key: string
  readonly kind: string
  /** 0 is the most important. */
  readonly rank: number
  /** The best first. */
  readonly candidates: readonly Candidate[]
  /** Shown at its first place even where that is taken. */
  readonly mustStay?: boolean
}

export interface Ground {
  readonly frame: Rect
  readonly lines: readonly Rect[]
  readonly marks: readonly Rect[]
}

export interface Placed extends Candidate {
  readonly key: string
  readonly kind: string
  /** Which of the candidates it is. */
  readonly place: number
}

/** Between two labels. */
const AIR = 2

/** Whether two boxes share any of the picture. */
export const isOver = (a: Rect, b: Rect): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

const isInside = (a: Rect, frame: Rect): boolean =>
  a.left >= frame.left && a.right <= frame.right && a.top >= frame.top && a.bottom <= frame.bottom

/**
 * @param held where labels stood before, by key: a place that is still free is kept, so that nothing jumps while a run plays
 */
export function placeAll(
  wishes: readonly Wish[],
  { frame, lines, marks }: Ground,
  held: ReadonlyMap<string, number> = new Map(),
): Placed[] {
  const placed: Placed[] = []
  const isFree = (at: Candidate): boolean => {
    const wide = { left: at.left - AIR, right: at.right + AIR, top: at.top, bottom: at.bottom }
    return (
      isInside(at, frame) &&
      placed.every((other) => !isOver(wide, other)) &&
      lines.every((line) => !isOver(at, line)) &&
      (at.coversMarks === true || marks.every((mark) => !isOver(at, mark)))
    )
  }
  const sorted = wishes.toSorted((a, b) => a.rank - b.rank)
  for (const { key, kind, candidates, mustStay } of sorted) {
    const before = held.get(key) ?? -1
    let place = before >= 0 && before < candidates.length && isFree(candidates[before]) ? before : -1
    if (place < 0) place = candidates.findIndex(isFree)
    if (place < 0 && mustStay && candidates.length > 0) place = 0
    if (place >= 0) placed.push({ ...candidates[place], key, kind, place })
  }
  return placed
}

/**
 * What a line covers, as upright boxes side by side; every point of the line is in one of them.
 * @param points x, y, x, y
 * @param pitch width of a box
 * @param reach half the line's width, and a little air
 */
export function coverLine(points: readonly number[], pitch: number, reach: number): Rect[] {
  const columns = new Map<number, { left: number; top: number; right: number; bottom: number }>()
  const add = (column: number, x: number, y: number) => {
    const box = columns.get(column)
    if (!box) {
      columns.set(column, { left: x, top: y, right: x, bottom: y })
      return
    }
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.top = Math.min(box.top, y)
    box.bottom = Math.max(box.bottom, y)
  }
  for (let i = 0; i + 3 < points.length; i += 2) {
    const x0 = points[i]
    const y0 = points[i + 1]
    const x1 = points[i + 2]
    const y1 = points[i + 3]
    const slope = x1 === x0 ? 0 : (y1 - y0) / (x1 - x0)
    const from = Math.min(x0, x1)
    const to = Math.max(x0, x1)
    const last = Math.floor(to / pitch)
    for (let column = Math.floor(from / pitch); column <= last; column++)
      for (const x of [Math.max(from, column * pitch), Math.min(to, (column + 1) * pitch)])
        add(column, x, x === x1 ? y1 : y0 + (x - x0) * slope)
    // An upright stretch has two ends at one place.
    add(Math.floor(x0 / pitch), x0, y0)
    add(Math.floor(x1 / pitch), x1, y1)
  }
  return Array.from(columns.values(), ({ left, top, right, bottom }) => ({
    left: left - reach,
    top: top - reach,
    right: right + reach,
    bottom: bottom + reach,
  }))
}

/** The same for a line that runs from top to bottom: boxes above each other. */
export function coverColumn(points: readonly number[], pitch: number, reach: number): Rect[] {
  const turned = points.map((_, i) => points[i % 2 === 0 ? i + 1 : i - 1])
  return coverLine(turned, pitch, reach).map(({ left, top, right, bottom }) => ({
    left: top,
    top: left,
    right: bottom,
    bottom: right,
  }))
}
