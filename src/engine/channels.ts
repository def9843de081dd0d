/**
 * Channels of a world (docs/model.md section 11.9): what connects venues, and the same world without one of them, on the same seed. What a
 * channel carried is the difference that switching it off makes to the losses elsewhere. Reads documents; makes new ones.
 */
import { CONTRACTS, DEPOSIT, type Ledger } from './ledger.ts'
import { openWorld } from './opening.ts'
import { createProgram } from './program.ts'
import type { World } from './world.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { ExplicitWorldCrowd, LeggedAccount } from '../schema/worldCrowd.ts'
import type { ExchangeDocument, TradedDocument, VenueDocument } from '../schema/worldVenues.ts'

/** What can be switched off, by the ids of the document. */
export type Channel =
  | { readonly kind: 'margin'; readonly venue: string }
  | { readonly kind: 'arbitrage'; readonly asset: string }
  | { readonly kind: 'index'; readonly venue: string; readonly asset: string }
  | { readonly kind: 'desk'; readonly desk: string }
  | { readonly kind: 'chain'; readonly chain: string }
  | { readonly kind: 'claim'; readonly venue: string; readonly on: string }
  | { readonly kind: 'holding'; readonly venue: string; readonly asset: string }
  | { readonly kind: 'token'; readonly asset: string }

/** Every channel that a world has, in order of its parts. */
export function listChannels(document: WorldDocument): Channel[] {
  const channels: Channel[] = []
  for (const [venue, { treasury, ...rest }] of Object.entries(document.venues)) {
    if (hasSharedMargin(rest as TradedDocument)) channels.push({ kind: 'margin', venue })
    for (const [asset, { mark }] of Object.entries((rest as TradedDocument).markets ?? {}))
      if (typeof mark.index === 'object' && 'of' in mark.index && mark.indexWeight > 0)
        channels.push({ kind: 'index', venue, asset })
    for (const on of Object.keys(treasury?.placed ?? {})) channels.push({ kind: 'claim', venue, on })
    for (const asset of Object.keys(treasury?.holdings ?? {}))
      channels.push({ kind: 'holding', venue, asset })
  }
  for (const [asset, { tokenOf }] of Object.entries(document.assets)) {
    if (booksOf(document, asset).some(({ arbitrage }) => arbitrage > 0))
      channels.push({ kind: 'arbitrage', asset })
    if (tokenOf !== undefined) channels.push({ kind: 'token', asset })
  }
  for (const desk of Object.keys(document.desks)) channels.push({ kind: 'desk', desk })
  for (const [chain, { slotsPerStep }] of Object.entries(document.chains))
    if (slotsPerStep !== null) channels.push({ kind: 'chain', chain })
  return channels
}

function hasSharedMargin(venue: TradedDocument): boolean {
  return (venue.crowd ?? []).some((crowd) =>
    'accounts' in crowd ? crowd.accounts.some(({ legs }) => legs.length > 1) : crowd.assets.length > 1,
  )
}

function booksOf(document: WorldDocument, asset: string) {
  return Object.values(document.venues).flatMap((venue) =>
    venue.kind === 'exchange' && Object.hasOwn(venue.markets, asset) ? [venue.markets[asset]] : [],
  )
}

/** The same world without a channel. The document given is not changed. */
export function switchOff(document: WorldDocument, channel: Channel): WorldDocument {
  switch (channel.kind) {
    case 'margin':
      return withVenue(document, channel.venue, (venue) =>
        splitMargins(document, channel.venue, venue as TradedDocument),
      )
    case 'arbitrage':
      return withBooks(document, (market, asset) =>
        asset === channel.asset ? { ...market, arbitrage: 0 } : market,
      )
    case 'index':
      return withVenue(document, channel.venue, (venue) =>
        withFairIndex(venue as TradedDocument, channel.asset),
      )
    case 'desk':
      return splitDesk(document, channel.desk)
    case 'chain': {
      const chain = { ...document.chains[channel.chain], slotsPerStep: null }
      return { ...document, chains: { ...document.chains, [channel.chain]: chain } }
    }
    case 'claim':
      return withVenue(document, channel.venue, (venue) => withoutIn(venue, 'placed', channel.on))
    case 'holding':
      return withVenue(document, channel.venue, (venue) => withoutIn(venue, 'holdings', channel.asset))
    case 'token': {
      const { tokenOf: _, ...asset } = document.assets[channel.asset]
      return { ...document, assets: { ...document.assets, [channel.asset]: asset } }
    }
  }
}

function withVenue(
  document: WorldDocument,
  id: string,
  change: (venue: VenueDocument) => VenueDocument,
): WorldDocument {
  return { ...document, venues: { ...document.venues, [id]: change(document.venues[id]) } }
}

type Book = ExchangeDocument['markets'][string]

function withBooks(
  document: WorldDocument,
  change: (market: Book, asset: string, venue: string) => Book,
): WorldDocument {
  const venues = Object.entries(document.venues).map(([id, venue]): [string, VenueDocument] => {
    if (venue.kind !== 'exchange') return [id, venue]
    const markets = Object.entries(venue.markets).map(([asset, market]) => [asset, change(market, asset, id)])
    return [id, { ...venue, markets: Object.fromEntries(markets) as ExchangeDocument['markets'] }]
  })
  return { ...document, venues: Object.fromEntries(venues) }
}

function withFairIndex(venue: TradedDocument, asset: string): VenueDocument {
  const market = venue.markets[asset]
  const changed = { ...market, mark: { ...market.mark, index: 'fair' as const } }
  return { ...venue, markets: { ...venue.markets, [asset]: changed } } as VenueDocument
}

/** A treasury without one of its claims or holdings; the money stays at hand. */
function withoutIn(venue: VenueDocument, part: 'placed' | 'holdings', id: string): VenueDocument {
  if (venue.treasury === undefined) return venue
  const rest = Object.entries(venue.treasury[part]).filter(([key]) => key !== id)
  return { ...venue, treasury: { ...venue.treasury, [part]: Object.fromEntries(rest) } }
}

/** Makers of each market for themselves, with the desk's capital split by depth. */
function splitDesk(document: WorldDocument, desk: string): WorldDocument {
  const program = createProgram(document)
  const { markets } = openWorld(program)
  const place = Object.keys(document.desks).indexOf(desk)
  const depthOf = (at: number) => markets[at].baseDepthContracts
  const all = program.desks[place].markets.reduce((sum, at) => sum + depthOf(at), 0)
  return withBooks(document, (market, asset, venue) => {
    if (market.liquidity.desk !== desk) return market
    const at = program.markets.findIndex(
      (rules) => program.venues[rules.venue].id === venue && program.assets[rules.asset].id === asset,
    )
    const { desk: _, ...liquidity } = market.liquidity
    const capital = Math.round((100 * document.desks[desk].capital * depthOf(at)) / all) / 100
    return { ...market, liquidity: { ...liquidity, makers: { capital } } }
  })
}

/** One account a leg, the collateral split by leverage. Drawn crowds are listed as they open, so that every trait stays. */
function splitMargins(document: WorldDocument, id: string, venue: TradedDocument): VenueDocument {
  const assets = Object.keys(venue.markets)
  const program = createProgram(document)
  const world = openWorld(program)
  const prices = assets.map((asset) => document.assets[asset].startPrice)
  let from = 0
  const crowd = venue.crowd.map((part): WorldDocumentCrowd => {
    const count = 'accounts' in part ? part.accounts.length : part.traders + (part.hedgers?.count ?? 0)
    const start = from
    from += count
    const isShared =
      'accounts' in part ? part.accounts.some(({ legs }) => legs.length > 1) : part.assets.length > 1
    if (!isShared) return part
    const accounts =
      'accounts' in part
        ? part.accounts
        : listAccounts(ledgerOf(world, document, id), start, count, assets, prices)
    return { accounts: accounts.flatMap(splitAccount) }
  })
  return { ...venue, crowd } as VenueDocument
}

type WorldDocumentCrowd = TradedDocument['crowd'][number] | ExplicitWorldCrowd

function ledgerOf(world: World, { venues }: WorldDocument, id: string): Ledger {
  return world.venues[Object.keys(venues).indexOf(id)].ledger
}

/** Accounts of a ledger as a document lists them; those that could not open a position are left out. */
function listAccounts(
  ledger: Ledger,
  from: number,
  count: number,
  assets: readonly string[],
  prices: readonly number[],
): LeggedAccount[] {
  const accounts: LeggedAccount[] = []
  for (let id = from; id < from + count; id++) {
    const deposit = ledger.rows[ledger.stride * id + DEPOSIT]
    const legs = assets.flatMap((asset, leg) => {
      const contracts = ledger.rows[ledger.stride * id + CONTRACTS + leg]
      if (contracts === 0) return []
      const entry = ledger.entryPrice[ledger.legs * id + leg] || prices[leg]
      const side = contracts > 0 ? ('long' as const) : ('short' as const)
      return [{ asset, side, leverage: (Math.abs(contracts) * entry) / deposit, entry }]
    })
    if (legs.length > 0) accounts.push({ collateral: deposit / 100, legs })
  }
  return accounts
}

function splitAccount({ collateral, legs }: LeggedAccount): LeggedAccount[] {
  if (legs.length === 1) return [{ collateral, legs }]
  const leverage = legs.reduce((sum, leg) => sum + leg.leverage, 0)
  return legs.map((leg) => ({
    collateral: Math.floor((100 * collateral * leg.leverage) / leverage) / 100,
    legs: [{ ...leg, leverage }],
  }))
}
