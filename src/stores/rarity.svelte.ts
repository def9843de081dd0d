/**
 * The probability of one event of the lab's scenario, by counting or by splitting, as it sharpens. A newer question takes the place
 * of the one before.
 */
import type { RiskDocument } from '../risk/counting.ts'
import { estimate, type Estimate, type Question } from '../risk/estimate.ts'
import type { Pool, RiskAnswer, RiskTask } from '../risk/task.ts'
import { WorkerPool } from '../worker/pool.ts'
import { SupersededError } from '../worker/superseded.ts'

/** Counting goes so far before splitting is thought about, and at most so far. */
const MOST_COUNTED = 20_000
const PRECISION = 0.1

interface CancelablePool extends Pool {
  cancel(): void
}

export class Rarity {
  now: Estimate | null = $state.raw(null)
  /** What counting said where splitting answers, so that both can be compared. */
  counted: Estimate | null = $state.raw(null)
  isRunning = $state(false)
  problem: string | null = $state(null)
  readonly #pool: CancelablePool
  #turn = 0

  constructor(pool: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>()) {
    this.#pool = pool
  }

  async ask(document: RiskDocument, event: string, method: Question['method'] = 'auto'): Promise<void> {
    const turn = ++this.#turn
    this.#pool.cancel()
    this.now = this.counted = this.problem = null
    this.isRunning = true
    const question: Question = { document, event, method, from: 1, runs: MOST_COUNTED, precision: PRECISION }
    const hear = (soFar: Estimate) => {
      if (turn !== this.#turn) return
      if (soFar.method === 'crude') this.counted = soFar
      this.now = soFar
    }
    try {
      hear(await estimate(question, this.#pool, hear))
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
    this.now = this.counted = this.problem = null
  }
}
