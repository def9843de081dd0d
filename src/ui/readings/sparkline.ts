/** A tiny curve beside a number: where it came from, up to the present, over the room of the whole run. */
import type { SeriesReading } from '../../schema/readings.ts'
import { readSampled, type SeriesReader } from '../../stores/seriesReader.ts'

export const SPARK_WIDTH = 60
export const SPARK_HEIGHT = 16
const POINTS = 48

/**
 * The points of a polyline, from zero at the bottom to the highest value at the top.
 * @param now the value at the present step, which may lie between two samples
 */
export function traceSparkline(
  series: SeriesReader,
  field: SeriesReading,
  { step, steps, now }: { step: number; steps: number; now: number },
): string {
  const count = Math.max(1, Math.min(POINTS, step))
  const moments = Array.from({ length: count }, (_, i) => Math.round((i * step) / count))
  const values = [...moments.map((moment) => readSampled(series, field, moment)), now]
  const highest = Math.max(...values, Number.MIN_VALUE)
  return [...moments, step]
    .map((moment, i) => {
      const x = (moment / Math.max(1, steps)) * SPARK_WIDTH
      const y = SPARK_HEIGHT - 1 - (values[i] / highest) * (SPARK_HEIGHT - 2)
      return `${x.toFixed(1)},${y.toFixed(1)}`
    })
    .join(' ')
}
