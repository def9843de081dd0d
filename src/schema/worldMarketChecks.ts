/**
 * What concerns several fields of a market at once, or its place in the world (docs/model.md section 11.3): desks, pools that are
 * anchored at their reserves, and the prices in an index.
 */
import { FieldError } from './fieldError.ts'
import type { WorldDocument } from './world.ts'
import type { Id } from './worldFields.ts'
import type { IndexDocument, LiquidityDocument, PriceIndexDocument } from './worldMarkets.ts'
import { assertBook, assertNamed } from './worldPlaces.ts'
import type { ExchangeDocument, TradedDocument, VenueDocument } from './worldVenues.ts'

/** A median of fewer prices cuts nothing off, or everything. */
export const MIN_CLAMPED = 3
const POOL = 'on a book that is anchored at its reserves'

/** @throws FieldError for the first market of the venue that does not fit the world */
export function assertMarkets(path: string, venue: TradedDocument, world: WorldDocument): void {
  for (const asset of Object.keys(venue.markets)) {
    const field = `${path}.markets.${asset}`
    assertNamed(field, asset, world.assets, 'an asset')
    if (venue.kind === 'exchange') {
      assertLiquidity(`${field}.liquidity`, venue.markets[asset].liquidity, world)
      assertHedge(`${field}.hedge.pool`, venue, asset, world)
    }
    if (venue.kind === 'lending')
      assertBook(`${field}.soldOn`, world.venues, venue.markets[asset].soldOn, asset)
    assertIndex(`${field}.mark.index`, venue.markets[asset].mark.index, asset, world)
  }
}

function assertLiquidity(path: string, book: LiquidityDocument, { desks }: WorldDocument): void {
  const refuse = (name: string, value: unknown, expected: string): never => {
    throw new FieldError(`${path}.${name}`, value, expected)
  }
  if (book.anchor === 'reserves') {
    if (book.curve !== 'constantProduct') refuse('curve', book.curve, `"constantProduct" ${POOL}`)
    if (book.resilience > 0) refuse('resilience', book.resilience, `0 ${POOL}`)
    for (const name of ['stress', 'makers', 'desk'] as const)
      if (book[name] !== undefined) refuse(name, book[name], `no ${name} ${POOL}`)
  } else if (book.fee > 0) refuse('fee', book.fee, 'no fee on a book that is not anchored at its reserves')
  if (book.desk === undefined) return
  assertNamed(`${path}.desk`, book.desk, desks, 'a desk')
  if (book.makers) refuse('makers', book.makers, `no makers of its own beside the desk ${book.desk}`)
}

/** A pool of the asset, on another exchange: there is one market an asset and venue. */
function assertHedge(path: string, venue: ExchangeDocument, asset: Id, { venues }: WorldDocument): void {
  const pool = venue.markets[asset].hedge?.pool
  if (pool === undefined) return
  const pools = Object.entries(venues).filter(([, other]) => other !== venue && isPool(other, asset))
  assertNamed(path, pool, Object.fromEntries(pools), `another exchange with a pool of ${asset}`)
}

function isPool(venue: VenueDocument, asset: Id): boolean {
  if (venue.kind !== 'exchange' || !Object.hasOwn(venue.markets, asset)) return false
  return venue.markets[asset].liquidity.anchor === 'reserves'
}

function assertIndex(path: string, index: IndexDocument, asset: Id, world: WorldDocument): void {
  if (typeof index === 'string') return
  if ('fairOf' in index) assertNamed(`${path}.fairOf`, index.fairOf, world.assets, 'an asset')
  else assertSources(path, index, asset, world)
}

function assertSources(path: string, index: PriceIndexDocument, asset: Id, world: WorldDocument): void {
  const sources = Object.keys(index.of)
  for (const venue of sources) assertBook(`${path}.of.${venue}`, world.venues, venue, asset)
  if (index.clamp === 0) return
  if (index.method === 'median') throw new FieldError(`${path}.clamp`, index.clamp, 'no clamp with a median')
  if (sources.length < MIN_CLAMPED)
    throw new FieldError(`${path}.clamp`, index.clamp, `no clamp with fewer than ${MIN_CLAMPED} sources`)
}
