/**
 * The readings that a lesson on a world has named, as the run has them at its moment. What belongs to another moment, to some steps
 * or to two places is known only once the run has come to its end. Computes no rule of the model.
 */
import type { MeasuredRun } from '../../situations/measure.ts'
import type { PlacedReading as ReadNow } from '../../situations/situation.ts'
import { placedRow, type PlacedReadings } from '../../schema/placedReading.ts'

const OF_PAIRS: ReadonlySet<string> = new Set(['markets', 'venues'])

/** @returns undefined where it is not known at a moment */
export function readPlaced(name: string, reads: PlacedReadings, run: MeasuredRun): number | undefined {
  const read = reads[name]
  if ('reading' in read) {
    const isOfMoment = read.at === undefined && !OF_PAIRS.has(placedRow(read).of)
    return isOfMoment ? run.read(read.reading as ReadNow, read) : undefined
  }
  // The minutes of a committee are read at the end.
  if ('minutes' in read || 'warned' in read) return undefined
  const parts = ('sum' in read ? read.sum : read.ratio).map((part) => readPlaced(part, reads, run))
  const known = parts.filter((part) => part !== undefined)
  if (known.length < parts.length) return undefined
  return 'sum' in read ? known.reduce((sum, part) => sum + part, 0) : known[0] / known[1]
}
