/**
 * How fat the tail of the lab's scenario is: the returns of a few dozen futures, which stay here, and what is read off them under
 * the present settings.
 */
import type { RiskDocument } from '../risk/counting.ts'
import type { Returns, ReturnsTask } from '../risk/returns.ts'
import type { TailsAnswer, TailSettings } from '../risk/tails.ts'
import { performAll } from '../risk/performAll.ts'
import type { Pool, Progress } from '../risk/task.ts'
import { Asked, type CancelablePool } from './asked.svelte.ts'

const RETURNS_RUNS_A_TASK = 5
/** Of long runs there are fewer, so that their returns stay within some thirty megabytes. */
const MOST_RETURNS = 2_000_000
const LEAST_RUNS = 10

export class Tails {
  readonly answer: Asked<TailsAnswer>
  settings: TailSettings = $state.raw({ side: 'falls', span: 1, over: 0.05 })
  /** Futures whose returns are known. */
  runs = $state(0)
  #document: RiskDocument | null = null
  /** How many were asked for last, by an address too. */
  #wished: number | null = null
  #returns: readonly Returns[] = []

  constructor(pool?: CancelablePool) {
    this.answer = new Asked(pool)
  }

  /** How many futures are played where so many are wished for. */
  limitRuns({ steps }: RiskDocument, wanted: number): number {
    return Math.min(wanted, Math.max(LEAST_RUNS, Math.floor(MOST_RETURNS / steps)))
  }

  /** What an address asks of a document, before it is played. */
  prepare(document: RiskDocument, settings: TailSettings, runs: number): void {
    this.#take(document)
    this.settings = settings
    this.#wished = runs
  }

  /** Asks as it was asked last, and else for `usual` futures; what is under way goes on. */
  begin(document: RiskDocument, usual: number): Promise<void> {
    const wished = this.#document === document ? this.#wished : null
    return wished !== null && this.answer.isRunning ? Promise.resolve() : this.ask(document, wished ?? usual)
  }

  /** Plays the futures of seeds 1 to `wanted`, those that are not known yet, and reads them. */
  async ask(document: RiskDocument, wanted: number): Promise<void> {
    if (this.#document !== document) {
      this.#take(document)
      this.settings = { ...this.settings, span: 1 }
    }
    this.#wished = wanted
    const runs = this.limitRuns(document, wanted)
    await this.#work((pool, tell) => this.#play(pool, document, runs, tell))
  }

  /** Reads the same returns in another way. */
  async read(settings: TailSettings): Promise<void> {
    this.settings = settings
    if (this.#returns.length > 0) await this.#work(() => Promise.resolve(this.#returns))
  }

  /** Stops; what is known stays. */
  cancel(): void {
    this.answer.cancel()
  }

  #take(document: RiskDocument): void {
    this.#document = document
    this.#returns = []
    this.runs = 0
    this.#wished = null
    this.answer.clear()
  }

  async #play(
    pool: Pool,
    document: RiskDocument,
    runs: number,
    tell: (progress: Progress) => void,
  ): Promise<readonly Returns[]> {
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
    const answers = await performAll(pool, tasks, (answered) => tell({ done: answered, all: tasks.length }))
    return [...this.#returns, ...answers.flatMap((answer) => answer.runs)]
  }

  #work(
    play: (pool: Pool, tell: (progress: Progress) => void) => Promise<readonly Returns[]>,
  ): Promise<void> {
    const document = this.#document
    return this.answer.ask(async (pool, _, tell) => {
      const runs = await play(pool, tell)
      // Reading them is one task, of which nobody hears until it is done.
      tell(null)
      if (document === this.#document) {
        this.#returns = runs
        this.runs = runs.length
      }
      const [answer] = await performAll(pool, [
        { kind: 'tails', runs, seed: String(runs.length), ...this.settings },
      ])
      return answer
    }, true)
  }
}
