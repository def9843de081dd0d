/**
 * The liquidation engine (docs/model.md sections 4 and 11.4): finds accounts below maintenance, queues them, and lets each venue in turn
 * handle the head of its queue. Reads marks; writes queues, capacity and block space.
 */
import { liquidatePosition } from './exchangeLiquidation.ts'
import { isBelowMaintenance } from './ledger.ts'
import { headDueStep, pushToQueue, shiftFromQueue } from './liquidationQueue.ts'
import { liquidateLoan } from './loanLiquidation.ts'
import { equityOf, heaviestMarket, isBelow, isBelowAll, maintenanceOf } from './margin.ts'
import { indexCrossed, reindex } from './reindex.ts'
import type { TriggerIndex } from './triggerIndex.ts'
import { isHalted, markPrice, type Market, type Venue } from './venue.ts'

/** How far rounding can put a liquidation price and the inequality apart, relative to the price. */
const ROUNDING = 1e-12

/** Phase 6, in rounds: each open venue in turn handles the head of its queue, until nobody has anything to handle. */
export function liquidateInRounds(venues: readonly Venue[], step: number): void {
  for (let i = 0; i < venues.length; i++) venues[i].capacityLeft = venues[i].state.capacityPerStep
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
    venue.log?.add('release', step, market.where, { account: id, price: mark })
    reindex(venue, id)
    return false
  }
  if (venue.rules.kind === 'lending') return liquidateLoan(market, id, mark, step)
  liquidatePosition(market, id, mark, step)
  return true
}

/**
 * Everyone below maintenance at the current marks joins the queue: those with one leg market by market, longs by falling,
 * then shorts by rising liquidation price; then those with several.
 */
function detect(venue: Venue, step: number): void {
  const { markets, crossed } = venue
  for (let leg = 0; leg < markets.length; leg++) {
    const { longs, shorts, state } = markets[leg]
    const mark = markPrice(markets[leg])
    const slack = (mark * ROUNDING) / (1 - state.maintenanceMargin)
    if (longs.topScore() >= mark - slack) detectSide(markets[leg], longs, mark - slack, mark, step)
    if (shorts.topScore() >= -mark - slack) detectSide(markets[leg], shorts, -mark - slack, mark, step)
  }
  if (crossed !== null && crossed.advance(venue.markAt)) detectCrossed(venue, step)
}

function detectSide(
  market: Market,
  index: TriggerIndex,
  threshold: number,
  mark: number,
  step: number,
): void {
  const { venue, leg, state } = market
  const { ledger, queue } = venue.state
  const { maintenanceMargin } = state
  const dueStep = step + venue.rules.latencySteps
  let spared: number[] | null = null
  index.settle(threshold)
  while (index.topScore() >= threshold) {
    const id = index.pop()
    if (isBelowMaintenance(ledger, id, leg, mark, maintenanceMargin)) {
      ledger.queued[id] = 1
      pushToQueue(queue, id, dueStep)
    } else (spared ??= []).push(id)
  }
  venue.changes++
  if (spared) for (const id of spared) reindex(venue, id)
}

/** Those with several legs, by rising equity over maintenance, ties by id. */
function detectCrossed(venue: Venue, step: number): void {
  const below: { id: number; cover: number }[] = []
  for (let id = venue.crossed?.popDue() ?? -1; id >= 0; id = venue.crossed?.popDue() ?? -1) {
    if (isBelowAll(venue, id)) below.push({ id, cover: equityOf(venue, id) / maintenanceOf(venue, id) })
    else indexCrossed(venue, id)
  }
  below.sort((a, b) => a.cover - b.cover || a.id - b.id)
  for (const { id } of below) joinQueue(venue, id, step)
}

function joinQueue(venue: Venue, id: number, step: number): void {
  venue.state.ledger.queued[id] = 1
  venue.changes++
  pushToQueue(venue.state.queue, id, step + venue.rules.latencySteps)
}
