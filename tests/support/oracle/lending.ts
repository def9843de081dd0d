/**
 * Lending protocols (docs/model.md section 11.5): a liquidator repays a part of a loan, sells the collateral that it gets for
 * it on an exchange, and bids only where that leaves nothing missing.
 * Part of an oracle that shares no code with the engine.
 */
import { nearest } from '../exactExponential.ts'
import { ONE_DOLLAR, equityOf, isClosedOut, legToClose } from './accounts.ts'
import { ceilStar, floorStar, toCents } from './exact.ts'
import { contractsTo } from './impact.ts'
import { countOwnLoss, coverDebt } from './losses.ts'
import { checkBreaker, fairOf, isOpen, markOf, quote, trade } from './market.ts'
import type { Account, Market, Venue, World } from './world.ts'

/** One liquidation of a borrower who is below maintenance; false, and nothing changed, if nobody bids. */
export function liquidateLoan(world: World, venue: Venue, account: Account): boolean {
  const market = legToClose(world, venue, account)
  const { place, bookVenue } = market
  const size = account.contracts[place]
  const debt = -account.cash
  const mark = markOf(world, market)

  // 1. what is to be repaid, and for how much collateral
  const isSmall = equityOf(world, venue, account) < ONE_DOLLAR
  const target = isSmall ? debt : Math.min(debt, ceilStar(venue.closeFactor * debt))
  const wanted = Math.min(size, ceilStar((target * (1 + venue.bonus)) / mark))

  // 2. only as far as the last contract pays for itself
  const n = Math.min(wanted, contractsThatPay(market, mark))
  if (n < wanted) world.seen.add('bid for less')
  const repaid = Math.min(target, floorStar((n * mark) / (1 + venue.bonus)))
  const fee = floorStar(venue.liquidationFee * repaid)
  const gas = venue.chain === null ? 0 : toCents(venue.chain.gas * venue.chain.gasFactor)
  const isHalted = !isOpen(world, bookVenue)
  if (isHalted || repaid < 1 || quote(world, market, n).cents - repaid - fee - gas < 0) {
    world.seen.add('unbid')
    if (isHalted) world.seen.add('unbid: halted')
    account.everUnbid = true
    return false
  }

  // 3. the order
  const sold = { contracts: size, cash: 0 }
  const proceeds = trade(world, market, sold, n)
  account.contracts[place] = sold.contracts
  account.cash += repaid
  venue.fund += fee
  venue.totals.fees += fee
  venue.liquidatorCash += proceeds - repaid - fee - gas
  if (venue.chain !== null) venue.chain.cash += gas
  world.seen.add('loan')

  // 4. what is still owed when no collateral is left
  if (isClosedOut(account)) {
    account.state = 'liquidated'
    if (account.cash < 0) {
      world.seen.add('loan bankrupt')
      venue.totals.bankruptPositions += 1
    }
    coverDebt(world, venue, account)
    countOwnLoss(venue, account)
  }
  checkBreaker(world, bookVenue, 'on loan')
  return true
}

/** How many contracts the liquidator would sell before the next one brings in less than it costs. */
function contractsThatPay(market: Market, mark: number): number {
  const { book, venue } = market
  const worth = fairOf(market) * (1 - book.fee) * (1 + venue.bonus)
  const deepest = Math.min(4, nearest.ln(worth / (mark * (1 + venue.liquidationFee))))
  return Math.max(0, Math.trunc(contractsTo(book, deepest)))
}
