/**
 * What a figure about trader 0 of a run needs to know: when the trader was sold out and at which price, and how the deposit
 * stands. Read from the run's events and from the trader's reading; nothing of the model is computed here.
 */
import { EVENT_CODE } from '../../../schema/event.ts'
import type { TraderReading } from '../../../schema/frame.ts'
import { formatExactDollars, formatPart } from '../../../schema/words.ts'
import type { EventHistory } from '../../../stores/eventHistory.svelte.ts'

export interface Sale {
  readonly step: number
  /** Dollars a contract, on average. */
  readonly price: number
}

/** How the trader was sold out, up to this step; null where that did not happen. */
export function findSale(events: EventHistory, account: number, until: number): Sale | null {
  let [cents, contracts, step] = [0, 0, -1]
  const rows = events.countAt(until)
  for (let row = 0; row < rows; row++) {
    if (events.value(row, 'kind') !== EVENT_CODE.liquidation || events.value(row, 'account') !== account)
      continue
    cents += events.value(row, 'cents')
    contracts += events.value(row, 'contracts')
    step = events.value(row, 'step')
  }
  return contracts === 0 ? null : { step, price: cents / contracts }
}

/** The part of the deposit that is left while the price is just at the mark. */
export function leftAtMark(trader: TraderReading): number {
  const { entryPrice, liquidationPrice, bankruptcyPrice } = trader
  return (liquidationPrice - bankruptcyPrice) / (entryPrice - bankruptcyPrice)
}

/** What the trader still owns, never below nothing. */
export const ownedCents = ({ state, cash, equity }: TraderReading): number =>
  Math.max(0, state === 'liquidated' ? cash : equity)

/** How the trader stands, in a sentence. */
export function describeTrader(trader: TraderReading, sale: Sale | null): string {
  const left = ownedCents(trader)
  const part = formatPart(left / trader.deposit)
  const deposit = `of ${formatExactDollars(trader.deposit)}`
  if (sale === null) return `still in with ${formatExactDollars(left)}, ${part} ${deposit}`
  const rest =
    left === 0 ? `nothing ${deposit} is left` : `${formatExactDollars(left)} is left, ${part} ${deposit}`
  const mark = formatExactDollars(trader.liquidationPrice * 100)
  // Prices first, money after them: beside each other they are taken for a list of the same.
  return `sold out at ${mark}, sold for ${formatExactDollars(sale.price * 100)}; ${rest}`
}
