/**
 * The links of the simpler channels (docs/model.md section 11.9): where they are in a document, and the document without one of them.
 * Nothing is changed in place; what does not change is shared.
 */
import type { WorldDocument } from './world.ts'
import type { ChainDocument } from './worldAssets.ts'
import type { Id } from './worldFields.ts'
import type { MarketDocument } from './worldMarkets.ts'
import type { RunCondition, Treasury } from './worldTreasury.ts'
import type { ExchangeDocument, LendingDocument, TradedDocument, VenueDocument } from './worldVenues.ts'
import { centsOf } from './worldShares.ts'
import { worldParameter } from './worldTable.ts'

/** `venue.asset` or `venue.venue`: ids have no points. */
const linkOf = (from: Id, to: Id) => `${from}.${to}`
const placesOf = (link: string) => link.split('.') as [Id, Id]

/** A copy of a record with another value at one of its ids. */
function put<T>(record: Readonly<Record<Id, T>>, id: Id, value: T): Record<Id, T> {
  return { ...record, [id]: value }
}

function leaveOut<T>(record: Readonly<Record<Id, T>>, id: Id): Record<Id, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== id))
}

export function changeVenue<T extends VenueDocument>(
  world: WorldDocument,
  id: Id,
  change: (venue: T) => VenueDocument,
): WorldDocument {
  return { ...world, venues: put(world.venues, id, change(world.venues[id] as T)) }
}

function changeMarket(
  world: WorldDocument,
  link: string,
  change: (market: MarketDocument) => MarketDocument,
): WorldDocument {
  const [id, asset] = placesOf(link)
  return changeVenue<ExchangeDocument>(world, id, (venue) => ({
    ...venue,
    markets: put(venue.markets, asset, change(venue.markets[asset])),
  }))
}

function changeTreasury(
  world: WorldDocument,
  id: Id,
  change: (treasury: Treasury) => Treasury,
): WorldDocument {
  const empty: Treasury = { depositors: 0, placed: {}, holdings: {} }
  return changeVenue(world, id, (venue) => ({ ...venue, treasury: change(venue.treasury ?? empty) }))
}

type Traded = readonly [id: Id, venue: TradedDocument]

function listTraded({ venues }: WorldDocument): Traded[] {
  return Object.entries(venues).filter(
    (entry): entry is [Id, TradedDocument] => entry[1].kind !== 'institution',
  )
}

/** Every book, by the ids of its venue and its asset. */
export function listBooks(world: WorldDocument): (readonly [venue: Id, asset: Id, market: MarketDocument])[] {
  return listTraded(world).flatMap(([id, venue]) =>
    venue.kind === 'exchange'
      ? Object.entries(venue.markets).map(([asset, market]) => [id, asset, market] as const)
      : [],
  )
}

// --- arbitrage: a pool's arbitrageurs know fair value alone, and where a single market has them they do nothing

export function listArbitrage(world: WorldDocument): string[] {
  const books = listBooks(world).filter(
    ([, , { arbitrage, liquidity }]) => arbitrage > 0 && liquidity.anchor === 'fair',
  )
  return books
    .filter(([, asset]) => books.filter((other) => other[1] === asset).length > 1)
    .map(([venue, asset]) => linkOf(venue, asset))
}

export function cutArbitrage(world: WorldDocument, link: string): WorldDocument {
  return changeMarket(world, link, (market) => ({ ...market, arbitrage: 0 }))
}

// --- hedges of pools

export function listHedges(world: WorldDocument): string[] {
  return listBooks(world)
    .filter(([, , { hedge }]) => hedge !== undefined && hedge.share > 0)
    .map(([venue, asset]) => linkOf(venue, asset))
}

export function cutHedge(world: WorldDocument, link: string): WorldDocument {
  return changeMarket(world, link, (market) => leaveOut(market, 'hedge') as MarketDocument)
}

// --- indexes: of other prices, or of another asset's fair value

export function listIndexes(world: WorldDocument): string[] {
  return listTraded(world).flatMap(([id, { markets }]) =>
    Object.entries(markets)
      .filter(
        ([, { mark }]) => typeof mark.index === 'object' && (mark.indexWeight > 0 || canGetWeight(world, id)),
      )
      .map(([asset]) => linkOf(id, asset)),
  )
}

/** Whether a rule or a vote can give the index of a venue a weight while the run goes on. */
function canGetWeight({ shocks }: WorldDocument, id: Id): boolean {
  return shocks.some(
    (shock) =>
      (shock.kind === 'rule' || shock.kind === 'proposal') &&
      shock.venue === id &&
      (shock.set?.indexWeight ?? 0) > 0,
  )
}

export function cutIndex(world: WorldDocument, link: string): WorldDocument {
  const [id, asset] = placesOf(link)
  return changeVenue<TradedDocument>(world, id, (venue) => {
    const { mark } = venue.markets[asset]
    const changed = { ...venue.markets[asset], mark: { ...mark, index: 'fair' as const } }
    return { ...venue, markets: put<object>(venue.markets, asset, changed) } as
      ExchangeDocument | LendingDocument
  })
}

// --- chains

export function listChains(world: WorldDocument): string[] {
  const used = new Set(listTraded(world).map(([, { chain }]) => chain))
  return Object.entries(world.chains)
    .filter(([id, { slotsPerStep }]) => slotsPerStep !== null && used.has(id))
    .map(([id]) => id)
}

export function cutChain(world: WorldDocument, id: string): WorldDocument {
  const free: ChainDocument = { ...world.chains[id], slotsPerStep: null }
  return { ...world, chains: put(world.chains, id, free) }
}

// --- treasuries

function listTreasuries(world: WorldDocument, links: (treasury: Treasury, id: Id) => string[]): string[] {
  return Object.entries(world.venues).flatMap(([id, { treasury }]) => (treasury ? links(treasury, id) : []))
}

export function listPlaced(world: WorldDocument): string[] {
  return listTreasuries(world, ({ placed }, id) =>
    Object.entries(placed)
      .filter(([, dollars]) => dollars > 0)
      .map(([to]) => linkOf(id, to)),
  )
}

/** What was placed stays where it was, as the public's money: so nobody has less at hand. */
export function cutPlaced(world: WorldDocument, link: string): WorldDocument {
  const [id, to] = placesOf(link)
  const dollars = world.venues[id].treasury?.placed[to] ?? 0
  const kept = changeTreasury(world, id, (treasury) => ({
    ...treasury,
    placed: leaveOut(treasury.placed, to),
  }))
  return changeTreasury(kept, to, (treasury) => ({
    ...treasury,
    depositors: addDollars(treasury.depositors, dollars),
  }))
}

/** In whole cents, and no more than a document may say. */
function addDollars(a: number, b: number): number {
  return Math.min(worldParameter('treasury.depositors').max, centsOf(a + b) / 100)
}

export function listHoldings(world: WorldDocument): string[] {
  return listTreasuries(world, ({ holdings }, id) =>
    Object.entries(holdings)
      .filter(([, { contracts }]) => contracts > 0)
      .map(([asset]) => linkOf(id, asset)),
  )
}

export function cutHolding(world: WorldDocument, link: string): WorldDocument {
  const [id, asset] = placesOf(link)
  return changeTreasury(world, id, (treasury) => ({
    ...treasury,
    holdings: leaveOut(treasury.holdings, asset),
  }))
}

/** Whether a condition of the venue's run looks at another venue. */
function looksElsewhere(condition: RunCondition, id: Id): boolean {
  if ('step' in condition) return false
  if ('below' in condition) return condition.below.venue !== id
  return Object.values(condition)[0] !== id
}

export function listFear(world: WorldDocument): string[] {
  return listTreasuries(world, ({ run }, id) =>
    run?.after.some((condition) => looksElsewhere(condition, id)) ? [id] : [],
  )
}

export function cutFear(world: WorldDocument, id: string): WorldDocument {
  return changeTreasury(world, id, ({ run, ...treasury }) =>
    run
      ? { ...treasury, run: { ...run, after: run.after.filter((one) => !looksElsewhere(one, id)) } }
      : treasury,
  )
}

// --- tokens

export function listTokens({ assets }: WorldDocument): string[] {
  return Object.keys(assets).filter((id) => assets[id].tokenOf !== undefined)
}

export function cutToken(world: WorldDocument, id: string): WorldDocument {
  const { tokenOf, ...asset } = world.assets[id]
  return tokenOf === undefined ? world : { ...world, assets: put(world.assets, id, asset) }
}
