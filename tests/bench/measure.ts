/**
 * Taking time and memory. One measurement is never enough: a sample holds the median and how far the runs lie apart.
 * Progress goes to standard error, so that `--json` leaves standard output to the document.
 */

export interface Sample {
  median: number
  low: number
  high: number
  runs: number
}

export function toSample(values: readonly number[]): Sample {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  return { median, low: sorted[0], high: sorted[sorted.length - 1], runs: sorted.length }
}

/** How many times smaller the second one is. The spread is the widest that the runs of both allow. */
export function toRatio(above: Sample, below: Sample): Sample {
  return {
    median: above.median / below.median,
    low: above.low / below.high,
    high: above.high / below.low,
    runs: Math.min(above.runs, below.runs),
  }
}

export function scaleSample(sample: Sample, factor: number): Sample {
  const { median, low, high, runs } = sample
  return { median: median * factor, low: low * factor, high: high * factor, runs }
}

/** Milliseconds that the work takes, and what it returns. */
export function timeMs<T>(work: () => T): { ms: number; result: T } {
  const start = performance.now()
  const result = work()
  return { ms: performance.now() - start, result }
}

/** Between measurements, so that none pays for the garbage of the one before. */
export function collectGarbage(): void {
  if (!globalThis.gc)
    throw new Error('Start the benchmark with `npm run bench`: it needs `node --expose-gc`.')
  // Twice: array buffers are released after the collection that finds them.
  globalThis.gc()
  globalThis.gc()
}

/** Bytes on the heap and in array buffers that are still in use. */
export function readLiveBytes(): number {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

export function sayProgress(text: string): void {
  process.stderr.write(`${text}\n`)
}
