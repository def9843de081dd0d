/**
 * A run as files for other programs: the series as CSV, and everything as JSON in the very form of the headless command,
 * so that one program reads both. Numbers are written in full. No cell can act as a formula in a spreadsheet.
 */
import type { AccountRow, SeriesRow, Summary } from '../schema/result.ts'
import type { Scenario } from '../schema/scenario.ts'
import { SERIES_FIELDS, type SeriesField } from '../schema/snapshot.ts'
import { toRunFileName, type OutgoingFile } from './files.ts'
import type { SeriesReader } from './seriesReader.ts'

/** A run up to one of its steps. */
export interface RunToSave {
  readonly scenario: Scenario
  readonly engineVersion: string
  readonly series: SeriesReader
  readonly step: number
}

/** What spreadsheets take for the beginning of a formula, full-width forms included. */
const FORMULA = /^[\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

/** One value of a CSV file (RFC 4180). A text that begins like a formula gets an apostrophe; a number that is none, nothing. */
export function toCell(value: string | number): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** The series from the opening on. Version and seed stand in every row, so that rows of several runs can be put together. */
export function toSeriesFile({ scenario, engineVersion, series, step }: RunToSave): OutgoingFile {
  const source = [engineVersion, scenario.seed].map(toCell).join(',')
  const lines = [['step', ...SERIES_FIELDS, 'engineVersion', 'seed'].map(toCell).join(',')]
  for (let row = 0; row <= step; row++) {
    const values = SERIES_FIELDS.map((field) => toCell(series.at(field, row)))
    lines.push(`${row},${values.join(',')},${source}`)
  }
  const name = toRunFileName(engineVersion, scenario.seed, '-series.csv')
  return { name, type: 'text/csv;charset=utf-8', text: `${lines.join('\r\n')}\r\n` }
}

/**
 * Everything, in the form and to the byte as `npm run simulate` prints it at the end of the run.
 * @param summary and `accounts` at the run's present step
 */
export function toRunFile(run: RunToSave, summary: Summary, accounts: readonly AccountRow[]): OutgoingFile {
  const { scenario, engineVersion, series, step } = run
  const rows = Array.from({ length: step }, (_, i) => toSeriesRow(series, i + 1))
  const name = toRunFileName(engineVersion, scenario.seed, '-run.json')
  const text = `${JSON.stringify({ summary, accounts, series: rows })}\n`
  return { name, type: 'application/json', text }
}

function toSeriesRow(series: SeriesReader, step: number): SeriesRow {
  const at = (field: SeriesField) => series.at(field, step)
  return {
    step,
    price: at('price'),
    fair: at('fair'),
    fund: at('fundCents'),
    badDebt: at('badDebtCents'),
    liquidations: at('liquidations'),
    queue: at('queue'),
    halted: at('halted') === 1,
    depth: at('depth'),
  }
}
