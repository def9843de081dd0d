/** How far a study is and how long it still takes, in words. */
import type { Progress } from '../../risk/task.ts'
import { formatCount, formatDuration } from '../../schema/words.ts'

/** Up to so many seconds it is told in steps of so many: finer would only flicker. */
const STEPS: readonly (readonly [upTo: number, step: number])[] = [
  [10, 1],
  [60, 5],
  [300, 30],
  [Infinity, 60],
]

/** "about 25 s left". */
export function sayWait(seconds: number): string {
  const step = STEPS.find(([upTo]) => seconds <= upTo)?.[1] ?? 1
  return `about ${formatDuration(Math.max(1, Math.ceil(seconds / step)) * step)} left`
}

/** "40 of 200 runs", "… , done", "… , stopped"; nothing before there is one. */
export function sayRuns(progress: Progress | null, isRunning: boolean): string {
  if (progress === null || (progress.done === 0 && !isRunning)) return ''
  const { done, all } = progress
  const end = isRunning ? '' : done < all ? ', stopped' : ', done'
  return `${formatCount(done)} of ${formatCount(all)} runs${end}`
}
