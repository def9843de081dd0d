/** Where the names of a few points stand, so that none lies over another or beyond the edge, and over a point only where there is no other place. */

export interface NamedPoint {
  readonly name: string
  readonly x: number
  readonly y: number
}

export interface PlacedName extends NamedPoint {
  readonly anchor: 'start' | 'middle' | 'end'
}

export interface Room {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Of a letter of 11 pixels; half of a mark, and what is free around it. */
const LETTER = 6.6
const LINE = 13
const MARK = 8

/** Beside a point, in the order in which they are tried; y is the foot of the letters. */
const SIDES = [
  { dx: 0, dy: -11, anchor: 'middle' },
  { dx: 0, dy: 20, anchor: 'middle' },
  { dx: -12, dy: 4, anchor: 'end' },
  { dx: 12, dy: 4, anchor: 'start' },
  { dx: -8, dy: -11, anchor: 'end' },
  { dx: 8, dy: -11, anchor: 'start' },
  { dx: -8, dy: 20, anchor: 'end' },
  { dx: 8, dy: 20, anchor: 'start' },
  { dx: -8, dy: -25, anchor: 'end' },
  { dx: 8, dy: -25, anchor: 'start' },
  { dx: -8, dy: 34, anchor: 'end' },
  { dx: 8, dy: 34, anchor: 'start' },
  { dx: -8, dy: 48, anchor: 'end' },
  { dx: 8, dy: 48, anchor: 'start' },
  { dx: -8, dy: -39, anchor: 'end' },
  { dx: 8, dy: -39, anchor: 'start' },
] as const

export function placeNames(points: readonly NamedPoint[], room: Room): PlacedName[] {
  const marks = points.map(({ x, y }): Room => ({ left: x - MARK, right: x + MARK, top: y - MARK, bottom: y + MARK }))
  const names: Room[] = []
  return points.map(({ name, x, y }) => {
    const sides = SIDES.map(({ dx, dy, anchor }): PlacedName => ({ name, x: x + dx, y: y + dy, anchor }))
    const inside = sides.filter((side) => isWithin(toBox(side), room))
    const clear = inside.filter((side) => names.every((other) => !overlaps(toBox(side), other)))
    const best =
      clear.find((side) => marks.every((mark) => !overlaps(toBox(side), mark))) ?? clear.at(0) ?? inside.at(0) ?? sides[0]
    names.push(toBox(best))
    return best
  })
} // prettier-ignore

/** @internal */
export function toBox({ name, x, y, anchor }: PlacedName): Room {
  const width = name.length * LETTER
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2
  return { left, right: left + width, top: y - LINE + 3, bottom: y + 3 }
}

const overlaps = (a: Room, b: Room) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
const isWithin = (box: Room, room: Room) =>
  box.left >= room.left && box.right <= room.right && box.top >= room.top && box.bottom <= room.bottom
