/**
 * In which order the rows of a table run, how far they are apart, and what is missing between them. Months are counted as
 * months, since they have no length; a market without weekends is counted in weekdays. A moment twice, or rows in no order,
 * are refused by their line.
 */
import { FieldError } from '../schema/fieldError.ts'
import { formatDuration } from '../schema/words.ts'
import type { Moments } from './moments.ts'
import { toPlace } from './priceChoice.ts'
import type { Row } from './table.ts'

export interface Spacing {
  /** As a word of the sentence: daily, hourly, every 5 min. */
  readonly words: string
  /** Null where the moments have no unit. */
  readonly stepSeconds: number | null
  /** Places where at least one moment is missing, and how many are. */
  readonly gaps: number
  readonly missing: number
}

const DAY = 86_400
const MONTH = (365.2425 * DAY) / 12
const NAMES: readonly (readonly [seconds: number, words: string])[] = [
  [1, 'every second'],
  [60, 'every minute'],
  [3600, 'hourly'],
  [DAY, 'daily'],
  [7 * DAY, 'weekly'],
]
const MONTH_NAMES: Readonly<Record<number, string>> = { 1: 'monthly', 3: 'quarterly', 12: 'yearly' }
/** Moments that a program noted as it went are a little off. */
const OFF = 0.05

/**
 * Whether the newest row comes first.
 * @throws FieldError at a moment that comes twice or out of order
 */
export function isNewestFirst({ kind, at }: Moments, rows: readonly Row[], column: number): boolean {
  const isBackward = kind === 'clock' && at[at.length - 1] < at[0]
  const wrong = at.findIndex((moment, i) => i > 0 && (isBackward ? moment >= at[i - 1] : moment <= at[i - 1]))
  if (wrong > 0) {
    const { line, cells } = rows[wrong]
    const twin = at.indexOf(at[wrong])
    const words =
      twin < wrong
        ? `each moment once; it stands in line ${rows[twin].line} too`
        : `a moment ${isBackward ? 'before' : 'after'} ${rows[wrong - 1].cells[column]}, as the rows run from the first to the last`
    throw new FieldError(toPlace(line, column), cells[column], words)
  }
  return isBackward
}

/**
 * @param all every moment, rising, at least two: they say how far apart the rows are
 * @param kept those with a price: between them the gaps are counted
 */
export function measureSpacing(
  all: readonly number[],
  kept: readonly number[],
  kind: Moments['kind'],
): Spacing {
  const usual = findUsual(toSteps(all))
  if (kind === 'count')
    return { words: 'without dates', stepSeconds: null, ...countGaps(toSteps(kept), usual) }
  if (kind === 'clock' && usual >= 27.5 * DAY) {
    const months = toSteps(all.map(toMonths))
    const step = findUsual(months)
    const words = MONTH_NAMES[step] ?? `every ${step} months`
    if (months.every((each) => each > 0))
      return { words, stepSeconds: step * MONTH, ...countGaps(toSteps(kept.map(toMonths)), step) }
  }
  if (kind === 'clock' && usual === DAY && isWithoutWeekends(all))
    return { words: 'daily on weekdays', stepSeconds: DAY, ...countGaps(toSteps(kept.map(toWeekday)), 1) }
  const isEven = toSteps(all).every(
    (step) => Math.abs(step / usual - Math.max(1, Math.round(step / usual))) <= OFF,
  )
  const words = isEven ? nameStep(usual) : `unevenly, mostly ${nameStep(usual)}`
  return { words, stepSeconds: usual, ...countGaps(toSteps(kept), usual) }
}

function toSteps(at: readonly number[]): number[] {
  return at.slice(1).map((moment, i) => moment - at[i])
}

/** The most common step; of several the shortest. Steps that are a little off count as the nearest round one. */
function findUsual(steps: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const step of steps) {
    const near =
      NAMES.find(([seconds]) => Math.abs(step / seconds - 1) <= OFF)?.[0] ?? Number(step.toPrecision(9))
    counts.set(near, (counts.get(near) ?? 0) + 1)
  }
  let [usual, most] = [Infinity, 0]
  for (const [step, count] of counts)
    if (count > most || (count === most && step < usual)) [usual, most] = [step, count]
  return usual
}

function countGaps(steps: readonly number[], usual: number): { gaps: number; missing: number } {
  const lost = steps.map((step) => Math.round(step / usual) - 1).filter((count) => count > 0)
  return { gaps: lost.length, missing: lost.reduce((sum, count) => sum + count, 0) }
}

function nameStep(seconds: number): string {
  return NAMES.find(([each]) => each === seconds)?.[1] ?? `every ${formatDuration(seconds)}`
}

function toMonths(moment: number): number {
  const date = new Date(moment * 1000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** Days since a Monday before 1970, which began on a Thursday. */
const toDay = (moment: number) => Math.floor(moment / DAY) + 3

const toDayOfWeek = (moment: number) => ((toDay(moment) % 7) + 7) % 7

/** Only a market that was seen to pass over a weekend has none. */
function isWithoutWeekends(at: readonly number[]): boolean {
  const passed = Math.floor(toDay(at[at.length - 1]) / 7) > Math.floor(toDay(at[0]) / 7)
  return passed && at.length > 3 && at.every((moment) => toDayOfWeek(moment) < 5)
}

function toWeekday(moment: number): number {
  return Math.floor(toDay(moment) / 7) * 5 + toDayOfWeek(moment)
}
