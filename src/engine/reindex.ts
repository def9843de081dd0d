/**
 * Keeps every index in step with an account that changed. Whoever changes contracts, cash, deposit or place in the queue of
 * an account calls it; a reader sees by `venue.changes` that something is new.
 */
import type { AdlRanking } from './adlRanking.ts'
import { reindexBehavior } from './behaviorIndex.ts'
import { contractsAt, liquidationPrice } from './ledger.ts'
import type { Venue } from './venue.ts'

/**
 * Puts an account back where its new trigger prices belong; out, if it is closed or queued.
 * @param ranking the one that changed the account itself, and so need not be told
 */
export function reindex(venue: Venue, id: number, ranking?: AdlRanking): void {
  const { ledger } = venue.state
  venue.changes++
  const isQueued = ledger.queued[id] === 1
  for (const market of venue.markets) {
    const q = ledger.rows[contractsAt(ledger, id, market.leg)]
    if (q === 0 || isQueued) {
      market.longs.remove(id)
      market.shorts.remove(id)
    } else {
      const price = liquidationPrice(ledger, id, market.leg, market.state.maintenanceMargin)
      if (q > 0) market.longs.set(id, price)
      else market.shorts.set(id, -price)
    }
    if (market.adlLongs !== null && market.adlLongs !== ranking) market.adlLongs.touch(id)
    if (market.adlShorts !== null && market.adlShorts !== ranking) market.adlShorts.touch(id)
  }
  if (venue.state.behavior !== null) reindexBehavior(venue, id)
}
