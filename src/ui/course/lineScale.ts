/**
 * The small chart on which a line is drawn: places over time, values as a share of the start. One scale for the prediction
 * and for what happened, so that both can be laid over one another.
 */
export const LINE_TOP = 1.2
export const LINE_WIDTH = 320
export const LINE_HEIGHT = 150
/** A press of an arrow key. */
export const LINE_STEP = 0.05

export function toX(place: number, points: number): number {
  return points > 1 ? (place / (points - 1)) * LINE_WIDTH : LINE_WIDTH / 2
}

export function toY(value: number): number {
  return LINE_HEIGHT - (Math.min(LINE_TOP, Math.max(0, value)) / LINE_TOP) * LINE_HEIGHT
}

/** The value at a height of the chart, from 0 at its top to 1, in whole steps of a hundredth. */
export function fromHeight(share: number): number {
  const value = (1 - Math.min(1, Math.max(0, share))) * LINE_TOP
  return Math.round(value * 100) / 100
}

export function toPath(values: readonly number[]): string {
  return values
    .map((value, place) => `${place === 0 ? 'M' : 'L'}${toX(place, values.length)} ${toY(value)}`)
    .join('')
}
