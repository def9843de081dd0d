/**
 * One market: fair value pushed aside by flow, `price = F·e^−x` (docs/model.md section 3).
 * Moves fair value, displacement and depth; the makers take the other side of every order. `fill` is the only way in which an
 * order reaches the book.
 */
import { exp, ln, MAX_EXACT } from './arithmetic.ts'
import { BOOK_END, quoteOrder } from './impact.ts'
import type { Market } from './venue.ts'
import { FieldError } from '../schema/fieldError.ts'

/** Sets the price that follows from fair value and displacement, and the lowest price so far. */
function updatePrice({ state, asset }: Market): void {
  state.price = asset.fair * state.discount
  if (state.price < state.lowestPrice) state.lowestPrice = state.price
}

/** What selling these contracts (below 0: buying) would bring now, in signed whole cents. Nothing moves. */
export function quoteCents({ rules, state, asset, quote }: Market, contracts: number): number {
  quote.contracts = contracts
  quote.from = state.displacement
  quoteOrder(
    rules.curve,
    contracts,
    asset.fair,
    state.displacement,
    state.discount,
    state.depthContracts,
    quote,
  )
  if (rules.fee > 0) quote.grossCents *= contracts > 0 ? 1 - rules.fee : 1 + rules.fee
  quote.cents = Math.floor(quote.grossCents)
  return quote.cents
}

/**
 * The same for an order that closes a position: rounding alone puts no account below zero, the makers give up the part of a
 * cent.
 * @param cashCents what the account has beside the position
 */
export function quoteClose(market: Market, contracts: number, cashCents: number): number {
  quoteCents(market, contracts)
  const { quote } = market
  if (cashCents + quote.grossCents >= 0 && cashCents + quote.cents < 0) quote.cents = -cashCents
  return quote.cents
}

/**
 * Sells contracts (below 0: buys) at the market; the makers take the other side.
 * @returns signed whole cents that the seller receives: rounded down, so that a buyer's payment is rounded up
 * @throws FieldError where the money passes what whole cents can hold exactly
 */
export function fill(market: Market, contracts: number): number {
  quoteCents(market, contracts)
  return acceptQuote(market, contracts)
}

/** Makes the quote that `quoteCents` has given for these contracts real, without computing it again. */
export function acceptQuote(market: Market, contracts: number): number {
  const { state, quote } = market
  if (quote.contracts !== contracts || quote.from !== state.displacement)
    throw new Error('the quote is for another order or another moment')
  const { cents } = quote
  const { makers } = state
  state.displacement = quote.displacement
  state.discount = quote.discount
  makers.contracts += contracts
  makers.cashCents -= cents
  if (market.rules.fee > 0) state.poolFeesCents += feeOf(quote.grossCents, market.rules.fee, contracts)
  if (!(Math.abs(makers.cashCents) <= MAX_EXACT && Math.abs(cents) <= MAX_EXACT))
    throw passesExact(makers.cashCents, 'cents')
  if (!(Math.abs(makers.contracts) <= MAX_EXACT && Math.abs(contracts) <= MAX_EXACT))
    throw passesExact(makers.contracts, 'contracts')
  updatePrice(market)
  return cents
}

function passesExact(amount: number, unit: 'cents' | 'contracts'): FieldError {
  const expected = `trades of at most 9007199254740991 ${unit} in all, the most that can be counted exactly`
  return new FieldError('market', amount, expected)
}

/**
 * `quoteClose` and `acceptQuote` on a plain book, in one piece: a run is made of thousands, and a quote between would take as long
 * as the order.
 * @param reachCents how far below zero the account may end
 * @returns the cents; NaN, and nothing moves, where it would end farther below, or the order would reach the end of the book
 */
export function sellOut(market: Market, contracts: number, cashCents: number, reachCents: number): number {
  const { state, asset } = market
  const { makers, depthContracts } = state
  const displacement = state.displacement + (0.01 * contracts) / depthContracts
  if (displacement > BOOK_END || displacement < -BOOK_END) return NaN
  const discount = exp(-displacement)
  const gross = 100 * depthContracts * asset.fair * (state.discount - discount)
  let cents = Math.floor(gross)
  if (cashCents + gross >= 0 && cashCents + cents < 0) cents = -cashCents
  if (-(cashCents + cents) > reachCents) return NaN
  state.displacement = displacement
  state.discount = discount
  makers.contracts += contracts
  makers.cashCents -= cents
  if (!(Math.abs(makers.cashCents) <= MAX_EXACT && Math.abs(cents) <= MAX_EXACT))
    throw passesExact(makers.cashCents, 'cents')
  updatePrice(market)
  return cents
}

/** What of a trade's cents was the fee of a pool, in whole cents. */
function feeOf(grossCents: number, fee: number, contracts: number): number {
  const before = grossCents / (contracts > 0 ? 1 - fee : 1 + fee)
  return Math.round(Math.abs(before - grossCents))
}

/**
 * A pool quotes what it holds: when fair value moves, its price stays, and the depth changes so that what it holds is the same.
 * Its arbitrageurs bring the price along.
 */
export function followReserves({ rules, state, asset }: Market): void {
  if (!rules.reserves || asset.fair === asset.previousFair) return
  state.displacement += ln(asset.fair / asset.previousFair)
  state.baseDepthContracts *= Math.sqrt(asset.previousFair / asset.fair)
}

/** Resilience: the displacement decays by its share, and the price moves back toward fair value. */
export function decayDisplacement(market: Market): void {
  const { state } = market
  state.forcedContracts = state.stopContracts = state.forcedBuys = 0
  state.displacement *= 1 - market.rules.resilience
  state.discount = exp(-state.displacement)
  updatePrice(market)
}

/** What is left of a book whose makers lose: their equity as a share of their capital, and never nothing. */
export function withdrawn(equityShare: number): number {
  return Math.min(1, Math.max(0.02, equityShare))
}

/**
 * Fixes the depth of the step: base × shock × stress × makers.
 * @param desk the equity of the desk that makes the market, as a share of its capital; 1 where none does
 */
export function fixDepth({ state, rules }: Market, desk: number): void {
  let depth = state.baseDepthContracts * state.depthShockFactor
  if (rules.stress) {
    const swing = Math.sqrt(state.variance) / rules.stress.calmReturn - 1
    depth *= 1 / (1 + rules.stress.sensitivity * Math.max(0, swing))
  }
  if (state.makersCapitalCents > 0) {
    const equity = state.makersCapitalCents + state.makers.cashCents + state.makers.contracts * state.price
    depth *= withdrawn(equity / state.makersCapitalCents)
  }
  if (rules.desk >= 0) depth *= withdrawn(desk)
  if (!(depth > 0)) throw new Error(`the depth of a step is ${depth}, not above 0`)
  state.depthContracts = depth
  if (depth < state.lowestDepthContracts) state.lowestDepthContracts = depth
}

/** End of the step: the swing of the price enters the variance that thins the book out. */
export function closeStep({ state, rules }: Market): void {
  if (rules.stress) {
    const r = state.price / state.previousPrice - 1
    state.variance += (r * r - state.variance) / rules.stress.memorySteps
  }
  state.previousPrice = state.price
}

/** All long contracts, those of everyone who is never margined included. */
export function computeOpenInterest({ state }: Market): number {
  const { counterparty, makers, outside, arbitrage, hedge } = state
  return (
    (state.openContracts +
      Math.abs(counterparty.contracts) +
      Math.abs(makers.contracts) +
      Math.abs(outside.contracts) +
      Math.abs(arbitrage.contracts) +
      Math.abs(hedge.contracts)) /
    2
  )
}
