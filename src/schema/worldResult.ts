/**
 * What a run of a world gives back: the shapes and names of the headless command's output (docs/model.md section 11.10), which
 * follow from both tables of readings. What version 1 prints stands here at its place, the market's with the market; R of a single
 * market is left to the matrix. Cash in whole cents; null where a run has no such number. Records go by id, in order of
 * the document.
 */
import type { PlaceKind } from './reading.ts'
import { readingOf, ruleOf, type FrameReading, type PlaceOf } from './readings.ts'
import {
  PRINTED_SERIES,
  PRINTED_SUMMARY,
  type AccountRow,
  type AccountTable,
  type SeriesRow,
  type Summary,
} from './result.ts'
import type { LackingReading, WorldReadingOf, WorldStepReading } from './worldReadings.ts'

type NamesOf<Names extends Readonly<Record<string, FrameReading>>, Kind extends PlaceKind> = {
  [Name in keyof Names]: PlaceOf<Names[Name]> extends Kind ? Name : never
}[keyof Names]
type SpiralName = 'rHere' | 'rAhead' | 'rHereUp' | 'rAheadUp' | 'rAheadStart'
type SummaryOf<Kind extends PlaceKind> = Omit<
  Pick<Summary, NamesOf<typeof PRINTED_SUMMARY, Kind>>,
  SpiralName
>
type SeriesOf<Kind extends PlaceKind> = Pick<SeriesRow, NamesOf<typeof PRINTED_SERIES, Kind>>
type Own<Kind extends 'run' | 'market' | 'venue'> = {
  [Id in WorldReadingOf<Kind>]: Id extends LackingReading ? number | null : number
}
type ById<T> = Record<string, T>

export type WorldSummary = SummaryOf<'run'> &
  Own<'run'> &
  Record<WorldReadingOf<'markets'>, ById<ById<number>>> & {
    engineVersion: string
    /** The insolvent in order of step, wave and document. */
    failed: { venue: string; step: number; wave: number }[]
    votes: { step: number; venue: string; yes: number; no: number; passed: boolean }[]
    assets: ById<SummaryOf<'asset'>>
    venues: ById<VenueSummary>
  }

/** @internal */
export type VenueSummary = SummaryOf<'venue'> &
  Own<'venue'> &
  Record<WorldReadingOf<'venues'>, ById<number>> & { markets: ById<MarketSummary> }

type MarketSummary = SummaryOf<'market'> & Own<'market'>

/** What is printed of an account: readings of it as a whole, and of each of its legs. */
export const ACCOUNT_NAMES = { ofLegs: ['contracts'], ofAccount: ['cash', 'haircut'] } as const

export type WorldAccountRow = Omit<AccountRow, 'contracts'> & { contracts: ById<number> }

/** Every account of a venue as columns, by id: `contracts` once a market, in the order of the document. */
export interface WorldAccountTable extends Omit<AccountTable, 'contracts'> {
  contracts: readonly Float64Array[]
}

export type WorldSeriesRow = Record<keyof SeriesOf<'asset'>, ById<number>> & {
  step: number
  venues: ById<SeriesOf<'venue'> & Record<WorldStepReading, number> & { markets: ById<SeriesOf<'market'>> }>
}

/** A printed name, and the reading behind it. */
export type PrintedName = readonly [name: string, id: FrameReading]

/** What version 1 prints of one kind of place, in the order of its printout. */
export function summaryNamesOf(kind: PlaceKind): PrintedName[] {
  return namesOf(PRINTED_SUMMARY, kind).filter(([, id]) => ruleOf(id) !== 'rHere' && ruleOf(id) !== 'rAhead')
}

/** The same of a row of the series. */
export function seriesNamesOf(kind: PlaceKind): PrintedName[] {
  return namesOf(PRINTED_SERIES, kind)
}

function namesOf(names: Readonly<Record<string, FrameReading>>, kind: PlaceKind): PrintedName[] {
  return Object.entries(names).filter(([, id]) => readingOf(id).of === kind)
}
