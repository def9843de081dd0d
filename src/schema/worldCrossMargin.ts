/**
 * One margin for all legs as one account a leg (docs/model.md section 11.9): the collateral is split by leverage, to whole cents, so
 * that each leg keeps its contracts and stands for itself. Reads and makes documents.
 */
import type { WorldDocument } from './world.ts'
import type { DrawnWorldCrowd, ExplicitWorldCrowd, LeggedAccount, WorldCrowd } from './worldCrowd.ts'
import type { Id } from './worldFields.ts'
import { changeVenue } from './worldLinks.ts'
import { centsOf, shareCents } from './worldShares.ts'
import type { TradedDocument, VenueDocument } from './worldVenues.ts'
import { parameter } from './parameters.ts'

const MAX_LEVERAGE = parameter('crowd.leverage.max').max
/** `floor*` of docs/model.md section 1. */
const HAIR = 2 * Number.EPSILON

/** Venues with accounts of several legs that can be split. */
export function listCrossMargin(world: WorldDocument): string[] {
  return Object.keys(world.venues).filter((id) => {
    const venue = world.venues[id]
    return venue.kind !== 'institution' && venue.crowd.some((crowd) => canSplit(world, venue, crowd))
  })
}

export function cutCrossMargin(world: WorldDocument, id: string): WorldDocument {
  return changeVenue(world, id, (venue) => {
    if (venue.kind === 'institution') return venue
    const parts = venue.crowd.map((crowd) => splitCrowd(world, venue, crowd))
    const added = parts.flatMap(({ others }) => others)
    return { ...venue, crowd: [...parts.map(({ first }) => first), ...added] } as VenueDocument
  })
}

/** What stands in the crowd's place, so that its streams and those after it stay what they were, and what is added at the end. */
interface Parts {
  readonly first: WorldCrowd
  readonly others: readonly WorldCrowd[]
}

function canSplit(world: WorldDocument, venue: TradedDocument, crowd: WorldCrowd): boolean {
  if (!('accounts' in crowd)) return splitDrawn(crowd).others.length > 0
  return crowd.accounts.some((account) => splitAccount(world, venue, account).length > 1)
}

function splitCrowd(world: WorldDocument, venue: TradedDocument, crowd: WorldCrowd): Parts {
  return 'accounts' in crowd ? splitExplicit(world, venue, crowd) : splitDrawn(crowd)
}

/** Behavior is for accounts that opened with one leg: those that were split had none, and get none. */
function splitExplicit(world: WorldDocument, venue: TradedDocument, crowd: ExplicitWorldCrowd): Parts {
  const accounts = crowd.accounts.map((account) => splitAccount(world, venue, account))
  if (crowd.behavior === undefined) return { first: { ...crowd, accounts: accounts.flat() }, others: [] }
  const split = accounts.filter((parts) => parts.length > 1).flat()
  const whole = accounts.filter((parts) => parts.length === 1).flat()
  return { first: { ...crowd, accounts: whole }, others: split.length > 0 ? [{ accounts: split }] : [] }
}

/**
 * One account a leg; the account as it is where a part would be refused at the opening: without a cent, too small for a contract
 * or below maintenance, which others of its legs made up for.
 */
function splitAccount(world: WorldDocument, venue: TradedDocument, account: LeggedAccount): LeggedAccount[] {
  const { legs, collateral } = account
  if (legs.length < 2) return [account]
  const cents = centsOf(collateral)
  const limit = venue.kind === 'exchange' ? Math.min(MAX_LEVERAGE, venue.maxLeverage) : MAX_LEVERAGE
  const parts = shareCents(
    cents,
    legs.map(({ leverage }) => leverage),
  )
  const accounts = legs.map((leg, i) => ({
    collateral: parts[i] / 100,
    legs: [{ ...leg, leverage: Math.min(limit, (cents * leg.leverage) / Math.max(1, parts[i])) }],
  }))
  return accounts.every((part) => canOpen(world, venue, part)) ? accounts : [account]
}

function canOpen(
  { assets }: WorldDocument,
  venue: TradedDocument,
  { collateral, legs }: LeggedAccount,
): boolean {
  const [{ asset, side, leverage, entry }] = legs
  const { startPrice } = assets[asset]
  const cents = centsOf(collateral)
  const contracts = Math.floor(((cents * leverage) / entry) * (1 + HAIR))
  const gain = (side === 'long' ? 1 : -1) * contracts * (startPrice - entry)
  const margin = venue.markets[asset].maintenanceMargin ?? venue.maintenanceMargin
  // The cost is rounded to a cent.
  return cents >= 1 && contracts >= 1 && cents + gain - 1 >= margin * contracts * startPrice
}

/**
 * A crowd an asset, with the deposit divided evenly, as drawn legs divide leverage. Newcomers open one leg, on the first market: its
 * crowd keeps the behavior where there are any.
 */
function splitDrawn(crowd: DrawnWorldCrowd): Parts {
  const { behavior, ...plain } = crowd
  const parts = shareCents(
    centsOf(crowd.deposit.median),
    crowd.assets.map(() => 1),
  )
  if (parts.length < 2 || parts.some((part) => part < 1)) return { first: crowd, others: [] }
  const [first, ...others] = crowd.assets.map((asset: Id, i): DrawnWorldCrowd => ({
    ...plain,
    assets: [asset],
    deposit: { ...crowd.deposit, median: parts[i] / 100 },
  }))
  const keeps = behavior?.arrivals !== undefined && behavior.arrivals.perStep > 0
  return { first: keeps ? { ...first, behavior } : first, others }
}
