/**
 * Events in plain words, with amounts: for the list of all events, and, in parts, for the chain of causes of one trader. The
 * names of the kinds, the field's words beside them, and every sentence about an event of the market are here.
 */
import type { EventKind } from '../schema/event.ts'
import type { Shock } from '../schema/scenario.ts'
import type { EventRow } from '../stores/eventHistory.svelte.ts'
import {
  formatChange,
  formatCount,
  formatDollars,
  formatExactDollars,
  formatNumbered,
  formatPercent,
  formatPrice,
} from './figures.ts'

/** The kinds in the order of the filter: the story first, then what the crowd does by itself. */
export const EVENT_NAMES: Readonly<Record<EventKind, { name: string; term: string }>> = {
  shock: { name: 'Pushes', term: 'shock' },
  liquidation: { name: 'Sold out', term: 'liquidation' },
  deleveraging: { name: 'Winners closed early', term: 'auto-deleveraging, ADL' },
  socializedLoss: { name: 'Losses shared', term: 'socialized loss' },
  halt: { name: 'Trading halted', term: 'circuit breaker' },
  release: { name: 'Spared', term: 'released from the queue' },
  topUp: { name: 'Deposited more', term: 'top-up' },
  stopLoss: { name: 'Stopped by themselves', term: 'stop-loss' },
  takeProfit: { name: 'Took profit', term: 'take-profit' },
  relever: { name: 'Bet their gains', term: 're-levering' },
  turnover: { name: 'Left', term: 'voluntary close' },
  arrival: { name: 'Came in', term: 'arrival' },
}

type Amounts = Omit<EventRow, 'kind'>

/** The average price of an order: a contract is worth as many cents as the price has dollars. */
export function formatFill({ cents, contracts }: Pick<Amounts, 'cents' | 'contracts'>): string {
  return contracts === 0 ? 'no price' : formatPrice(Math.abs(cents / contracts))
}

/** Two prices with as many decimals as it takes to tell them apart. */
export function formatMove({ priceBefore, priceAfter }: Pick<Amounts, 'priceBefore' | 'priceAfter'>): string {
  for (const digits of [2, 3, 4]) {
    const [from, to] = [formatPrice(priceBefore, digits), formatPrice(priceAfter, digits)]
    if (from !== to) return `from ${from} to ${to}`
  }
  return 'by less than can be shown'
}

/** Who paid what a closed position left below zero; empty where nobody had to. */
export function describePayers(
  row: Pick<Amounts, 'fundCents' | 'venueCents' | 'pendingCents' | 'badDebtCents'>,
): string[] {
  const paid: [cents: number, text: string][] = [
    [row.fundCents, 'The insurance fund paid'],
    [row.venueCents, 'The exchange paid'],
    [row.pendingCents, 'Left for the winners to share:'],
    [row.badDebtCents, 'Nobody paid'],
  ]
  return paid.filter(([cents]) => cents > 0).map(([cents, text]) => `${text} ${formatExactDollars(cents)}.`)
}

/** Whose losses a winner covered; of very many in one step only the sum is kept. */
export function nameCovered({ counterparty }: Pick<Amounts, 'counterparty'>): string {
  return counterparty < 0 ? 'several bankrupt traders' : `trader ${formatCount(counterparty)}`
}

/**
 * One event in a sentence or two.
 * @param shock the push that the event reports, where the document holds it
 */
export function describeEvent(row: EventRow, shock: Shock | null): string {
  return describe(row, shock).join(' ')
}

function describe(row: EventRow, shock: Shock | null): string[] {
  const who = `Trader ${formatCount(row.account)}`
  const traded = `${formatNumbered(Math.abs(row.contracts), 'contract')} at ${formatFill(row)}`
  switch (row.kind) {
    case 'shock':
      return [describeShock(row, shock)]
    case 'liquidation':
      return describeLiquidation(row, who)
    case 'deleveraging':
      return [`${who} was winning and lost ${traded}, to cover ${nameCovered(row)}.`]
    case 'socializedLoss':
      return [
        `${formatNumbered(row.contracts, 'winner')} paid ${formatExactDollars(row.cents)} of others’ losses.`,
      ]
    case 'halt':
      return [
        `The price had moved too far, to ${formatPrice(row.mark)}: no trading for ${formatNumbered(row.contracts, 'step')}.`,
      ]
    case 'release':
      return [`${who} waited to be sold, but had enough again.`]
    case 'topUp':
      return [`${who} deposited ${formatExactDollars(row.cents)} more.`]
    case 'stopLoss':
      return [`${who} closed at a loss by its own order: ${traded}.`, ...describePayers(row)]
    case 'takeProfit':
      return [`${who} took profit: ${traded}.`, ...describePayers(row)]
    case 'relever':
      return [`${who} used its gains to bet more: ${traded}.`]
    case 'turnover':
      return [`${who} closed for reasons of its own: ${traded}.`, ...describePayers(row)]
    case 'arrival':
      return [
        row.contracts === 0
          ? `${who} came in with too little for one contract.`
          : `${who} came in: ${traded}.`,
      ]
  }
}

function describeLiquidation(row: EventRow, who: string): string[] {
  const sentences: string[] = []
  if (row.contracts !== 0) {
    const did = row.contracts > 0 ? 'sold out' : 'bought out'
    sentences.push(
      `${who} was ${did}: ${formatNumbered(Math.abs(row.contracts), 'contract')} at ${formatFill(row)}, which moved the price ${formatMove(row)}.`,
    )
  }
  if (row.deleveragedContracts !== 0) {
    const count = formatNumbered(Math.abs(row.deleveragedContracts), 'contract')
    const subject = row.contracts === 0 ? `${who} was closed: ${count}` : count
    sentences.push(`${subject} against winners, not in the market.`)
  }
  if (row.feeCents > 0) sentences.push(`Fee ${formatExactDollars(row.feeCents)}.`)
  return [...sentences, ...describePayers(row)]
}

function describeShock(row: EventRow, shock: Shock | null): string {
  if (row.contracts !== 0) {
    const did = row.contracts > 0 ? 'sold' : 'bought'
    const worth = formatDollars(Math.abs(row.cents))
    return `Someone outside ${did} ${formatNumbered(Math.abs(row.contracts), 'contract')} for ${worth}, which moved the price ${formatMove(row)}.`
  }
  if (shock?.kind === 'fairValue') return `News: the fair value moved by ${formatChange(shock.change)}.`
  if (shock?.kind === 'depth')
    return `Liquidity went to ${formatPercent(shock.factor, 0)} of what it was at the start.`
  return 'News or liquidity changed.'
}
