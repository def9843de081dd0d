/**
 * Rules and votes (docs/model.md section 11.8).
 * Part of an oracle that shares no code with the engine.
 */
import { equityOf, positionValue, wouldBeBelow } from './accounts.ts'
import type { Venue, World } from './world.ts'
import { venueById } from './world.ts'

/** A rule sets the maintenance margin of all markets of a venue. */
export function setRule(world: World, venue: Venue, maintenanceMargin: number): void {
  world.seen.add('rule')
  for (const market of venue.markets) market.maintenanceMargin = maintenanceMargin
}

/** Phase 1, before the shocks: rules that were voted for and are due. */
export function applyDueRules(world: World): void {
  for (const rule of world.rulesDue)
    if (rule.step === world.step) setRule(world, rule.venue, rule.maintenanceMargin)
}

/** Phase 10: the proposals of this step. */
export function vote(world: World): void {
  for (const shock of world.shocks) {
    if (shock.kind === 'proposal' && shock.step === world.step)
      voteOn(world, venueById(world, shock.venue), shock.maintenanceMargin)
  }
}

function voteOn(world: World, venue: Venue, maintenanceMargin: number): void {
  const { delaySteps, majority, by } = venue.governance
  let yes = 0
  let no = 0
  for (const account of venue.accounts) {
    const equity = Math.floor(equityOf(world, venue, account))
    if (account.state !== 'open' || equity < 1) continue
    const say = by === 'equity' ? equity : Math.floor(positionValue(world, venue, account))
    if (wouldBeBelow(world, venue, account, maintenanceMargin)) no += say
    else yes += say
  }
  const passed = yes > majority * (yes + no)
  world.votes.push({ step: world.step, venue: venue.id, yes, no, passed })
  world.seen.add(`vote ${passed ? 'True' : 'False'}`)
  if (passed) world.rulesDue.push({ step: world.step + delaySteps, venue, maintenanceMargin })
}
