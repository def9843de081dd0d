/**
 * An exchange sells a position out, whole or in part (docs/model.md sections 5 and 11.1). Reads the account, marks and rules; writes the
 * account, the book, the funds and the totals.
 */
import { ceilStar, floorProportion, floorStar } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import { reindexBehavior } from './behaviorIndex.ts'
import { checkBreaker } from './breaker.ts'
import { closeAccount, DUST_CENTS } from './closing.ts'
import { deleverage } from './deleveraging.ts'
import type { Payment } from './events.ts'
import { CONTRACTS, LIQUIDATED, toLiquidationPrice } from './ledger.ts'
import { countLegs, coverOf, equityOf, maintenanceOf, ownCashOf } from './margin.ts'
import { acceptQuote, quoteCents, quoteClose } from './market.ts'
import { reindex } from './reindex.ts'
import { markPrice, type Market } from './venue.ts'
import { reachBeforeAdl } from './waterfall.ts'

/**
 * Sells the leg in this market of an account that is below maintenance.
 * @param mark of the market, in dollars
 */
export function liquidatePosition(market: Market, id: number, mark: number, step: number): void {
  const { venue, leg } = market
  const { ledger, totals } = venue.state
  const { rows } = ledger
  const row = ledger.stride * id
  const at = row + CONTRACTS + leg
  const held = rows[at]
  const [size, side] = [Math.abs(held), held > 0 ? 1 : -1]
  const isLone = ledger.legs === 1
  const cover = isLone ? rows[row] : coverOf(market, id)
  const priceBefore = market.state.price
  const equity = isLone ? rows[row] + held * mark : equityOf(venue, id)
  let amount = equity < DUST_CENTS ? size : Math.min(size, ceilStar(venue.rules.closeFactor * size))
  let [deleveraged, ownCents] = [0, NaN]
  let isShort = false
  if (amount === size) {
    ownCents = isLone ? rows[row] : ownCashOf(market, id)
    const deficit = -(ownCents + quoteClose(market, held, ownCents))
    if (deficit > 0) {
      isShort = true
      if (deficit > reachBeforeAdl(venue)) {
        const besidesCents = rows[row] - ownCents
        deleveraged = deleverage(market, id, mark, step)
        ownCents = rows[row] - besidesCents
        amount = size - deleveraged
        if (deleveraged > 0) quoteClose(market, side * amount, ownCents)
      }
    }
  } else quoteCents(market, side * amount)
  assertWhole('Contracts to be sold out', amount, 0, size)
  let [proceeds, fee] = [0, 0]
  let isClosed = amount === 0 && (isLone || countLegs(venue, id) === 0)
  if (amount > 0) {
    const before = Math.abs(rows[at])
    const share = isLone ? NaN : shareOf(market, id, amount, mark)
    proceeds = acceptQuote(market, side * amount)
    rows[at] -= side * amount
    rows[row] += proceeds
    market.state.openContracts -= amount
    market.state.forcedContracts += amount
    if (side < 0) market.state.forcedBuys += amount
    isClosed = rows[at] === 0 && (isLone || countLegs(venue, id) === 0)
    fee = collectFee(market, id, isClosed, { proceeds, amount, before, share })
  }
  totals.liquidations++
  let payment: Payment | null = null
  if (isClosed) {
    if (isShort || (!isLone && ledger.fellShort[id] === 1)) totals.bankruptPositions++
    const outPrice = toLiquidationPrice(held, cover, market.state.maintenanceMargin)
    payment = closeAccount(venue, id, LIQUIDATED, outPrice)
    totals[side > 0 ? 'longsOut' : 'shortsOut']++
    // Who was queued stands in no index but those of its own wishes.
    venue.changes++
    if (venue.state.behavior !== null) reindexBehavior(venue, id)
  } else {
    // Counted when the account is out.
    if (isShort) ledger.fellShort[id] = 1
    reindex(venue, id)
  }
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
  checkBreaker(market, step)
}

/** What part of all maintenance of the account an order takes; NaN where it has one leg alone, whose contracts say it exactly. */
function shareOf({ venue, state }: Market, id: number, amount: number, mark: number): number {
  if (countLegs(venue, id) === 1) return NaN
  return (state.maintenanceMargin * amount * mark) / maintenanceOf(venue, id)
}

/**
 * The fund's fee, where the account has something left at the new marks; a part that is closed pays for itself, not from what
 * backs the rest. All that is left, where the account is closed and the venue keeps the surplus.
 * @param order contracts that it closed and those of the leg before it; the part's share of all maintenance before it, NaN where
 * the account had no other leg, so that its contracts say it exactly
 */
function collectFee(
  market: Market,
  id: number,
  isClosed: boolean,
  { proceeds, amount, before, share }: { proceeds: number; amount: number; before: number; share: number },
): number {
  const { venue, leg } = market
  const { ledger, totals } = venue.state
  const { rows, stride, legs } = ledger
  const row = stride * id
  const left = legs === 1 ? rows[row] + rows[row + CONTRACTS + leg] * markPrice(market) : equityOf(venue, id)
  const equity = Math.floor(left)
  let fee = 0
  if (equity > 0) {
    const wanted = floorStar(venue.rules.liquidationFee * Math.abs(proceeds))
    if (isClosed) fee = Math.min(equity, wanted)
    else if (Number.isNaN(share)) fee = Math.min(floorProportion(equity, amount, before), wanted)
    else fee = Math.min(Math.floor(equity * share), wanted)
  }
  if (venue.rules.surplusToFund && isClosed) fee = Math.max(fee, rows[row], 0)
  rows[row] -= fee
  venue.state.fundCents += fee
  totals.feesCents += fee
  return fee
}
