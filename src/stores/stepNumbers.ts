/**
 * One number of a run on the stage, in words: as the frame has it at this moment; at the end, and where only a whole run has
 * it, as the lesson's words have it. What the opening decides stands there from the start. Reads a run and its outcome;
 * computes no rule of the market.
 */
import { formatReading } from '../course/numberWords.ts'
import type { Frame } from '../schema/frame.ts'
import type { Outcome } from '../schema/outcome.ts'
import { readingOf, type OutcomeReading } from '../schema/readings.ts'

interface ShownRun {
  readonly frame: Frame | null
  readonly atEnd: boolean
}

/** No frame has them, and yet nothing that happens in a run changes them. */
const OF_OPENING: ReadonlySet<OutcomeReading> = new Set([
  'exposure',
  'youLeverage',
  'youLiquidationMove',
  'youBankruptcyMove',
])

/** Not known at this moment. */
const UNKNOWN = '–'

export function readShown(id: OutcomeReading, { frame, atEnd }: ShownRun, outcome: Outcome | null): string {
  if (frame === null) return UNKNOWN
  if (outcome && (atEnd || OF_OPENING.has(id))) return formatReading(id, outcome[id])
  const value = readFrame(id, frame)
  return value === undefined || !Number.isFinite(value) ? UNKNOWN : formatReading(id, value)
}

/** Undefined where a frame does not carry it. */
function readFrame(id: OutcomeReading, { assets, markets, venues }: Frame): number | undefined {
  const { of } = readingOf(id)
  const place = of === 'asset' ? assets[0] : of === 'market' ? markets[0] : venues[0]
  return (place as Readonly<Record<string, unknown>>)[id] as number | undefined
}
