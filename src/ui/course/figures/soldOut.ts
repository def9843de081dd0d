/**
 * Where everyone who was sold out was sold, seen from the price at which nothing would be left: a dot for each trader. Read
 * from the opening and the events of a run, for crowds that pay no fee and trade only once.
 */
import { EVENT_CODE } from '../../../schema/event.ts'
import type { CrowdOpening } from '../../../schema/frame.ts'
import type { EventHistory } from '../../../stores/eventHistory.svelte.ts'

export interface SoldOut {
  readonly account: number
  readonly step: number
  /** How far above the bankruptcy price the whole position was sold, as a part of it; below 0 something was missing. */
  readonly above: number
}

/** A price, seen from the bankruptcy price. */
function toAbove({ entryPrice, deposit, contracts }: CrowdOpening, account: number, price: number): number {
  const zero = entryPrice[account] - deposit[account] / contracts[account]
  return price / zero - 1
}

/** Everyone who was sold out up to this step, in order. */
export function listSoldOut(opening: CrowdOpening, events: EventHistory, until: number): SoldOut[] {
  const sums = new Map<number, { cents: number; contracts: number; step: number }>()
  const rows = events.countAt(until)
  for (let row = 0; row < rows; row++) {
    if (events.value(row, 'kind') !== EVENT_CODE.liquidation) continue
    const account = events.value(row, 'account')
    const { cents, contracts } = sums.get(account) ?? { cents: 0, contracts: 0 }
    sums.set(account, {
      cents: cents + events.value(row, 'cents'),
      contracts: contracts + events.value(row, 'contracts'),
      step: events.value(row, 'step'),
    })
  }
  return [...sums].map(([account, { cents, contracts, step }]) => ({
    account,
    step,
    above: toAbove(opening, account, cents / contracts),
  }))
}

/** The mark of a trader, seen from the bankruptcy price: the width of the gap. */
export function gapOf(opening: CrowdOpening, account = 0): number {
  return toAbove(opening, account, opening.liquidationPrice[account])
}
