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
      if (market.adlLongs !== null && market.adlLongs !== ranking) market.adlLongs.touch(id)
      if (market.adlShorts !== null && market.adlShorts !== ranking) market.adlShorts.touch(id)
    }
  if (venue.state.behavior !== null) reindexBehavior(venue, id)
}

/**
 * The same for many accounts that changed at once, none of them queued: they are noted down, and moved when a price comes near.
 * @param ids the first n are meant
 */
export function reindexMany(venue: Venue, ids: Int32Array, n: number): void {
  const { ledger, behavior } = venue.state
  if (ledger.legs > 1) {
    for (let i = 0; i < n; i++) reindex(venue, ids[i])
    return
  }
  const { longs, shorts, adlLongs, adlShorts, state } = venue.markets[0]
  const { rows } = ledger
  venue.changes++
  for (let i = 0; i < n; i++) {
    const id = ids[i]
    const row = (CONTRACTS + 1) * id
    const q = rows[row + CONTRACTS]
    const price = toLiquidationPrice(q, rows[row], state.maintenanceMargin)
    if (q > 0) longs.setLater(id, price)
    else if (q < 0) shorts.setLater(id, -price)
    else removeLeg(venue.markets[0], id)
  }
  if (adlLongs !== null) for (let i = 0; i < n; i++) adlLongs.touch(ids[i])
  if (adlShorts !== null) for (let i = 0; i < n; i++) adlShorts.touch(ids[i])
  if (behavior !== null) for (let i = 0; i < n; i++) reindexBehavior(venue, ids[i])
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
  if (legs > 1 && !isQueued) {
    // As long as it has several, it has never stood elsewhere.
    venue.crossed?.set(id)
    return
  }
  venue.crossed?.remove(id)
  for (const market of venue.markets) reindexLeg(market, id, legs === 1 && !isQueued)
}
