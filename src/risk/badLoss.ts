/**
 * The loss that one future in twenty exceeds, of each venue: what its customers, its fund and its own money lose beyond what the
 * bankrupt had put down. It is what a fund is held against (the dial `fundCover`, docs/model.md section 13).
 */
import type { CarriedTask } from './carriedRuns.ts'
import type { RiskDocument } from './counting.ts'
import { quantile, type Quantile } from './distribution.ts'
import { performAll } from './performAll.ts'
import type { Pool } from './task.ts'
import { SEEDS_A_TASK, TASKS_A_BATCH } from './variants.ts'
import { toWorld } from '../schema/version1.ts'

/** One in twenty. */
const SHARE = 0.95

export interface BadLosses {
  /** By the id of the venue, in cents, with the interval that the seeds allow. */
  readonly losses: Readonly<Record<string, Quantile>>
  /** Seeds that were played so far. */
  readonly done: number
}

/** Plays the seeds from `from` on, so many of them; what is known at the end of each batch is told. */
export async function estimateBadLosses(
  { document, from, runs }: { readonly document: RiskDocument; readonly from: number; readonly runs: number },
  pool: Pool,
  onProgress?: (soFar: BadLosses) => void,
): Promise<BadLosses> {
  const world = document.version === 2 ? document : toWorld(document)
  const venues = Object.keys(world.venues)
  const lost: number[][] = venues.map(() => [])
  const tell = (): BadLosses => {
    const all = venues.map((venue, place) => [
      venue,
      quantile(
        lost[place].toSorted((a, b) => a - b),
        SHARE,
      ),
    ])
    return { losses: Object.fromEntries(all), done: lost[0].length }
  }
  const tasks = cutSeeds(from, runs).map((seeds): CarriedTask => ({
    kind: 'carried',
    document: world,
    off: null,
    ...seeds,
  }))
  for (let at = 0; at < tasks.length; at += TASKS_A_BATCH) {
    for (const { seeds, problem } of await performAll(pool, tasks.slice(at, at + TASKS_A_BATCH))) {
      if (problem !== null) throw new Error(problem)
      for (const seed of seeds)
        seed.venues.forEach(({ customers, house }, place) => lost[place].push(customers + house))
    }
    onProgress?.(tell())
  }
  return tell()
}

/** Seeds as tasks have them. */
export function cutSeeds(from: number, runs: number): { readonly from: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(runs / SEEDS_A_TASK) }, (_, i) => ({
    from: from + i * SEEDS_A_TASK,
    count: Math.min(SEEDS_A_TASK, runs - i * SEEDS_A_TASK),
  }))
}
