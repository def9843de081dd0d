/**
 * One number of a run on the stage, in words: as the frame has it at this moment; at the end, and where only a whole run has
 * it, as the lesson's words have it. What the opening decides stands there from the start. Reads a run and its outcome;
 * computes no rule of the market.
 */
import type { LessonReading } from '../course/clause.ts'
import { NO_NAMES, readingRow, type Named } from '../course/lessonReadings.ts'
import { formatReading } from '../course/numberWords.ts'
import type { Frame } from '../schema/frame.ts'
import type { Outcome } from '../schema/outcome.ts'
import { isReadingId, readingOf } from '../schema/readings.ts'
import type { SeriesReader } from './seriesReader.ts'
import { toMeasuredRun } from './world/measuredRun.ts'
import { readPlaced } from './world/placedNow.ts'
import { WorldRun } from './world/worldRun.svelte.ts'

interface ShownRun {
  readonly frame: Frame | null
  readonly atEnd: boolean
  readonly step: number
  readonly series: SeriesReader
}

/** No frame has them, and yet nothing that happens in a run changes them. */
const OF_OPENING: ReadonlySet<string> = new Set([
  'exposure',
  'youLeverage',
  'youLiquidationMove',
  'youBankruptcyMove',
])

/** What no later step changes once the price was at its lowest. */
const OF_LOWEST: ReadonlySet<string> = new Set(['fairFall', 'priceFall', 'amplification'])

/** Not known at this moment. */
export const UNKNOWN = '–'

/** What the number is called. */
export function nameShown(id: LessonReading, lesson: Named): string {
  return readingRow(lesson, id).label
}

/** @param isLowest whether the run stands where its price is lowest */
export function readShown(
  id: LessonReading,
  run: ShownRun,
  outcome: Outcome | null,
  isLowest = false,
  lesson: Named = NO_NAMES,
): string {
  const { frame, atEnd, step, series } = run
  if (frame === null) return UNKNOWN
  // What a lever costs is what the book costs as it opens: the price that moves it afterwards is no part of it.
  if (id === 'moveCost') return formatReading(id, series.at('depth', 0) * series.at('price', 0), lesson)
  const isDecided = atEnd || OF_OPENING.has(id) || (isLowest && OF_LOWEST.has(id))
  if (outcome && isDecided) return formatReading(id, outcome[id], lesson)
  const measured = run instanceof WorldRun ? toMeasuredRun(run) : null
  const value = measured ? readPlaced(id, lesson.readings, measured) : readFrame(id, frame)
  // Before the first step nothing has come of anything: a 0, or the start as its lowest price, would read as an answer.
  const isNothingYet = step === 0 && (value === 0 || id === 'lowestPrice')
  return value === undefined || !Number.isFinite(value) || isNothingYet
    ? UNKNOWN
    : formatReading(id, value, lesson)
}

/** Undefined where a frame does not carry it. */
function readFrame(id: LessonReading, { assets, markets, venues }: Frame): number | undefined {
  if (!isReadingId(id)) return undefined
  const { of } = readingOf(id)
  const place = of === 'asset' ? assets[0] : of === 'market' ? markets[0] : venues[0]
  return (place as Readonly<Record<string, unknown>>)[id] as number | undefined
}
