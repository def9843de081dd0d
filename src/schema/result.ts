/**
 * What a run gives back: the shapes and names of the headless command's output (docs/model.md sections 7 and 10). Cash in whole cents.
 */
import {
  readingOf,
  TOTAL_NAMES,
  type FrameReading,
  type FrameReadingOf,
  type SeriesReading,
  type TotalReading,
} from './readings.ts'
import type { AccountState } from './states.ts'

interface NamedSummary {
  engineVersion: string
  liquidations: number
  bankruptPositions: number
  fees: number
  fundPaid: number
  venuePaid: number
  adlContracts: number
  adlAccounts: number
  /** Signed cents, not rounded: what winners gained or lost against the mark by being closed early. */
  adlAgainstMark: number
  socializedLoss: number
  badDebt: number
  ownPaid: number
  losses: number
  /** How often the breaker fired. */
  halts: number
  haltedSteps: number
  insolvent: boolean
  finalPrice: number
  minPrice: number
  lowestFairValue: number
  /** Fall of the price over fall of fair value; null where fair value never fell below its start. */
  amplification: number | null
  insuranceFund: number
  venueEquity: number
  queueLeft: number
  /** At the opening, in contracts. */
  openInterest: number
  lowestDepth: number
  rHere: number
  rAhead: number
  rHereUp: number
  rAheadUp: number
  rAheadStart: number
  conservationError: number
  contractsError: number
}

/** The reading behind each number of the summary whose name and place in the printout were given to it. */
const NAMED = {
  liquidations: 'liquidations',
  bankruptPositions: 'bankruptPositions',
  fees: 'fees',
  fundPaid: 'fundPaid',
  venuePaid: 'venuePaid',
  adlContracts: 'adlContracts',
  adlAccounts: 'adlAccounts',
  adlAgainstMark: 'adlAgainstMark',
  socializedLoss: 'socializedLoss',
  badDebt: 'badDebt',
  ownPaid: 'ownPaid',
  losses: 'losses',
  halts: 'halts',
  haltedSteps: 'haltedSteps',
  insolvent: 'insolvent',
  finalPrice: 'price',
  minPrice: 'lowestPrice',
  lowestFairValue: 'lowestFairValue',
  amplification: 'amplification',
  insuranceFund: 'fundLeft',
  venueEquity: 'venueEquity',
  queueLeft: 'queue',
  openInterest: 'openInterestStart',
  lowestDepth: 'lowestDepth',
  rHere: 'rHere',
  rAhead: 'rAhead',
  rHereUp: 'rHereUp',
  rAheadUp: 'rAheadUp',
  rAheadStart: 'rAheadStart',
  conservationError: 'conservationError',
  contractsError: 'contractsError',
} as const satisfies Readonly<Record<Exclude<keyof NamedSummary, 'engineVersion'>, FrameReading>>

type NamedReading = (typeof NAMED)[keyof typeof NAMED]
/** What a venue counts is printed: by the name of its reading, where nobody gave it another one. */
type FurtherTotal = Exclude<TotalReading, NamedReading | FrameReadingOf<'crowd'>>
export type Summary = NamedSummary & Record<FurtherTotal, number>

function isFurther(id: TotalReading): id is FurtherTotal {
  return readingOf(id).of === 'venue' && !Object.values<FrameReading>(NAMED).includes(id)
}

const FURTHER = Object.fromEntries(
  (Object.keys(TOTAL_NAMES) as TotalReading[]).filter(isFurther).map((id) => [id, id]),
) as { readonly [Id in FurtherTotal]: Id }

/** The reading behind each number of the summary, in the order of the printout. */
export const PRINTED_SUMMARY = { ...NAMED, ...FURTHER }

export interface AccountRow {
  id: number
  contracts: number
  cash: number
  state: AccountState
  haircut: number
}

/** Every account as columns, one entry a trader, by id: what crosses the threads without copying a million rows. */
export interface AccountTable {
  contracts: Float64Array
  cash: Float64Array
  haircut: Float64Array
  /** A STATE_CODE each. */
  state: Uint8Array
}

/** One step; `liquidations`, `badDebt` and the like are running totals. */
export interface SeriesRow {
  step: number
  price: number
  fair: number
  fund: number
  badDebt: number
  liquidations: number
  queue: number
  halted: boolean
  depth: number
}

/** As the headless command prints it. */
export interface PrintedSeriesRow extends SeriesRow {
  /** Contracts of longs that a fall of the mark by 1 % would force. */
  nearLongs: number
}

/** The reading behind each number of such a row. */
export const PRINTED_SERIES = {
  price: 'price',
  fair: 'fairValue',
  fund: 'fundLeft',
  badDebt: 'badDebt',
  liquidations: 'liquidations',
  queue: 'queue',
  halted: 'halted',
  depth: 'depth',
} as const satisfies Readonly<Record<Exclude<keyof SeriesRow, 'step'>, SeriesReading>>

/** R at every price of a profile, nearest to the mark first. */
export interface SpiralProfile {
  prices: Float64Array
  values: Float64Array
}
