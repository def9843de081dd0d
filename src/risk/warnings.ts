/**
 * How often each dial warned in vain and in time (docs/model.md section 13.1): over the same seeds, with the world's pushes and
 * without them. A dial that always warns misses no storm and cries in every calm, so both are told, each with its interval.
 */
import { quantile } from './distribution.ts'
import { shareOf, type Share } from './jointFailures.ts'
import { cutSeeds } from './badLoss.ts'
import type { RiskDocument } from './counting.ts'
import { performAll } from './performAll.ts'
import type { Pool } from './task.ts'
import { TASKS_A_BATCH } from './variants.ts'
import { hasPushes } from './pushed.ts'
import type { WatchedSeed, WatchedTask } from './watchedRuns.ts'
import type { DialGiven, DialId } from '../dials/dial.ts'
import { DIALS } from '../dials/dialTable.ts'
import { listAlarms, placeDials } from '../dials/readDials.ts'
import { toWorld } from '../schema/version1.ts'

export interface WarningsQuestion {
  readonly document: RiskDocument
  readonly given: DialGiven
  readonly from: number
  readonly runs: number
}

/** Lines in the place of the table's. */
type DialLines = Readonly<Partial<Record<DialId, number>>>

export interface DialWarnings {
  readonly id: DialId
  /** Of the calm runs, those in which it warned at all; null where there was none. */
  readonly inVain: Share | null
  /** How often it began to warn in a calm run, on average; NaN where there was none. */
  readonly alarmsInCalm: number
  /** Of the storms, those before which it had warned; null where there was none. */
  readonly inTime: Share | null
  /** Steps from its first warning to the storm, of those: the middle one, and between what four of five are; null where it never did. */
  readonly ahead: { readonly middle: number; readonly low: number; readonly high: number } | null
}

export interface Warnings {
  readonly question: WarningsQuestion
  readonly dials: readonly DialWarnings[]
  readonly storms: number
  readonly calm: number
  /** The dials were read in every so many steps. */
  readonly everySteps: number
  readonly done: number
  readonly all: number
}

/** So many moments of a run are enough to see a warning come. */
const MOMENTS = 60
const [LOW, HIGH] = [0.1, 0.9]

/** How often the dials of a run of so many steps are read. */
export function readEvery(steps: number, moments = MOMENTS): number {
  return Math.max(1, Math.ceil(steps / moments))
}

export async function findWarnings(
  question: WarningsQuestion,
  pool: Pool,
  onProgress?: (soFar: Warnings) => void,
): Promise<Warnings> {
  const { document, given, from, runs } = question
  const everySteps = readEvery(document.steps)
  const kinds = hasPushes(document) ? [true, false] : [false]
  const tasks = cutSeeds(from, runs).flatMap(({ from: first, count }) =>
    kinds.map((isCalm): WatchedTask => {
      const seeds = Array.from({ length: count }, (_, i) => String(first + i))
      return { kind: 'watched', document, seeds, given, everySteps, isCalm, endsWithStorm: true }
    }),
  )
  const played: WatchedSeed[] = []
  const tell = (): Warnings => ({
    question,
    ...countWarnings(listIds(document, given), played),
    everySteps,
    done: played.length,
    all: kinds.length * runs,
  })
  for (let at = 0; at < tasks.length; at += TASKS_A_BATCH) {
    for (const answer of await performAll(pool, tasks.slice(at, at + TASKS_A_BATCH))) played.push(...answer)
    onProgress?.(tell())
  }
  return tell()
}

function listIds(document: RiskDocument, given: DialGiven): DialId[] {
  const placed = placeDials(document.version === 2 ? document : toWorld(document), given)
  return placed.flatMap(({ dial, parts }) => (parts === null ? [] : [dial.id]))
}

/**
 * Runs in which a storm came, and the others, whatever they were meant to be.
 * @internal
 */
export function countWarnings(
  ids: readonly DialId[],
  played: readonly WatchedSeed[],
  lines: DialLines = {},
): Pick<Warnings, 'dials' | 'storms' | 'calm'> {
  const storms = played.flatMap(({ storm, history }) => (storm === null ? [] : [{ storm, history }]))
  const calm = played.filter(({ storm }) => storm === null)
  const alarmsOf = (id: DialId, { steps, values }: WatchedSeed['history']) =>
    listAlarms(DIALS[id], { steps, values: values[id] ?? [] }, lines[id])
  const dials = ids.map((id): DialWarnings => {
    const inCalm = calm.map(({ history }) => alarmsOf(id, history).length)
    const ahead = storms
      .map(({ storm, history }) => storm - (alarmsOf(id, history).at(0) ?? storm))
      .filter((steps) => steps > 0)
      .sort((a, b) => a - b)
    return {
      id,
      inVain: calm.length === 0 ? null : shareOf(inCalm.filter((alarms) => alarms > 0).length, calm.length),
      alarmsInCalm: inCalm.reduce((sum, alarms) => sum + alarms, 0) / calm.length,
      inTime: storms.length === 0 ? null : shareOf(ahead.length, storms.length),
      ahead:
        ahead.length === 0
          ? null
          : {
              middle: quantile(ahead, 0.5).value,
              low: quantile(ahead, LOW).value,
              high: quantile(ahead, HIGH).value,
            },
    }
  })
  return { dials, storms: storms.length, calm: calm.length }
}
