/**
 * Fair value: an explicit path, or geometric Brownian motion (docs/model.md sections 3 and 10). Reads the program; draws from the
 * asset's own stream, one normal number a step, whatever else happens.
 */
import { exp } from './arithmetic.ts'
import type { Asset } from './venue.ts'

const SECONDS_A_YEAR = 31_536_000

/**
 * The next raw fair value, before shocks, in dollars.
 * @param stepSeconds time of a step
 * @param step from 1
 */
export function nextFairValue({ rules, state, stream }: Asset, stepSeconds: number, step: number): number {
  const { fairValue } = rules
  if ('path' in fairValue) return fairValue.path[Math.min(step, fairValue.path.length - 1)]
  const years = stepSeconds / SECONDS_A_YEAR
  const { annualVolatility: sigma, annualDrift: mu } = fairValue
  // The drift is of the expected value, hence − σ²/2 in the logarithm.
  return state.rawFair * exp((mu - 0.5 * sigma * sigma) * years + sigma * Math.sqrt(years) * stream.normal())
}
