/** How the lab's probabilities move with the volatility of the news: the same seeds under each multiple of it. */
import type { RiskDocument } from '../risk/counting.ts'
import type { FuturesTask } from '../risk/futures.ts'
import { performAll, type Pool, type RiskAnswer, type RiskTask } from '../risk/task.ts'
import {
  readVolatility,
  scaleVolatility,
  VOLATILITY_MULTIPLES,
  type ScaledFutures,
  type VolatilityCurve,
  type VolatilityEvent,
} from '../risk/volatility.ts'
import { WorkerPool } from '../worker/pool.ts'
import { SupersededError } from '../worker/superseded.ts'

const SCALED_A_TASK = 5
/** Of each multiple, so many at once: the curve sharpens while it is looked at. */
const FUTURES_A_BATCH = 10

interface CancelablePool extends Pool {
  cancel(): void
}

export class Volatility {
  /** Of each multiple, of the seeds from 1 on: as many of each. */
  scaled: readonly ScaledFutures[] = $state.raw([])
  readonly runs = $derived(this.scaled.at(0)?.futures.length ?? 0)
  wanted = $state(0)
  /** What is counted. */
  event: VolatilityEvent = $state('insolvent')
  isRunning = $state(false)
  problem: string | null = $state(null)
  readonly #pool: CancelablePool
  #turn = 0
  #document: RiskDocument | null = null

  constructor(pool: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>()) {
    this.#pool = pool
  }

  /** Plays the seeds 1 to `wanted` under each multiple; goes on where the same document was asked for fewer. */
  async ask(document: RiskDocument, wanted: number): Promise<void> {
    this.forget(document)
    if (!this.canScale(document)) return
    this.#document = document
    const turn = ++this.#turn
    this.#pool.cancel()
    this.wanted = wanted
    this.isRunning = true
    try {
      while (this.runs < wanted) {
        const count = Math.min(FUTURES_A_BATCH, wanted - this.runs)
        const next = await this.#play(document, this.runs, count)
        if (turn !== this.#turn) return
        this.scaled = next
      }
    } catch (error) {
      if (turn !== this.#turn || error instanceof SupersededError) return
      this.problem = error instanceof Error ? error.message : String(error)
    } finally {
      if (turn === this.#turn) this.isRunning = false
    }
  }

  /** What is known, and so many more of each multiple that can be. */
  async #play(document: RiskDocument, known: number, count: number): Promise<ScaledFutures[]> {
    const documents = VOLATILITY_MULTIPLES.flatMap((multiple) => {
      const scaled = scaleVolatility(document, multiple)
      return scaled === null ? [] : [{ multiple, scaled }]
    })
    const tasks = documents.flatMap(({ scaled }) =>
      Array.from({ length: Math.ceil(count / SCALED_A_TASK) }, (_, i): FuturesTask => ({
        kind: 'futures',
        document: scaled,
        from: known + i * SCALED_A_TASK + 1,
        count: Math.min(SCALED_A_TASK, count - i * SCALED_A_TASK),
      })),
    )
    const answers = await performAll(this.#pool, tasks)
    const each = tasks.length / Math.max(1, documents.length)
    return documents.map(({ multiple }, i) => ({
      multiple,
      futures: [
        ...(this.scaled.at(i)?.futures ?? []),
        ...answers.slice(i * each, (i + 1) * each).flatMap(({ futures }) => futures),
      ],
    }))
  }

  /** What is known of another document goes. */
  forget(document: RiskDocument): void {
    if (this.#document === document) return
    this.cancel()
    this.#document = null
    this.scaled = []
    this.wanted = 0
    this.problem = null
  }

  /** Whether there is a volatility to move. */
  canScale(document: RiskDocument): boolean {
    return scaleVolatility(document, 1) !== null
  }

  /** Null before there are futures. */
  read(event: VolatilityEvent): VolatilityCurve | null {
    return this.runs === 0 ? null : readVolatility(this.scaled, event)
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.#turn++
    this.isRunning = false
    this.wanted = this.runs
    this.#pool.cancel()
  }
}
