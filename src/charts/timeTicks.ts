/** Round moments for a time axis. */

const INTERVALS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400,
]

/**
 * Steps at round times.
 * @param most how many labels there is room for
 */
export function computeTimeTicks(window: number, stepSeconds: number, most: number): number[] {
  const seconds = window * stepSeconds
  const atLeast = Math.max(seconds / Math.max(1, most), stepSeconds)
  let interval = INTERVALS.find((each) => each >= atLeast)
  if (interval === undefined) {
    interval = 86_400
    while (interval < atLeast) interval *= 2
  }
  // Shorter steps than a second: whole numbers of steps.
  if (seconds < 2) interval = atLeast
  const ticks: number[] = []
  for (let at = 0; at <= seconds * (1 + 1e-9); at += interval) ticks.push(at / stepSeconds)
  return ticks
}
