/**
 * What concerns several fields of a crowd at once, or its venue (docs/model.md sections 8 and 11.1): legs in markets that are
 * there, leverage within the venue's, top-ups that end, and the limit of traders over the whole world.
 */
import { assertLeverage, assertTopUp } from './agreement.ts'
import { FieldError } from './fieldError.ts'
import { MAX_TRADERS } from './scenarioCrowd.ts'
import { type DrawnWorldCrowd, type ExplicitWorldCrowd, type WorldCrowd } from './worldCrowd.ts'
import type { Id } from './worldFields.ts'
import { assertNamed } from './worldPlaces.ts'
import type { TradedDocument } from './worldVenues.ts'

/** A sum of numbers that people type may be beside itself by rounding. */
const ROUNDING = 1 - 2 * Number.EPSILON

/** @throws FieldError for the first crowd of the venue that does not fit it */
export function assertCrowds(path: string, id: Id, venue: TradedDocument): void {
  venue.crowd.forEach((crowd, i) => {
    const field = `${path}.crowd[${i}]`
    if ('accounts' in crowd) assertLegs(field, id, venue, crowd)
    else assertDrawn(field, id, venue, crowd)
    const margins = listAssets(crowd).map((asset) => marginOf(venue, asset))
    assertTopUp(field, crowd.behavior, Math.max(0, ...margins))
  })
}

function assertLegs(path: string, id: Id, venue: TradedDocument, { accounts }: ExplicitWorldCrowd): void {
  const maxLeverage = venue.kind === 'exchange' ? venue.maxLeverage : Infinity
  accounts.forEach(({ legs }, i) => {
    const field = `${path}.accounts[${i}].legs`
    const seen = new Set<Id>()
    let leverage = 0
    legs.forEach((leg, j) => {
      assertNamed(`${field}[${j}].asset`, leg.asset, venue.markets, `a market of ${id}`)
      if (seen.has(leg.asset)) throw new FieldError(`${field}[${j}].asset`, leg.asset, 'one leg in a market')
      seen.add(leg.asset)
      leverage += leg.leverage
    })
    if (leverage * ROUNDING <= maxLeverage) return
    if (legs.length === 1)
      throw new FieldError(`${field}[0].leverage`, leverage, `at most maxLeverage of ${id}, ${maxLeverage}`)
    throw new FieldError(
      field,
      leverage,
      `leverages that add up to at most maxLeverage of ${id}, ${maxLeverage}`,
    )
  })
}

function assertDrawn(path: string, id: Id, venue: TradedDocument, crowd: DrawnWorldCrowd): void {
  if (crowd.assets.length === 0)
    throw new FieldError(
      `${path}.assets`,
      crowd.assets,
      `at least one market of ${id} to trade in, but there is none`,
    )
  crowd.assets.forEach((asset, i) => {
    assertNamed(`${path}.assets[${i}]`, asset, venue.markets, `a market of ${id}`)
  })
  assertLeverage(path, crowd)
}

/** The assets that the crowd opens in. */
function listAssets(crowd: WorldCrowd): Id[] {
  if (!('accounts' in crowd)) return crowd.assets
  const seen = new Set<Id>()
  for (const { legs } of crowd.accounts) for (const { asset } of legs) seen.add(asset)
  return [...seen]
}

function marginOf(venue: TradedDocument, asset: Id): number {
  return venue.markets[asset].maintenanceMargin ?? venue.maintenanceMargin
}

/**
 * Traders of all venues together, hedgers included.
 * @throws FieldError at the crowd that is one too many
 */
export function assertTraders(
  venues: readonly (readonly [path: string, crowds: readonly WorldCrowd[]])[],
): void {
  let traders = 0
  for (const [path, crowds] of venues)
    crowds.forEach((crowd, i) => {
      const isGiven = 'accounts' in crowd
      traders += isGiven ? crowd.accounts.length : crowd.traders + (crowd.hedgers?.count ?? 0)
      if (traders <= MAX_TRADERS) return
      const field = `${path}.crowd[${i}].${isGiven ? 'accounts' : 'traders'}`
      throw new FieldError(
        field,
        traders,
        `at most ${MAX_TRADERS} traders in the whole world, hedgers included`,
      )
    })
}
