/** How an estimate sharpened while runs came in: the share so far, with its interval, at about sixty numbers of runs. */
import { wilson, type Interval } from './intervals.ts'

export interface SharpeningPoint extends Interval {
  readonly runs: number
  readonly share: number
}

const POINTS = 60

/** @param happened of each run, in order */
export function sharpen(happened: readonly boolean[]): SharpeningPoint[] {
  const stride = Math.max(1, Math.floor(happened.length / POINTS))
  const points: SharpeningPoint[] = []
  let hits = 0
  happened.forEach((is, i) => {
    if (is) hits++
    const runs = i + 1
    if (runs % stride === 0 || runs === happened.length)
      points.push({ runs, share: hits / runs, ...wilson(hits, runs) })
  })
  return points
}
