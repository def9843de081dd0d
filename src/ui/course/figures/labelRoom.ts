/**
 * Places of words in a figure, so that they lie over no curve, no dot and no other words: each label names the places that it may
 * take, best first, and takes the first one that is clear; where none is, the one that hides least. Pure; in pixels of the figure.
 */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

interface Point {
  readonly x: number
  readonly y: number
}

/** What may not be hidden. */
export interface Drawn {
  /** A curve, from left to right; it may leave the plot. */
  readonly curve: readonly Point[]
  readonly dots: readonly Point[]
  /** The radius of every dot. */
  readonly dot: number
}

export interface Spot extends Point {
  readonly anchor: 'start' | 'end'
}

export interface Wanted {
  readonly text: string
  readonly isStrong: boolean
  /** Where it may stand, best first; `y` is the middle of the row. */
  readonly spots: readonly Spot[]
}

/** Parts of the type's size: letters are narrower on average, so that a label is rather thought too long. */
const WIDTH = 0.6
const STRONG_WIDTH = 0.68
const HEIGHT = 0.9
const AIR = 2
/** To lie over words is worse than to lie over a piece of a curve. */
const WORDS_WEIGH = 1000

const toWidth = ({ text, isStrong }: Pick<Wanted, 'text' | 'isStrong'>, size: number) =>
  text.length * size * (isStrong ? STRONG_WIDTH : WIDTH)

/** A heading, or its short form where it is too wide. */
export function fitHeading(long: string, short: string, size: number, width: number): string {
  return toWidth({ text: long, isStrong: true }, size) <= width ? long : short
}

function toBox(label: Wanted, { x, y, anchor }: Spot, size: number): Box {
  const width = toWidth(label, size)
  const left = anchor === 'end' ? x - width : x
  return {
    left: left - AIR,
    right: left + width + AIR,
    top: y - (size * HEIGHT) / 2 - AIR,
    bottom: y + (size * HEIGHT) / 2 + AIR,
  }
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom

/** How many pieces of what is drawn a box hides. */
function countHidden(box: Box, { curve, dots, dot }: Drawn): number {
  let hidden = 0
  for (let i = 1; i < curve.length; i++) {
    const [from, to] = [curve[i - 1], curve[i]]
    if (to.x < box.left || from.x > box.right) continue
    // The part of the piece that lies between the sides of the box.
    const rowAt = (x: number) =>
      to.x === from.x ? to.y : from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y)
    const ends =
      to.x === from.x ? [from.y, to.y] : [rowAt(Math.max(from.x, box.left)), rowAt(Math.min(to.x, box.right))]
    if (Math.min(...ends) < box.bottom && Math.max(...ends) > box.top) hidden++
  }
  for (const { x, y } of dots)
    if (x + dot > box.left && x - dot < box.right && y + dot > box.top && y - dot < box.bottom) hidden++
  return hidden
}

/**
 * A spot for each label, in their order: the first ones choose first.
 * @param size of the type
 * @param room that no label may leave
 */
export function placeLabels(labels: readonly Wanted[], drawn: Drawn, size: number, room: Box): Spot[] {
  const taken: Box[] = []
  return labels.map((label) => {
    let best = { spot: label.spots[0], box: toBox(label, label.spots[0], size), cost: Infinity }
    for (const spot of label.spots) {
      const box = toBox(label, spot, size)
      const isOut =
        box.left < room.left - AIR ||
        box.right > room.right + AIR ||
        box.top < room.top - AIR ||
        box.bottom > room.bottom + AIR
      const words = taken.filter((other) => meet(box, other)).length + (isOut ? 1 : 0)
      const cost = words * WORDS_WEIGH + countHidden(box, drawn)
      if (cost < best.cost) best = { spot, box, cost }
      if (cost === 0) break
    }
    taken.push(best.box)
    return best.spot
  })
}

/** Places along a row: at one end first, then on to the other. */
export function slideAlong(y: number, left: number, right: number, first: 'start' | 'end'): Spot[] {
  const PLACES = 12
  const spots: Spot[] = Array.from({ length: PLACES }, (_, i) => ({
    x: left + ((right - left) * i) / PLACES,
    y,
    anchor: 'start',
  }))
  const end: Spot = { x: right, y, anchor: 'end' }
  return first === 'end' ? [end, ...spots] : [spots[0], end, ...spots.slice(1)]
}
