/**
 * What happened to one trader, link by link, with amounts: what pushed the price here, what was sold, at which price, at
 * what fee, and who paid the rest. Read from the events that concern the trader.
 */
import { EVENT_FIELDS, EVENT_KINDS, EVENT_WIDTH, type EventField, type EventKind } from '../schema/event.ts'
import type { TraderReading } from '../schema/snapshot.ts'
import { describePayers, formatFill, formatMove, nameCovered } from './eventWords.ts'
import { formatExactDollars, formatNumbered, formatPrice } from './figures.ts'

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
    const sentences = row.account === trader.id ? SENTENCES[EVENT_KINDS[row.kind]](row, trader) : []
    if (sentences.length > 0) links.push({ step: row.step, sentences })
  }
  return links
}

/** What each kind of event says to the trader it happened to; nothing, where it happens to the market. */
const SENTENCES: Readonly<Record<EventKind, (row: Row, trader: TraderReading) => string[]>> = {
  liquidation: describeLiquidation,
  release: () => ['Waited to be sold, but had enough again before its turn.'],
  deleveraging: describeDeleveraging,
  socializedLoss: () => [],
  halt: () => [],
  shock: () => [],
  topUp: (row) => [`Deposited ${formatExactDollars(row.cents)} more.`],
  stopLoss: (row) => [`Closed at a loss by its own order: ${formatTrade(row)}.`, ...describePayers(row)],
  takeProfit: (row) => [`Took profit: ${formatTrade(row)}.`],
  relever: (row) => [`Used its gains to bet more: ${formatTrade(row)}.`],
  turnover: (row) => [`Closed for reasons of its own: ${formatTrade(row)}.`, ...describePayers(row)],
  arrival: (row) => [`Came in with ${formatTrade(row)}.`],
}

function formatTrade(row: Row): string {
  return `${formatNumbered(Math.abs(row.contracts), 'contract')} at ${formatFill(row)}`
}

function describeLiquidation(row: Row, { side, liquidationPrice }: TraderReading): string[] {
  const isLong = side === 'long'
  const sentences = [
    `The price that counts, ${formatPrice(row.mark)}, stood ${isLong ? 'below' : 'above'} ${formatPrice(liquidationPrice)}: too little was left of the deposit.`,
  ]
  if (row.deleveragedContracts !== 0)
    sentences.push(
      `${formatNumbered(Math.abs(row.deleveragedContracts), 'contract')} were closed against winners instead of the market (ADL).`,
    )
  if (row.contracts !== 0)
    sentences.push(
      `The exchange ${row.contracts > 0 ? 'sold' : 'bought back'} its position for ${formatExactDollars(Math.abs(row.cents))}, ${formatFill(row)} a contract on average. That pushed the price ${formatMove(row)}.`,
    )
  if (row.feeCents > 0) sentences.push(`The fund took a fee of ${formatExactDollars(row.feeCents)}.`)
  const payers = describePayers(row)
  return [...sentences, ...(payers.length > 0 ? payers : ['The deposit covered it: nobody else paid.'])]
}

function describeDeleveraging(row: Row): string[] {
  return [
    `Won, but ${formatNumbered(Math.abs(row.contracts), 'contract')} were closed early at ${formatFill(row)} to cover ${nameCovered(row)}; the price that counts was ${formatPrice(row.mark)}.`,
  ]
}

/** What happened to a trader, in one line. */
export function describeFate(trader: TraderReading): string {
  const deposit = formatExactDollars(trader.depositCents)
  const shared =
    trader.haircutCents > 0 ? ` You shared ${formatExactDollars(trader.haircutCents)} of others’ losses.` : ''
  switch (trader.state) {
    case 'liquidated':
      return `You were sold out. Of your ${deposit}, ${formatExactDollars(Math.max(0, trader.cashCents))} is left.${shared}`
    case 'deleveraged':
      return `You were winning and were closed early to cover others. You have ${formatExactDollars(trader.cashCents)}.${shared}`
    case 'stopped':
      return `Your own stop order closed you, before the exchange did. You have ${formatExactDollars(trader.cashCents)}.${shared}`
    case 'closed':
      return `You closed by yourself. You have ${formatExactDollars(trader.cashCents)}.${shared}`
    case 'queued':
      return `You are waiting to be sold out.${shared}`
    default:
      return `You are still in. Your ${deposit} is now worth ${formatExactDollars(trader.equityCents)}. You are sold out at ${formatReach(trader)}.${shared}`
  }
}

/** A liquidation price, or that there is none. */
export function formatReach({ liquidationPrice }: Pick<TraderReading, 'liquidationPrice'>): string {
  return Number.isFinite(liquidationPrice) && liquidationPrice > 0
    ? formatPrice(liquidationPrice)
    : 'no price'
}
