/**
 * Arbitrage (docs/model.md section 11.3): who keeps the prices of one asset together moves each of its markets a share of the way to
 * their common displacement, and a pool to where its fee lets go. All orders are computed before the first is sent.
 * Reads displacements and depths; writes books and the arbitrage accounts.
 */
import { floorProportion, ln } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import { checkBreaker } from './breaker.ts'
import { contractsFor, contractsTo } from './impact.ts'
import { fill } from './market.ts'
import { isHalted, type Market } from './venue.ts'

interface Order {
  readonly market: Market
  /** Whole contracts to sell; below 0 to buy. */
  contracts: number
}

/** Phase 5, first: over the open markets of one asset that have arbitrage. */
export function arbitrate(markets: readonly Market[], step: number): void {
  const orders: Order[] = []
  addOrdersBetween(markets, step, orders)
  for (const market of markets)
    if (market.rules.reserves && isWatched(market, step)) orders.push({ market, contracts: roomOf(market) })
  for (const order of orders) send(order, step)
}

/** Whether somebody keeps the price of the market together with others, and can trade. */
function isWatched({ rules, venue }: Market, step: number): boolean {
  return rules.arbitrage > 0 && !isHalted(venue, step)
}

/**
 * Toward the mean displacement, weighted by depth; the larger side is cut to the smaller. In loops, since it happens in every step of a
 * world, however quiet.
 */
function addOrdersBetween(markets: readonly Market[], step: number, orders: Order[]): void {
  let count = 0
  let depths = 0
  let weighted = 0
  for (const market of markets) {
    const { rules, state } = market
    if (rules.reserves || !isWatched(market, step)) continue
    count++
    depths += state.depthContracts
    weighted += state.depthContracts * state.displacement
  }
  if (count < 2) return
  const mean = weighted / depths
  for (const market of markets) {
    const { rules, state } = market
    if (rules.reserves || !isWatched(market, step)) continue
    const move = rules.arbitrage * (mean - state.displacement)
    const contracts = Math.trunc(contractsFor(rules.curve, state.displacement, move, state.depthContracts))
    orders.push({ market, contracts })
  }
  balance(orders)
}

function balance(orders: Order[]): void {
  let sales = 0
  let purchases = 0
  for (const { contracts } of orders) {
    if (contracts > 0) sales += contracts
    else if (contracts < 0) purchases -= contracts
  }
  if (sales === purchases) return
  const larger = Math.max(sales, purchases)
  const smaller = Math.min(sales, purchases)
  const cutSign = sales > purchases ? 1 : -1
  for (const order of orders)
    if (order.contracts * cutSign > 0)
      order.contracts = cutSign * floorProportion(Math.abs(order.contracts), smaller, larger)
}

/** Whole contracts that a pool's arbitrageurs trade: a share of the room to where the fee eats the gain. */
function roomOf({ rules, state }: Market): number {
  const low = ln(1 - rules.fee)
  const high = ln(1 + rules.fee)
  const nearest = Math.min(high, Math.max(low, state.displacement))
  const room = contractsTo(rules.curve, state.displacement, nearest, state.depthContracts)
  return Math.trunc(rules.arbitrage * room)
}

function send({ market, contracts }: Order, step: number): void {
  const { state, venue } = market
  if (contracts === 0 || isHalted(venue, step)) return
  const priceBefore = state.price
  const cents = fill(market, contracts)
  assertWhole('An order of arbitrageurs', contracts, -Infinity, Infinity)
  assertWhole('What it brings', Math.sign(contracts) * cents, 0, Infinity)
  state.arbitrage.contracts -= contracts
  state.arbitrage.cashCents += cents
  venue.log?.add('arbitrage', step, market.where, { contracts, cents, priceBefore, priceAfter: state.price })
  checkBreaker(market, step)
}
