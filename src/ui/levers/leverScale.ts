/**
 * Where a lever stands for a value, and back. Stops are whole positions, so that an arrow key always goes to the next
 * value that differs; a value between two stops, typed elsewhere, stands between them.
 */
export interface LeverScale {
  readonly stops: readonly number[]
}

/** The position of a value among the stops, by proportion between two of them. */
export function toPosition({ stops }: LeverScale, value: number): number {
  if (value <= stops[0]) return 0
  for (let i = 1; i < stops.length; i++) {
    if (value > stops[i]) continue
    return i - 1 + (value - stops[i - 1]) / (stops[i] - stops[i - 1])
  }
  return stops.length - 1
}

export function toValue({ stops }: LeverScale, position: number): number {
  return stops[Math.max(0, Math.min(stops.length - 1, Math.round(position)))]
}

/** Even ratios around a middle value, which is a stop itself. */
export function createRatioScale(middle: number, reach: number, stopsEachSide: number): LeverScale {
  const stops: number[] = []
  for (let i = -stopsEachSide; i <= stopsEachSide; i++)
    stops.push(i === 0 ? middle : round3(middle * reach ** (i / stopsEachSide)))
  return { stops }
}

/** From nothing to `most`, finer where it is small; `usual` is a stop itself. */
export function createMoneyScale(usual: number, most: number, count: number): LeverScale {
  const stops = Array.from({ length: count + 1 }, (_, i) => round2(most * (i / count) ** 3))
  if (usual > 0) stops.push(usual)
  return { stops: [...new Set(stops)].sort((a, b) => a - b) }
}

/** What people say when they speak of leverage. */
export const leverageScale: LeverScale = {
  stops: [
    ...[2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 22, 25, 28, 30, 35, 40, 45, 50],
    ...[55, 60, 65, 70, 75, 80, 90, 100, 110, 125],
  ],
}

function round3(value: number): number {
  return Number(value.toPrecision(3))
}

/** Two digits and whole dollars: money that people would name. */
function round2(value: number): number {
  return Math.round(Number(value.toPrecision(2)))
}
