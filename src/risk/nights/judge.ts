/** What came of a night: whether what had to hold held, what of it decided and when, who paid, and how much business was done. */
import type { Simulation } from '../../engine/simulation.ts'
import { listReadings, type PlainMeasure } from '../../nights/measureShape.ts'
import type { Night } from '../../nights/night.ts'
import { holds, measure, type MeasuredRun } from '../../situations/measure.ts'
import type { MeasuredWorld } from '../measuredWorld.ts'

/** One thing that has to hold. */
interface Judged {
  readonly kind: 'survive' | 'floor'
  readonly id: string
  readonly value: number
  readonly bound: number
  readonly holds: boolean
  /** The end of the step from which on it never held again; null where it holds. */
  readonly lostAt: number | null
}

/** In whole cents, of the venue that one runs: who paid for what went wrong. */
interface Bill {
  readonly own: number
  readonly fund: number
  readonly venue: number
  readonly shared: number
  readonly unpaid: number
}

interface NightVote {
  readonly step: number
  readonly passed: boolean
  readonly yes: number
  readonly no: number
  /** When the rule starts that was voted for; null where it was not. */
  readonly startsAt: number | null
}

export interface NightOutcome {
  readonly won: boolean
  /** In order of the night: first what it has to survive, then the floors. The first that does not hold decides. */
  readonly judged: readonly Judged[]
  /** Its id; null where the night is won. */
  readonly reason: string | null
  readonly decisiveStep: number | null
  readonly bill: Bill
  readonly haltedShare: number
  /** The first floor's business: 1 is as much as that of the untouched venue. */
  readonly activity: number
  readonly solventShare: number
  /** Of the venue that one runs. */
  readonly votes: readonly NightVote[]
}

/** Readings that are judged are followed, so that it can be said when they were lost. */
export function listFollowed({ survives, floors }: Night): PlainMeasure[] {
  const claims = survives.flatMap(({ measure: of, than }) => (typeof than === 'number' ? [of] : [of, than]))
  const business = floors.flatMap(({ measure: of, untouched }) => (untouched ? [of, untouched] : [of]))
  return [...claims, ...business].flatMap(listReadings)
}

/** @param bases what the floors are measured against */
export function judge(
  night: Night,
  simulation: Simulation,
  run: MeasuredWorld,
  bases: readonly number[],
): NightOutcome {
  const judged = [
    ...night.survives.map((claim): Judged => {
      const bound = typeof claim.than === 'number' ? claim.than : measure(run, claim.than)
      return toJudged('survive', claim.id, measure(run, claim.measure), bound, run, simulation.step, (at) => holds(at, claim))
    }),
    ...night.floors.map(({ id, measure: of, least }, i): Judged => {
      const share = (at: MeasuredRun) => measure(at, of) / bases[i]
      return toJudged('floor', id, share(run), least, run, simulation.step, (at) => share(at) >= least)
    }),
  ] // prettier-ignore
  const lost = judged.find((one) => !one.holds) ?? null
  const place = { venue: night.venue }
  const { totals } =
    simulation.places.venues[Object.keys(simulation.program.document.venues).indexOf(night.venue)].state
  return {
    won: lost === null,
    judged,
    reason: lost?.id ?? null,
    decisiveStep: lost?.lostAt ?? null,
    bill: {
      own: totals.ownPaidCents,
      fund: totals.fundPaidCents,
      venue: totals.venuePaidCents,
      shared: totals.socializedCents,
      unpaid: totals.badDebtCents,
    },
    haltedShare: run.read('haltedShare', place),
    activity: judged.find(({ kind }) => kind === 'floor')?.value ?? NaN,
    solventShare: run.read('solventShare', place),
    votes: listVotes(night, simulation),
  } // prettier-ignore
}

function toJudged(
  kind: Judged['kind'],
  id: string,
  value: number,
  bound: number,
  run: MeasuredWorld,
  end: number,
  isHeld: (at: MeasuredRun) => boolean,
): Judged {
  if (isHeld(run)) return { kind, id, value, bound, holds: true, lostAt: null }
  let lostAt = end
  while (lostAt > 0 && !isHeld(run.at(lostAt - 1))) lostAt--
  return { kind, id, value, bound, holds: false, lostAt }
}

function listVotes({ venue }: Night, { world, places, program }: Simulation): NightVote[] {
  const place = Object.keys(program.document.venues).indexOf(venue)
  const { delaySteps } = places.venues[place].rules.governance
  return world.votes
    .filter((vote) => vote.venue === place)
    .map(({ step, passed, yes, no }) => ({
      step,
      passed,
      yes,
      no,
      startsAt: passed ? step + delaySteps : null,
    }))
}
