/** Runs a document from its opening to its end, every invariant asserted after every step, and compares such runs. */
import { Simulation } from '../../src/engine/simulation.ts'
import { computeWorldSummary, readWorldAccounts, readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import {
  PRINTED_SERIES,
  PRINTED_SUMMARY,
  type AccountRow,
  type SeriesRow,
  type Summary,
} from '../../src/schema/result.ts'
import { readingOf } from '../../src/schema/readings.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import type { WorldAccountRow, WorldSeriesRow, WorldSummary } from '../../src/schema/worldResult.ts'

export interface CompleteRun {
  summary: Summary
  accounts: AccountRow[]
  series: SeriesRow[]
}

export function runToEnd(document: unknown): CompleteRun {
  const simulation = Simulation.create(parseScenario(document), { assert: true })
  const series: SeriesRow[] = []
  while (!simulation.isDone) {
    simulation.advance()
    series.push(simulation.readSeriesRow())
  }
  return { summary: simulation.readSummary(), accounts: simulation.readAccounts(), series }
}

export interface CompleteWorldRun {
  summary: WorldSummary
  accounts: Record<string, WorldAccountRow[]>
  series: WorldSeriesRow[]
}

export function runWorldToEnd(document: unknown): CompleteWorldRun {
  const simulation = Simulation.create(parseWorld(document), { assert: true })
  const series: WorldSeriesRow[] = []
  while (!simulation.isDone) {
    simulation.advance()
    series.push(readWorldSeriesRow(simulation))
  }
  return { summary: computeWorldSummary(simulation), accounts: readWorldAccounts(simulation), series }
}

/** A run as another program wrote it down; it may leave fields of the engine's out, but not the other way round. */
export interface ExpectedRun {
  summary: object
  accounts: readonly object[]
  series: readonly object[]
}

/** What is not counted in whole cents or contracts: compared to this much, relative to the expected value. */
const REAL_NUMBERS = new Set(
  (
    'price fair depth finalPrice minPrice lowestFairValue lowestDepth amplification adlAgainstMark ' +
    'rHere rAhead rHereUp rAheadUp rAheadStart'
  ).split(' '),
)
const PRECISION = 1e-9

/**
 * Every field of the expected run that the actual one does not match, in words; an empty list where the runs agree.
 * @param centsAllowed how far cash and haircut of an account may be off; totals of all accounts by that for each
 */
export function listDifferences(actual: CompleteRun, expected: ExpectedRun, centsAllowed = 0): string[] {
  const inAll = centsAllowed * expected.accounts.length
  return [
    ...compareRows('summary', [actual.summary], [expected.summary], inAll),
    ...compareRows('accounts', actual.accounts, expected.accounts, centsAllowed),
    ...compareRows('series', actual.series, expected.series, inAll),
  ]
}

/** Counted in cents, unlike contracts, liquidations and steps, which may never differ. */
const CENTS = new Set([
  'cash',
  'haircut',
  ...Object.entries({ ...PRINTED_SUMMARY, ...PRINTED_SERIES }).flatMap(([name, id]) =>
    readingOf(id).of === 'venue' && readingOf(id).unit === 'cents' ? name : [],
  ),
])

function compareRows(
  name: string,
  actual: readonly object[],
  expected: readonly object[],
  cents: number,
): string[] {
  if (actual.length !== expected.length) return [`${name}: ${actual.length} rows, not ${expected.length}`]
  return expected.flatMap((row, i) =>
    Object.entries(row)
      .map(([field, value]) => ({ field, value, found: (actual[i] as Record<string, unknown>)[field] }))
      .filter(({ field, value, found }) => !isEqual(field, found, value, cents))
      .map(({ field, value, found }) => `${name}[${i}].${field}: ${String(found)}, not ${String(value)}`),
  )
}

function isEqual(field: string, found: unknown, expected: unknown, cents: number): boolean {
  if (typeof found !== 'number' || typeof expected !== 'number') return found === expected
  // The engine's 0 and −0 are the same amount.
  if (found === expected) return true
  if (REAL_NUMBERS.has(field)) {
    const allowed = field === 'adlAgainstMark' ? cents * 2 : 0
    return Math.abs(found - expected) <= PRECISION * Math.abs(expected) + allowed
  }
  return CENTS.has(field) && Math.abs(found - expected) <= cents
}
