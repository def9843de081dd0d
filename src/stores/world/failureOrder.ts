/**
 * Who failed, in order, and what did it: of one step those whose own losses broke them come first, then whoever a claim on them
 * breaks. Read from what the run reports, up to a step.
 */
import type { EventRow } from '../eventHistory.svelte.ts'
import type { FlowSource } from './flow.ts'
import { formatDollars } from '../../schema/words.ts'
import { listTitles, sayVenue } from '../../schema/worldTitles.ts'

type FailureCause = 'traders' | 'loans' | 'claims' | 'holdings' | 'theft'

export interface Failure {
  readonly venue: string
  /** From 1; those of one step and wave share a place, as the reading `failurePlace` has it. */
  readonly place: number
  readonly step: number
  readonly wave: number
  readonly cause: FailureCause
  /** Whose debts were not paid, the largest loss first; empty for all other causes. */
  readonly debtors: readonly string[]
  /** One sentence. */
  readonly words: string
}

/** A venue that could not pay what was asked for: it may still own more than it owes. */
export interface Illiquidity {
  readonly venue: string
  readonly step: number
}

/** The insolvent up to this step, in order. */
export function readFailures(source: FlowSource, step: number): Failure[] {
  const failed = source.eventsUntil('insolvent', step)
  return failed.map((row) => {
    const isEarlier = (other: EventRow) =>
      other.step < row.step || (other.step === row.step && other.contracts < row.contracts)
    const losses = source.eventsOf(row.step).filter((event) => isLossOf(event, row.venue))
    const cause = findCause(source, row.venue, losses)
    const debtors = cause === 'claims' ? listDebtors(source, losses) : []
    return {
      venue: source.venues[row.venue],
      place: 1 + failed.filter(isEarlier).length,
      step: row.step,
      wave: row.contracts,
      cause,
      debtors,
      words: tell(cause, debtors, sum(losses, 'badDebtCents')),
    }
  })
}

/** Those who could not pay up to this step, in order. */
export function readIlliquid(source: FlowSource, step: number): Illiquidity[] {
  return source
    .eventsUntil('illiquid', step)
    .map((row) => ({ venue: source.venues[row.venue], step: row.step }))
}

const sum = (rows: readonly EventRow[], field: 'badDebtCents' | 'cents') =>
  rows.reduce((total, row) => total + row[field], 0)

/** Whether it left bad debt in the name of the venue. A sale of holdings does not say what it left. */
function isLossOf(event: EventRow, venue: number): boolean {
  if (event.kind === 'holdingSale') return event.counterparty === venue
  return event.venue === venue && event.badDebtCents > 0
}

const CAUSES: readonly (readonly [FailureCause, (event: EventRow, source: FlowSource) => boolean])[] = [
  ['claims', ({ kind }) => kind === 'claimLoss'],
  ['theft', ({ kind }) => kind === 'loss'],
  ['holdings', ({ kind }) => kind === 'holdingSale'],
  ['loans', ({ venue }, { world, venues }) => world.venues[venues[venue]].kind === 'lending'],
  ['traders', () => true],
]

/** The kind of loss that left the most unpaid; of a sale of holdings only where nothing else did. */
function findCause(source: FlowSource, venue: number, losses: readonly EventRow[]): FailureCause {
  const sums = new Map<FailureCause, number>()
  for (const event of losses) {
    const [cause] = CAUSES.find(([, fits]) => fits(event, source)) ?? CAUSES[CAUSES.length - 1]
    sums.set(cause, (sums.get(cause) ?? 0) + event.badDebtCents)
  }
  const [most] = [...sums].toSorted((a, b) => b[1] - a[1])
  if ((most as typeof most | undefined) !== undefined) return most[0]
  return source.world.venues[source.venues[venue]].kind === 'lending' ? 'loans' : 'traders'
}

function listDebtors({ venues }: FlowSource, losses: readonly EventRow[]): string[] {
  const claims = losses.filter(({ kind }) => kind === 'claimLoss')
  const lost = (place: number) =>
    sum(
      claims.filter((one) => one.counterparty === place),
      'cents',
    )
  const places = [...new Set(claims.map(({ counterparty }) => counterparty))]
  return places.toSorted((a, b) => lost(b) - lost(a)).map((place) => venues[place])
}

function tell(cause: FailureCause, debtors: readonly string[], unpaid: number): string {
  // More may follow: the house itself says what is unpaid by now.
  const left = unpaid > 0 ? ` At first ${formatDollars(unpaid)} stayed unpaid.` : ''
  switch (cause) {
    case 'traders':
      return `Sold-out traders owed more than it held.${left}`
    case 'loans':
      return `Loans were sold for less than their debt.${left}`
    case 'claims':
      return `What ${listTitles(debtors.map(sayVenue))} owed to it was not paid.${left}`
    case 'holdings':
      return 'It sold what it holds for less than that had cost.'
    case 'theft':
      return `It lost more at once than it had of its own.${left}`
  }
}
