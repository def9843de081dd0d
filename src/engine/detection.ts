/**
 * Who is below maintenance joins the queue of its venue (docs/model.md sections 4 and 11.4); who no longer is at its turn is let go.
 * The indexes find candidates, the inequality decides. Reads marks and accounts; writes queues and indexes.
 */
import type { CrossIndex } from './crossIndex.ts'
import { isBelowMaintenance } from './ledger.ts'
import { pushToQueue } from './liquidationQueue.ts'
import { equityOf, isBelowAll, maintenanceOf } from './margin.ts'
import { reindex } from './reindex.ts'
import type { TriggerIndex } from './triggerIndex.ts'
import { markPrice, type Market, type Venue } from './venue.ts'

/** How far rounding can put a liquidation price and the inequality apart, relative to the price. */
const ROUNDING = 1e-12

/**
 * Everyone below maintenance at the current marks joins the queue: those with one leg market by market, longs by falling,
 * then shorts by rising liquidation price; then those with several.
 */
export function detect(venue: Venue, step: number): void {
  const { markets, crossed } = venue
  let isReached = false
  for (let leg = 0; leg < markets.length; leg++) {
    const mark = markPrice(markets[leg])
    detectIn(markets[leg], mark, step)
    if (crossed?.isReached(leg, mark)) isReached = true
  }
  if (isReached && crossed !== null) detectCrossed(venue, crossed, step)
}

/** Those with one leg, in this market. */
export function detectIn(market: Market, mark: number, step: number): void {
  const { longs, shorts, state } = market
  const slack = (mark * ROUNDING) / (1 - state.maintenanceMargin)
  if (longs.top >= mark - slack) detectSide(market, longs, mark - slack, mark, step)
  if (shorts.top >= -mark - slack) detectSide(market, shorts, -mark - slack, mark, step)
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
  while (index.top >= threshold) {
    index.readAhead(ledger.rows, ledger.stride)
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
function detectCrossed(venue: Venue, crossed: CrossIndex, step: number): void {
  const below: { id: number; cover: number }[] = []
  for (const id of crossed.takeReached()) {
    if (isBelowAll(venue, id)) below.push({ id, cover: equityOf(venue, id) / maintenanceOf(venue, id) })
    else crossed.set(id)
  }
  below.sort((a, b) => a.cover - b.cover || a.id - b.id)
  for (const { id } of below) {
    crossed.remove(id)
    joinQueue(venue, id, step)
  }
}

function joinQueue(venue: Venue, id: number, step: number): void {
  venue.state.ledger.queued[id] = 1
  venue.changes++
  pushToQueue(venue.state.queue, id, step + venue.rules.latencySteps)
}

/** Who is not below maintenance at its turn is let go. */
export function release({ venue, where }: Market, id: number, mark: number, step: number): void {
  venue.log?.add('release', step, where, { account: id, price: mark })
  reindex(venue, id)
}
