/** What the dials of a world say at a moment of a run, and whether they warn. Reads a run, writes nothing. */
import { DIALS } from './dialTable.ts'
import type { Dial, DialGiven, DialId, DialPart, DialValue, PlacedDial } from './dial.ts'
import { measure, type MeasuredRun } from '../situations/measure.ts'
import type { WorldDocument } from '../schema/world.ts'

/** All dials, in their order, each with its places here, or why it is not here. */
export function placeDials(document: WorldDocument, given: DialGiven = {}): PlacedDial[] {
  return Object.values(DIALS).map((dial) => {
    const found = dial.find(document, given)
    return typeof found === 'string' ? { dial, parts: null, why: found } : { dial, parts: found }
  })
}

/** At the run's present moment: the worst of its places. */
export function readDial({ dial, parts }: PlacedDial, run: MeasuredRun): DialValue {
  let worst: DialValue = { value: NaN, place: {} }
  for (const part of parts ?? []) {
    const value = readPart(part, run)
    if (Number.isNaN(value)) continue
    if (Number.isNaN(worst.value) || isWorse(dial, value, worst.value)) worst = { value, place: part.place }
  }
  return worst
}

function readPart({ top, bottom }: DialPart, run: MeasuredRun): number {
  const above = measure(run, top)
  if (bottom === undefined) return above
  const below = typeof bottom === 'number' ? bottom : measure(run, bottom)
  if (below > 0) return above / below
  return below <= 0 && above > 0 ? Infinity : NaN
}

/** Of all dials that the world has. */
export function readDials(placed: readonly PlacedDial[], run: MeasuredRun): Partial<Record<DialId, number>> {
  return Object.fromEntries(
    placed.flatMap((one) => (one.parts === null ? [] : [[one.dial.id, readDial(one, run).value]])),
  )
}

function isWorse({ worse }: Dial, value: number, than: number): boolean {
  return worse === 'higher' ? value > than : value < than
}

/** Whether the value lies beyond the line. No number, no warning. */
export function warns(dial: Dial, value: number, line = dial.line): boolean {
  return isWorse(dial, value, line)
}

/** The steps at which it began to warn: it had not warned at the moment before, or there was none. */
export function listAlarms(
  dial: Dial,
  { steps, values }: { readonly steps: readonly number[]; readonly values: readonly number[] },
  line = dial.line,
): number[] {
  return steps.filter(
    (_, i) => warns(dial, values[i], line) && (i === 0 || !warns(dial, values[i - 1], line)),
  )
}
