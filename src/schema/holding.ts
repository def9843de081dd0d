/**
 * Shares of open interest are resolved once, by the opening of the set-up as it is written, and held from then on in
 * contracts and dollars; so that raising leverage does not quietly deepen the book. The sandbox and the course share the rule.
 */
import { writeAt } from './documentPath.ts'
import type { OpenedRun } from './message.ts'
import type { Scenario } from './scenario.ts'

/** The scenario with what its shares came to. */
export function holdShares(scenario: Scenario, resolved: OpenedRun['resolved']): Scenario {
  const held: [path: string, value: number | null][] = [
    ['liquidity.depth', resolved.depthContracts],
    ['venue.insuranceFund', resolved.insuranceFund],
    ['venue.venueEquity', resolved.venueEquity],
    ['venue.liquidation.capacityPerStep', resolved.capacityPerStep],
  ]
  if (scenario.liquidity.makers) held.push(['liquidity.makers.capital', resolved.makersCapital])
  return held.reduce((document, [path, value]) => writeAt(document, path, value), scenario)
}
