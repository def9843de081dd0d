/**
 * The content of a figure whose points are moments: the columns of the series up to the present, and the stretch of time
 * that the picture spans, which follows the stage's rule so that both pictures line up.
 */
import type { Column, Content } from './figure.ts'
import { type ChartInput, countShown, readColumn, readNow } from './input.ts'
import { toTrace, type ReadingTrace } from './readingTrace.ts'
import type { SampledReading, SeriesReading } from '../schema/readings.ts'
import { computeWindow } from '../schema/timeAxis.ts'
import { formatDuration } from '../schema/words.ts'

export function createTimeContent(input: ChartInput, columns: readonly Column[], sentence: string): Content {
  const count = countShown(input)
  return {
    columns,
    count,
    axis: {
      kind: 'time',
      stepSeconds: input.stepSeconds,
      window: computeWindow(Math.max(0, input.series.length - 1), input.steps),
    },
    sentence,
    restIndex: Math.max(0, count - 1),
  }
}

export function readColumns(input: ChartInput, traces: readonly ReadingTrace[]): Column[] {
  return traces
    .map((trace) => ({ trace, values: readColumn(input, trace.reading) }))
    .filter(({ trace, values }) => !trace.onlyIfUsed || values.some((value) => value !== 0))
    .map(({ trace, values }) => ({ trace: toTrace(trace), values }))
}

/** The last value of a reading, 0 before the opening is known. */
export function readLast(input: ChartInput, id: SeriesReading): number {
  return readColumn(input, id).at(-1) ?? 0
}

/** A step as a time in words. */
export function formatStep(input: ChartInput, step: number): string {
  return formatDuration(step * input.stepSeconds)
}

/** The places of the smallest and the largest value, the first of equals. */
export function findExtremes(values: ArrayLike<number>, count = values.length): { min: number; max: number } {
  let min = 0
  let max = 0
  for (let i = 1; i < count; i++) {
    if (values[i] < values[min]) min = i
    if (values[i] > values[max]) max = i
  }
  return { min, max }
}

/**
 * A reading that is sampled now and then, up to the present moment: each sample holds until the next one, and the present has
 * its own value.
 */
export function holdSamples(input: ChartInput, id: SampledReading): Float64Array {
  const held = readColumn(input, id).slice()
  for (let i = 1; i < held.length; i++) if (Number.isNaN(held[i])) held[i] = held[i - 1]
  if (held.length === input.step + 1) held[held.length - 1] = readNow(input, id)
  return held
}

/** Says how far the samples lie apart, where that is more than a step. */
export function tellSamples(input: ChartInput): string {
  const samples = readColumn(input, 'nearContracts')
  const stride = samples.findIndex((value, step) => step > 0 && !Number.isNaN(value))
  if (stride === 1 || samples.length < 2) return ''
  return stride > 1 ? ` Counted every ${formatStep(input, stride)}.` : ' Counted at the start and now.'
}
