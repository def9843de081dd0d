/**
 * Probabilities that geometric Brownian motion comes below a barrier, for tests: watched all the time (closed form), and watched
 * once a step (the density of who is left, step by step on a grid, twice and extrapolated).
 */
import { normalBelow, normalDensity } from './normal.ts'

export interface Passage {
  /** A year. */
  readonly sigma: number
  readonly mu?: number
  /** Barrier over start, below 1. */
  readonly barrier: number
  readonly steps: number
  readonly stepSeconds: number
}

const YEAR = 31_536_000

/** docs/validation.md row C1; `barrier` may have been moved for the steps (Broadie, Glasserman and Kou 1997). */
export function passContinuously({ sigma, mu = 0, barrier, steps, stepSeconds }: Passage): number {
  const years = (steps * stepSeconds) / YEAR
  const nu = mu - (sigma * sigma) / 2
  const b = Math.log(barrier)
  const spread = sigma * Math.sqrt(years)
  return (
    normalBelow((b - nu * years) / spread) +
    Math.exp((2 * nu * b) / (sigma * sigma)) * normalBelow((b + nu * years) / spread)
  )
}

/** −ζ(½)/√(2π) standard deviations of a step further away: what is not seen between two looks. */
export function moveBarrier({ sigma, barrier, stepSeconds }: Passage): number {
  return barrier * Math.exp(-0.5825971579 * sigma * Math.sqrt(stepSeconds / YEAR))
}

/** Watched at the end of each step: exact to about seven digits. */
export function passBySteps(passage: Passage): number {
  const [coarse, fine] = [4, 8].map((perDeviation) => survive(passage, perDeviation))
  // The error of the trapezoids falls with the square of their width.
  return 1 - (fine + (fine - coarse) / 3)
}

/** Who is left at the end, with so many points a standard deviation of a step. */
function survive({ sigma, mu = 0, barrier, steps, stepSeconds }: Passage, perDeviation: number): number {
  const deviation = sigma * Math.sqrt(stepSeconds / YEAR)
  const drift = ((mu - (sigma * sigma) / 2) * stepSeconds) / YEAR / deviation
  // In standard deviations of a step above the barrier.
  const start = -Math.log(barrier) / deviation
  const width = 1 / perDeviation
  const points = Math.ceil((start + 7 * Math.sqrt(steps) + Math.abs(drift) * steps + 8) * perDeviation)
  const reach = 8 * perDeviation
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    normalDensity((i - reach) * width - drift),
  )
  let density = Float64Array.from({ length: points }, (_, i) => normalDensity(i * width - start - drift))
  for (let step = 2; step <= steps; step++) {
    const next = new Float64Array(points)
    for (let i = 0; i < points; i++) {
      let sum = 0
      const to = Math.min(points - 1, i + reach)
      for (let j = Math.max(0, i - reach); j <= to; j++) sum += kernel[i - j + reach] * density[j]
      const atBarrier = i <= reach ? (kernel[i + reach] * density[0]) / 2 : 0
      next[i] = (sum - atBarrier) * width
    }
    density = next
  }
  return (density.reduce((sum, x) => sum + x, 0) - density[0] / 2) * width
}
