/**
 * Parts of the sentences about events: prices, who paid, whom a winner covered, and what is long enough to stand apart, a
 * liquidation and a push.
 */
import type { EventField } from '../../schema/event.ts'
import type { Shock } from '../../schema/scenario.ts'
import type { TraderReading } from '../../schema/frame.ts'
import {
  formatChange,
  formatCount,
  formatDollars,
  formatExactDollars,
  formatNumbered,
  formatPercent,
  formatPrice,
} from '../../schema/words.ts'

/** The numbers of an event. */
export type Amounts = Record<Exclude<EventField, 'kind'>, number>

/** A sentence with the numbers of an event in the place of their fields: money, prices, and how many. */
export function fillIn(sentence: string, row: Amounts): string {
  return sentence.replace(/\{(\w+)\}/g, (_, field: keyof Amounts) => {
    if (/cents$/i.test(field)) return row[field] === 0 ? 'nothing' : formatExactDollars(Math.abs(row[field]))
    return /mark|price/.test(field) ? formatPrice(row[field]) : formatCount(Math.abs(row[field]))
  })
}

/** The average price of an order: a contract is worth as many cents as the price has dollars. */
function formatFill({ cents, contracts }: Pick<Amounts, 'cents' | 'contracts'>): string {
  return contracts === 0 ? 'no price' : formatPrice(Math.abs(cents / contracts))
}

/** What an order traded. */
export function formatTrade(row: Pick<Amounts, 'cents' | 'contracts'>): string {
  return `${formatExactDollars(Math.abs(row.cents))} at ${formatFill(row)}`
}

/** What was closed against winners is worth, at the price that counts. */
function formatDeleveraged({ deleveragedContracts, mark }: Amounts): string {
  return formatExactDollars(Math.abs(deleveragedContracts) * mark)
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

/** For the list of all events. */
export function describeLiquidation(row: Amounts, who: string): string[] {
  const sentences: string[] = []
  if (row.contracts !== 0) {
    const did = row.contracts > 0 ? 'sold out' : 'bought out'
    sentences.push(`${who} was ${did}: ${formatTrade(row)}, which moved the price ${formatMove(row)}.`)
  }
  if (row.deleveragedContracts !== 0) {
    const worth = formatDeleveraged(row)
    const subject = row.contracts === 0 ? `${who} was closed: ${worth}` : worth
    sentences.push(`${subject} against winners, not in the market.`)
  }
  if (row.feeCents > 0) sentences.push(`Fee ${formatExactDollars(row.feeCents)}.`)
  return [...sentences, ...describePayers(row)]
}

/** To the trader who was sold out. */
export function describeOwnLiquidation(row: Amounts, trader: TraderReading): string[] {
  const sentences = [describeTrigger(row.mark, trader)]
  if (row.deleveragedContracts !== 0)
    sentences.push(`${formatDeleveraged(row)} of it were closed against winners instead of the market (ADL).`)
  if (row.contracts !== 0)
    sentences.push(
      `The exchange ${row.contracts > 0 ? 'sold' : 'bought back'} its position for ${formatExactDollars(Math.abs(row.cents))}, at ${formatFill(row)} on average. That pushed the price ${formatMove(row)}.`,
    )
  if (row.feeCents > 0) sentences.push(`The fund took a fee of ${formatExactDollars(row.feeCents)}.`)
  const payers = describePayers(row)
  return [...sentences, ...(payers.length > 0 ? payers : ['The deposit covered it: nobody else paid.'])]
}

/** Of a position that is gone, the price is known at which it would have been sold out as it was entered. */
function describeTrigger(mark: number, { side, liquidationPrice, haircut }: TraderReading): string {
  const isLong = side === 'long'
  if (isLong ? mark < liquidationPrice : mark > liquidationPrice)
    return `The price that counts, ${formatPrice(mark)}, stood ${isLong ? 'below' : 'above'} ${formatPrice(liquidationPrice)}: too little was left of the deposit.`
  const when = haircut > 0 ? 'After its share of others’ losses' : 'By then'
  return `The price that counts was ${formatPrice(mark)}. ${when} too little was left of the deposit.`
}

/** @param shock the push that the event reports, where the document holds it */
export function describeShock(row: Amounts, shock: Shock | null): string {
  if (row.contracts !== 0) {
    const did = row.contracts > 0 ? 'sold' : 'bought'
    const worth = formatDollars(Math.abs(row.cents))
    return `Someone outside ${did} for ${worth}, which moved the price ${formatMove(row)}.`
  }
  if (shock?.kind === 'fairValue')
    return shock.overSteps
      ? `News: the fair value begins to move, by ${formatChange(shock.change)} over ${formatNumbered(shock.overSteps, 'step')}.`
      : `News: the fair value moved by ${formatChange(shock.change)}.`
  if (shock?.kind === 'depth')
    return `Liquidity went to ${formatPercent(shock.factor, 0)} of what it was at the start.`
  return 'News or liquidity changed.'
}
