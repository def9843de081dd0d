/**
 * Makers of several markets as makers of one each (docs/model.md section 11.9): a desk for every market, the capital split by what depth
 * is worth there. Reads the document and the depths of its opening.
 */
import type { WorldDocument } from './world.ts'
import type { DeskDocument } from './worldAssets.ts'
import type { Id } from './worldFields.ts'
import { changeVenue, listBooks } from './worldLinks.ts'
import { centsOf, shareCents } from './worldShares.ts'
import type { ExchangeDocument } from './worldVenues.ts'

/** Depth of a book at the opening, in contracts. */
export type DepthOf = (venue: Id, asset: Id) => number

/** Desks with more than one market. */
export function listSharedDesks(world: WorldDocument): string[] {
  return Object.keys(world.desks).filter((id) => marketsOf(world, id).length > 1)
}

/** A desk that serves no market does nothing, and goes too: so there are never more desks than markets. */
export function cutDesk(world: WorldDocument, id: string, depthOf: DepthOf): WorldDocument {
  const markets = marketsOf(world, id)
  const parts = shareCapital(
    centsOf(world.desks[id].capital),
    markets.map(([venue, asset]) => depthOf(venue, asset) * world.assets[asset].startPrice),
  )
  const used = Object.entries(world.desks).filter(([desk]) => marketsOf(world, desk).length > 0)
  const taken = new Set(used.map(([desk]) => desk))
  const names = markets.map(() => freeName(taken))
  const desks = used.flatMap(([desk, document]): [Id, DeskDocument][] =>
    desk === id ? names.map((name, i) => [name, { capital: parts[i] / 100 }]) : [[desk, document]],
  )
  return markets.reduce((changed, [venue, asset], i) => nameDesk(changed, venue, asset, names[i]), {
    ...world,
    desks: Object.fromEntries(desks),
  })
}

function marketsOf(world: WorldDocument, desk: Id) {
  return listBooks(world).filter(([, , { liquidity }]) => liquidity.desk === desk)
}

/** A desk has some capital: at least a cent, even where there are fewer cents than markets. */
function shareCapital(cents: number, weights: readonly number[]): number[] {
  const spare = Math.max(0, cents - weights.length)
  return shareCents(spare, weights).map((part) => part + 1)
}

function freeName(taken: Set<Id>): Id {
  let n = 1
  while (taken.has(`desk${n}`)) n++
  taken.add(`desk${n}`)
  return `desk${n}`
}

function nameDesk(world: WorldDocument, id: Id, asset: Id, desk: Id): WorldDocument {
  return changeVenue<ExchangeDocument>(world, id, (venue) => {
    const market = venue.markets[asset]
    const liquidity = { ...market.liquidity, desk }
    return { ...venue, markets: { ...venue.markets, [asset]: { ...market, liquidity } } }
  })
}
