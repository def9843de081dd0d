/**
 * Theft and failure (docs/model.md section 11.7): money that is taken from a venue, and a venue in whose name bad debt arose. Reads what
 * a venue has; writes its funds, the list of the failed, and closes who must.
 */
import { toCents } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import type { Places } from './derive.ts'
import { arriveIndex } from './reference.ts'
import { atHand, owedToCustomers } from './treasury.ts'
import type { Venue } from './venue.ts'
import { payOwnDeficit } from './waterfall.ts'
import { NEVER, type World } from './world.ts'

/** A `loss` shock: at most what the venue has. */
export function loseMoney(venue: Venue, dollars: number, step: number, places: Places): void {
  const { treasury } = venue.state
  for (const market of venue.markets) arriveIndex(market)
  const others = venue.rules.kind === 'exchange' ? owedToCustomers(venue) - treasury.depositorsCents : 0
  const cents = Math.max(0, Math.min(toCents(dollars), atHand(venue, places) + others))
  assertWhole('What is taken', cents, 0, Infinity)
  treasury.stolenCents += cents
  const payment = payOwnDeficit(venue, cents)
  venue.log?.add('loss', step, venue.where, { cents, payment })
}

/** Phase 9: who has become insolvent is noted by wave, and closed where its rules say so. */
export function noteFailures({ failed }: World, { venues }: Places, step: number): void {
  let isNew = false
  for (const { state } of venues) if (state.isInsolvent && state.insolventStep === NEVER) isNew = true
  if (isNew) noteInsolvent(failed, venues, step)
  for (const venue of venues) {
    // Waves are counted anew in each clearing.
    venue.state.wave = 0
    if (venue.rules.closesOnFailure) closeFailed(venue, step)
  }
}

function noteInsolvent(failed: World['failed'], venues: readonly Venue[], step: number): void {
  const fresh = venues.filter(({ state }) => state.isInsolvent && state.insolventStep === NEVER)
  fresh.sort((a, b) => a.state.wave - b.state.wave || a.where.venue - b.where.venue)
  for (const { state, where, log } of fresh) {
    state.insolventStep = step
    failed.push({ venue: where.venue, step, wave: state.wave })
    log?.add('insolvent', step, where, { contracts: state.wave })
  }
}

/** A closed venue is a halted one for good. */
function closeFailed({ state, log, where }: Venue, step: number): void {
  if (state.closedStep !== NEVER) return
  if (state.insolventStep === NEVER && state.illiquidStep === NEVER) return
  state.closedStep = step
  state.haltedUntilStep = Infinity
  log?.add('closed', step, where, {})
}
