/**
 * From the profile of the spiral number to what is drawn of it: the prices where R is 1 or more, and its outline.
 */
import type { SpiralProfile } from '../schema/result.ts'
import type { Range } from './scales.ts'

/**
 * The prices at which each sale forces a bigger one.
 * @param finest price difference that can be seen: narrower gaps are closed, narrower bands left out
 */
export function findBands({ prices, values }: SpiralProfile, finest: number): Range[] {
  const bands: { low: number; high: number }[] = []
  for (let i = 0; i < prices.length; i++) {
    if (values[i] < 1) continue
    // The value holds from this price down to the next one in the list.
    const high = prices[i]
    const low = i + 1 < prices.length ? prices[i + 1] : high
    const last = bands.at(-1)
    if (last && last.low - high <= 3 * finest) last.low = low
    else bands.push({ low, high })
  }
  return bands.filter(({ low, high }) => high - low >= 2 * finest)
}

/** The profile at evenly spaced prices, from the first to the last: mean of what falls between, smoothed over a few. */
export function sampleProfile(
  { prices, values }: SpiralProfile,
  spacing: number,
): { price: number; value: number }[] {
  if (prices.length < 2) return []
  const high = prices[0]
  const count = Math.min(2000, Math.floor((high - prices[prices.length - 1]) / spacing) + 1)
  const sums = new Float64Array(count)
  let at = 0
  for (let k = 0; k < count; k++) {
    const from = high - k * spacing
    let sum = 0
    let found = 0
    while (at < prices.length && prices[at] > from - spacing) {
      sum += values[at++]
      found++
    }
    sums[k] = found > 0 ? sum / found : values[Math.max(0, at - 1)]
  }
  return Array.from(sums, (value, k) => {
    const before = sums[Math.max(0, k - 1)]
    const after = sums[Math.min(count - 1, k + 1)]
    return { price: high - (k + 0.5) * spacing, value: (before + 2 * value + after) / 4 }
  })
}
