/**
 * From columns of the series to points on screen. Where a run has more steps than the chart has pixels, every pixel keeps its
 * first, lowest, highest and last value, so that no spike is lost and the number of points stays bounded.
 */
import type { Box } from './layout.ts'
import { toX, toY, type Range } from './scales.ts'

interface ChartScale {
  readonly box: Box
  readonly range: Range
  /** Steps that the chart spans. */
  readonly window: number
}

/** The line of a column from step 0 to `last`, cut at the window: x, y, x, y. */
export function traceLine(column: ArrayLike<number>, last: number, scale: ChartScale): number[] {
  const { box, range, window } = scale
  const end = Math.min(last, window)
  const points: number[] = []
  if (end <= 2 * box.width) {
    for (let step = 0; step <= end; step++) points.push(toX(step, window, box), toY(column[step], range, box))
    return points
  }
  forEachPixel(end, scale, (from, to, x) => {
    let low = from
    let high = from
    for (let step = from; step <= to; step++) {
      if (column[step] < column[low]) low = step
      if (column[step] > column[high]) high = step
    }
    const places = [from, Math.min(low, high), Math.max(low, high), to]
    for (const step of places) points.push(x, toY(column[step], range, box))
  })
  return points
}

/** The area between two columns: x, y of the first, y of the second. */
export function traceArea(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  last: number,
  scale: ChartScale,
): number[] {
  const { box, range, window } = scale
  const end = Math.min(last, window)
  const triples: number[] = []
  const push = (step: number, x: number) =>
    triples.push(x, toY(first[step], range, box), toY(second[step], range, box))
  if (end <= 2 * box.width) for (let step = 0; step <= end; step++) push(step, toX(step, window, box))
  else forEachPixel(end, scale, (_from, to, x) => push(to, x))
  return triples
}

/** The columns of a bar chart, at most one a pixel: x of the middle, width, and the largest value by size. */
export function traceBars(
  column: ArrayLike<number>,
  last: number,
  scale: Pick<ChartScale, 'box' | 'window'>,
  visit: (x: number, width: number, value: number) => void,
): void {
  const { box, window } = scale
  const end = Math.min(last, window)
  const pitch = box.width / window
  if (pitch >= 1) {
    const width = Math.max(1, pitch * 0.72)
    for (let step = 1; step <= end; step++)
      if (column[step] !== 0) visit(toX(step - 0.5, window, box), width, column[step])
    return
  }
  forEachPixel(end, scale, (from, to, x) => {
    let value = 0
    for (let step = from; step <= to; step++)
      if (Math.abs(column[step]) > Math.abs(value)) value = column[step]
    if (value !== 0) visit(x, 1, value)
  })
}

/** Visits the steps of each column of pixels. */
function forEachPixel(
  end: number,
  { box, window }: Pick<ChartScale, 'box' | 'window'>,
  visit: (from: number, to: number, x: number) => void,
): void {
  const stepsPerPixel = window / box.width
  for (let pixel = 0, from = 0; from <= end; pixel++) {
    const to = Math.min(end, Math.max(from, Math.ceil((pixel + 1) * stepsPerPixel) - 1))
    visit(from, to, box.left + pixel + 0.5)
    from = to + 1
  }
}
