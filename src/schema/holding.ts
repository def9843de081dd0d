/**
 * Shares of open interest are resolved once, by the opening of the set-up as it is written, and held from then on in
 * contracts and dollars; so that raising leverage does not quietly deepen the book. The sandbox and the course share the rule.
 */
import { isTree, readAt, writeAt } from './documentPath.ts'
import { findPart, type PairKey } from './parts.ts'
import type { Scenario } from './scenario.ts'

/** What shares of open interest came to at the opening: contracts and dollars. */
export interface Resolved {
  readonly depthContracts: number
  readonly insuranceFund: number
  readonly venueEquity: number
  readonly makersCapital: number
  readonly capacityPerStep: number | null
}

/** What each quantity that may be a share came to at the opening. */
export const RESOLVED: Readonly<Record<PairKey, (resolved: Resolved) => number | null>> = {
  'liquidity.depth': ({ depthContracts }) => depthContracts,
  'liquidity.makers.capital': ({ makersCapital }) => makersCapital,
  'venue.liquidation.capacityPerStep': ({ capacityPerStep }) => capacityPerStep,
  'venue.insuranceFund': ({ insuranceFund }) => insuranceFund,
  'venue.venueEquity': ({ venueEquity }) => venueEquity,
}

/** The scenario with what its shares came to. */
export function holdShares(scenario: Scenario, resolved: Resolved): Scenario {
  return Object.entries(RESOLVED).reduce((held, [path, read]) => {
    const part = findPart(path)
    const isThere = part === undefined || isTree(readAt(scenario, part))
    return isThere ? writeAt(held, path, read(resolved)) : held
  }, scenario)
}
