/**
 * Version 1 of the document as the world of one asset, one exchange and one market (docs/model.md section 11): the same numbers
 * in other places, and the way back for the field that an error names.
 */
import type { Scenario, Shock } from './scenario.ts'
import type { WorldDocument } from './world.ts'
import type { AssetDocument } from './worldAssets.ts'
import type { WorldCrowd } from './worldCrowd.ts'
import type { WorldShock } from './worldShocks.ts'
import type { ExchangeDocument } from './worldVenues.ts'

const ASSET = 'coin'
const VENUE = 'exchange'

/** The world that a scenario of version 1 is. */
export function toWorld(scenario: Scenario): WorldDocument {
  const { title, seed, steps, stepSeconds } = scenario
  return {
    version: 2,
    title,
    seed,
    steps,
    stepSeconds,
    assets: { [ASSET]: toAsset(scenario) },
    desks: {},
    chains: {},
    venues: { [VENUE]: toExchange(scenario) },
    shocks: scenario.shocks.map(toWorldShock),
  }
}

function toAsset({ market }: Scenario): AssetDocument {
  return { ...market, loading: 0 }
}

function toExchange({ venue, liquidity, crowd }: Scenario): ExchangeDocument {
  const { mark, ...rules } = venue
  const market = {
    liquidity: { ...liquidity, anchor: 'fair', fee: 0 },
    mark: { ...mark, index: 'fair' },
    arbitrage: 0,
  } as const
  return {
    ...rules,
    kind: 'exchange',
    governance: { delaySteps: 1, majority: 0.5, by: 'position' },
    onFailure: 'carryOn',
    markets: { [ASSET]: market },
    crowd: [toCrowd(crowd)],
  }
}

function toCrowd(crowd: Scenario['crowd']): WorldCrowd {
  if (!('accounts' in crowd)) return { ...crowd, assets: [ASSET] }
  const accounts = crowd.accounts.map(({ collateral, ...leg }) => ({
    collateral,
    legs: [{ asset: ASSET, ...leg }],
  }))
  return { ...crowd, accounts }
}

/** A shock of version 1, at the one place there is. */
export function toWorldShock(shock: Shock): WorldShock {
  return shock.kind === 'fairValue' ? { ...shock, asset: ASSET } : { ...shock, venue: VENUE, asset: ASSET }
}

/** From the longest place to the shortest: what an error's path begins with, and what it is called in version 1. */
const PLACES: readonly (readonly [world: string, scenario: string])[] = [
  [`assets.${ASSET}`, 'market'],
  [`venues.${VENUE}.markets.${ASSET}.liquidity`, 'liquidity'],
  [`venues.${VENUE}.markets.${ASSET}`, 'venue'],
  [`venues.${VENUE}.crowd[0]`, 'crowd'],
  [`venues.${VENUE}`, 'venue'],
]

/** The path of a field of the world as version 1 writes it: `venues.exchange.insuranceFund` is `venue.insuranceFund`. */
export function toVersion1Path(path: string): string {
  for (const [world, scenario] of PLACES) {
    if (!path.startsWith(world)) continue
    const rest = path.slice(world.length)
    // Every account of version 1 has one leg, whose fields are the account's.
    if (rest === '' || /^[.[]/.test(rest))
      return scenario + rest.replace(/^(\.accounts\[\d+\])\.legs\[0\]/, '$1')
  }
  return path
}
