/**
 * From a figure's content to Chart.js' datasets. Areas are added up here, and points are thinned to the pixels there are, the
 * same points for all traces. Marks stand at a few places only, apart from those of the other traces.
 */
import type { ChartDataset } from 'chart.js'
import type { Column, Content, Trace } from './figure.ts'
import type { Palette } from './palette.ts'
import { createFill } from './textures.ts'
import { thinForPicture } from './thinning.ts'

interface Point {
  x: number
  y: number
}
export type Dataset = ChartDataset<'line' | 'bar', Point[]>

/** The scale on the right. */
export const RIGHT = 'right'
/** Marks along a line. */
const MARKS = 6
/** A bucket of a thinned series; each keeps its lowest and highest value. */
const PIXELS_A_BUCKET = 2

/** The columns that are drawn, areas as sums from the lowest on. */
function stackColumns({ columns, count }: Content): Column[] {
  let below: ArrayLike<number> | null = null
  const drawn: Column[] = []
  for (const { trace, values } of columns) {
    if (trace.drawn === null) continue
    if (trace.drawn !== 'area') {
      drawn.push({ trace, values })
      continue
    }
    const base: ArrayLike<number> | null = below
    below = base ? Float64Array.from({ length: count }, (_, i) => base[i] + values[i]) : values
    drawn.push({ trace, values: below })
  }
  return drawn
}

function createBars(trace: Trace, color: string): Dataset {
  return {
    type: 'bar',
    data: [],
    backgroundColor: createFill(trace.texture ?? 'solid', color),
    borderColor: color,
    borderWidth: 1,
    borderSkipped: false,
    barPercentage: 0.86,
    categoryPercentage: 1,
    stack: 'bars',
  }
}

/** Two datasets where there are marks: points with looks of their own make a long line slow. */
function createLine(trace: Trace, color: string, place: number): Dataset[] {
  // The first traces lie on top of the later ones; areas and lines add up to nothing else.
  const line = {
    type: 'line' as const,
    borderColor: color,
    order: place,
    stack: `line ${place}`,
    yAxisID: trace.side === 'right' ? RIGHT : 'y',
  }
  const path: Dataset = {
    ...line,
    data: [],
    borderWidth: trace.drawn === 'area' ? 1.5 : 2,
    borderDash: [...(trace.dash ?? [])],
    pointRadius: 0,
  }
  if (trace.drawn === 'area') {
    path.backgroundColor = createFill(trace.texture ?? 'solid', color)
    path.fill = place === 0 ? 'origin' : '-1'
  }
  if (!trace.mark) return [path]
  const marks: Dataset = {
    ...line,
    data: [],
    showLine: false,
    pointStyle: trace.mark,
    pointRadius: 4,
    pointBackgroundColor: color,
    // Marks on the zero line stay whole.
    clip: 6,
  }
  return [path, marks]
}

/** What does not change while traces and colors stay: built once, then only fed. */
export function createDatasets(content: Content, { colors }: Palette): Dataset[] {
  return stackColumns(content).flatMap(({ trace }, place) => {
    const color = colors[trace.ink]
    return trace.drawn === 'bar' ? [createBars(trace, color)] : createLine(trace, color, place)
  })
}

/** Puts a content's numbers into its datasets, which come in the order in which they were made. */
export function fillDatasets(datasets: readonly Dataset[], content: Content, width: number): void {
  const drawn = stackColumns(content)
  const isTime = content.axis.kind === 'time'
  const buckets = Math.max(50, Math.round(width / PIXELS_A_BUCKET))
  const columns = drawn.map(({ values }) => values)
  const shown = thinForPicture(columns, content.count, buckets)
  let next = 0
  drawn.forEach(({ trace, values }, place) => {
    const sign = trace.mirrored ? -1 : 1
    // Classes stand between two edges.
    const toPoint = (i: number) => ({ x: isTime ? i : i + 0.5, y: sign * values[i] })
    const points = shown.map(toPoint)
    datasets[next++].data = isTime || trace.drawn === 'bar' ? points : extend(points, content.count)
    if (trace.mark) datasets[next++].data = placeMarks(content, place).map(toPoint)
  })
}

/** A line across classes runs from the first edge to the last. */
function extend(points: Point[], count: number): Point[] {
  const first = points.at(0)
  const last = points.at(-1)
  return first && last ? [{ ...first, x: 0 }, ...points, { ...last, x: count }] : points
}

/** The steps at which a trace has its marks, between those of the other traces. */
function placeMarks({ axis, count }: Content, place: number): number[] {
  if (axis.kind !== 'time') return []
  const interval = axis.window / MARKS
  const steps = Array.from({ length: MARKS }, (_, i) => Math.round(interval * (i + 0.3 + 0.3 * place)))
  return steps.filter((step) => step < count)
}
