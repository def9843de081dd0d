/**
 * One question about many runs, and its answer as it sharpens. A newer question takes the place of the one before; to cancel is to
 * end the workers, and what is known by then stays.
 */
import type { Pool, RiskAnswer, RiskTask } from '../risk/task.ts'
import { WorkerPool } from '../worker/pool.ts'
import { SupersededError } from '../worker/superseded.ts'

/** Questions about common seeds begin with the same one. */
export const FIRST_SEED = 1

export interface CancelablePool extends Pool {
  cancel(): void
}

export class Asked<A> {
  now: A | null = $state.raw(null)
  isRunning = $state(false)
  problem: string | null = $state(null)
  readonly #pool: CancelablePool
  #turn = 0

  constructor(pool: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>()) {
    this.#pool = pool
  }

  /**
   * @param work hands over what it knows so far, and in the end all of it
   * @param isSameStudy whether the answer before stays until there is one
   */
  async ask(work: (pool: Pool, hear: (soFar: A) => void) => Promise<A>, isSameStudy = false): Promise<void> {
    if (isSameStudy) this.cancel()
    else this.clear()
    this.problem = null
    const turn = this.#turn
    this.isRunning = true
    const hear = (soFar: A) => {
      if (turn === this.#turn) this.now = soFar
    }
    try {
      hear(await work(this.#pool, hear))
    } catch (error) {
      if (turn !== this.#turn || error instanceof SupersededError) return
      this.problem = error instanceof Error ? error.message : String(error)
    } finally {
      if (turn === this.#turn) this.isRunning = false
    }
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.#turn++
    this.isRunning = false
    this.#pool.cancel()
  }

  /** Stops and forgets: it was about another scenario. */
  clear(): void {
    this.cancel()
    this.now = this.problem = null
  }
}
