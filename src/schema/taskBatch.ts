/**
 * Tasks that a pool shares out, each to whoever is free, so that none waits for a slow one; and their answers, in the order of the
 * tasks. The page shares out among workers and a command among processes.
 */

/** What is heard of a task from whoever performed it. */
export type Answered<A> = { readonly answer: A } | { readonly error: string }

export class TaskBatch<T, A> {
  readonly tasks: readonly T[]
  readonly answers: Promise<A[]>
  readonly #answers: A[] = []
  readonly #onAnswer: ((answered: number) => void) | undefined
  #next = 0
  #answered = 0
  #resolve: (answers: A[]) => void = () => undefined
  #reject: (error: Error) => void = () => undefined

  /**
   * @param tasks at least one
   * @param onAnswer called with how many are answered, as long as some are not
   */
  constructor(tasks: readonly T[], onAnswer?: (answered: number) => void) {
    this.tasks = tasks
    this.#onAnswer = onAnswer
    this.answers = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  get isAnswered(): boolean {
    return this.#answered === this.tasks.length
  }

  /** The place of the next task; null where all are given out. */
  take(): number | null {
    return this.#next < this.tasks.length ? this.#next++ : null
  }

  answer(place: number, answer: A): void {
    this.#answers[place] = answer
    this.#answered++
    if (this.isAnswered) this.#resolve(this.#answers)
    else this.#onAnswer?.(this.#answered)
  }

  break(error: Error): void {
    this.#reject(error)
  }
}
