/**
 * Events in plain words, with amounts: a row for each kind, so that a new kind is named, told in the list of all events, and
 * told to the one trader that it happened to. What one sentence says stands with its kind, in schema/event.ts.
 */
import { EVENT_SENTENCES, type EventKind, type PlainEventKind } from '../../schema/event.ts'
import type { Shock } from '../../schema/scenario.ts'
import type { TraderReading } from '../../schema/frame.ts'
import type { EventRow } from '../../stores/eventHistory.svelte.ts'
import {
  describeLiquidation,
  describeOwnLiquidation,
  describePayers,
  describeShock,
  fillIn,
  formatTrade,
  nameCovered,
  type Amounts,
} from './eventParts.ts'
import { VENUE_EVENT_WORDS } from './venueEventWords.ts'
import { formatCount, formatExactDollars, formatNumbered, formatPrice } from '../../schema/words.ts'

interface EventWords {
  readonly name: string
  /** The field's own word. */
  readonly term: string
  /** In the list of all events; `who` is the trader it happened to. */
  readonly tell: (row: Amounts, who: string, shock: Shock | null) => string[]
  /** To the trader it happened to; nothing, where it happens to the market. */
  readonly tellTrader: (row: Amounts, trader: TraderReading) => string[]
}

const nothing = () => []

/** Of the kinds that one sentence says. */
const plainWords = Object.fromEntries(
  Object.entries(EVENT_SENTENCES).map(([kind, { name, term, told }]): [string, EventWords] => [
    kind,
    { name, term, tell: (row) => [fillIn(told, row)], tellTrader: nothing },
  ]),
) as Readonly<Record<PlainEventKind, EventWords>>

/** The kinds in the order of the filter: the story first, then what the crowd does by itself. */
export const EVENT_WORDS: Readonly<Record<EventKind, EventWords>> = {
  shock: {
    name: 'Pushes',
    term: 'shock',
    tell: (row, _who, shock) => [describeShock(row, shock)],
    tellTrader: nothing,
  },
  liquidation: {
    name: 'Sold out',
    term: 'liquidation',
    tell: describeLiquidation,
    tellTrader: describeOwnLiquidation,
  },
  deleveraging: {
    name: 'Winners closed early',
    term: 'auto-deleveraging, ADL',
    tell: (row, who) => [`${who} was winning and lost ${formatTrade(row)}, to cover ${nameCovered(row)}.`],
    tellTrader: (row) => [
      `Won, but ${formatTrade(row)} were closed early, to cover ${nameCovered(row)}; the price that counts was ${formatPrice(row.mark)}.`,
    ],
  },
  socializedLoss: {
    name: 'Losses shared',
    term: 'socialized loss',
    tell: (row) => [
      `${formatNumbered(row.contracts, 'winner')} paid ${formatExactDollars(row.cents)} of others’ losses.`,
    ],
    tellTrader: nothing,
  },
  halt: {
    name: 'Trading halted',
    term: 'circuit breaker',
    tell: (row) => [
      `The price had moved too far, to ${formatPrice(row.mark)}: no trading for ${formatNumbered(row.contracts, 'step')}.`,
    ],
    tellTrader: nothing,
  },
  release: {
    name: 'Spared',
    term: 'released from the queue',
    tell: (_row, who) => [`${who} waited to be sold, but had enough again.`],
    tellTrader: () => ['Waited to be sold, but had enough again before its turn.'],
  },
  topUp: {
    name: 'Deposited more',
    term: 'top-up',
    tell: (row, who) => [`${who} deposited ${formatExactDollars(row.cents)} more.`],
    tellTrader: (row) => [`Deposited ${formatExactDollars(row.cents)} more.`],
  },
  stopLoss: {
    name: 'Stopped by themselves',
    term: 'stop-loss',
    tell: (row, who) => [
      `${who} closed at a loss by its own order: ${formatTrade(row)}.`,
      ...describePayers(row),
    ],
    tellTrader: (row) => [`Closed at a loss by its own order: ${formatTrade(row)}.`, ...describePayers(row)],
  },
  takeProfit: {
    name: 'Took profit',
    term: 'take-profit',
    tell: (row, who) => [`${who} took profit: ${formatTrade(row)}.`, ...describePayers(row)],
    tellTrader: (row) => [`Took profit: ${formatTrade(row)}.`],
  },
  relever: {
    name: 'Bet their gains',
    term: 're-levering',
    tell: (row, who) => [`${who} used its gains to bet more: ${formatTrade(row)}.`],
    tellTrader: (row) => [`Used its gains to bet more: ${formatTrade(row)}.`],
  },
  turnover: {
    name: 'Left',
    term: 'voluntary close',
    tell: (row, who) => [
      `${who} closed for reasons of its own: ${formatTrade(row)}.`,
      ...describePayers(row),
    ],
    tellTrader: (row) => [`Closed for reasons of its own: ${formatTrade(row)}.`, ...describePayers(row)],
  },
  arrival: {
    name: 'Came in',
    term: 'arrival',
    tell: (row, who) => [
      row.contracts === 0
        ? `${who} came in with too little for one contract.`
        : `${who} came in: ${formatTrade(row)}.`,
    ],
    tellTrader: (row) => [`Came in with ${formatTrade(row)}.`],
  },
  ...VENUE_EVENT_WORDS,
  ...plainWords,
}

/**
 * One event in a sentence or two.
 * @param shock the push that the event reports, where the document holds it
 * @param who it happened to
 */
export function describeEvent(
  row: EventRow,
  shock: Shock | null,
  who = `Trader ${formatCount(row.account)}`,
): string {
  return EVENT_WORDS[row.kind].tell(row, who, shock).join(' ')
}
