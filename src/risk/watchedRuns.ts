/**
 * Runs with the dials read beside them, and the step in which the storm came: the first at whose end someone else than the bankrupt
 * paid or was not paid (docs/model.md section 13.1).
 */
import type { RiskDocument } from './counting.ts'
import { withoutPushes } from './pushed.ts'
import type { DialGiven, DialId } from '../dials/dial.ts'
import { DialBoard, type DialHistory } from '../dials/dialBoard.ts'
import { published, type Publishing } from '../dials/published.ts'
import { Simulation } from '../engine/simulation.ts'
import type { Run } from '../engine/run.ts'

export interface WatchedTask {
  readonly kind: 'watched'
  readonly document: RiskDocument
  readonly seeds: readonly string[]
  readonly given: DialGiven
  /** The dials are read in every so many steps. */
  readonly everySteps: number
  /** Without its pushes: a calm run, unless it breaks by itself. */
  readonly isCalm: boolean
  /** Nothing is asked of what comes after the storm. */
  readonly endsWithStorm: boolean
  /** Where what is published is wanted too: how that is. */
  readonly published?: Publishing
}

export interface WatchedSeed {
  readonly seed: string
  readonly history: DialHistory
  /** What was published of it, by the step at whose end it was out; of the same dials. */
  readonly published?: DialHistory
  /** Null where none came. */
  readonly storm: number | null
  readonly steps: number
}

export function watchRuns(task: WatchedTask): WatchedSeed[] {
  return task.seeds.map((seed) => watchRun(task, seed))
}

function watchRun(
  { document, given, everySteps, isCalm, endsWithStorm, published: how }: WatchedTask,
  seed: string,
): WatchedSeed {
  const simulation = Simulation.create({ ...(isCalm ? withoutPushes(document) : document), seed })
  const board = new DialBoard(simulation, given, { everySteps })
  let storm = hasStorm(simulation) ? simulation.step : null
  while (!simulation.isDone && !(endsWithStorm && storm !== null)) {
    simulation.advance()
    board.follow()
    if (storm === null && hasStorm(simulation)) storm = simulation.step
  }
  const { history } = board
  return {
    seed,
    history,
    ...(how && { published: publish(history, how, seed) }),
    storm,
    steps: simulation.step,
  }
}

function publish({ steps, values }: DialHistory, how: Publishing, seed: string): DialHistory {
  const out = steps.filter((step) => step % how.everySteps === 0)
  const lists = Object.entries(values).map(([id, list]) => [
    id,
    out.map((step) => {
      const valueAt = (of: number) => list[steps.indexOf(of)]
      return published(id as DialId, how, seed, step + how.delaySteps, valueAt).value
    }),
  ])
  return { steps: out.map((step) => step + how.delaySteps), values: Object.fromEntries(lists) }
}

/** Whoever pays or is not paid: a loss that was shared, a winner closed early, bad debt, a withdrawal that was refused. */
function hasStorm({ places }: Run): boolean {
  return places.venues.some(
    ({ state: { totals, treasury, isInsolvent } }) =>
      isInsolvent || totals.socializedCents > 0 || totals.adlContracts > 0 || treasury.refusedCents > 0,
  )
}
