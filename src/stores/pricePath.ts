/**
 * The scenario on a path of prices as its fair value. Reads the prices as src/prices gives them and a scenario, gives another
 * scenario.
 */
import { parameter } from '../schema/parameters.ts'
import type { Scenario } from '../schema/scenario.ts'

const LENGTH = parameter('stepSeconds')

/**
 * The scenario on this path: it brings its own start and length, and the time between its prices where that is known; shocks that were pushed belonged to the old one. A book of
 * so many contracts stays worth as many dollars.
 */
export function applyPricePath(
  scenario: Scenario,
  path: readonly number[],
  stepSeconds = scenario.stepSeconds,
): Scenario {
  const { market, liquidity } = scenario
  const steps = Math.max(scenario.steps, path.length - 1)
  const depth =
    typeof liquidity.depth === 'number' ? (liquidity.depth * market.startPrice) / path[0] : liquidity.depth
  return {
    ...scenario,
    steps,
    stepSeconds: Math.min(stepSeconds, LENGTH.max),
    shocks: [],
    market: { startPrice: path[0], fairValue: { path: [...path] } },
    liquidity: { ...liquidity, depth },
  }
}
