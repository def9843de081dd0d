/**
 * One market: fair value pushed aside by flow, `price = F·e^−x` (docs/model.md section 3).
 * Holds fair value, displacement, the depth of the step, the makers who take the other side of every order, and the
 * outside account. `fill` is the only way in which an order reaches the book.
 */
import { exp, MAX_EXACT } from './arithmetic.ts'
import { oldestValue, pushValue, type History } from './history.ts'
import { quoteOrder, type Quote } from './impact.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Curve } from '../schema/scenario.ts'

/** An account that is never margined: makers, outside seller, counterparty. Whole contracts, whole cents. */
export interface PlainAccount {
  contracts: number
  cashCents: number
}

export interface Market {
  readonly curve: Curve
  /** Contracts whose sale moves an undisturbed price by 1 %, before the factors. */
  readonly baseDepthContracts: number
  readonly resilience: number
  readonly stress: {
    readonly sensitivity: number
    readonly memorySteps: number
    readonly calmReturn: number
  } | null
  /** 0 where makers have no limit. */
  readonly makersCapitalCents: number
  readonly makers: PlainAccount
  readonly outside: PlainAccount
  /** Fair value before shocks, and the product of the shocks so far. */
  rawFair: number
  fairShockFactor: number
  fair: number
  displacement: number
  /** e^−displacement. */
  discount: number
  price: number
  previousPrice: number
  lowestPrice: number
  lowestFair: number
  depthShockFactor: number
  /** Contracts of this step: base × shock × stress × makers. */
  depthContracts: number
  lowestDepthContracts: number
  /** Of the returns of one step, with memory; it thins the book out under stress. */
  variance: number
  /** Fair values of the last steps, as many as the index lags and one: the oldest is the index as it arrives. */
  readonly recentFair: History
}

const quote: Quote = { displacement: 0, discount: 1, cents: 0 }

/** Sets the price that follows from fair value and displacement, and the lowest price so far. */
function updatePrice(market: Market): void {
  market.price = market.fair * market.discount
  if (market.price < market.lowestPrice) market.lowestPrice = market.price
}

/** What selling these contracts (below 0: buying) would bring now, in signed whole cents. Nothing moves. */
export function quoteCents(market: Market, contracts: number): number {
  quoteOrder(
    market.curve,
    contracts,
    market.fair,
    market.displacement,
    market.discount,
    market.depthContracts,
    quote,
  )
  return quote.cents
}

/**
 * Sells contracts (below 0: buys) at the market; the makers take the other side.
 * @returns signed whole cents that the seller receives: rounded down, so that a buyer's payment is rounded up
 * @throws FieldError where the money passes what whole cents can hold exactly
 */
export function fill(market: Market, contracts: number): number {
  const cents = quoteCents(market, contracts)
  return acceptQuote(market, contracts, cents)
}

/** Makes the quote that `quoteCents` has just given for these contracts real, without computing it again. */
export function acceptQuote(market: Market, contracts: number, cents: number): number {
  market.displacement = quote.displacement
  market.discount = quote.discount
  market.makers.contracts += contracts
  market.makers.cashCents -= cents
  if (!(Math.abs(market.makers.cashCents) <= MAX_EXACT && Math.abs(cents) <= MAX_EXACT))
    throw new FieldError(
      'market',
      market.makers.cashCents,
      'trades of at most 9007199254740991 cents in all, the most that can be counted exactly',
    )
  updatePrice(market)
  return cents
}

/** A new fair value, before the shocks. The price follows when the displacement decays. */
export function advanceFair(market: Market, rawFair: number): void {
  market.rawFair = rawFair
  market.fair = rawFair * market.fairShockFactor
  if (market.fair < market.lowestFair) market.lowestFair = market.fair
  pushValue(market.recentFair, market.fair)
}

/** Resilience: the displacement decays by its share, and the price moves back toward fair value. */
export function decayDisplacement(market: Market): void {
  market.displacement *= 1 - market.resilience
  market.discount = exp(-market.displacement)
  updatePrice(market)
}

/** Fixes the depth of the step: base × shock × stress × makers. */
export function fixDepth(market: Market): void {
  let depth = market.baseDepthContracts * market.depthShockFactor
  if (market.stress) {
    const swing = Math.sqrt(market.variance) / market.stress.calmReturn - 1
    depth *= 1 / (1 + market.stress.sensitivity * Math.max(0, swing))
  }
  if (market.makersCapitalCents > 0) {
    const equity =
      market.makersCapitalCents + market.makers.cashCents + market.makers.contracts * market.price
    depth *= Math.min(1, Math.max(0.02, equity / market.makersCapitalCents))
  }
  market.depthContracts = depth
  if (depth < market.lowestDepthContracts) market.lowestDepthContracts = depth
}

/** End of the step: the swing of the price enters the variance that thins the book out. */
export function closeStep(market: Market): void {
  if (market.stress) {
    const r = market.price / market.previousPrice - 1
    market.variance += (r * r - market.variance) / market.stress.memorySteps
  }
  market.previousPrice = market.price
}

/** The index as it arrives: the fair value of some steps ago, the one of step 0 before the start. */
export function indexPrice(market: Market): number {
  return oldestValue(market.recentFair)
}
