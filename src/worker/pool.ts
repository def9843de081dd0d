/**
 * The page's side of a study: workers that share out tasks, each asking for the next when it is done with one. All cores but one, so
 * that the page stays quick. To cancel is to end the workers: whatever they were at, they stop at once.
 */
import { SupersededError } from './superseded.ts'

/** What a worker answers to a task. */
type Answered<A> = { readonly answer: A } | { readonly error: string }

interface Batch<T, A> {
  readonly tasks: readonly T[]
  readonly answers: A[]
  next: number
  left: number
  readonly resolve: (answers: A[]) => void
  readonly reject: (error: Error) => void
}

const start = () => new Worker(new URL('./risk.worker.ts', import.meta.url), { type: 'module', name: 'risk' })

/**
 * At least one, and one core for the page and its own model.
 * @internal
 */
export function workersFor(cores: number): number {
  return Math.max(1, Math.min(8, cores - 1))
}

export class WorkerPool<T, A> {
  readonly #size: number
  readonly #start: () => Worker
  #workers: Worker[] = []
  #batch: Batch<T, A> | null = null

  constructor(size = workersFor(navigator.hardwareConcurrency || 2), startWorker: () => Worker = start) {
    this.#size = size
    this.#start = startWorker
  }

  /**
   * Answers in the order of the tasks. A batch that was not done when another begins, or when it is cancelled, breaks with
   * SupersededError.
   */
  perform(tasks: readonly T[]): Promise<A[]> {
    if (this.#batch) this.cancel()
    if (tasks.length === 0) return Promise.resolve([])
    return new Promise<A[]>((resolve, reject) => {
      this.#batch = { tasks, answers: [], next: 0, left: tasks.length, resolve, reject }
      while (this.#workers.length < Math.min(this.#size, tasks.length)) this.#workers.push(this.#start())
      for (const worker of this.#workers) this.#giveNext(worker)
    })
  }

  /** Ends the workers; the next batch starts new ones. */
  cancel(): void {
    this.#end(new SupersededError())
  }

  #giveNext(worker: Worker): void {
    const batch = this.#batch
    if (!batch || batch.next >= batch.tasks.length) return
    const place = batch.next++
    worker.onmessage = ({ data }: MessageEvent<Answered<A>>) => {
      if (this.#batch !== batch) return
      if ('error' in data) return this.#end(new Error(data.error))
      batch.answers[place] = data.answer
      if (--batch.left > 0) return this.#giveNext(worker)
      this.#batch = null
      batch.resolve(batch.answers)
    }
    worker.onerror = (event) =>
      this.#end(new Error(event.message || 'a worker of the study could not be loaded'))
    worker.postMessage(batch.tasks[place])
  }

  #end(error: Error): void {
    for (const worker of this.#workers.splice(0)) worker.terminate()
    const batch = this.#batch
    this.#batch = null
    batch?.reject(error)
  }
}
