/**
 * Arbitrage (docs/model.md section 11.3): who keeps the prices of one asset together moves each of its markets a share of the way to
 * their common displacement, and a pool to where its fee lets go. All orders are computed before the first is sent.
 * Reads displacements and depths; writes books and the arbitrage accounts.
 */
import { floorProportion, ln } from './arithmetic.ts'
import { checkBreaker } from './breaker.ts'
import { contractsFor } from './impact.ts'
import { fill } from './market.ts'
import { isHalted, type Market } from './venue.ts'

interface Order {
  readonly market: Market
  /** Whole contracts to sell; below 0 to buy. */
  contracts: number
}

/** Phase 5, first: over the open markets of one asset that have arbitrage. */
export function arbitrate(markets: readonly Market[], step: number): void {
  const open = markets.filter(({ rules, venue }) => rules.arbitrage > 0 && !isHalted(venue, step))
  if (open.length === 0) return
  const orders = [
    ...ordersBetween(open.filter(({ rules }) => !rules.reserves)),
    ...open.filter(({ rules }) => rules.reserves).map((market) => ({ market, contracts: roomOf(market) })),
  ]
  for (const order of orders) send(order, step)
}

/** Toward the mean displacement, weighted by depth; the larger side is cut to the smaller. */
function ordersBetween(markets: readonly Market[]): Order[] {
  if (markets.length < 2) return []
  let depths = 0
  let weighted = 0
  for (const { state } of markets) {
    depths += state.depthContracts
    weighted += state.depthContracts * state.displacement
  }
  const mean = weighted / depths
  const orders = markets.map((market) => {
    const { rules, state } = market
    const move = rules.arbitrage * (mean - state.displacement)
    return {
      market,
      contracts: Math.trunc(contractsFor(rules.curve, state.displacement, move, state.depthContracts)),
    }
  })
  return balance(orders)
}

function balance(orders: Order[]): Order[] {
  const sum = (sign: number) =>
    orders.reduce((total, { contracts }) => (contracts * sign > 0 ? total + Math.abs(contracts) : total), 0)
  const [sales, purchases] = [sum(1), sum(-1)]
  const larger = Math.max(sales, purchases)
  const smaller = Math.min(sales, purchases)
  const cutSign = sales > purchases ? 1 : -1
  if (larger === smaller) return orders
  for (const order of orders)
    if (order.contracts * cutSign > 0)
      order.contracts = cutSign * floorProportion(Math.abs(order.contracts), smaller, larger)
  return orders
}

/** Whole contracts that a pool's arbitrageurs trade: a share of the room to where the fee eats the gain. */
function roomOf({ rules, state }: Market): number {
  const low = ln(1 - rules.fee)
  const high = ln(1 + rules.fee)
  const nearest = Math.min(high, Math.max(low, state.displacement))
  const room = contractsFor(
    rules.curve,
    state.displacement,
    nearest - state.displacement,
    state.depthContracts,
  )
  return Math.trunc(rules.arbitrage * room)
}

function send({ market, contracts }: Order, step: number): void {
  const { state, venue } = market
  if (contracts === 0 || isHalted(venue, step)) return
  const priceBefore = state.price
  const cents = fill(market, contracts)
  state.arbitrage.contracts -= contracts
  state.arbitrage.cashCents += cents
  venue.log?.add('arbitrage', step, market.where, { contracts, cents, priceBefore, priceAfter: state.price })
  checkBreaker(market, step)
}
