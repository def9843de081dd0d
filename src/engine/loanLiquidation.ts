/**
 * A lending protocol lets liquidators repay a loan for part of its collateral (docs/model.md section 11.5), which they sell on the
 * book of an exchange: only as far as the last contract pays for itself, and not at all where the whole costs them money.
 * Reads the loan, marks, book and gas; writes the loan, the book, the funds, the chain and the liquidators' account.
 */
import { ceilStar, floorStar, ln } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import { gasCents } from './blockSpace.ts'
import { checkBreaker } from './breaker.ts'
import { closeAccount, DUST_CENTS } from './closing.ts'
import type { Payment } from './events.ts'
import { BOOK_END, contractsTo } from './impact.ts'
import { CONTRACTS, LIQUIDATED } from './ledger.ts'
import { pushToQueue } from './liquidationQueue.ts'
import { countLegs, equityOf, legLiquidationPrice } from './margin.ts'
import { acceptQuote, quoteCents } from './market.ts'
import { reindex } from './reindex.ts'
import { isHalted, type Market, type Venue } from './venue.ts'

/** What a liquidator would do: contracts taken, and cents. */
interface Bid {
  readonly contracts: number
  readonly repaidCents: number
  readonly feeCents: number
  readonly gasCents: number
  readonly proceedsCents: number
}

/** Liquidates part of a loan that is below maintenance. Returns whether somebody bid. */
export function liquidateLoan(market: Market, id: number, mark: number, step: number): boolean {
  const { venue, soldOn } = market
  const { ledger, totals } = venue.state
  const row = ledger.stride * id
  const priceBefore = soldOn.state.price
  const outPrice = legLiquidationPrice(market, id)
  const bid = isHalted(soldOn.venue, step) ? null : computeBid(market, id, mark)
  if (bid === null) {
    waitForBid(venue, id, step)
    return false
  }
  const { contracts, repaidCents, feeCents, gasCents: gas, proceedsCents } = bid
  assertWhole('Collateral that a liquidator takes', contracts, 1, ledger.rows[row + CONTRACTS + market.leg])
  assertWhole('What a liquidator repays', repaidCents, 1, -ledger.rows[row])
  acceptQuote(soldOn, contracts)
  soldOn.state.forcedContracts += contracts
  ledger.rows[row + CONTRACTS + market.leg] -= contracts
  ledger.rows[row] += repaidCents
  market.state.openContracts -= contracts
  venue.state.debtsCents -= repaidCents
  venue.state.liquidatorCents += proceedsCents - repaidCents - feeCents - gas
  if (venue.chain !== null) venue.chain.state.cashCents += gas
  venue.state.fundCents += feeCents
  totals.feesCents += feeCents
  totals.liquidations++
  const payment = closeIfEmpty(venue, id, outPrice)
  venue.log?.add('liquidation', step, market.where, {
    account: id,
    contracts,
    cents: proceedsCents,
    price: mark,
    priceBefore,
    priceAfter: soldOn.state.price,
    feeCents,
    ...(payment && { payment }),
  })
  checkBreaker(soldOn, step)
  return true
}

/** The bid of the best liquidator; null where the loan is not worth the trouble. The quote stands on the book. */
function computeBid({ venue, leg, soldOn }: Market, id: number, mark: number): Bid | null {
  const { ledger } = venue.state
  const { bonus, closeFactor, liquidationFee } = venue.rules
  const row = ledger.stride * id
  const debt = -ledger.rows[row]
  const size = ledger.rows[row + CONTRACTS + leg]
  const target = equityOf(venue, id) < DUST_CENTS ? debt : Math.min(debt, ceilStar(closeFactor * debt))
  const wanted = Math.min(size, ceilStar((target * (1 + bonus)) / mark))
  const contracts = Math.min(wanted, worthwhileContracts(venue, soldOn, mark))
  const repaidCents = Math.min(target, floorStar((contracts * mark) / (1 + bonus)))
  if (contracts < 1 || repaidCents < 1) return null
  const feeCents = floorStar(liquidationFee * repaidCents)
  const gas = venue.chain === null ? 0 : gasCents(venue.chain)
  const proceedsCents = quoteCents(soldOn, contracts)
  if (proceedsCents - repaidCents - feeCents - gas < 0) return null
  return { contracts, repaidCents, feeCents, gasCents: gas, proceedsCents }
}

/** Contracts until the book's price no longer pays for the debt that a contract repays. */
function worthwhileContracts({ rules }: Venue, { rules: book, state, asset }: Market, mark: number): number {
  const end = ln((asset.fair * (1 - book.fee) * (1 + rules.bonus)) / (mark * (1 + rules.liquidationFee)))
  const target = Math.min(BOOK_END, end)
  return Math.max(0, Math.trunc(contractsTo(book.curve, state.displacement, target, state.depthContracts)))
}

/** Nobody bids: the loan goes to the tail, due in the next step. */
function waitForBid(venue: Venue, id: number, step: number): void {
  const { ledger, queue, totals } = venue.state
  ledger.queued[id] = 1
  pushToQueue(queue, id, step + 1)
  if (ledger.unbidOnce[id] === 1) return
  ledger.unbidOnce[id] = 1
  totals.unbid++
}

/** A loan without collateral is over: what is still owed is the protocol's loss. One without debt goes on. */
function closeIfEmpty(venue: Venue, id: number, outPrice: number): Payment | undefined {
  const { ledger, totals } = venue.state
  if (countLegs(venue, id) > 0) {
    reindex(venue, id)
    return undefined
  }
  const cash = ledger.rows[ledger.stride * id]
  venue.state.debtsCents -= Math.max(0, -cash)
  if (cash < 0) totals.bankruptPositions++
  const payment = closeAccount(venue, id, LIQUIDATED, outPrice)
  totals.longsOut++
  reindex(venue, id)
  return payment
}
