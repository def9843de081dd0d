/**
 * The rows that the headless command prints (docs/model.md section 10): their names are fixed outside of the house, and each is a
 * reading of the table under its own name (schema/result.ts). Of the first venue; reads a run, writes nothing.
 */
import { cashAt, contractsAt } from './ledger.ts'
import { RunLook } from './look.ts'
import type { Run } from './run.ts'
import { read } from './readings.ts'
import { computeNearLongs } from './spiral.ts'
import type { Venue } from './venue.ts'
import { toPrinted, type FrameReading } from '../schema/readings.ts'
import {
  PRINTED_SERIES,
  PRINTED_SUMMARY,
  type AccountRow,
  type PrintedSeriesRow,
  type SeriesRow,
  type Summary,
} from '../schema/result.ts'
import { toAccountState } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

/** The row of the series for the step that has just ended. */
export function readSeriesRow(run: Run): PrintedSeriesRow {
  const row = { step: run.world.step, ...print(PRINTED_SERIES, new RunLook(run)) } as SeriesRow
  return { ...row, nearLongs: computeNearLongs(run.places.markets[0]) }
}

/** The summary of the run so far. */
export function computeSummary(run: Run): Summary {
  const { amplification, ...rest } = print(PRINTED_SUMMARY, new RunLook(run))
  // JSON has no NaN, and this one may not exist.
  const printed = { ...rest, amplification: Number.isNaN(amplification) ? null : amplification }
  return { engineVersion: ENGINE_VERSION, ...printed } as Summary
}

/** Every account as the headless command prints it. */
export function readAccounts({ state: { ledger } }: Venue): AccountRow[] {
  return Array.from({ length: ledger.count }, (_, id) => ({
    id,
    contracts: ledger.rows[contractsAt(ledger, id, 0)],
    cash: ledger.rows[cashAt(ledger, id)],
    state: toAccountState(ledger.state[id]),
    haircut: ledger.haircutCents[id],
  }))
}

/** Readings under their printed names. */
function print<Name extends string>(
  names: Readonly<Record<Name, FrameReading>>,
  look: RunLook,
): Record<Name, number | boolean> {
  const printed = Object.entries<FrameReading>(names).map(([name, id]) => [
    name,
    toPrinted(id, read(look, id)),
  ])
  return Object.fromEntries(printed) as Record<Name, number | boolean>
}
