/**
 * The liquidations of a world that is one plain market: a lone exchange with an exponential book, and nobody who listens. It does what
 * liquidation.ts and exchangeLiquidation.ts do, without asking at each turn what cannot be otherwise here, and leaves to them
 * what is not the sale of a whole position. It is there because probabilities take thousands of runs with thousands of
 * liquidations each, and it more than halves their time.
 * Reads marks, accounts and rules; writes the queue, accounts, the book, the funds and the totals.
 */
import { ceilStar, floorStar } from './arithmetic.ts'
import { reindexBehavior } from './behaviorIndex.ts'
import { checkBreaker } from './breaker.ts'
import { DUST_CENTS } from './closing.ts'
import { detectIn, release } from './detection.ts'
import { liquidatePosition } from './exchangeLiquidation.ts'
import {
  CONTRACTS,
  DEPOSIT,
  isBelowMaintenance,
  LIQUIDATED,
  OUT_PRICE,
  toLiquidationPrice,
} from './ledger.ts'
import { headDueStep, shiftFromQueue } from './liquidationQueue.ts'
import { sellOut } from './market.ts'
import { isHalted, markPrice, type Market, type Venue } from './venue.ts'
import { payDeficit, reachBeforeAdl } from './waterfall.ts'

/** Whether the venue is such a market, where it is the only one. */
export function isPlain({ markets, rules, chain, log }: Venue): boolean {
  if (markets.length > 1 || chain !== null || log !== null) return false
  return rules.kind === 'exchange' && markets[0].rules.isPlain
}

/** Phase 6: the head of the queue is handled until the queue is empty or not due, capacity is used up, or a breaker halts. */
export function liquidatePlain(market: Market, step: number): void {
  const { venue, state } = market
  const { ledger, queue } = venue.state
  while (!isHalted(venue, step)) {
    const mark = markPrice(market)
    detectIn(market, mark, step)
    if (queue.length === 0 || headDueStep(queue) > step || venue.capacityLeft === 0) return
    const id = shiftFromQueue(queue)
    ledger.queued[id] = 0
    if (!isBelowMaintenance(ledger, id, 0, mark, state.maintenanceMargin)) {
      release(market, id, mark, step)
      continue
    }
    venue.capacityLeft--
    if (sellWhole(market, id, mark)) checkBreaker(market, step)
    else liquidatePosition(market, id, mark, step)
  }
}

/**
 * Sells the position of an account with one leg whole, where nobody listens. Returns false, and nothing has happened, where a part is
 * enough or somebody must be deleveraged.
 */
export function sellWhole(market: Market, id: number, mark: number): boolean {
  const { venue, leg, state } = market
  const { closeFactor, liquidationFee, surplusToFund } = venue.rules
  const { ledger, totals } = venue.state
  const { rows } = ledger
  const row = ledger.stride * id
  const at = row + CONTRACTS + leg
  const cash = rows[row]
  const held = rows[at]
  const size = Math.abs(held)
  if (closeFactor < 1 && cash + held * mark >= DUST_CENTS && ceilStar(closeFactor * size) < size) return false
  const cents = sellOut(market, held, cash, reachBeforeAdl(venue))
  if (Number.isNaN(cents)) return false
  state.openContracts -= size
  state.forcedContracts += size
  if (held < 0) state.forcedBuys += size
  totals.liquidations++
  let left = cash + cents
  if (left > 0) {
    const fee = surplusToFund ? left : Math.min(left, floorStar(liquidationFee * Math.abs(cents)))
    left -= fee
    venue.state.fundCents += fee
    totals.feesCents += fee
  } else if (left < 0) {
    totals.bankruptPositions++
    payDeficit(venue, -left)
    left = 0
  }
  // Nobody has paid any where no loss was shared: that saves a look.
  const haircut = totals.socializedCents === 0 ? 0 : ledger.haircutCents[id]
  totals.ownPaidCents += Math.max(0, rows[row + DEPOSIT] - haircut - left)
  rows[row] = left
  rows[at] = 0
  rows[row + OUT_PRICE] = toLiquidationPrice(held, cash, state.maintenanceMargin)
  ledger.state[id] = LIQUIDATED
  totals[held > 0 ? 'longsOut' : 'shortsOut']++
  venue.changes++
  if (venue.state.behavior !== null) reindexBehavior(venue, id)
  return true
}
