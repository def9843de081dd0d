/**
 * Events: facts that the engine reports, as rows of numbers, so that they cross to the page without copying objects.
 * One row is EVENT_FIELDS.length numbers; what does not apply is 0, and an account that does not apply is −1.
 */
import { codesOf } from './codes.ts'

interface EventSentence {
  readonly name: string
  /** The field's own word. */
  readonly term: string
  /** In the list of all events; `{cents}`, or another field, is what the row has there. */
  readonly told: string
}

/**
 * The kinds, in the order of their codes, each with its words where one sentence says it whatever its numbers are. The words of
 * the others are in src/ui/events.
 */
// prettier-ignore
const KINDS = {
  liquidation: null, // the engine sold a position, whole or in part
  release: null, // a queued account was no longer below maintenance
  deleveraging: null, // a winner lost contracts to ADL
  socializedLoss: null, // winners shared a loss at the end of a step; `contracts` is how many paid
  halt: null, // the circuit breaker fired; `contracts` is how many steps it lasts
  shock: null, // outside flow, a change of depth or of fair value; `contracts` as sold, `cents` as received
  topUp: null, // a promised deposit arrived
  stopLoss: null,
  takeProfit: null,
  relever: null,
  turnover: null,
  arrival: null,
  arbitrage: null, // prices of one asset brought together
  withdrawal: { name: 'Withdrawn', term: 'run', told: 'Depositors took {cents}.' },
  recall: { name: 'Called back', term: 'recall of a claim', told: 'A venue that had placed money here asked for it and got {cents}.' }, // its place is `counterparty`
  holdingSale: null, // a treasury sold what it held; `counterparty` is the place of its venue
  claimLoss: null, // a claim on the venue `counterparty` was written down by `cents`
  loss: null, // `cents` were stolen
  illiquid: { name: 'Cannot pay', term: 'illiquid', told: 'The venue could not pay all that its depositors asked for.' },
  insolvent: null, // bad debt arose; `contracts` is the wave
  closed: { name: 'Closed for good', term: 'failure', told: 'The venue closed for good.' },
  rule: null, // what RULE_EVENT_FIELDS says stands in the row was set
  vote: null, // on that; `cents` for, `feeCents` against, `contracts` is 1 where it passed
  hedge: null, // a hedge of the pool of the venue `counterparty` was adjusted
} as const satisfies Readonly<Record<string, EventSentence | null>>
export type EventKind = keyof typeof KINDS
/** A kind that one sentence says. */
export type PlainEventKind = {
  [Kind in EventKind]: (typeof KINDS)[Kind] extends null ? never : Kind
}[EventKind]

export const EVENT_KINDS = Object.keys(KINDS) as EventKind[]

export const EVENT_SENTENCES = Object.fromEntries(
  Object.entries(KINDS).filter(([, words]) => words !== null),
) as Readonly<Record<PlainEventKind, EventSentence>>

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

/** The rules that can be set or voted on, in the order of their codes (docs/model.md section 11.8). */
export const RULE_KINDS = [
  'maintenanceMargin',
  'liquidationFee',
  'closeFactor',
  'capacityPerStep',
  'maxLeverage',
  'positionCap',
  'openInterestCap',
  'indexWeight',
  'circuitBreaker',
  'haltWithdrawals',
] as const
export type RuleKind = (typeof RULE_KINDS)[number]
export const RULE_CODE = codesOf(RULE_KINDS)

/**
 * The fields in which an event of a rule or a vote has which rule it is, a RULE_CODE, and what it was set to: a number in `value`, of a
 * breaker its move there and the other two beside it; NO_RULE where there is none from then on.
 */
export const RULE_EVENT_FIELDS = {
  rule: 'deleveragedContracts',
  value: 'mark',
  windowSteps: 'priceBefore',
  haltSteps: 'priceAfter',
} as const satisfies Readonly<Record<string, EventField>>
export const NO_RULE = -1

/**
 * So many events of one run are kept, in 136 MB; those of a position that is sold in a million slices would fill any memory.
 * The run itself, its totals and its series go on as they are. Arrivals are kept beyond it: who a trader was is told by them.
 */
export const MOST_EVENTS = 1_000_000

/** Where an event happened: places in the document, −1 where that does not apply. */
export interface EventPlace {
  readonly venue: number
  readonly asset: number
}
