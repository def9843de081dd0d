/**
 * What happened to one trader, link by link, with amounts: what pushed the price here, what was sold, at which price, at
 * what fee, and who paid the rest. Read from the events that concern the trader.
 */
import { EVENT_FIELDS, EVENT_KINDS, EVENT_WIDTH, type EventField } from '../../schema/event.ts'
import type { TraderReading } from '../../schema/frame.ts'
import { EVENT_WORDS } from '../events/eventWords.ts'
import { formatExactDollars, formatPrice } from '../../schema/words.ts'

/** What became of someone, by the engine's names. */
export const TRADER_STATES = {
  open: 'still in',
  queued: 'waiting to be sold',
  liquidated: 'sold out',
  deleveraged: 'closed early',
  closed: 'closed by itself',
  stopped: 'closed by its own stop order',
} as const

interface Link {
  step: number
  sentences: string[]
}

type Row = Record<EventField, number>

function readRow(events: Float64Array, index: number): Row {
  return Object.fromEntries(EVENT_FIELDS.map((field, i) => [field, events[index * EVENT_WIDTH + i]])) as Row
}

export function composeChain(trader: TraderReading): Link[] {
  const links: Link[] = []
  for (let index = 0; index < trader.events.length / EVENT_WIDTH; index++) {
    const row = readRow(trader.events, index)
    // The other side of someone else's deleveraging is a link of its own.
    const sentences =
      row.account === trader.id ? EVENT_WORDS[EVENT_KINDS[row.kind]].tellTrader(row, trader) : []
    if (sentences.length > 0) links.push({ step: row.step, sentences })
  }
  return links
}

/** The average price of the orders that sold the trader out, which is not the price that triggered them; empty without any. */
export function describeFill({ id, events }: Pick<TraderReading, 'id' | 'events'>): string {
  let [cents, contracts] = [0, 0]
  for (let index = 0; index < events.length / EVENT_WIDTH; index++) {
    const row = readRow(events, index)
    if (row.account !== id || EVENT_KINDS[row.kind] !== 'liquidation') continue
    cents += row.cents
    contracts += row.contracts
  }
  return contracts === 0 ? '' : formatPrice(Math.abs(cents / contracts))
}

/** What happened to a trader, in one line. */
export function describeFate(trader: TraderReading): string {
  const deposit = formatExactDollars(trader.deposit)
  const shared =
    trader.haircut > 0 ? ` You shared ${formatExactDollars(trader.haircut)} of others’ losses.` : ''
  switch (trader.state) {
    case 'liquidated':
      return `You were sold out. Of your ${deposit}, ${formatExactDollars(Math.max(0, trader.cash))} is left.${shared}`
    case 'deleveraged':
      return `You were winning and were closed early to cover others. You have ${formatExactDollars(trader.cash)}.${shared}`
    case 'stopped':
      return `Your own stop order closed you, before the exchange did. You have ${formatExactDollars(trader.cash)}.${shared}`
    case 'closed':
      return `You closed by yourself. You have ${formatExactDollars(trader.cash)}.${shared}`
    case 'queued':
      return `You are waiting to be sold out.${shared}`
    default:
      return `You are still in. Your ${deposit} is now worth ${formatExactDollars(trader.equity)}. You are sold out at ${formatReach(trader)}.${shared}`
  }
}

/** A liquidation price, or that there is none. */
export function formatReach({ liquidationPrice }: Pick<TraderReading, 'liquidationPrice'>): string {
  return Number.isFinite(liquidationPrice) && liquidationPrice > 0
    ? formatPrice(liquidationPrice)
    : 'no price'
}
