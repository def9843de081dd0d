/**
 * Fair value: an explicit path, or geometric Brownian motion (docs/model.md sections 3 and 10). Reads the scenario; draws from its own
 * stream, one normal number a step, whatever else happens.
 */
import { exp } from './arithmetic.ts'
import type { Stream } from './random.ts'
import type { Scenario } from '../schema/scenario.ts'

const SECONDS_A_YEAR = 31_536_000

/**
 * The next raw fair value, before shocks, in dollars.
 * @param previous the raw fair value of the step before
 * @param step from 1
 */
export function nextFairValue(scenario: Scenario, previous: number, step: number, stream: Stream): number {
  const { fairValue } = scenario.market
  if ('path' in fairValue) return fairValue.path[Math.min(step, fairValue.path.length - 1)]
  const years = scenario.stepSeconds / SECONDS_A_YEAR
  const { annualVolatility: sigma, annualDrift: mu } = fairValue
  // The drift is of the expected value, hence − σ²/2 in the logarithm.
  return previous * exp((mu - 0.5 * sigma * sigma) * years + sigma * Math.sqrt(years) * stream.normal())
}
