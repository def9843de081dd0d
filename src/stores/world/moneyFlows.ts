/** Flows of money and of fear: claims, withdrawals and thefts, summed from the events of a step. */
import type { EventRow } from '../eventHistory.svelte.ts'
import type { Flow, FlowSource } from './flow.ts'
import { formatDollars } from '../../schema/words.ts'
import { capital, sayVenue, sayWhere } from '../../schema/worldTitles.ts'
import type { RunCondition } from '../../schema/worldTreasury.ts'

type Money = Pick<Flow, 'kind' | 'link' | 'from' | 'to' | 'words'>

function toFlow(cents: number, money: Money): Flow {
  return { ...money, asset: null, contracts: 0, cents, amount: cents, unit: 'cents' }
}

/** Sums of events of one kind, by their venue and the other one. */
function sumPairs(
  rows: readonly EventRow[],
  kind: EventRow['kind'],
): { venue: number; other: number; cents: number }[] {
  const sums = new Map<string, { venue: number; other: number; cents: number }>()
  for (const row of rows) {
    if (row.kind !== kind || row.cents === 0) continue
    const key = `${row.venue} ${row.counterparty}`
    const sum = sums.get(key) ?? { venue: row.venue, other: row.counterparty, cents: 0 }
    sum.cents += row.cents
    sums.set(key, sum)
  }
  return [...sums.values()]
}

/** What is called back flows from the debtor; and so does what is written down, since it is missing there. */
export function readPlaced({ venues }: FlowSource, rows: readonly EventRow[]): Flow[] {
  const called = sumPairs(rows, 'recall').map(({ venue, other, cents }) => {
    const [debtor, owner] = [venues[venue], venues[other]]
    return toFlow(cents, {
      kind: 'placed',
      link: `${owner}.${debtor}`,
      from: debtor,
      to: owner,
      words: `${capital(sayVenue(owner))} calls ${formatDollars(cents)} back from ${sayVenue(debtor)}.`,
    })
  })
  const lost = sumPairs(rows, 'claimLoss').map(({ venue, other, cents }) => {
    const [owner, debtor] = [venues[venue], venues[other]]
    return toFlow(cents, {
      kind: 'placed',
      link: `${owner}.${debtor}`,
      from: debtor,
      to: owner,
      words: `${capital(sayVenue(owner))} loses ${formatDollars(cents)} that ${sayVenue(debtor)} owes.`,
    })
  })
  return [...called, ...lost]
}

/** What depositors are paid leaves the world. Where something elsewhere made them run, that is fear. */
export function readWithdrawn(source: FlowSource, rows: readonly EventRow[]): Flow[] {
  return sumPairs(rows, 'withdrawal').flatMap(({ venue, cents }) => {
    const id = source.venues[venue]
    const taken = toFlow(cents, {
      kind: 'withdrawn',
      link: id,
      from: id,
      to: null,
      words: `Depositors take ${formatDollars(cents)} from ${sayVenue(id)}.`,
    })
    const fears = findFears(source, venue).map((from) =>
      toFlow(cents, {
        kind: 'fear',
        link: id,
        from,
        to: id,
        words: `What happens ${sayWhere(from)} makes depositors take ${formatDollars(cents)} from ${sayVenue(id)}.`,
      }),
    )
    return [taken, ...fears]
  })
}

export function readStolen({ venues }: FlowSource, rows: readonly EventRow[]): Flow[] {
  return sumPairs(rows, 'loss').map(({ venue, cents }) => {
    const id = venues[venue]
    return toFlow(cents, {
      kind: 'stolen',
      link: id,
      from: id,
      to: null,
      words: `${capital(sayVenue(id))} loses ${formatDollars(cents)} at once.`,
    })
  })
}

/** The other venues whose fate began the run; nobody where it would have begun without them. */
function findFears(source: FlowSource, venue: number): string[] {
  const id = source.venues[venue]
  const after = source.world.venues[id].treasury?.run?.after ?? []
  const began = source.firstEvent('withdrawal', venue)?.step
  if (began === undefined) return []
  const held = after.filter((condition) => holds(source, condition, began)).map(lookedAt)
  return held.includes(null) || held.includes(id) ? [] : [...new Set(held as string[])]
}

/** The venue that a condition looks at; null where it is only time. */
function lookedAt(condition: RunCondition): string | null {
  if ('step' in condition) return null
  return 'below' in condition ? condition.below.venue : Object.values(condition)[0]
}

/** Whether it held when the run began. A price is known at the ends of steps, between which it was looked at. */
function holds(source: FlowSource, condition: RunCondition, step: number): boolean {
  if ('step' in condition) return condition.step <= step
  if ('below' in condition) {
    const { venue, asset, price } = condition.below
    const place = source.markets.findIndex((one) => one.venue === venue && one.asset === asset)
    return (
      Math.min(source.series.at('price', step, place), source.series.at('price', step - 1, place)) < price
    )
  }
  const [[kind, id]] = Object.entries(condition) as ['insolvent' | 'illiquid' | 'closed', string][]
  const first = source.firstEvent(kind, source.venues.indexOf(id))
  return first !== undefined && first.step <= step
}
