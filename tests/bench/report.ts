/**
 * The rows of the report, as a table for people or as one JSON document. Limits are reported here and asserted nowhere:
 * a busy machine must not fail a build.
 */
import { cpus, loadavg } from 'node:os'
import type { Sample } from './measure.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'

export type Unit = 's' | 'ms' | 'ns' | 'bytes' | 'times' | 'count'

export interface Limit {
  kind: 'at most' | 'at least'
  value: number
}

export interface Row {
  section: string
  label: string
  unit: Unit
  sample: Sample
  limit: Limit | null
}

type Verdict = 'ok' | 'over' | 'under'

/** The median against the limit; null where there is none. */
function judge({ sample, limit }: Row): Verdict | null {
  if (limit === null) return null
  if (limit.kind === 'at most') return sample.median <= limit.value ? 'ok' : 'over'
  return sample.median >= limit.value ? 'ok' : 'under'
}

const SYMBOLS: Record<Unit, string> = {
  s: ' s',
  ms: ' ms',
  ns: ' ns',
  bytes: ' bytes',
  times: '×',
  count: '',
}

function formatNumber(value: number): string {
  const digits = value >= 1000 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

function formatLimit({ limit, unit }: Row): string {
  if (limit === null) return ''
  return `${limit.kind} ${formatNumber(limit.value)}${SYMBOLS[unit]}`
}

const HEADINGS = ['', 'median', 'lowest', 'highest', 'runs', 'limit', '']
/** Columns of numbers, which end at the same place. */
const NUMERIC = new Set([1, 2, 3, 4])

function toCells(row: Row): string[] {
  const { sample, unit } = row
  const isOne = sample.runs === 1
  return [
    `  ${row.label}`,
    formatNumber(sample.median) + SYMBOLS[unit],
    isOne ? '' : formatNumber(sample.low),
    isOne ? '' : formatNumber(sample.high),
    unit === 'count' ? '' : String(sample.runs),
    formatLimit(row),
    judge(row) ?? '',
  ]
}

export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(toCells)
  const widths = HEADINGS.map((heading, i) =>
    Math.max(heading.length, ...cells.map((line) => line[i].length)),
  )
  const toLine = (line: readonly string[]) =>
    line
      .map((cell, i) => (NUMERIC.has(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd()
  const lines = [toLine(HEADINGS)]
  rows.forEach((row, i) => {
    if (i === 0 || rows[i - 1].section !== row.section) lines.push('', row.section)
    lines.push(toLine(cells[i]))
  })
  return `${lines.join('\n')}\n`
}

/** Where and when it was measured: on a busy machine the numbers say little. */
export interface Machine {
  engineVersion: string
  node: string
  processor: string
  cores: number
  /** Processes that were running on average in the last minute, before the benchmark. */
  loadBefore: number
  loadAfter: number
}

export function describeMachine(loadBefore: number): Machine {
  const processors = cpus()
  return {
    engineVersion: ENGINE_VERSION,
    node: process.version,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    loadBefore,
    loadAfter: loadavg()[0],
  }
}

export function formatMachine(machine: Machine): string {
  const load = `load ${machine.loadBefore.toFixed(1)} before, ${machine.loadAfter.toFixed(1)} after`
  // The benchmark itself takes one core, and a little more.
  const isBusy = machine.loadBefore > Math.max(0.5, machine.cores - 1) || machine.loadAfter > machine.cores
  const warning = isBusy
    ? 'The machine was busy with other work: times may be too long, and ratios off.\n'
    : ''
  return `${warning}engine ${machine.engineVersion}, Node ${machine.node}, ${machine.processor}, ${machine.cores} cores, ${load}\n`
}

export function toJson(machine: Machine, rows: readonly Row[]): string {
  const judged = rows.map((row) => ({ ...row, verdict: judge(row) }))
  return `${JSON.stringify({ machine, rows: judged }, null, 2)}\n`
}
