/**
 * How much time a picture of a run spans, and the round moments on its axis: the same for the stage and for every figure, so
 * that they line up.
 */

/**
 * How many steps are shown: early seconds are not squeezed by a long run, and there is a little room ahead.
 * @param farthest the last step that the run has reached, so that going back does not change the scale
 */
export function computeWindow(farthest: number, steps: number): number {
  return Math.max(1, Math.min(steps, Math.max(120, Math.ceil(farthest * 1.15))))
}

/** The nearest of 1, 2, 5, 10, … that is at least this. */
export function toRoundInterval(atLeast: number): number {
  const power = 10 ** Math.floor(Math.log10(atLeast))
  const lead = atLeast / power
  return power * (lead <= 1.000001 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10)
}

const DAY = 86_400
const INTERVALS = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800],
  ...[3_600, 7_200, 14_400, 28_800, 43_200, DAY],
]
/** Two labels may stand as close as this, as a share of the room that one has. */
const CLOSEST = 0.55

/**
 * Steps at round times; the first and a late one where the axis is too short for more.
 * @param most how many labels there is room for, which may be less than one
 */
export function computeTimeTicks(window: number, stepSeconds: number, most: number): number[] {
  const seconds = window * stepSeconds
  const atLeast = Math.max(seconds / most, stepSeconds)
  // Steps shorter than a second, and few of them: no round time would do.
  const isShort = seconds < 2
  const interval = isShort
    ? atLeast
    : (INTERVALS.find((each) => each >= atLeast) ??
      Math.max(DAY * toRoundInterval(atLeast / DAY), stepSeconds))
  const ticks: number[] = []
  for (let at = 0; at <= seconds * (1 + 1e-9); at += interval) ticks.push(at / stepSeconds)
  return ticks.length > 1 ? ticks : findTwoTicks(window, stepSeconds, CLOSEST / most)
}

/** The first step and the roundest late one, at least a share of the window away. */
function findTwoTicks(window: number, stepSeconds: number, leastShare: number): number[] {
  const seconds = window * stepSeconds
  for (const interval of INTERVALS.toReversed()) {
    const at = Math.floor(seconds / interval + 1e-9) * interval
    if (interval >= stepSeconds && at > 0 && at >= seconds * leastShare) return [0, at / stepSeconds]
  }
  return leastShare <= 1 ? [0, window] : [0]
}
