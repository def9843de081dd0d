/**
 * What concerns several parts of a world at once (docs/model.md section 11): ids that name something, places that are there, and
 * limits over the whole world. In the order of the document, so that the first thing that is wrong is named. Claims and
 * tokens may run in circles: nothing here follows them.
 */
import { assertFairValue } from './agreement.ts'
import { FieldError } from './fieldError.ts'
import type { WorldDocument } from './world.ts'
import type { AssetDocument } from './worldAssets.ts'
import { assertCrowds, assertTraders } from './worldCrowdChecks.ts'
import type { Id } from './worldFields.ts'
import { assertMarkets } from './worldMarketChecks.ts'
import { assertBook, assertNamed, assertPlace } from './worldPlaces.ts'
import { assertRule } from './worldRuleChecks.ts'
import type { WorldShock } from './worldShocks.ts'
import { MAX_MARKETS } from './worldTable.ts'
import type { RunCondition, Treasury } from './worldTreasury.ts'
import type { VenueDocument } from './worldVenues.ts'

/** @throws FieldError that names the first field that does not fit the others */
export function assertWorld(world: WorldDocument): void {
  for (const [id, asset] of Object.entries(world.assets)) assertAsset(`assets.${id}`, asset, world)
  const venues = Object.entries(world.venues)
  assertLimits(venues)
  for (const [id, venue] of venues) assertVenue(id, venue, world)
  world.shocks.forEach((shock, i) => {
    assertShock(`shocks[${i}]`, shock, world)
  })
}

function assertAsset(path: string, asset: AssetDocument, world: WorldDocument): void {
  assertFairValue(path, asset, world)
  if (asset.tokenOf !== undefined) assertNamed(`${path}.tokenOf`, asset.tokenOf, world.venues, 'a venue')
}

function assertLimits(venues: [Id, VenueDocument][]): void {
  const traded = venues.flatMap(([id, venue]) => (venue.kind === 'institution' ? [] : [[id, venue] as const]))
  const markets = traded.reduce((sum, [, venue]) => sum + Object.keys(venue.markets).length, 0)
  if (markets > MAX_MARKETS)
    throw new FieldError('venues', markets, `at most ${MAX_MARKETS} markets in the whole world`)
  assertTraders(traded.map(([id, { crowd }]) => [`venues.${id}`, crowd]))
}

function assertVenue(id: Id, venue: VenueDocument, world: WorldDocument): void {
  const path = `venues.${id}`
  if (venue.kind !== 'institution') {
    if (venue.chain !== undefined) assertNamed(`${path}.chain`, venue.chain, world.chains, 'a chain')
    assertMarkets(path, venue, world)
    assertCrowds(path, id, venue)
  }
  if (venue.treasury) assertTreasury(`${path}.treasury`, id, venue.treasury, world)
}

function assertTreasury(
  path: string,
  own: Id,
  { placed, holdings, run }: Treasury,
  world: WorldDocument,
): void {
  for (const id of Object.keys(placed)) {
    assertNamed(`${path}.placed.${id}`, id, world.venues, 'a venue')
    if (id === own) throw new FieldError(`${path}.placed.${id}`, id, 'another venue than itself')
  }
  for (const [asset, { soldOn }] of Object.entries(holdings)) {
    assertNamed(`${path}.holdings.${asset}`, asset, world.assets, 'an asset')
    assertBook(`${path}.holdings.${asset}.soldOn`, world.venues, soldOn, asset)
  }
  run?.after.forEach((condition, i) => {
    assertCondition(`${path}.run.after[${i}]`, condition, world)
  })
}

function assertCondition(path: string, condition: RunCondition, { venues }: WorldDocument): void {
  if ('step' in condition) return
  if ('below' in condition) {
    assertPlace(`${path}.below`, venues, condition.below)
    return
  }
  for (const [name, id] of Object.entries(condition)) assertNamed(`${path}.${name}`, id, venues, 'a venue')
}

function assertShock(path: string, shock: WorldShock, world: WorldDocument): void {
  switch (shock.kind) {
    case 'fairValue':
      assertNamed(`${path}.asset`, shock.asset, world.assets, 'an asset')
      return
    case 'sell':
    case 'depth':
      assertPlace(path, world.venues, shock)
      if (shock.kind === 'depth') assertNoPool(path, shock, world)
      return
    case 'chain':
      assertNamed(`${path}.chain`, shock.chain, world.chains, 'a chain')
      return
    case 'loss':
      assertNamed(`${path}.venue`, shock.venue, world.venues, 'a venue')
      return
    case 'rule':
    case 'proposal':
      assertRule(path, shock, world)
  }
}

function assertNoPool(
  path: string,
  { venue, asset, kind }: WorldShock & { kind: 'depth' },
  world: WorldDocument,
): void {
  const place = world.venues[venue]
  if (place.kind === 'exchange' && place.markets[asset].liquidity.anchor === 'reserves')
    throw new FieldError(`${path}.kind`, kind, 'no depth shock on a book that is anchored at its reserves')
}
