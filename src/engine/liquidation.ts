/**
 * The liquidation engine (docs/model.md sections 4 and 11.4): finds accounts below maintenance, queues them, and lets each venue in turn
 * handle the head of its queue. Reads marks; writes queues, capacity and block space.
 */
import { checkBreaker } from './breaker.ts'
import { detect, release } from './detection.ts'
import { liquidatePosition } from './exchangeLiquidation.ts'
import { headDueStep, shiftFromQueue } from './liquidationQueue.ts'
import { liquidateLoan } from './loanLiquidation.ts'
import { heaviestMarket, isBelow } from './margin.ts'
import { isPlain, liquidatePlain, sellWhole } from './plainLiquidation.ts'
import { isHalted, markPrice, type Venue } from './venue.ts'

/** Phase 6, in rounds: each open venue in turn handles the head of its queue, until nobody has anything to handle. */
export function liquidateInRounds(venues: readonly Venue[], step: number): void {
  for (let i = 0; i < venues.length; i++) venues[i].capacityLeft = venues[i].state.capacityPerStep
  if (venues.length === 1 && isPlain(venues[0])) return liquidatePlain(venues[0].markets[0], step)
  for (let isHandled = true; isHandled;) {
    isHandled = false
    for (let i = 0; i < venues.length; i++)
      if (!isHalted(venues[i], step) && takeTurn(venues[i], step)) isHandled = true
  }
}

/**
 * Detects, and handles the head of the queue where it is due and there is capacity and block space. Returns whether something was
 * handled: a release and a liquidation that nobody bids for are, but use neither.
 */
function takeTurn(venue: Venue, step: number): boolean {
  const { queue } = venue.state
  const { chain } = venue
  detect(venue, step)
  if (queue.length === 0 || headDueStep(queue) > step || venue.capacityLeft === 0) return false
  if (chain !== null && chain.state.slotsLeft < 1) return false
  const id = shiftFromQueue(queue)
  venue.state.ledger.queued[id] = 0
  if (!handle(venue, id, step)) return true
  venue.capacityLeft--
  if (chain !== null) chain.state.slotsLeft--
  return true
}

/** Liquidates an account at its turn, or lets it go. Returns whether that used capacity. */
function handle(venue: Venue, id: number, step: number): boolean {
  const market = heaviestMarket(venue, id)
  const mark = markPrice(market)
  if (!isBelow(market, id, mark)) {
    release(market, id, mark, step)
    return false
  }
  if (venue.rules.kind === 'lending') return liquidateLoan(market, id, mark, step)
  const isAlone = venue.log === null && market.rules.isPlain && venue.state.ledger.crossed[id] === 0
  if (isAlone && sellWhole(market, id, mark)) checkBreaker(market, step)
  else liquidatePosition(market, id, mark, step)
  return true
}
