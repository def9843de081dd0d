/** Where the dots of a histogram stand: days of about one size side by side, the next ones above them. Pure numbers. */

export interface Dot {
  readonly day: number
  readonly x: number
  readonly y: number
}

/** The plot's own units; it grows with the page. */
export const WIDTH = 640
export const HEIGHT = 200
const BASE = HEIGHT - 4
/** Days within one column are this much alike, as a share of the scale. */
const COLUMNS = 40
const COLUMN = WIDTH / COLUMNS
const ACROSS = 3
export const RADIUS = 2.3

/** The scale ends beyond the worst day; a line farther out stands at its end. */
const LEAST_SCALE = 0.12
export function toScale(needs: readonly number[]): number {
  return needs.reduce((most, need) => Math.max(most, need * 1.05), LEAST_SCALE)
}

export function toPlace(share: number, scale: number): number {
  return Math.min(1, Math.max(0, share / scale)) * WIDTH
}

/** Within a column in order of size, so that a line through it parts what it should. */
export function layDots(needs: readonly number[], scale: number): Dot[] {
  const inColumn = new Map<number, number>()
  const order = [...needs.keys()].sort((a, b) => needs[a] - needs[b])
  const apart = Math.min(2.2 * RADIUS, (BASE - 2 * RADIUS) / Math.max(1, tallest(needs, scale) - 1))
  return order.map((day) => {
    const column = columnOf(needs[day], scale)
    const place = inColumn.get(column) ?? 0
    inColumn.set(column, place + 1)
    const across = place % ACROSS
    return {
      day,
      x: column * COLUMN + ((across + 0.5) * COLUMN) / ACROSS,
      y: BASE - RADIUS - Math.floor(place / ACROSS) * apart,
    }
  })
}

function columnOf(need: number, scale: number): number {
  return Math.min(COLUMNS - 1, Math.floor((need / scale) * COLUMNS))
}

/** Rows of the fullest column. */
function tallest(needs: readonly number[], scale: number): number {
  const counts = new Array<number>(COLUMNS).fill(0)
  for (const need of needs) counts[columnOf(need, scale)]++
  return Math.ceil(Math.max(...counts) / ACROSS)
}

/** Days by what they need, in words of shares: for a table. */
export function countRanges(needs: readonly number[], edges: readonly number[]): number[] {
  return [...edges, Infinity].map(
    (edge, i) => needs.filter((need) => need <= edge && (i === 0 || need > edges[i - 1])).length,
  )
}
