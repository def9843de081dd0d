/**
 * A rule takes effect (docs/model.md section 11.8): what it sets holds from this moment, for everyone who is there and whoever comes. Reads
 * prices and marks; writes margins, capacity, what was set and rules, and puts every index in step with them.
 */
import { buildIndexes } from './derive.ts'
import type { EventDetail } from './events.ts'
import { createHistory } from './history.ts'
import { createRuled } from './ruled.ts'
import type { Run } from './run.ts'
import type { Venue } from './venue.ts'
import type { Ruled } from './world.ts'
import { NO_RULE, RULE_CODE } from '../schema/event.ts'
import { kindOf, type RuleChange } from '../schema/worldRules.ts'

/** Phase 1: sets one rule of a venue, of all its markets where it is one of markets. */
export function setRule(run: Run, venue: Venue, change: RuleChange, step: number): void {
  const { maintenanceMargin, capacityPerStep, haltWithdrawals, ...others } = change
  if (maintenanceMargin !== undefined)
    for (const { state } of venue.markets) state.maintenanceMargin = maintenanceMargin
  else if (capacityPerStep !== undefined) venue.state.capacityPerStep = capacityPerStep ?? Infinity
  else amend(run, venue, haltWithdrawals === undefined ? others : { withdrawalsFrom: step + haltWithdrawals })
  if (change.circuitBreaker !== undefined) restartBreaker(run, venue, change.circuitBreaker)
  for (const market of venue.markets)
    // Winners can be queued at a mark that has not moved; a ranking would still know them as free.
    market.adlLongs = market.adlShorts = null
  buildIndexes(venue)
  venue.changes++
  venue.log?.add('rule', step, venue.where, describeChange(change))
}

/** Writes it beside what was set before, and makes the rules anew. */
function amend({ program, world }: Run, venue: Venue, set: Ruled): void {
  const place = venue.where.venue
  world.ruled ??= world.venues.map(() => null)
  const ruled = (world.ruled[place] = { ...world.ruled[place], ...set })
  const rules = createRuled(program, place, ruled)
  venue.rules = rules.venue
  venue.markets.forEach((market, leg) => (market.rules = rules.markets[leg]))
}

/** A new breaker compares with the prices from this moment on. */
function restartBreaker({ program }: Run, { markets }: Venue, breaker: RuleChange['circuitBreaker']): void {
  for (const { state } of markets)
    state.priceHistory = breaker
      ? createHistory(Math.min(breaker.windowSteps, program.document.steps + 1), state.price)
      : null
}

/** As an event has it: RULE_EVENT_FIELDS of schema/event.ts. */
export function describeChange(change: RuleChange): EventDetail {
  const kind = kindOf(change)
  const set = change[kind] ?? null
  const rule = { deleveragedContracts: RULE_CODE[kind] }
  if (set === null || typeof set === 'number') return { ...rule, price: set ?? NO_RULE }
  return { ...rule, price: set.move, priceBefore: set.windowSteps, priceAfter: set.haltSteps }
}
