/**
 * What carried it: a world with each of its channels off in turn, under the same seeds, and what was lost then outside the venue
 * where it began (docs/model.md section 12.11). What a channel carries is the difference that it makes.
 */
import type { CarriedTask, SeedLosses } from './carriedRuns.ts'
import { quantile } from './distribution.ts'
import { spreadOf } from './intervals.ts'
import { shareOf, type Share } from './jointFailures.ts'
import { performAll } from './performAll.ts'
import type { Pool } from './task.ts'
import { SEEDS_A_TASK, TASKS_A_BATCH } from './variants.ts'
import type { WorldDocument } from '../schema/world.ts'
import { CHANNEL_IDS, CHANNELS, type ChannelId } from '../schema/worldChannels.ts'

export interface CarriedQuestion {
  readonly document: WorldDocument
  /** The venue where it begins, whose losses are not counted; null where it begins everywhere. */
  readonly pushed: string | null
  readonly from: number
  readonly runs: number
}

/** One number over the seeds: its mean, and between what it was in four of five of them. */
interface SeedSpread {
  readonly mean: number
  readonly low: number
  readonly high: number
  /** By seed. */
  readonly values: readonly number[]
}

interface CarriedRow {
  /** Null: all channels are on. */
  readonly off: ChannelId | null
  /** How many venues failed. */
  readonly failed: SeedSpread
  /** Of each venue in order of the document: in how many of the seeds it failed. */
  readonly failing: readonly Share[]
  /** What customers, depositors and lenders lost outside the pushed venue, in cents. */
  readonly lost: SeedSpread
  /** In how many of the seeds less, and more, was lost than with all channels on. */
  readonly less: number
  readonly more: number
  readonly runs: number
  readonly problem: string | null
}

export interface Carried {
  readonly question: CarriedQuestion
  readonly venues: readonly string[]
  /** All on first, then each channel that has links, in the order of the table. */
  readonly rows: readonly CarriedRow[]
  readonly done: number
  readonly all: number
}

/** Four of five seeds are between. */
const [LOW, HIGH] = [0.1, 0.9]

/**
 * Plays the world with all channels, and with each off. Tasks have a fixed size and are put together in order, so that nothing
 * depends on the workers.
 * @param onProgress called with what is known at the end of each batch; not all rows have as many seeds then
 */
export async function findCarried(
  question: CarriedQuestion,
  pool: Pool,
  onProgress?: (soFar: Carried) => void,
): Promise<Carried> {
  const { document, from, runs } = question
  const offs = [null, ...CHANNEL_IDS.filter((id) => CHANNELS[id].list(document).length > 0)]
  const played = offs.map((): { runs: SeedLosses[]; problem: string | null } => ({ runs: [], problem: null }))
  const pieces: { readonly place: number; readonly task: CarriedTask }[] = []
  // All rows sharpen together.
  for (let first = 0; first < runs; first += SEEDS_A_TASK)
    offs.forEach((off, place) => {
      const count = Math.min(SEEDS_A_TASK, runs - first)
      pieces.push({ place, task: { kind: 'carried', document, off, from: from + first, count } })
    })
  let done = 0
  const tell = (): Carried => {
    const rows = offs.map((off, place) => summarize(question, off, played[place], played[0].runs))
    return { question, venues: Object.keys(document.venues), rows, done, all: offs.length * runs }
  }
  for (let at = 0; at < pieces.length; at += TASKS_A_BATCH) {
    const batch = pieces.slice(at, at + TASKS_A_BATCH)
    const answers = await performAll(
      pool,
      batch.map(({ task }) => task),
    )
    batch.forEach(({ place, task }, i) => {
      played[place].runs.push(...answers[i].seeds)
      played[place].problem ??= answers[i].problem
      done += task.count
    })
    onProgress?.(tell())
  }
  return tell()
}

function summarize(
  { document, pushed }: CarriedQuestion,
  off: ChannelId | null,
  { runs, problem }: { readonly runs: readonly SeedLosses[]; readonly problem: string | null },
  whole: readonly SeedLosses[],
): CarriedRow {
  const venues = Object.keys(document.venues)
  const lostIn = (run: SeedLosses) =>
    run.venues.reduce((sum, { customers }, place) => sum + (venues[place] === pushed ? 0 : customers), 0)
  const lost = runs.map(lostIn)
  const both = Math.min(runs.length, whole.length)
  const differences = lost.slice(0, both).map((cents, i) => cents - lostIn(whole[i]))
  return {
    off,
    failed: spread(runs.map(({ failed }) => failed.length)),
    failing: venues.map((_, place) =>
      shareOf(runs.filter(({ failed }) => failed.includes(place)).length, runs.length),
    ),
    lost: spread(lost),
    less: differences.filter((cents) => cents < 0).length,
    more: differences.filter((cents) => cents > 0).length,
    runs: runs.length,
    problem,
  }
}

function spread(values: readonly number[]): SeedSpread {
  if (values.length === 0) return { mean: NaN, low: NaN, high: NaN, values }
  const sorted = values.toSorted((a, b) => a - b)
  const { mean } = spreadOf(values)
  return { mean, low: quantile(sorted, LOW).value, high: quantile(sorted, HIGH).value, values }
}
