/**
 * The circuit breaker (docs/model.md section 4): a move of the price, not of the mark, against the price some steps ago halts the venue.
 * Reads the market's price; writes the halt and the price history.
 */
import { assertWhole } from './assertions.ts'
import { oldestValue, pushValue, restartHistory } from './history.ts'
import { isHalted, type Market, type Venue } from './venue.ts'
import { NEVER_HALTED } from './world.ts'

/** So that a move of exactly the limit halts, whatever rounding makes of it. */
const SLACK = 1e-12

/** Checks the price of a market and halts its venue where it moved too far. Returns whether the venue is halted now. */
export function checkBreaker(market: Market, step: number): boolean {
  const { venue, state } = market
  if (state.priceHistory === null) return false
  const breaker = venue.rules.exchange?.circuitBreaker
  if (!breaker) return false
  if (Math.abs(state.price / oldestValue(state.priceHistory) - 1) < breaker.move - SLACK) return false
  venue.state.haltedUntilStep = step + breaker.haltSteps - 1
  assertWhole('The last step of a halt', venue.state.haltedUntilStep, step, Infinity)
  venue.state.totals.halts++
  venue.log?.add('halt', step, market.where, { price: state.price, contracts: breaker.haltSteps })
  return true
}

/** Phases 3 and 4: any market's move halts the whole venue. */
export function checkBreakers(venue: Venue, step: number): void {
  for (const market of venue.markets) if (checkBreaker(market, step)) return
}

/** In the first step after a halt the comparison starts afresh, or the old fall would halt the venue again at once. */
export function restartAfterHalt(venue: Venue, step: number): void {
  const { haltedUntilStep } = venue.state
  if (step !== haltedUntilStep + 1 || haltedUntilStep === NEVER_HALTED) return
  for (const { state } of venue.markets)
    if (state.priceHistory !== null) restartHistory(state.priceHistory, state.price)
}

/** End of the step: prices enter the history, halted or not. */
export function recordPrices(venue: Venue, step: number): void {
  for (const { state } of venue.markets)
    if (state.priceHistory !== null) pushValue(state.priceHistory, state.price)
  if (isHalted(venue, step)) venue.state.totals.haltedSteps++
}
