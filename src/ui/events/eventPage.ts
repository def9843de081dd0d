/**
 * Which events stand on the page of the list. Rows are named by their place in the history, which stays the same while a run
 * goes on; so a page that is read does not slide away when newer events come in.
 */
import type { Shock } from '../../schema/scenario.ts'
import type { EventHistory } from '../../stores/eventHistory.svelte.ts'

export const PAGE_SIZE = 50

interface EventPage {
  /** Newest first. */
  readonly rows: readonly number[]
  /** Counted from the newest, from 1. */
  readonly first: number
  readonly total: number
  /** The row that an older, or a newer, page begins with. Null where there is none, or where it is the newest page. */
  readonly older: number | null
  readonly newer: number | null
  readonly hasNewer: boolean
}

/**
 * @param matches rows in order, oldest first
 * @param top the newest row of the page; null for the newest of all
 */
export function findPage(matches: readonly number[], top: number | null): EventPage {
  const end = top === null ? matches.length : countUpTo(matches, top)
  const start = Math.max(0, end - PAGE_SIZE)
  const newerEnd = Math.min(matches.length, end + PAGE_SIZE)
  return {
    rows: matches.slice(start, end).reverse(),
    first: matches.length - end + 1,
    total: matches.length,
    older: start > 0 ? matches[start - 1] : null,
    newer: newerEnd < matches.length ? matches[newerEnd - 1] : null,
    hasNewer: end < matches.length,
  }
}

/** How many of the rows, which rise, are at most this one. */
function countUpTo(rows: readonly number[], row: number): number {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle] <= row) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The push that an event of kind `shock` reports. Events do not say whether news or liquidity changed, but they come in the
 * order in which the document names them.
 */
export function findShock(events: EventHistory, row: number, shocks: readonly Shock[]): Shock | null {
  const step = events.value(row, 'step')
  const here = shocks.filter((shock) => shock.step === step && shock.kind !== 'sell')
  const [from] = events.rangeOf(step)
  let place = 0
  for (let before = from; before < row; before++)
    if (events.kind(before) === 'shock' && events.value(before, 'contracts') === 0) place++
  return here[place] ?? null
}
