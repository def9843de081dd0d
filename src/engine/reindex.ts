/**
 * Keeps every index in step with an account that changed. Whoever changes contracts, cash, deposit or place in the queue of
 * an account calls it; a reader sees by `venue.changes` that something is new.
 */
import type { AdlRanking } from './adlRanking.ts'
import { reindexBehavior } from './behaviorIndex.ts'
import { CONTRACTS, liquidationPrice, toLiquidationPrice } from './ledger.ts'
import { countLegs } from './margin.ts'
import type { Market, Venue } from './venue.ts'

/**
 * Puts an account back where its new trigger prices belong; out, if it is closed or queued.
 * @param ranking the one that changed the account itself, and so need not be told
 */
export function reindex(venue: Venue, id: number, ranking?: AdlRanking): void {
  const { ledger } = venue.state
  venue.changes++
  const isQueued = ledger.queued[id] === 1
  if (ledger.crossed[id] === 1) reindexCrossed(venue, id, isQueued)
  else
    for (const market of venue.markets) {
      reindexLeg(market, id, !isQueued)
      touchLone(market, id, ranking)
      market.winningLongs?.touch(id)
      market.winningShorts?.touch(id)
    }
  if (venue.state.behavior !== null) reindexBehavior(venue, id)
}

/**
 * The same for many accounts that changed at once, none of them queued: they are noted down, and moved when a price comes near.
 * @param ids the first n are meant
 */
export function reindexMany(venue: Venue, ids: Int32Array, n: number): void {
  const { ledger, behavior } = venue.state
  venue.changes++
  for (const { winningLongs, winningShorts } of venue.markets) {
    winningLongs?.touchAll()
    winningShorts?.touchAll()
  }
  if (ledger.legs === 1) noteLone(venue.markets[0], ids, n)
  else for (let i = 0; i < n; i++) noteLegs(venue, ids[i])
  if (behavior !== null) for (let i = 0; i < n; i++) reindexBehavior(venue, ids[i])
}

function noteLone(market: Market, ids: Int32Array, n: number): void {
  const { longs, shorts, adlLongs, adlShorts, state, venue } = market
  const { rows, stride } = venue.state.ledger
  for (let i = 0; i < n; i++) {
    const id = ids[i]
    const row = stride * id
    const q = rows[row + stride - 1]
    const price = toLiquidationPrice(q, rows[row], state.maintenanceMargin)
    if (q > 0) longs.setLater(id, price)
    else if (q < 0) shorts.setLater(id, -price)
    else removeLeg(market, id)
  }
  if (adlLongs !== null) for (let i = 0; i < n; i++) adlLongs.touch(ids[i])
  if (adlShorts !== null) for (let i = 0; i < n; i++) adlShorts.touch(ids[i])
}

/** Notes down an account of a venue with several markets, whichever of them it is in. */
function noteLegs(venue: Venue, id: number): void {
  const { markets, crossed } = venue
  const { ledger } = venue.state
  const isCrossed = ledger.crossed[id] === 1
  for (const market of markets) (isCrossed ? touchCrossed : touchLone)(market, id)
  const legs = countLegs(venue, id)
  if (isCrossed && legs > 1) {
    crossed?.setLater(id)
    return
  }
  if (isCrossed) crossed?.remove(id)
  for (const market of markets) {
    const q = ledger.rows[ledger.stride * id + CONTRACTS + market.leg]
    const price = liquidationPrice(ledger, id, market.leg, market.state.maintenanceMargin)
    if (q > 0) market.longs.setLater(id, price)
    else if (q < 0) market.shorts.setLater(id, -price)
    else if (legs === 0) removeLeg(market, id)
  }
}

/** Tells the rankings of a market of an account with one leg, but for the one that changed it. */
function touchLone({ adlLongs, adlShorts }: Market, id: number, ranking?: AdlRanking): void {
  if (adlLongs !== null && adlLongs !== ranking) adlLongs.touch(id)
  if (adlShorts !== null && adlShorts !== ranking) adlShorts.touch(id)
}

function touchCrossed({ crossedLongs, crossedShorts }: Market, id: number): void {
  crossedLongs?.touch(id)
  crossedShorts?.touch(id)
}

function removeLeg({ longs, shorts }: Market, id: number): void {
  longs.remove(id)
  shorts.remove(id)
}

/** Puts an account with contracts in one market alone where its liquidation price belongs there. */
function reindexLeg(market: Market, id: number, isIn: boolean): void {
  const { ledger } = market.venue.state
  const q = ledger.rows[ledger.stride * id + CONTRACTS + market.leg]
  if (q === 0 || !isIn) return removeLeg(market, id)
  const price = liquidationPrice(ledger, id, market.leg, market.state.maintenanceMargin)
  if (q > 0) market.longs.set(id, price)
  else market.shorts.set(id, -price)
}

/** An account that opened with several legs: by all of them while it has several, by price once it has one left. */
function reindexCrossed(venue: Venue, id: number, isQueued: boolean): void {
  const legs = countLegs(venue, id)
  for (const market of venue.markets) touchCrossed(market, id)
  if (legs > 1 && !isQueued) {
    // As long as it has several, it has never stood elsewhere.
    venue.crossed?.set(id)
    return
  }
  venue.crossed?.remove(id)
  for (const market of venue.markets) reindexLeg(market, id, legs === 1 && !isQueued)
}
