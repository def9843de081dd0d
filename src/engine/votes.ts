/**
 * Rules of a venue that are voted on (docs/model.md section 11.8): by those who are there, against what would harm them, with notice before they
 * take effect. Reads accounts and marks; writes the list of votes and what is due.
 */
import { assertWhole } from './assertions.ts'
import { OPEN } from './ledger.ts'
import { equityOf, valueOf } from './margin.ts'
import { describeChange, setRule } from './ruleChange.ts'
import { opponentsOf } from './ruleInterests.ts'
import type { Run } from './run.ts'
import type { Venue } from './venue.ts'
import type { World } from './world.ts'
import type { RuleChange } from '../schema/worldRules.ts'

/** Phase 1, before the shocks of the step: rules that were voted for. */
export function applyRulesDue(run: Run, now: number): void {
  const { world, places } = run
  if (world.rulesDue.length === 0) return
  for (const { step, venue, ...change } of world.rulesDue)
    if (step === now) setRule(run, places.venues[venue], change, now)
  world.rulesDue = world.rulesDue.filter(({ step }) => step > now)
}

/** Phase 10: each open account votes with its position or its equity, against what would harm it. */
export function vote(world: World, venue: Venue, change: RuleChange, step: number): void {
  const { delaySteps, majority, by } = venue.rules.governance
  const { ledger } = venue.state
  const opposes = opponentsOf(venue, change)
  let yes = 0
  let no = 0
  for (let id = 0; id < ledger.count; id++) {
    if (ledger.state[id] !== OPEN) continue
    const equity = equityOf(venue, id)
    if (Math.floor(equity) < 1) continue
    const value = valueOf(venue, id)
    const weight = Math.floor(by === 'position' ? value : equity)
    if (opposes(id, equity, value)) no += weight
    else yes += weight
  }
  assertWhole('Votes for it', yes, 0, Infinity)
  assertWhole('Votes against it', no, 0, Infinity)
  const passed = yes > majority * (yes + no)
  world.votes.push({ step, venue: venue.where.venue, yes, no, passed })
  if (passed) world.rulesDue.push({ step: step + delaySteps, venue: venue.where.venue, ...change })
  venue.log?.add('vote', step, venue.where, {
    ...describeChange(change),
    cents: yes,
    feeCents: no,
    contracts: passed ? 1 : 0,
  })
}
