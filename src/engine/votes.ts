/**
 * Rules of a venue that change while it runs (docs/model.md section 11.8): a margin set at once, or voted for by those whom it concerns.
 * Reads accounts and marks; writes margins, the list of votes and what is due.
 */
import { HAIR } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import { buildIndexes, type Places } from './derive.ts'
import { OPEN } from './ledger.ts'
import { equityOf, valueOf } from './margin.ts'
import type { Venue } from './venue.ts'
import type { World } from './world.ts'

/** Sets the maintenance margin of all markets of a venue; everyone's trigger prices move. */
export function setMargin(venue: Venue, maintenanceMargin: number, step: number): void {
  for (const market of venue.markets) {
    market.state.maintenanceMargin = maintenanceMargin
    // Winners can be queued at a mark that has not moved; a ranking would still know them as free.
    market.adlLongs = market.adlShorts = null
  }
  buildIndexes(venue)
  venue.changes++
  venue.log?.add('rule', step, venue.where, { price: maintenanceMargin })
}

/** Phase 1, before the shocks of the step: margins that were voted for. */
export function applyRulesDue(world: World, { venues }: Places, step: number): void {
  if (world.rulesDue.length === 0) return
  for (const rule of world.rulesDue)
    if (rule.step === step) setMargin(venues[rule.venue], rule.maintenanceMargin, step)
  world.rulesDue = world.rulesDue.filter((rule) => rule.step > step)
}

/** Phase 10: each open account votes with its position or its equity, against where it would be liquidated. */
export function vote(world: World, venue: Venue, maintenanceMargin: number, step: number): void {
  const { delaySteps, majority, by } = venue.rules.governance
  const { ledger } = venue.state
  let yes = 0
  let no = 0
  for (let id = 0; id < ledger.count; id++) {
    if (ledger.state[id] !== OPEN) continue
    const equity = equityOf(venue, id)
    if (Math.floor(equity) < 1) continue
    const value = valueOf(venue, id)
    const weight = Math.floor(by === 'position' ? value : equity)
    if (equity < maintenanceMargin * value - HAIR * value) no += weight
    else yes += weight
  }
  assertWhole('Votes for it', yes, 0, Infinity)
  assertWhole('Votes against it', no, 0, Infinity)
  const passed = yes > majority * (yes + no)
  world.votes.push({ step, venue: venue.where.venue, yes, no, passed })
  if (passed) world.rulesDue.push({ step: step + delaySteps, venue: venue.where.venue, maintenanceMargin })
  venue.log?.add('vote', step, venue.where, {
    price: maintenanceMargin,
    cents: yes,
    feeCents: no,
    contracts: passed ? 1 : 0,
  })
}
