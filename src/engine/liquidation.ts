/**
 * The liquidation engine (docs/model.md sections 4, 5 and 11.4): finds accounts below maintenance, queues them, and sells them out one
 * by one within the capacity of the step. Reads marks; writes accounts, queue, book, funds and totals.
 */
import { reindexBehavior } from './behaviorIndex.ts'
import { checkBreaker } from './breaker.ts'
import { closeAccount } from './closing.ts'
import { deleverage } from './deleveraging.ts'
import type { Payment } from './events.ts'
import { equityAt, isBelowMaintenance, LIQUIDATED, OUT_BY_ENGINE } from './ledger.ts'
import { headDueStep, pushToQueue, shiftFromQueue } from './liquidationQueue.ts'
import { countLegs, equityOf, heaviestMarket, isBelow, legLiquidationPrice, readLoneLeg } from './margin.ts'
import { acceptQuote, fill, quoteCents } from './market.ts'
import { reindex } from './reindex.ts'
import type { TriggerIndex } from './triggerIndex.ts'
import { isHalted, markPrice, type Market, type Venue } from './venue.ts'
import { reachBeforeAdl } from './waterfall.ts'

/** How far rounding can put a liquidation price and the inequality apart, relative to the price. */
const ROUNDING = 1e-12

/** Phase 6, in rounds: each open venue in turn handles the head of its queue, until nobody has anything to handle. */
export function liquidateInRounds(venues: readonly Venue[], step: number): void {
  for (const venue of venues) venue.capacityLeft = venue.state.capacityPerStep
  for (let isHandled = true; isHandled;) {
    isHandled = false
    for (const venue of venues) if (!isHalted(venue, step) && takeTurn(venue, step)) isHandled = true
  }
}

/** Detects, and handles the head of the queue where it is due and there is capacity. Returns whether something was handled. */
function takeTurn(venue: Venue, step: number): boolean {
  const { queue } = venue.state
  detect(venue, step)
  if (queue.length === 0 || headDueStep(queue) > step || venue.capacityLeft === 0) return false
  const id = shiftFromQueue(queue)
  venue.state.ledger.queued[id] = 0
  const market = heaviestMarket(venue, id)
  if (processHead(market, id, step)) venue.capacityLeft--
  checkBreaker(market, step)
  return true
}

/** Everyone below maintenance at the current marks joins the queue: longs by falling, then shorts by rising liquidation price. */
function detect(venue: Venue, step: number): void {
  for (const market of venue.markets) {
    const mark = markPrice(market)
    const slack = (mark * ROUNDING) / (1 - market.state.maintenanceMargin)
    if (market.longs.topScore() >= mark - slack) detectSide(market, market.longs, mark - slack, mark, step)
    if (market.shorts.topScore() >= -mark - slack)
      detectSide(market, market.shorts, -mark - slack, mark, step)
  }
}

function detectSide(
  market: Market,
  index: TriggerIndex,
  threshold: number,
  mark: number,
  step: number,
): void {
  const { venue, leg, state } = market
  const { ledger } = venue.state
  let spared: number[] | null = null
  while (index.topScore() >= threshold) {
    const id = index.pop()
    if (isBelowMaintenance(ledger, id, leg, mark, state.maintenanceMargin)) joinQueue(venue, id, step)
    else (spared ??= []).push(id)
  }
  if (spared) for (const id of spared) reindex(venue, id)
}

function joinQueue(venue: Venue, id: number, step: number): void {
  venue.state.ledger.queued[id] = 1
  venue.changes++
  pushToQueue(venue.state.queue, id, step + venue.rules.latencySteps)
}

/** Sells the account that stood at the head of the queue out, whole or in part. Returns whether that used capacity. */
function processHead(market: Market, id: number, step: number): boolean {
  const { venue, leg } = market
  const { ledger, totals } = venue.state
  const mark = markPrice(market)
  if (!isBelow(venue, id)) {
    venue.log?.add('release', step, market.where, { account: id, price: mark })
    reindex(venue, id)
    return false
  }
  const at = ledger.stride * id + 3 + leg
  const priceBefore = market.state.price
  const size = Math.abs(ledger.rows[at])
  const side = ledger.rows[at] > 0 ? 1 : -1
  const outPrice = legLiquidationPrice(market, id)
  let amount = equityOf(venue, id) <= 0 ? size : Math.min(size, Math.ceil(venue.rules.closeFactor * size))
  let proceeds = 0
  let deleveraged = 0
  if (amount === size) {
    const own = readLoneLeg(market, id)
    proceeds = quoteCents(market, side * size)
    const deficit = -(own.cashCents + proceeds)
    if (deficit > 0) ledger.fellShort[id] = 1
    if (deficit > 0 && deficit > reachBeforeAdl(venue)) {
      deleveraged = deleverage(market, id, own, mark, step)
      amount = size - deleveraged
    }
  }
  let fee = 0
  if (amount > 0) {
    proceeds =
      deleveraged === 0 && amount === size ? acceptQuote(market, side * amount) : fill(market, side * amount)
    ledger.rows[at] -= side * amount
    ledger.rows[ledger.stride * id] += proceeds
    market.state.openContracts -= amount
    market.state.forcedContracts += amount
    fee = collectFee(market, id, proceeds)
  } else {
    proceeds = 0
  }
  totals.liquidations++
  let payment: Payment | undefined
  if (countLegs(venue, id) === 0) {
    if (ledger.fellShort[id] === 1) totals.bankruptPositions++
    payment = closeAccount(venue, id, LIQUIDATED, OUT_BY_ENGINE, outPrice)
    // Who was queued stands in no index but those of its own wishes.
    venue.changes++
    if (venue.state.behavior !== null) reindexBehavior(venue, id)
  } else reindex(venue, id)
  venue.log?.add('liquidation', step, market.where, {
    account: id,
    contracts: side * amount,
    cents: proceeds,
    price: mark,
    priceBefore,
    priceAfter: market.state.price,
    feeCents: fee,
    deleveragedContracts: deleveraged,
    ...(payment && { payment }),
  })
  return true
}

/** The fund's fee, where the account has something left at the new mark; all of it, where the venue keeps the surplus. */
function collectFee(market: Market, id: number, proceeds: number): number {
  const { venue, leg } = market
  const { ledger, totals } = venue.state
  const row = ledger.stride * id
  const equity = Math.floor(equityAt(ledger, id, leg, markPrice(market)))
  let fee = equity > 0 ? Math.min(equity, Math.floor(venue.rules.liquidationFee * Math.abs(proceeds))) : 0
  if (venue.rules.surplusToFund && ledger.rows[row + 3 + leg] === 0) fee = Math.max(fee, ledger.rows[row], 0)
  ledger.rows[row] -= fee
  venue.state.fundCents += fee
  totals.feesCents += fee
  return fee
}
