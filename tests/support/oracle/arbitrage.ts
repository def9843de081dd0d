/**
 * Arbitrage (docs/model.md section 11.3): orders that bring the prices of one asset towards each other, and pools towards
 * fair value.
 * Part of an oracle that shares no code with the engine.
 */
import { nearest } from '../exactExponential.ts'
import { floorOfShare, sum } from './exact.ts'
import { contractsTo } from './impact.ts'
import { checkBreaker, isOpen, trade } from './market.ts'
import type { Asset, Market, World } from './world.ts'
import { bookMarkets } from './world.ts'

type Order = { market: Market; n: number }

/** Phase 5, first. All orders of an asset are computed before the first is sent. */
export function arbitrage(world: World, asset: Asset): void {
  const traded = bookMarkets(world).filter(
    (market) => market.asset === asset && market.book.arbitrage > 0 && isOpen(world, market.venue),
  )
  const fair = traded.filter((market) => market.book.anchor === 'fair')
  const pools = traded.filter((market) => market.book.anchor === 'reserves')
  const between = fair.length >= 2 ? ordersBetween(fair) : []
  const orders = [...between, ...pools.map((market) => ({ market, n: poolOrder(market) }))]
  for (const { market, n } of orders) {
    if (n === 0 || !isOpen(world, market.venue)) continue
    world.seen.add(market.book.anchor === 'fair' ? 'arbitrage' : 'arbitrage pool')
    trade(world, market, market.book.arbitrageur, n)
    checkBreaker(world, market.venue, 'on arbitrage')
  }
}

/** Towards the mean displacement, weighted by depth; as much is bought in all as is sold. */
function ordersBetween(markets: Market[]): Order[] {
  const depth = sum(markets.map(({ book }) => book.depth))
  const mean = sum(markets.map(({ book }) => book.depth * book.displacement)) / depth
  const wanted = markets.map(({ book }) => {
    const gap = book.arbitrage * (mean - book.displacement)
    const contracts =
      book.curve === 'exponential' ? (gap * book.depth) / 0.01 : contractsTo(book, book.displacement + gap)
    return Math.trunc(contracts)
  })
  const sales = sum(wanted.filter((n) => n > 0))
  const purchases = -sum(wanted.filter((n) => n < 0))
  const smaller = Math.min(sales, purchases)
  return markets.map((market, i) => {
    const n = wanted[i]
    const own = n > 0 ? sales : purchases
    if (own <= smaller) return { market, n }
    return { market, n: Math.sign(n) * floorOfShare(Math.abs(n), smaller, own) }
  })
}

/** What a pool's arbitrageurs trade: a part of the way to the nearest price that the fee does not make a loss. */
function poolOrder({ book }: Market): number {
  const lowest = nearest.ln(1 - book.fee)
  const highest = nearest.ln(1 + book.fee)
  const target = Math.min(highest, Math.max(lowest, book.displacement))
  return Math.trunc(book.arbitrage * contractsTo(book, target))
}
