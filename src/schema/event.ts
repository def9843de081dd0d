/**
 * Events: facts that the engine reports, as rows of numbers, so that they cross to the page without copying objects.
 * One row is EVENT_FIELDS.length numbers; what does not apply is 0, and an account that does not apply is −1.
 */
import { codesOf } from './codes.ts'

export const EVENT_KINDS = [
  'liquidation', // the engine sold a position, whole or in part
  'release', // a queued account was no longer below maintenance
  'deleveraging', // a winner lost contracts to ADL
  'socializedLoss', // winners shared a loss at the end of a step; `contracts` is how many paid
  'halt', // the circuit breaker fired; `contracts` is how many steps it lasts
  'shock', // outside flow, a change of depth or of fair value; `contracts` as sold, `cents` as received
  'topUp', // a promised deposit arrived
  'stopLoss',
  'takeProfit',
  'relever',
  'turnover',
  'arrival',
  'arbitrage', // prices of one asset brought together
  'withdrawal', // depositors took `cents`
  'recall', // `cents` paid back to a venue that had placed them; `counterparty` is its place
  'holdingSale', // a treasury sold what it held; `counterparty` is the place of its venue
  'claimLoss', // a claim on the venue `counterparty` was written down by `cents`
  'loss', // `cents` were stolen
  'illiquid', // the venue could not pay its depositors
  'insolvent', // bad debt arose; `contracts` is the wave
  'closed',
  'rule', // a margin was set; it stands in `mark`
  'vote', // on the margin in `mark`; `cents` for, `feeCents` against, `contracts` is 1 where it passed
] as const
export type EventKind = (typeof EVENT_KINDS)[number]

export const EVENT_CODE = codesOf(EVENT_KINDS)

export const EVENT_FIELDS = [
  'kind', // an EVENT_CODE
  'step',
  'account',
  'contracts', // sold (below 0: bought) by the account's order; of ADL: the change of the counterparty's contracts
  'cents', // signed whole cents that the account received
  'mark', // dollars, at the decision
  'priceBefore', // dollars
  'priceAfter', // dollars
  'feeCents', // to the insurance fund
  'deleveragedContracts', // closed against winners instead of the book
  'fundCents', // paid by the insurance fund
  'venueCents', // paid by the exchange
  'pendingCents', // left to be shared by the winners at the end of the step
  'badDebtCents', // left unpaid
  'counterparty', // of ADL: the bankrupt account
  'venue', // place in the document; −1 where it is nobody’s
  'asset', // place in the document; −1 where it is about a whole venue
] as const
export type EventField = (typeof EVENT_FIELDS)[number]

/** The place of each field in a row. */
export const EVENT_AT = codesOf(EVENT_FIELDS)
/** Numbers in a row. */
export const EVENT_WIDTH = EVENT_FIELDS.length

/** Where an event happened: places in the document, −1 where that does not apply. */
export interface EventPlace {
  readonly venue: number
  readonly asset: number
}
