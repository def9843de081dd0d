/**
 * What can be added to a world, each as small as it can be and still do something. Numbers that the tables have are left out,
 * so that the validators fill in their defaults; the others are those of a small place.
 */
import { parseWith } from '../../schema/fields.ts'
import { parseWorld } from '../../schema/parseDocument.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { asset, chain, desk } from '../../schema/worldAssets.ts'
import { exchangeCrowd, lendingCrowd, type WorldCrowd } from '../../schema/worldCrowd.ts'
import { lendingMarket, market } from '../../schema/worldMarkets.ts'
import { shocks } from '../../schema/worldShocks.ts'
import { treasury, type Treasury } from '../../schema/worldTreasury.ts'
import { venue, type TradedDocument, type VenueDocument } from '../../schema/worldVenues.ts'
import { freeId, type Edit } from './workshopEdits.ts'

export type Addable =
  'asset' | 'exchange' | 'pool' | 'lending' | 'institution' | 'desk' | 'chain' | 'claim' | 'push'

const TRADERS = 500
const BORROWERS = 300
/** Of loans, which have no maximum of their own. */
const LOAN_LEVERAGE = { distribution: 'logUniform', min: 1.5, max: 3 }
const LOAN_MARGIN = 0.2
/** What a move of 1 % costs in a new pool. */
const POOL_DOLLARS = 10_000
const DEPOSITS = 2_000_000
const OWN_MONEY = 100_000
const FIRST_PUSH_STEP = 12

/** One asset, one exchange and a small crowd. */
export function createSmallestWorld(): WorldDocument {
  return parseWorld({
    version: 2,
    title: 'A world of your own',
    seed: '1',
    steps: 240,
    assets: { coin: { startPrice: 100, fairValue: { process: 'gbm' } } },
    venues: { alpha: { kind: 'exchange', markets: { coin: {} }, crowd: [{ traders: TRADERS }] } },
  })
}

/** The books of an asset, by the ids of their venues. */
export function listBooksOf({ venues }: WorldDocument, id: string): string[] {
  return Object.entries(venues)
    .filter(([, one]) => one.kind === 'exchange' && Object.hasOwn(one.markets, id))
    .map(([place]) => place)
}

/** Why it cannot be added yet, in a sentence; null where it can. */
export function refuseAddition(world: WorldDocument, kind: Addable): string | null {
  if (kind === 'lending' && findBook(world) === null) return 'It needs an exchange, to sell collateral on.'
  if (kind === 'claim' && findClaim(world, null) === null)
    return 'It needs two venues, one of which has placed nothing with the other yet.'
  const needsAsset = kind === 'exchange' || kind === 'pool' || kind === 'push'
  return needsAsset && Object.keys(world.assets).length === 0 ? 'It needs an asset.' : null
}

/** @param near the path of the part that is looked at: what is added goes there, where it can */
export function addPart(world: WorldDocument, kind: Addable, near: string): Edit {
  const refused = refuseAddition(world, kind)
  return refused === null ? ADD[kind](world, near) : { world, path: near, what: refused, lost: [] }
}

const ADD: Readonly<Record<Addable, (world: WorldDocument, near: string) => Edit>> = {
  asset: (world) => put(world, 'assets', ['coin', 'token', 'coin2'], parseWith(asset, QUIET_ASSET)),
  desk: (world) => put(world, 'desks', ['north', 'south', 'desk3'], parseWith(desk, { capital: 1_000_000 })),
  chain: (world) =>
    put(world, 'chains', ['main', 'side', 'chain3'], parseWith(chain, { slotsPerStep: 10, gas: 5 })),
  exchange: (world, near) => {
    const id = assetNear(world, near)
    return putVenue(world, ['alpha', 'beta', 'gamma', 'delta', 'exchange5'], {
      kind: 'exchange',
      markets: { [id]: {} },
      crowd: [{ traders: TRADERS }],
    })
  },
  pool: (world, near) => {
    const id = assetNear(world, near)
    const depth = Math.max(1, Math.round(POOL_DOLLARS / world.assets[id].startPrice))
    return putVenue(world, ['pool', 'pool2'], {
      kind: 'exchange',
      insuranceFund: 0,
      markets: { [id]: { liquidity: { anchor: 'reserves', depth, fee: 0.003 }, arbitrage: 0.1 } },
    })
  },
  lending: (world, near) => {
    const [soldOn, id] = findBook(world, assetNear(world, near)) ?? ['', '']
    return putVenue(world, ['lend', 'vault', 'lend3'], {
      kind: 'lending',
      maintenanceMargin: LOAN_MARGIN,
      bonus: 0.05,
      markets: { [id]: { soldOn } },
      crowd: [{ traders: BORROWERS, leverage: LOAN_LEVERAGE }],
      treasury: { depositors: DEPOSITS },
    })
  },
  institution: (world) =>
    putVenue(world, ['bank', 'fund', 'bank3'], {
      kind: 'institution',
      venueEquity: OWN_MONEY,
      treasury: { depositors: DEPOSITS },
    }),
  claim: (world, near) => {
    const [from, to] = findClaim(world, near) ?? ['', '']
    const before = world.venues[from].treasury ?? createTreasury(DEPOSITS)
    const placed = { ...before.placed, [to]: Math.floor(before.depositors / 4) }
    const changed = changeVenue(world, from, { treasury: { ...before, placed } })
    return { world: changed, path: `venues.${from}.treasury`, what: `a claim of ${from} on ${to}`, lost: [] }
  },
  push: (world, near) => {
    const news = { step: FIRST_PUSH_STEP, kind: 'fairValue', asset: assetNear(world, near), change: -0.1 }
    const [push] = parseWith(shocks, [news])
    const path = `shocks.${world.shocks.length}`
    return { world: { ...world, shocks: [...world.shocks, push] }, path, what: 'a push', lost: [] }
  },
}

const QUIET_ASSET = { startPrice: 100, fairValue: { process: 'gbm' } }

/** A market of the venue in another asset. */
export function addMarket(world: WorldDocument, id: string, assetId: string): Edit {
  const place = world.venues[id] as TradedDocument
  const soldOn = listBooksOf(world, assetId).find((other) => other !== id) ?? ''
  const made = place.kind === 'exchange' ? parseWith(market, {}) : parseWith(lendingMarket, { soldOn })
  const changed = changeVenue(world, id, { markets: { ...place.markets, [assetId]: made } })
  return {
    world: changed,
    path: `venues.${id}.markets.${assetId}`,
    what: `the market of ${assetId} on ${id}`,
    lost: [],
  }
}

/** Assets that the venue has no market in, and that it could trade or lend on. */
export function listNewMarkets(world: WorldDocument, id: string): string[] {
  const place = world.venues[id]
  if (place.kind === 'institution') return []
  return Object.keys(world.assets).filter(
    (assetId) =>
      !Object.hasOwn(place.markets, assetId) &&
      (place.kind === 'exchange' || listBooksOf(world, assetId).length > 0),
  )
}

/** Whether there is a market for one more crowd. */
export function canAddCrowd(world: WorldDocument, id: string): boolean {
  const place = world.venues[id]
  return place.kind !== 'institution' && Object.keys(place.markets).length > 0
}

/** One more crowd, on the venue's first market. */
export function addCrowd(world: WorldDocument, id: string): Edit {
  const place = world.venues[id] as TradedDocument
  const crowd = [...place.crowd, createCrowd(place)]
  return {
    world: changeVenue(world, id, { crowd }),
    path: `venues.${id}.crowd.${place.crowd.length}`,
    what: `a crowd of ${id}`,
    lost: [],
  }
}

/** A crowd at its defaults, on the first market of the venue. */
export function createCrowd({ kind, markets }: TradedDocument): WorldCrowd {
  const assets = Object.keys(markets).slice(0, 1)
  const [made] =
    kind === 'exchange'
      ? parseWith(exchangeCrowd, [{ traders: TRADERS, assets }])
      : parseWith(lendingCrowd, [{ traders: BORROWERS, assets, leverage: LOAN_LEVERAGE }])
  return made as WorldCrowd
}

/** What the public left with an exchange, so that it can run. */
export function addTreasury(world: WorldDocument, id: string): Edit {
  const changed = changeVenue(world, id, { treasury: createTreasury(DEPOSITS) })
  return { world: changed, path: `venues.${id}.treasury`, what: `the treasury of ${id}`, lost: [] }
}

function createTreasury(depositors: number): Treasury {
  return parseWith(treasury, { depositors })
}

function changeVenue(world: WorldDocument, id: string, changes: object): WorldDocument {
  const changed = { ...world.venues[id], ...changes } as VenueDocument
  return { ...world, venues: { ...world.venues, [id]: changed } }
}

function put(world: WorldDocument, kind: 'assets' | 'desks' | 'chains', ids: string[], part: object): Edit {
  const id = freeId(world, kind, ...ids)
  return {
    world: { ...world, [kind]: { ...world[kind], [id]: part } },
    path: `${kind}.${id}`,
    what: id,
    lost: [],
  }
}

function putVenue(world: WorldDocument, ids: string[], written: object): Edit {
  const id = freeId(world, 'venues', ...ids)
  const venues = { ...world.venues, [id]: parseWith(venue, written, true) }
  return { world: { ...world, venues }, path: `venues.${id}`, what: id, lost: [] }
}

/** The asset that is looked at, or the first one. */
function assetNear({ assets }: WorldDocument, near: string): string {
  const names = near.split('.')
  const [first] = Object.keys(assets)
  return ['assets', 'markets'].includes(names.at(-2) ?? '') ? (names.at(-1) ?? first) : first
}

/** A book to sell collateral on: of the wanted asset, where there is one. */
function findBook(world: WorldDocument, wanted?: string): readonly [venue: string, asset: string] | null {
  const ids = Object.keys(world.assets).toSorted((a, b) => Number(b === wanted) - Number(a === wanted))
  for (const id of ids) {
    const [book] = listBooksOf(world, id)
    if (book !== undefined) return [book, id]
  }
  return null
}

/** Who could place money with whom: the venue that is looked at first. */
function findClaim(
  { venues }: WorldDocument,
  near: string | null,
): readonly [from: string, to: string] | null {
  const [, chosen] = near?.startsWith('venues.') ? near.split('.') : []
  const rank = (id: string) => (id === chosen ? 2 : venues[id].kind === 'institution' ? 1 : 0)
  const ids = Object.keys(venues)
  for (const from of ids.toSorted((a, b) => rank(b) - rank(a))) {
    const placed = venues[from].treasury?.placed ?? {}
    const to = ids.find((id) => id !== from && !Object.hasOwn(placed, id))
    if (to !== undefined) return [from, to]
  }
  return null
}
