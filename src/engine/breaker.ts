/**
 * The circuit breaker (docs/model.md section 4): a move of the price, not of the mark, against the price some steps ago halts the venue.
 * Reads the market's price; writes the halt and the price history.
 */
import { oldestValue, pushValue, restartHistory } from './history.ts'
import { isHalted, NEVER_HALTED, type Venue } from './venue.ts'

/** Checks the price and starts a halt where it moved too far. Returns whether the venue is halted now. */
export function checkBreaker(venue: Venue, step: number): boolean {
  const { breaker } = venue.rules
  if (breaker === null || venue.priceHistory === null) return false
  if (Math.abs(venue.market.price / oldestValue(venue.priceHistory) - 1) < breaker.move) return false
  venue.haltedUntilStep = step + breaker.haltSteps - 1
  venue.totals.halts++
  venue.log?.add('halt', step, -1, { price: venue.market.price, contracts: breaker.haltSteps })
  return true
}

/** In the first step after a halt the comparison starts afresh, or the old fall would halt the venue again at once. */
export function restartAfterHalt(venue: Venue, step: number): void {
  if (
    venue.priceHistory !== null &&
    step === venue.haltedUntilStep + 1 &&
    venue.haltedUntilStep !== NEVER_HALTED
  )
    restartHistory(venue.priceHistory, venue.market.price)
}

/** End of the step: the price enters the history, halted or not. */
export function recordPrice(venue: Venue, step: number): void {
  if (venue.priceHistory !== null) pushValue(venue.priceHistory, venue.market.price)
  if (isHalted(venue, step)) venue.totals.haltedSteps++
}
