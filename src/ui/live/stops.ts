/** Evenly spaced stops of a slider, both ends included, without the noise of repeated addition. */
export function stopsBetween(from: number, to: number, step: number): number[] {
  const count = Math.round((to - from) / step)
  return Array.from({ length: count + 1 }, (_, i) => Number((from + i * step).toFixed(6)))
}
