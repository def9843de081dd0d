/** What was asked for at a desk, and what came of it up to a moment: read from what the run reports. */
import type { FlowSource } from '../world/flow.ts'
import type { Ask } from '../../nights/play.ts'
import type { Night } from '../../nights/night.ts'

/** It is voted on in the step after the one at whose end it was asked for. */
type ProposalState = 'asked' | 'failed' | 'waiting' | 'inForce'

export interface Proposed {
  readonly ask: Ask
  /** The step of the vote, or of the house’s own decision. */
  readonly step: number
  readonly state: ProposalState
  /** Weighed by what each account has, in cents; null where nobody is asked, or has been yet. */
  readonly votes: { readonly yes: number; readonly no: number } | null
  /** When it takes effect; null where it does not, or is not known yet. */
  readonly startsAt: number | null
}

export interface VotingRules {
  readonly delaySteps: number
  readonly majority: number
  readonly by: 'position' | 'equity'
  /** Borrowers vote, by what they pledged. */
  readonly isLender: boolean
}

/** How a venue decides; null where it has no accounts. */
export function votingOf({ world }: Pick<FlowSource, 'world'>, venue: string): VotingRules | null {
  const document = world.venues[venue]
  if (!('governance' in document)) return null
  return { ...document.governance, isLender: document.kind === 'lending' }
}

/** @param asked in order of time */
export function listProposals(
  night: Night,
  asked: readonly Ask[],
  source: FlowSource,
  now: number,
): Proposed[] {
  const delay = votingOf(source, night.venue)?.delaySteps ?? 0
  const place = source.venues.indexOf(night.venue)
  const voted = source.eventsUntil('vote', now).filter(({ venue }) => venue === place)
  return asked
    .filter((ask) => ask.step <= now)
    .map((ask, i): Proposed => {
      const step = ask.step + 1
      if (now < step) return { ask, step, state: 'asked', votes: null, startsAt: null }
      if (night.proposals[ask.proposal].byHouse)
        return { ask, step, state: 'inForce', votes: null, startsAt: step }
      // Several votes of one step are held in the order in which they were asked for.
      const before = asked
        .slice(0, i)
        .filter((other) => other.step === ask.step && !night.proposals[other.proposal].byHouse).length
      const row = voted.filter((vote) => vote.step === step).at(before)
      if (!row) return { ask, step, state: 'asked', votes: null, startsAt: null }
      const votes = { yes: row.cents, no: row.feeCents }
      if (row.contracts !== 1) return { ask, step, state: 'failed', votes, startsAt: null }
      const startsAt = step + delay
      return { ask, step, state: now >= startsAt ? 'inForce' : 'waiting', votes, startsAt }
    })
}
