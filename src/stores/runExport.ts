/**
 * A run as files for other programs: the series as CSV, and everything as JSON, with the parts that the headless command
 * prints under the same names, so that one program reads both. Numbers are written in full. No cell can act as a formula in
 * a spreadsheet. A file is written in parts, since that of a million traders would stop the page for seconds.
 */
import { toLine, type CsvForm } from '../schema/csvCell.ts'
import { EVENT_FIELDS, EVENT_KINDS } from '../schema/event.ts'
import {
  PRINTED_SERIES,
  type AccountRow,
  type AccountTable,
  type SeriesRow,
  type Summary,
} from '../schema/result.ts'
import type { Scenario } from '../schema/scenario.ts'
import { readingOf, SERIES_READINGS, toPrinted, type SeriesReading } from '../schema/readings.ts'
import type { ReadingUnit } from '../schema/reading.ts'
import { ACCOUNT_STATES } from '../schema/states.ts'
import type { EventHistory } from './eventHistory.svelte.ts'
import { toRunFileName, type OutgoingFile } from './files.ts'
import type { SeriesReader } from './seriesReader.ts'

/** A run up to one of its steps. */
export interface RunToSave extends EventsToSave {
  /** With every push so far. */
  readonly scenario: Scenario
  readonly series: SeriesReader
}

/** What tables of every kind of run need. */
export interface TableToSave {
  readonly scenario: { readonly seed: string; readonly stepSeconds: number }
  readonly engineVersion: string
}

export interface EventsToSave extends TableToSave {
  readonly events: EventHistory
  readonly step: number
}

/** A piece of a file, and the share of the whole that is written with it. */
export interface FilePart {
  readonly text: string
  readonly done: number
}

/** A file that is written as it is read. */
export interface PartedFile extends Omit<OutgoingFile, 'text'> {
  readonly parts: Generator<FilePart>
}

const ROWS_A_PART = 5_000

/** The series from the opening on. Version and seed stand in every row, so that rows of several runs can be put together. */
export function toSeriesFile(run: RunToSave, form: CsvForm = 'point'): PartedFile {
  const { series, step, scenario } = run
  const heads = ['step', 'seconds', ...SERIES_READINGS.map(toColumnName)]
  return toTable(run, form, '-series.csv', heads, step + 1, (row) => [
    row,
    row * scenario.stepSeconds,
    ...SERIES_READINGS.map((field) => series.at(field, row)),
  ])
}

/** Every account at the run's step. */
export function toAccountsFile(run: RunToSave, table: AccountTable, form: CsvForm): PartedFile {
  const { step, scenario } = run
  const heads = ['account', 'step', 'seconds', 'state', 'contracts', 'cashCents', 'haircutCents']
  return toTable(run, form, '-accounts.csv', heads, table.contracts.length, (row) => {
    const { id, state, contracts, cash, haircut } = toAccountRow(table, row)
    return [id, step, step * scenario.stepSeconds, state, contracts, cash, haircut]
  })
}

/** Every event up to the run's step. */
export function toEventsFile(run: EventsToSave, form: CsvForm): PartedFile {
  const { events, step, scenario } = run
  const [kind, ...others] = EVENT_FIELDS
  const heads = [kind, 'seconds', ...others.map(toEventColumn)]
  return toTable(run, form, '-events.csv', heads, events.countAt(step), (row) => {
    const [name, at, ...values] = toEventRow(events, row)
    return [name, Number(at) * scenario.stepSeconds, at, ...values]
  })
}

/**
 * The name of a column of the series, with its unit; money says that it is in cents.
 * @internal
 */
export function toColumnName(id: SeriesReading): string {
  return nameColumn(id, readingOf(id).unit)
}

export function nameColumn(id: string, unit: ReadingUnit): string {
  if (unit === 'cents') return `${id}Cents`
  return ['count', 'number', 'flag'].includes(unit) ? id : `${id} (${unit})`
}

/** What is in cents says so by its name. */
function toEventColumn(field: string): string {
  return /^(mark|price)/.test(field) ? `${field} (dollars)` : field
}

export function toTable(
  { scenario, engineVersion }: TableToSave,
  form: CsvForm,
  ending: string,
  heads: readonly string[],
  count: number,
  read: (row: number) => (string | number)[],
): PartedFile {
  function* write(): Generator<FilePart> {
    yield { text: toLine([...heads, 'engineVersion', 'seed'], form), done: 0 }
    const toRow = (row: number) => toLine([...read(row), engineVersion, scenario.seed], form)
    yield* writeRows(count, toRow, { from: 0, until: 1 })
  }
  const name = toRunFileName(engineVersion, scenario.seed, ending)
  return { name, type: 'text/csv;charset=utf-8', parts: write() }
}

/**
 * Everything: version, seed and the scenario with its pushes, which give the very same run again; then `summary`, `accounts`
 * and `series` as `npm run simulate` prints them; then every event as a row under `eventFields`.
 * @param summary and `table` at the run's step
 */
export function toRunFile(run: RunToSave, summary: Summary, table: AccountTable): PartedFile {
  const name = toRunFileName(run.engineVersion, run.scenario.seed, '-run.json')
  return { name, type: 'application/json', parts: writeRun(run, summary, table) }
}

function* writeRun(run: RunToSave, summary: Summary, table: AccountTable): Generator<FilePart> {
  const { scenario, engineVersion, series, step } = run
  const head = JSON.stringify({ engineVersion, seed: scenario.seed, step, scenario, summary })
  yield { text: `${head.slice(0, -1)},"accounts":[`, done: 0 }
  yield* writeRows(
    table.contracts.length,
    separated((id) => toAccountRow(table, id)),
    { from: 0, until: 0.4 },
  )
  yield { text: '],"series":[', done: 0.4 }
  yield* writeRows(
    step,
    separated((row) => toSeriesRow(series, row + 1)),
    { from: 0.4, until: 0.6 },
  )
  yield* writeEvents(run)
}

/** The end of a file of everything. */
export function* writeEvents({ events, step }: EventsToSave): Generator<FilePart> {
  yield { text: `],"eventFields":${JSON.stringify(EVENT_FIELDS)},"events":[`, done: 0.6 }
  yield* writeRows(
    events.countAt(step),
    separated((row) => toEventRow(events, row)),
    { from: 0.6, until: 1 },
  )
  yield { text: ']}\n', done: 1 }
}

export const separated = (toRow: (row: number) => unknown) => (row: number) =>
  `${row > 0 ? ',' : ''}${JSON.stringify(toRow(row))}`

export function* writeRows(
  count: number,
  write: (row: number) => string,
  share: { from: number; until: number },
): Generator<FilePart> {
  for (let start = 0; start < count; start += ROWS_A_PART) {
    const end = Math.min(count, start + ROWS_A_PART)
    let text = ''
    for (let row = start; row < end; row++) text += write(row)
    yield { text, done: share.from + ((share.until - share.from) * end) / count }
  }
}

function toAccountRow({ contracts, cash, haircut, state }: AccountTable, id: number): AccountRow {
  return {
    id,
    contracts: contracts[id],
    cash: cash[id],
    state: ACCOUNT_STATES[state[id]],
    haircut: haircut[id],
  }
}

function toSeriesRow(series: SeriesReader, step: number): SeriesRow {
  const printed = Object.entries<SeriesReading>(PRINTED_SERIES).map(([name, id]) => [
    name,
    toPrinted(id, series.at(id, step)),
  ])
  return { step, ...Object.fromEntries(printed) } as SeriesRow
}

/** The fields in their order, with the kind as a word. */
function toEventRow(events: EventHistory, row: number): (number | string)[] {
  return EVENT_FIELDS.map((field) => {
    const value = events.value(row, field)
    return field === 'kind' ? EVENT_KINDS[value] : value
  })
}
