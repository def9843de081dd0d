/**
 * Where pipes run between houses: straight through the gap between two neighbors, over the roofs, beneath the cellars, or through
 * the floor between two rows. Each pipe has a place of its own for its words, so that no two lie on each other. Pure: boxes in,
 * lines and places out, in CSS pixels.
 */
import type { Pipe, PipeKind } from './pipes.ts'
import { Ports } from './ports.ts'

export interface HouseBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  /** Where the cellar begins. */
  readonly floor: number
}

/** Row and column of each house, from the top left. */
export type Rows = readonly (readonly { readonly id: string }[])[]

type Way = 'gap' | 'roof' | 'cellar' | 'floor'

interface Place {
  readonly way: Way
  /** Of a lane: over all roofs, or beneath the row. */
  readonly row: number
  /** Of a gap: between this column and the next. */
  readonly column: number
  /** From the houses outwards, or from the top of a gap down. */
  readonly lane: number
  /** Pipes between the same two houses share a lane: which of how many it is. */
  readonly strand: number
  readonly strands: number
}

export interface Plan {
  readonly placed: ReadonlyMap<string, Place>
  readonly roofLanes: number
  /** Beneath each row. */
  readonly lanes: readonly number[]
}

export interface Route {
  readonly key: string
  /** x, y, x, y: from where it comes to where it goes. */
  readonly points: readonly number[]
  readonly way: Way
  /** Its words stand beside it: it is upright, and alone in its lane. */
  readonly isBeside?: boolean
  /** Middle of its words, and how wide they may be. */
  readonly label: { readonly x: number; readonly y: number; readonly width: number }
}

/** Height of a lane with its words. */
export const LANE = 28
/** Of the words in a gap: two lines over their pipe. */
const GAP_WORDS = 46

/** What knows a price or a mood goes over the roofs, where no money goes. */
const OVER_ROOFS: ReadonlySet<PipeKind> = new Set(['index', 'tokens', 'fear'])
/** Debts go between cellars. */
const BELOW: ReadonlySet<PipeKind> = new Set(['placed'])
/** From the top of a gap down. */
const ORDER: readonly PipeKind[] = [
  'desks',
  'arbitrage',
  'loans',
  'chains',
  'holdings',
  'hedges',
  'index',
  'tokens',
  'fear',
  'placed',
]

/** In one lane: more words would be wider than a house. */
const MOST_STRANDS = 2

/** Which way each pipe goes; those that stay within a house have none. */
export function planPipes(pipes: readonly Pipe[], rows: Rows): Plan {
  const cells = new Map<string, Cell>()
  rows.forEach((houses, row) =>
    houses.forEach(({ id }, column) => cells.set(id, { row, column, width: 1 / houses.length })),
  )
  const groups = new Map<string, Group[]>()
  const sorted = pipes
    .filter(({ from, to }) => from !== to && cells.has(from) && cells.has(to))
    .toSorted((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind))
  for (const { key, kind, from, to } of sorted) {
    const [a, b] = [cells.get(from), cells.get(to)]
    if (!a || !b) continue
    const course = findWay(kind, a, b)
    const ends = course.way === 'gap' ? key : [from, to].toSorted().join(' ')
    const name = `${course.way} ${course.row} ${course.column} ${ends}`
    const before = groups.get(name)?.at(-1)
    if (before && before.keys.length < MOST_STRANDS) before.keys.push(key)
    else groups.set(name, [...(groups.get(name) ?? []), { ...course, a, b, keys: [key] }])
  }
  const ordered = [...groups.values()].flat()
  // Beside each other as they leave their house.
  const places = new Map(pipes.map(({ key }, place) => [key, place]))
  for (const { keys } of ordered) keys.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
  return placeGroups(ordered, rows.length)
}

type Course = Pick<Place, 'way' | 'row' | 'column'>

interface Group extends Course {
  readonly a: Cell
  readonly b: Cell
  readonly keys: string[]
}

/** Each group in the first lane that is free where it runs; those of a gap each in its own. */
function placeGroups(groups: readonly Group[], rows: number): Plan {
  const lanes = new Map<string, (readonly [number, number])[][]>()
  const placed = new Map<string, Place>()
  for (const group of groups) {
    const { keys, way, row, column } = group
    const reach = findReach(group)
    const shared = `${way} ${row} ${column}`
    const taken = lanes.get(shared) ?? []
    lanes.set(shared, taken)
    const isFree = (lane: readonly (readonly [number, number])[]) =>
      way !== 'gap' && lane.every(([from, to]) => reach[1] < from || reach[0] > to)
    const found = taken.findIndex(isFree)
    const lane = found < 0 ? taken.length : found
    ;(taken[lane] ??= []).push(reach)
    keys.forEach((key, strand) => placed.set(key, { way, row, column, lane, strand, strands: keys.length }))
  }
  const count = (way: Way, row: number) => lanes.get(`${way} ${row} 0`)?.length ?? 0
  return {
    placed,
    roofLanes: count('roof', 0),
    lanes: Array.from({ length: rows }, (_, row) => count('floor', row) + count('cellar', row)),
  }
}

/** Half of the words of a pipe, as a share of the width. */
const HALF_WORDS = 0.085

/** From where to where it runs with its words, as shares of the width. */
function findReach({ way, a, b, keys }: Group): readonly [from: number, to: number] {
  const middle = ({ column, width }: Cell) => (column + 0.5) * width
  const between = (middle(a) + middle(b)) / 2
  let [x, y] = [middle(a), middle(b)]
  const from = Math.max(a.column * a.width, b.column * b.width)
  const to = Math.min((a.column + 1) * a.width, (b.column + 1) * b.width)
  if (way === 'floor') {
    // Straight down, as far as the upper house reaches.
    const [upper, lower] = a.row < b.row ? [a, b] : [b, a]
    y = middle(lower)
    x = Math.max(upper.column * upper.width, Math.min(y, (upper.column + 1) * upper.width))
  }
  // Straight down together, where one stands over the other.
  const isStacked = way === 'floor' && keys.length > 1 && from < to
  if (isStacked) x = y = (from + to) / 2
  const center = keys.length > 1 && !isStacked ? between : (x + y) / 2
  const half = HALF_WORDS * keys.length
  return [Math.min(x, y, center - half), Math.max(x, y, center + half)]
}

interface Cell {
  readonly row: number
  readonly column: number
  /** Of a column, as a share of the row. */
  readonly width: number
}

function findWay(kind: PipeKind, a: Cell, b: Cell): Course {
  if (a.row !== b.row) return { way: 'floor', row: Math.min(a.row, b.row), column: 0 }
  const isNext = Math.abs(a.column - b.column) === 1
  const canFly = a.row === 0
  if (canFly && (OVER_ROOFS.has(kind) || !isNext) && !BELOW.has(kind))
    return { way: 'roof', row: 0, column: 0 }
  if (isNext) return { way: 'gap', row: a.row, column: Math.min(a.column, b.column) }
  return { way: 'cellar', row: a.row, column: 0 }
}

/** The lines of a plan through houses that have been measured. */
export function routePipes(
  pipes: readonly Pipe[],
  plan: Plan,
  boxes: ReadonlyMap<string, HouseBox>,
): Route[] {
  const ports = new Ports(pipes, plan)
  const inGap = new Map<string, number>()
  for (const { way, row, column } of plan.placed.values())
    if (way === 'gap') inGap.set(`${row} ${column}`, (inGap.get(`${row} ${column}`) ?? 0) + 1)
  return pipes.flatMap((pipe) => {
    const place = plan.placed.get(pipe.key)
    const [from, to] = [boxes.get(pipe.from), boxes.get(pipe.to)]
    if (!place || !from || !to) return []
    if (place.way === 'gap')
      return [routeGap(pipe, place, from, to, inGap.get(`${place.row} ${place.column}`) ?? 1)]
    return [routeLane(pipe, place, from, to, ports, plan)]
  })
}

/** Straight from wall to wall, with its words over it. */
function routeGap(pipe: Pipe, { lane }: Place, from: HouseBox, to: HouseBox, count: number): Route {
  const isRight = to.left > from.left
  const [start, end] = isRight ? [from.right, to.left] : [from.left, to.right]
  const top = Math.max(from.top, to.top)
  const bottom = Math.min(from.bottom, to.bottom)
  const step = Math.min(GAP_WORDS * 1.9, (bottom - top) / count)
  // In the middle of the walls, the debts lowest.
  const y = (top + bottom) / 2 + (lane - (count - 1) / 2) * step + GAP_WORDS / 2
  const width = Math.abs(end - start)
  const label = { x: (start + end) / 2, y: y - GAP_WORDS / 2 - 4, width: width - 8 }
  return { key: pipe.key, way: 'gap', points: [start, y, end, y], label }
}

/** Between two pipes that share a lane, and between the middles of their words. */
const STRANDS_APART = 10
/** Between upright pipes whose words stand in different lanes. */
const LANES_APART = 16
const WORDS_APART = 168
/** Closer, words would lie on each other. */
const WORDS_CLOSE = 136
/** A lane that is shorter hides behind its words. */
const SEEN = 220
/** A lane so short is none. */
const UPRIGHT = 60
/** From an upright pipe to the middle of its words. */
export const BESIDE = 84

/** Up or down from one house, along its lane, and to the other. */
function routeLane(pipe: Pipe, place: Place, from: HouseBox, to: HouseBox, ports: Ports, plan: Plan): Route {
  const { way, row, lane, strand, strands } = place
  const isRoof = way === 'roof'
  const edge = isRoof ? Math.min(from.top, to.top) : Math.min(from.bottom, to.bottom)
  // Lanes of the floor and those beneath the cellar share the room beneath a row.
  const before = way === 'cellar' ? countFloor(plan, row) : 0
  const apart = (strand - (strands - 1) / 2) * STRANDS_APART
  const y = edge + (isRoof ? -1 : 1) * (LANE * (before + lane) + LANE * 0.55) + apart
  const near = (box: HouseBox) => (isRoof ? box.top : box.bottom <= y ? box.bottom : box.top)
  let [x0, x1] = [ports.take(pipe.from, from, isRoof), ports.take(pipe.to, to, isRoof)]
  const isUpright = way === 'floor' && isAbove(from, to)
  const stacked = strands > 1 ? findRoom(place, from, to) : 0
  if (stacked > 0 || (isUpright && strands > 1))
    x0 = x1 = placeWords(from, to, [x0, x1], place) - (stacked || WORDS_APART) / 2
  else if (way === 'floor') {
    // Straight, as far as the upper house reaches.
    const isDown = from.bottom <= y
    if (isUpright) [x0, x1] = [x0 + LANES_APART * lane, x1 + LANES_APART * lane]
    if (isDown) x0 = Math.max(from.left + INSET, Math.min(x1, from.right - INSET))
    else x1 = Math.max(to.left + INSET, Math.min(x0, to.right - INSET))
    const x = isDown ? x0 : x1
    if (strands === 1 && Math.abs(x1 - x0) < SEEN && reaches(isDown ? to : from, x)) x0 = x1 = x
  }
  const points = [x0, near(from), x0, y, x1, y, x1, near(to)]
  const label = { x: placeWords(from, to, [x0, x1], place), y: y - apart, width: WORDS_APART + 20 }
  const isBeside = way === 'floor' && strands === 1 && Math.abs(x1 - x0) < UPRIGHT
  return { key: pipe.key, way, points, label, isBeside }
}

/** Whether one of both reaches over the middle of the other. */
function isAbove(a: HouseBox, b: HouseBox): boolean {
  const [upper, lower] = a.top < b.top ? [a, b] : [b, a]
  return reaches(upper, (lower.left + lower.right) / 2)
}

/** How far apart pipes of a lane run straight down where one house stands over the other, each with its words beside it; or 0. */
function findRoom({ way, strands }: Place, a: HouseBox, b: HouseBox): number {
  const both = Math.min(a.right, b.right) - Math.max(a.left, b.left) - 2 * INSET
  const apart = way === 'floor' ? Math.min(WORDS_APART, both / strands) : 0
  return apart < WORDS_CLOSE ? 0 : apart
}

const reaches = ({ left, right }: HouseBox, x: number) => x > left + INSET && x < right - INSET

/** Words of pipes that share a lane stand beside each other; those of an upright pipe beside it. */
function placeWords(from: HouseBox, to: HouseBox, [x0, x1]: readonly number[], place: Place): number {
  const { strand, strands } = place
  const stacked = strands > 1 ? findRoom(place, from, to) : 0
  const middle = stacked
    ? (Math.max(from.left, to.left) + Math.min(from.right, to.right)) / 2
    : strands > 1
      ? (from.left + from.right + to.left + to.right) / 4
      : (x0 + x1) / 2
  const shift = (strand - (strands - 1) / 2) * (stacked || WORDS_APART)
  if (strands > 1 || Math.abs(x1 - x0) >= UPRIGHT) return middle + shift
  // At the edge of the picture as far as it goes.
  return Math.min(middle + BESIDE, Math.max(from.right, to.right) - BESIDE)
}

/** Of a pipe from the corner of a house. */
const INSET = 16

const countFloor = ({ placed }: Plan, row: number) =>
  1 +
  Math.max(
    -1,
    ...[...placed.values()].filter((one) => one.way === 'floor' && one.row === row).map(({ lane }) => lane),
  )
