/** One run of a scenario that was moved, opened from a figure: what became of it, its price, and its address on the stage. */
import { fateOf, type Fate } from '../risk/fates.ts'
import type { Future } from '../risk/futures.ts'
import type { Variant } from '../risk/moving.ts'
import type { PathAnswer } from '../risk/path.ts'
import { performAll } from '../risk/performAll.ts'
import type { RiskAnswer, RiskTask } from '../risk/task.ts'
import type { Scenario } from '../schema/scenario.ts'
import { WorkerPool } from '../worker/pool.ts'
import { Asked, type CancelablePool } from './asked.svelte.ts'
import { toStageAddress } from './labScenario.svelte.ts'

interface Opened {
  /** Of this seed, with its shares held. */
  readonly document: Scenario
  readonly future: Future
  readonly fate: Fate
  readonly path: PathAnswer
}

const MOMENTS = 240

export class OpenedFuture extends Asked<Opened> {
  constructor(pool: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>(1)) {
    super(pool)
  }

  open(variant: Variant, seed: number): Promise<void> {
    return this.ask(async (pool) => {
      const [{ document }] = await performAll(pool, [{ kind: 'hold', ...variant, seed }])
      const [{ futures }] = await performAll(pool, [{ kind: 'futures', document, from: seed, count: 1 }])
      const [path] = await performAll(pool, [{ kind: 'path', document, seed, moments: MOMENTS }])
      return { document, future: futures[0], fate: fateOf(futures[0]), path }
    })
  }

  /** Null where no link can carry it. */
  linkTo(): Promise<string | null> {
    return this.now === null ? Promise.resolve(null) : toStageAddress(this.now.document)
  }
}
