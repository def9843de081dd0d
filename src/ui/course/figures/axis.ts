/**
 * The scales of the lessons' own figures, in pixels of the figure: a price axis with round ticks, places along it, and the
 * path of a line. Pure; the figures are drawn from it.
 */
export interface Range {
  readonly low: number
  readonly high: number
}

/** A box of the figure that is drawn into. */
export interface Plot {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const ROUND = [1, 2, 2.5, 5, 10]
const AIR = 0.04

/** From the lowest to the highest value, with a little air; what is no number is left out. */
export function coverAll(values: Iterable<number>): Range {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return { low: 0, high: 1 }
  const air = Math.max((high - low) * AIR, Math.abs(high) * 0.002, 1e-9)
  return { low: low - air, high: high + air }
}

/** Round values within the range, about this many. */
export function listTicks({ low, high }: Range, count: number): number[] {
  const raw = (high - low) / Math.max(1, count)
  if (!(raw > 0)) return []
  const size = 10 ** Math.floor(Math.log10(raw))
  const step = size * (ROUND.find((one) => one * size >= raw) ?? 10)
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step); tick * step <= high; tick++)
    ticks.push(Number((tick * step).toPrecision(10)))
  return ticks
}

/** The row of a value, also of one that is out of the range. */
const toFreeRow = (value: number, { low, high }: Range, { top, height }: Plot): number =>
  top + (1 - (value - low) / (high - low)) * height

/** The row of a value; what is above or below the range stands at the edge. */
export function toRow(value: number, range: Range, plot: Plot): number {
  return toFreeRow(Math.min(range.high, Math.max(range.low, value)), range, plot)
}

/** The column of a place from 0 to `last`. */
export function toColumn(place: number, last: number, { left, width }: Plot): number {
  return left + (last > 0 ? Math.min(1, Math.max(0, place / last)) : 0) * width
}

/** The points of the values from the first to `until`, over `last` places; they may leave the plot. */
export function listPoints(
  values: ArrayLike<number>,
  until: number,
  last: number,
  range: Range,
  plot: Plot,
): { readonly x: number; readonly y: number }[] {
  return Array.from({ length: Math.min(until + 1, values.length) }, (_, i) => ({
    x: toColumn(i, last, plot),
    y: toFreeRow(values[i], range, plot),
  }))
}

/** The path of the values from the first to `until`, over `last` places; it may leave the plot, which cuts it off. */
export function tracePath(
  values: ArrayLike<number>,
  until: number,
  last: number,
  range: Range,
  plot: Plot,
): string {
  return listPoints(values, until, last, range, plot)
    .map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('')
}

/**
 * Rows of labels that do not lie over one another, each as near to its own as it can be.
 * @param gap between two rows, at least
 */
export function spreadRows(rows: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = rows.map((row, index) => ({ row, index })).sort((a, b) => a.row - b.row)
  const placed: number[] = []
  order.forEach(({ row }, i) =>
    placed.push(i === 0 ? Math.max(top, row) : Math.max(row, placed[i - 1] + gap)),
  )
  for (let i = placed.length - 1, limit = bottom; i >= 0; i--, limit = placed[i + 1] - gap)
    placed[i] = Math.min(placed[i], limit)
  const result = new Array<number>(rows.length)
  order.forEach(({ index }, i) => (result[index] = placed[i]))
  return result
}
