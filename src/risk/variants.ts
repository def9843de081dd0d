/**
 * The plan of a study of several scenarios under common seeds: who plays which of them under which seeds, and how the answers are
 * put together, so that the numbers depend on the scenarios and the seeds alone.
 */
import type { Outcome, VariantsTask } from './commonSeeds.ts'
import type { Variant } from './moving.ts'
import { performAll } from './performAll.ts'
import type { Pool } from './task.ts'
import type { Scenario } from '../schema/scenario.ts'

const DOCUMENTS_A_TASK = 10
export const SEEDS_A_TASK = 5
export const TASKS_A_BATCH = 8
/** All variants are played under so many seeds before the next ones, so that all sharpen together. */
const SEEDS_A_ROUND = 10

export interface VariantsQuestion {
  readonly variants: readonly Variant[]
  readonly events: readonly string[]
  /** The first seed, and how many. */
  readonly from: number
  readonly runs: number
}

/** What is known so far of each variant, and how many runs that took of how many. */
export interface Played {
  readonly outcomes: readonly Outcome[]
  readonly done: number
  readonly all: number
}

/**
 * Plays every variant under every seed. Tasks have a fixed size and are put together in order, so that nothing depends on the
 * workers.
 * @param onProgress called with what is known of each variant, at the end of each batch; not all have as many seeds
 */
export async function playVariants(
  { variants, events, from, runs }: VariantsQuestion,
  pool: Pool,
  onProgress?: (soFar: Played) => void,
): Promise<Played> {
  const groups = groupByWritten(variants)
  const outcomes: Outcome[] = variants.map(() => ({
    happened: events.map(() => []),
    marks: [],
    rAhead: [],
    problem: null,
  }))
  const all = variants.length * runs
  let done = 0
  const pieces = cut(groups, from, runs)
  for (let first = 0; first < pieces.length; first += TASKS_A_BATCH) {
    const batch = pieces.slice(first, first + TASKS_A_BATCH)
    const tasks = batch.map(({ places, count, from: seed }): VariantsTask => {
      const documents = places.map((place) => variants[place].document)
      const { written } = variants[places[0]]
      return { kind: 'variants', documents, written, events, from: seed, count }
    })
    const answers = await performAll(pool, tasks)
    batch.forEach(({ places, count }, i) => {
      places.forEach((place, k) => (outcomes[place] = join(outcomes[place], answers[i].outcomes[k])))
      done += places.length * count
    })
    onProgress?.({ outcomes: [...outcomes], done, all })
  }
  return { outcomes, done, all }
}

function groupByWritten(variants: readonly Variant[]): number[][] {
  const groups = new Map<Scenario | null, number[]>()
  variants.forEach(({ written }, place) => groups.set(written, [...(groups.get(written) ?? []), place]))
  return [...groups.values()]
}

interface Piece {
  /** Of the variants. */
  readonly places: readonly number[]
  readonly from: number
  readonly count: number
}

function cut(groups: readonly (readonly number[])[], from: number, runs: number): Piece[] {
  const pieces: Piece[] = []
  for (let round = 0; round < runs; round += SEEDS_A_ROUND) {
    const end = Math.min(runs, round + SEEDS_A_ROUND)
    for (const group of groups)
      for (let i = 0; i < group.length; i += DOCUMENTS_A_TASK)
        for (let seed = round; seed < end; seed += SEEDS_A_TASK)
          pieces.push({
            places: group.slice(i, i + DOCUMENTS_A_TASK),
            from: from + seed,
            count: Math.min(SEEDS_A_TASK, end - seed),
          })
  }
  return pieces
}

function join(before: Outcome, next: Outcome): Outcome {
  return {
    happened: before.happened.map((list, i) => [...list, ...next.happened[i]]),
    marks: [...before.marks, ...next.marks],
    rAhead: [...before.rAhead, ...next.rAhead],
    problem: before.problem ?? next.problem,
  }
}
