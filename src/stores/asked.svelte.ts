/**
 * One question about many runs, and its answer as it sharpens. A newer question takes the place of the one before; to cancel is to
 * end the workers, and what is known by then stays.
 */
import type { Pool, Progress, RiskAnswer, RiskTask } from '../risk/task.ts'
import { WorkerPool } from '../worker/pool.ts'
import { SupersededError } from '../worker/superseded.ts'
import { Wait } from './wait.ts'

/** Questions about common seeds begin with the same one. */
export const FIRST_SEED = 1

export interface CancelablePool extends Pool {
  cancel(): void
}

/** A question to any pool: workers that play runs, or one that reads a file. */
export class AskedOf<A, P extends { cancel(): void }> {
  now: A | null = $state.raw(null)
  isRunning = $state(false)
  problem: string | null = $state(null)
  /** Null where nothing runs, and while it is not known how much there is to do. */
  progress: Progress | null = $state.raw(null)
  /** Null while nobody can tell. */
  secondsLeft: number | null = $state(null)
  readonly #pool: P
  readonly #wait: Wait
  #turn = 0

  constructor(pool: P, wait = new Wait()) {
    this.#pool = pool
    this.#wait = wait
  }

  /**
   * @param work hands over what it knows so far, and in the end all of it. It may tell how far it is, null where it does not know how
   * much there is to do; an answer that says so itself is enough. Where it is no longer wanted, both end it with SupersededError.
   * @param isSameStudy whether the answer before stays until there is one
   */
  async ask(
    work: (pool: P, hear: (soFar: A) => void, tell: (progress: Progress | null) => void) => Promise<A>,
    isSameStudy = false,
  ): Promise<void> {
    if (isSameStudy) this.cancel()
    else this.clear()
    this.problem = null
    const turn = this.#turn
    this.isRunning = true
    this.#wait.begin()
    const tell = (progress: Progress | null) => {
      if (turn !== this.#turn) throw new SupersededError()
      this.progress = progress
      this.secondsLeft = this.#wait.hear(progress)
    }
    const hear = (soFar: A) => {
      if (turn !== this.#turn) throw new SupersededError()
      this.now = soFar
      if (isProgress(soFar)) tell(soFar)
    }
    try {
      hear(await work(this.#pool, hear, tell))
    } catch (error) {
      if (turn !== this.#turn || error instanceof SupersededError) return
      this.problem = error instanceof Error ? error.message : String(error)
    } finally {
      if (turn === this.#turn) this.#rest()
    }
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.#turn++
    this.#rest()
    this.#pool.cancel()
  }

  /** Stops and forgets: it was about another scenario. */
  clear(): void {
    this.cancel()
    this.now = this.problem = null
  }

  #rest(): void {
    this.isRunning = false
    this.progress = this.secondsLeft = null
  }
}

function isProgress(answer: unknown): answer is Progress {
  return typeof answer === 'object' && answer !== null && 'done' in answer && 'all' in answer
}

/** A question about runs. */
export class Asked<A> extends AskedOf<A, CancelablePool> {
  constructor(pool: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>(), wait?: Wait) {
    super(pool, wait)
  }
}
