/**
 * The liquidation engine (docs/model.md sections 4 and 5): finds accounts below maintenance, queues them, and sells them out one
 * by one within the capacity of the step. Reads the mark; writes accounts, queue, book, funds and totals.
 */
import {
  cashAt,
  contractsAt,
  depositAt,
  equityAt,
  haircutAt,
  isBelowMaintenance,
  LIQUIDATED,
} from './accounts.ts'
import { checkBreaker } from './breaker.ts'
import { deleverage } from './deleveraging.ts'
import { acceptQuote, fill, quoteCents } from './market.ts'
import type { TriggerIndex } from './triggerIndex.ts'
import { markPrice, reindex, type Venue } from './venue.ts'
import { payDeficit, reachBeforeAdl, type Payment } from './waterfall.ts'

/** How far rounding can put a liquidation price and the inequality apart, relative to the price. */
const ROUNDING = 1e-12

/** Phase 6: until the queue is empty or not due, the capacity is used up, or a breaker halts. */
export function liquidate(venue: Venue, step: number): void {
  let capacity = venue.rules.capacityPerStep
  for (;;) {
    detect(venue, step)
    if (venue.queue.length === 0 || venue.queue.headDueStep() > step || capacity === 0) return
    if (processHead(venue, step)) capacity--
    if (checkBreaker(venue, step)) return
  }
}

/** Everyone below maintenance at the current mark joins the queue: longs by falling, then shorts by rising liquidation price. */
function detect(venue: Venue, step: number): void {
  const mark = markPrice(venue)
  const slack = (mark * ROUNDING) / (1 - venue.rules.maintenanceMargin)
  if (venue.longs.topScore() >= mark - slack) detectSide(venue, venue.longs, mark - slack, mark, step)
  if (venue.shorts.topScore() >= -mark - slack) detectSide(venue, venue.shorts, -mark - slack, mark, step)
}

function detectSide(venue: Venue, index: TriggerIndex, threshold: number, mark: number, step: number): void {
  const { accounts, rules } = venue
  let spared: number[] | null = null
  while (index.topScore() >= threshold) {
    const id = index.pop()
    if (isBelowMaintenance(accounts, id, mark, rules.maintenanceMargin)) {
      accounts.queued[id] = 1
      venue.queue.push(id, step + rules.latencySteps)
    } else {
      ;(spared ??= []).push(id)
    }
  }
  if (spared) for (const id of spared) reindex(venue, id)
}

/** Takes the head of the queue and sells it out, whole or in part. Returns whether that used capacity. */
function processHead(venue: Venue, step: number): boolean {
  const { accounts, rules, totals, market } = venue
  const id = venue.queue.shift()
  accounts.queued[id] = 0
  const mark = markPrice(venue)
  if (!isBelowMaintenance(accounts, id, mark, rules.maintenanceMargin)) {
    venue.log?.add('release', step, id, { price: mark })
    reindex(venue, id)
    return false
  }
  const priceBefore = market.price
  const size = Math.abs(accounts.ledger[contractsAt(id)])
  const side = accounts.ledger[contractsAt(id)] > 0 ? 1 : -1
  let amount = equityAt(accounts, id, mark) <= 0 ? size : Math.min(size, Math.ceil(rules.closeFactor * size))
  let isBankrupt = false
  let proceeds = 0
  let deleveraged = 0
  if (amount === size) {
    proceeds = quoteCents(market, side * size)
    const deficit = -(accounts.ledger[cashAt(id)] + proceeds)
    isBankrupt = deficit > 0
    if (isBankrupt && deficit > reachBeforeAdl(venue)) {
      deleveraged = deleverage(venue, id, mark, step)
      amount = size - deleveraged
    }
  }
  let fee = 0
  if (amount > 0) {
    if (amount === size && deleveraged === 0) acceptQuote(market, side * amount, proceeds)
    else proceeds = fill(market, side * amount)
    accounts.ledger[contractsAt(id)] -= side * amount
    accounts.ledger[cashAt(id)] += proceeds
    fee = collectFee(venue, id, proceeds)
  } else {
    proceeds = 0
  }
  totals.liquidations++
  if (isBankrupt) totals.bankruptPositions++
  const isClosed = accounts.ledger[contractsAt(id)] === 0
  const payment = isClosed ? closeAccount(venue, id, LIQUIDATED) : null
  if (!isClosed) reindex(venue, id)
  venue.log?.addLiquidation(
    step,
    id,
    side * amount,
    proceeds,
    mark,
    priceBefore,
    market.price,
    fee,
    deleveraged,
    payment,
  )
  return true
}

/** The fund's fee, where the account has something left at the new mark; all of it, where the venue keeps the surplus. */
function collectFee(venue: Venue, id: number, proceeds: number): number {
  const { accounts, rules } = venue
  const equity = Math.floor(equityAt(accounts, id, markPrice(venue)))
  let fee = equity > 0 ? Math.min(equity, Math.floor(rules.liquidationFee * Math.abs(proceeds))) : 0
  if (rules.surplusToFund && accounts.ledger[contractsAt(id)] === 0)
    fee = Math.max(fee, accounts.ledger[cashAt(id)], 0)
  accounts.ledger[cashAt(id)] -= fee
  venue.fundCents += fee
  venue.totals.feesCents += fee
  return fee
}

/**
 * An account that has just lost its last contract: its deficit is paid by others, and what it lost itself is counted.
 * @param state LIQUIDATED by the engine, CLOSED by its own trade
 */
export function closeAccount(venue: Venue, id: number, state: number): Readonly<Payment> {
  const { accounts } = venue
  const payment = payDeficit(venue, Math.max(0, -accounts.ledger[cashAt(id)]))
  const own = state === LIQUIDATED || accounts.ledger[cashAt(id)] < 0
  if (accounts.ledger[cashAt(id)] < 0) accounts.ledger[cashAt(id)] = 0
  if (own)
    venue.totals.ownPaidCents +=
      accounts.ledger[depositAt(id)] - accounts.ledger[haircutAt(id)] - accounts.ledger[cashAt(id)]
  accounts.state[id] = state
  venue.behavior?.reindex(venue, id)
  return payment
}
