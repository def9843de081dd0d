/**
 * What is wanted on the picture: texts with the places where they may stand, and how important each kind of label is. Reads
 * sizes of texts; src/stage/placement.ts chooses among the places.
 */
import type { Anchor, Candidate } from './placement.ts'
import type { Measure } from './textSize.ts'

/** 0 is the most important. What has one place goes before what has many; what explains marks, before what counts them. */
export const RANK = {
  tag: 0,
  trader: 1,
  moment: 2,
  axis: 3,
  side: 5,
  orders: 6,
  sketch: 6.5,
  gap: 7,
  fair: 8,
  halted: 9,
  band: 10,
  before: 11,
  peak: 12,
  mark: 13,
  sample: 14,
  beyond: 15,
  sharing: 16,
  start: 17,
} as const

/** A place: x of the anchored side, y of the middle row. */
export type Spot = readonly [x: number, y: number, anchor: Anchor]

interface Size {
  readonly width: number
  readonly height: number
}

/** From where to where a text may reach. */
export interface Reach {
  readonly left: number
  readonly right: number
}

/** A text at each of the spots, moved sideways into its reach; nothing where it is wider than that. */
export function offer(
  measure: Measure,
  kind: string,
  text: string,
  { left: least, right: most }: Reach,
  findSpots: (size: Size) => readonly Spot[],
): Candidate[] {
  const size = measure(kind, text)
  if (size.width > most - least) return []
  return findSpots(size).map(([x, y, anchor]) => {
    const wanted = anchor === 'left' ? x : anchor === 'right' ? x - size.width : x - size.width / 2
    const left = Math.max(least, Math.min(wanted, most - size.width))
    const top = y - size.height / 2
    return { text, anchor, left, top, right: left + size.width, bottom: top + size.height }
  })
}

/** The text in two lines, broken before its last word; and with each word in a line of its own. */
export const inTwoLines = (text: string): string => text.replace(/ (?=\S+$)/, '\n')
export const inShortLines = (text: string): string => text.replaceAll(' ', '\n')
