/**
 * How fat the tail of the lab's scenario is: the returns of a few dozen futures, which stay here, and what is read off them under
 * the present settings. A newer question takes the place of the one before.
 */
import type { RiskDocument } from '../risk/counting.ts'
import type { Returns, ReturnsTask } from '../risk/returns.ts'
import type { TailsAnswer, TailSettings } from '../risk/tails.ts'
import { performAll, type Pool, type RiskAnswer, type RiskTask } from '../risk/task.ts'
import { WorkerPool } from '../worker/pool.ts'
import { SupersededError } from '../worker/superseded.ts'

const RETURNS_RUNS_A_TASK = 5
/** Of long runs there are fewer, so that their returns stay within some thirty megabytes. */
const MOST_RETURNS = 2_000_000
const LEAST_RUNS = 10

interface CancelablePool extends Pool {
  cancel(): void
}

export class Tails {
  settings: TailSettings = $state.raw({ side: 'falls', span: 1, over: 0.05 })
  now: TailsAnswer | null = $state.raw(null)
  /** Futures whose returns are known. */
  runs = $state(0)
  isRunning = $state(false)
  problem: string | null = $state(null)
  readonly #pool: CancelablePool
  #turn = 0
  #document: RiskDocument | null = null
  #returns: readonly Returns[] = []

  constructor(pool: CancelablePool = new WorkerPool<RiskTask, RiskAnswer>()) {
    this.#pool = pool
  }

  /** How many futures are played where so many are wished for. */
  limitRuns({ steps }: RiskDocument, wanted: number): number {
    return Math.min(wanted, Math.max(LEAST_RUNS, Math.floor(MOST_RETURNS / steps)))
  }

  /** Plays the futures of seeds 1 to `wanted`, those that are not known yet, and reads them. */
  async ask(document: RiskDocument, wanted: number): Promise<void> {
    if (this.#document !== document) {
      this.#returns = []
      this.runs = 0
      this.now = null
      this.settings = { ...this.settings, span: 1 }
    }
    this.#document = document
    const runs = this.limitRuns(document, wanted)
    await this.#work(async () => {
      const known = this.#returns.length
      const tasks = Array.from(
        { length: Math.ceil((runs - known) / RETURNS_RUNS_A_TASK) },
        (_, i): ReturnsTask => ({
          kind: 'returns',
          document,
          from: known + 1 + i * RETURNS_RUNS_A_TASK,
          count: Math.min(RETURNS_RUNS_A_TASK, runs - known - i * RETURNS_RUNS_A_TASK),
        }),
      )
      const answers = await performAll(this.#pool, tasks)
      return [...this.#returns, ...answers.flatMap((answer) => answer.runs)]
    })
  }

  /** Reads the same returns in another way. */
  async read(settings: TailSettings): Promise<void> {
    this.settings = settings
    if (this.#returns.length > 0) await this.#work(() => Promise.resolve(this.#returns))
  }

  async #work(play: () => Promise<readonly Returns[]>): Promise<void> {
    const turn = ++this.#turn
    this.#pool.cancel()
    this.problem = null
    this.isRunning = true
    try {
      const runs = await play()
      if (turn !== this.#turn) return
      this.#returns = runs
      this.runs = runs.length
      const task = { kind: 'tails', runs, seed: String(runs.length), ...this.settings } as const
      const [answer] = await performAll(this.#pool, [task])
      if (turn === this.#turn) this.now = answer
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
}
