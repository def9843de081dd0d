/**
 * One market: price, index and mark, depth of a step, orders, circuit breaker (docs/model.md sections 3, 4 and 11.3).
 * Part of an oracle that shares no code with the engine.
 */
import { nearest } from '../exactExponential.ts'
import type { PriceIndexInput } from './document.ts'
import { sum } from './exact.ts'
import type { Fill } from './impact.ts'
import { fillOrder } from './impact.ts'
import type { Holder, Market, Venue, World } from './world.ts'
import { bookMarkets, marketOf } from './world.ts'

function isClosed(venue: Venue): boolean {
  return venue.closedStep !== null
}

/** A closed venue is a halted one for good. */
export function isOpen(world: World, venue: Venue): boolean {
  return !isClosed(venue) && world.step > venue.haltedUntil
}

export function fairOf(market: Market): number {
  return market.asset.fairs[market.asset.fairs.length - 1]
}

/** The price on the market's book; a lending protocol's market has the one of the book it sells on. */
export function priceOf(market: Market): number {
  return fairOf(market) * nearest.exp(-market.book.displacement)
}

/** The price that decides liquidations. Before the index of this step is there, the last one counts. */
export function markOf(world: World, market: Market): number {
  return markAtWeight(world, market, market.indexWeight)
}

/** The mark that the market would have if the index had this weight. */
export function markAtWeight(world: World, market: Market, indexWeight: number): number {
  const { lagSteps, indexes } = market
  const index = indexes[Math.min(indexes.length - 1, Math.max(0, world.step - lagSteps))]
  return indexWeight * index + (1 - indexWeight) * priceOf(market)
}

export function indexAtOpening(world: World, market: Market): number {
  return computeIndex(world, market, market.asset.startPrice)
}

/** Phase 1, after the fair values; prices of the end of the last step are in `priceBefore`. */
export function pushIndexes(world: World): void {
  for (const venue of world.venues)
    for (const market of venue.markets)
      market.indexes.push(computeIndex(world, market, market.indexes[market.indexes.length - 1]))
}

function computeIndex(world: World, market: Market, last: number): number {
  const { index, asset } = market
  if (index === 'fair') return fairOf(market)
  if (index === 'start') {
    world.seen.add('index start')
    return asset.startPrice
  }
  if ('fairOf' in index) {
    world.seen.add('index of another')
    const other = world.assets.find((a) => a.id === index.fairOf)
    if (other === undefined) throw new Error(`there is no asset ${index.fairOf}`)
    return (asset.startPrice * other.fairs[other.fairs.length - 1]) / other.startPrice
  }
  return indexFromPrices(world, market, index, last)
}

function indexFromPrices(world: World, market: Market, index: PriceIndexInput, last: number): number {
  const sources = world.venues
    .filter((venue) => index.of[venue.id] !== undefined && !isClosed(venue))
    .map((venue) => ({
      price: marketOf(venue, market.asset.id).book.priceBefore,
      weight: index.of[venue.id],
    }))
  if (sources.length === 0) {
    world.seen.add('index without source')
    return last
  }
  const middle = median(sources.map(({ price }) => price))
  world.seen.add(`index ${index.method}`)
  if (index.method === 'median') return middle
  const clamp = index.clamp ?? 0
  const clamped = sources.map(({ price, weight }) => {
    if (clamp === 0) return { price, weight }
    const near = Math.min(middle * (1 + clamp), Math.max(middle * (1 - clamp), price))
    if (near !== price) world.seen.add('index clamp')
    return { price: near, weight }
  })
  const weights = sum(clamped.map(({ weight }) => weight))
  return sum(clamped.map(({ price, weight }) => weight * price)) / weights
}

function median(numbers: number[]): number {
  const ordered = [...numbers].sort((a, b) => a - b)
  const half = ordered.length >> 1
  return ordered.length % 2 === 1 ? ordered[half] : (ordered[half - 1] + ordered[half]) / 2
}

/** Phase 2, after every decay: fixes the depth of all books for the step. */
export function fixDepths(world: World): void {
  for (const market of bookMarkets(world)) {
    const { book } = market
    let stressFactor = 1
    if (book.stress) {
      const excess = Math.max(0, Math.sqrt(book.variance) / book.stress.calmReturn - 1)
      stressFactor = 1 / (1 + book.stress.sensitivity * excess)
    }
    book.depth = book.baseDepth * book.depthFactor * stressFactor * makerFactor(world, market)
  }
}

/** What makers, or the desk that serves the market, have left of their capital; null where no loss makes them withdraw. */
export function makersLeft(world: World, market: Market): number | null {
  const { desk, makersCapital } = market.book
  const capital = desk ? desk.capital : makersCapital
  if (!(capital > 0)) return null
  const served = desk ? bookMarkets(world).filter((other) => other.book.desk === desk) : [market]
  const worth = sum(served.map((m) => m.book.makers.cash + m.book.makers.contracts * priceOf(m)))
  return (capital + worth) / capital
}

/** They withdraw as they lose it. */
function makerFactor(world: World, market: Market): number {
  const { desk } = market.book
  const left = makersLeft(world, market)
  if (left === null) return 1
  const factor = Math.min(1, Math.max(0.02, left))
  if (factor < 1) world.seen.add(desk ? 'desk' : 'makers')
  if (factor === 0.02) world.seen.add(`${desk ? 'desk' : 'makers'} at the floor`)
  return factor
}

/** Gross cents of a sale of n contracts after the fee of the book, and where it leads. */
export function quote(world: World, market: Market, n: number): Fill & { cents: number } {
  const fill = fillOrder(market.book, fairOf(market), n)
  if (fill.reachedEnd) {
    world.seen.add('book past its end')
    world.seen.add(n > 0 ? 'book end, sale' : 'book end, purchase')
  }
  if (market.book.fee > 0 && n !== 0) world.seen.add('pool fee')
  const gross = fill.gross * (n > 0 ? 1 - market.book.fee : 1 + market.book.fee)
  // floor is right for both sides: a purchase is negative here, and -ceil(cost) = floor(-cost)
  return { ...fill, gross, cents: Math.floor(gross) }
}

/**
 * A market order: the holder sells n contracts (n < 0: buys) to the makers, and the venue's breaker looks at the price.
 * @param proceeds what the holder's cash changes by, where that is not the whole cents of the quote
 * @returns what the holder's cash changed by
 */
export function trade(world: World, market: Market, holder: Holder, n: number, proceeds?: number): number {
  const { book } = market
  const { cents, displacement } = quote(world, market, n)
  const paid = proceeds ?? cents
  holder.contracts -= n
  holder.cash += paid
  book.makers.contracts += n
  book.makers.cash -= paid
  book.displacement = displacement
  book.lowestPrice = Math.min(book.lowestPrice, priceOf(market))
  return paid
}

/** Any market's move halts the whole venue; `where` names the moment. */
export function checkBreaker(world: World, venue: Venue, where: string): void {
  const { breaker } = venue
  if (breaker === null || !isOpen(world, venue)) return
  const moves = venue.markets.map((market) => {
    const history = market.book.breakerHistory
    return Math.abs(priceOf(market) / history[Math.max(0, history.length - breaker.windowSteps)] - 1)
  })
  if (moves.some((move) => move >= breaker.move - 1e-12)) {
    venue.haltedUntil = world.step + breaker.haltSteps - 1
    venue.totals.halts += 1
    world.seen.add('breaker')
    world.seen.add(`breaker ${where}`)
  }
}
