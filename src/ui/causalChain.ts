/**
 * What happened to one trader, link by link, with amounts: what pushed the price here, what was sold, at which price, at
 * what fee, and who paid the rest. Read from the events that concern the trader.
 */
import { EVENT_FIELDS, EVENT_KINDS, EVENT_WIDTH, type EventField, type EventKind } from '../schema/event.ts'
import type { TraderReading } from '../schema/snapshot.ts'
import { describePayers, formatFill, formatMove, nameCovered } from './eventWords.ts'
import { formatExactDollars, formatNumbered, formatPrice } from './figures.ts'

export interface Link {
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
    const sentences = describeRow(EVENT_KINDS[row.kind], row, trader)
    if (sentences.length > 0) links.push({ step: row.step, sentences })
  }
  return links
}

function describeRow(kind: EventKind, row: Row, trader: TraderReading): string[] {
  // The other side of someone else's deleveraging is a link of its own.
  if (kind === 'deleveraging') return describeDeleveraging(row, trader)
  if (row.account !== trader.id) return []
  if (kind === 'liquidation') return describeLiquidation(row, trader)
  const traded = `${formatNumbered(Math.abs(row.contracts), 'contract')} at ${formatFill(row)}`
  switch (kind) {
    case 'release':
      return ['Waited to be sold, but had enough again before its turn.']
    case 'topUp':
      return [`Deposited ${formatExactDollars(row.cents)} more.`]
    case 'stopLoss':
      return [`Closed at a loss by its own order: ${traded}.`, ...describePayers(row)]
    case 'takeProfit':
      return [`Took profit: ${traded}.`]
    case 'relever':
      return [`Used its gains to bet more: ${traded}.`]
    case 'turnover':
      return [`Closed for reasons of its own: ${traded}.`, ...describePayers(row)]
    case 'arrival':
      return [`Came in with ${traded}.`]
    default:
      return []
  }
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

function describeDeleveraging(row: Row, { id }: TraderReading): string[] {
  if (row.account !== id) return []
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
