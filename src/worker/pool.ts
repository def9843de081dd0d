/**
 * The page's side of a study: workers that share out tasks, each asking for the next when it is done with one. All cores but one, so
 * that the page stays quick. To cancel is to end the workers: whatever they were at, they stop at once.
 */
import { listAlive } from './liveness.ts'
import { SupersededError } from './superseded.ts'
import { TaskBatch, type Answered } from '../schema/taskBatch.ts'

const start = (name: string) =>
  new Worker(new URL('./risk.worker.ts', import.meta.url), { type: 'module', name })

/** How often it is looked whether the workers still live. */
const LOOK_MS = 1_000
let started = 0

/** A worker, and whether it was once seen to live: before that it may not have begun. */
interface Member {
  readonly worker: Worker
  readonly name: string
  wasSeen: boolean
  /** How often in a row it was looked for in vain. */
  missed: number
}

/**
 * At least one, and one core for the page and its own model.
 * @internal
 */
export function workersFor(cores: number): number {
  return Math.max(1, Math.min(8, cores - 1))
}

export class WorkerPool<T, A> {
  /** Workers at most. */
  readonly size: number
  readonly #start: (name: string) => Worker
  readonly #look: typeof listAlive
  #members: Member[] = []
  #batch: TaskBatch<T, A> | null = null

  /** @param startWorker starts one that holds the life of this name (liveness.ts) */
  constructor(
    size = workersFor(navigator.hardwareConcurrency || 2),
    startWorker: (name: string) => Worker = start,
    look: typeof listAlive = listAlive,
  ) {
    this.size = size
    this.#start = startWorker
    this.#look = look
  }

  /**
   * Answers in the order of the tasks. A batch that was not done when another begins, or when it is cancelled, breaks with
   * SupersededError.
   * @param onAnswer called with how many are answered, before the last one is
   */
  perform(tasks: readonly T[], onAnswer?: (answered: number) => void): Promise<A[]> {
    if (this.#batch) this.cancel()
    if (tasks.length === 0) return Promise.resolve([])
    const batch = new TaskBatch<T, A>(tasks, onAnswer)
    this.#batch = batch
    while (this.#members.length < Math.min(this.size, tasks.length)) this.#members.push(this.#add())
    for (const member of this.#members) this.#giveNext(member)
    void this.#watch(batch)
    return batch.answers
  }

  #add(): Member {
    const name = `study-${++started}-${Math.floor(Math.random() * 1e9)}`
    return { worker: this.#start(name), name, wasSeen: false, missed: 0 }
  }

  /** Looks after the workers as long as the batch goes on: one that is gone would be waited for for ever. */
  async #watch(batch: TaskBatch<T, A>): Promise<void> {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
      if (this.#batch !== batch) return
      const members = [...this.#members]
      const alive = await this.#look()
      if (alive === null || this.#batch !== batch) return
      for (const member of members) {
        const isAlive = alive.has(member.name)
        member.missed = isAlive || !member.wasSeen ? 0 : member.missed + 1
        // Once says little: on a busy machine its first answer may be here before its life is known.
        if (member.missed > 1)
          return this.#end(new Error('The browser ended a worker of the study, perhaps for want of memory.'))
        member.wasSeen ||= isAlive
      }
    }
  }

  /** Ends the workers; the next batch starts new ones. */
  cancel(): void {
    this.#end(new SupersededError())
  }

  #giveNext(member: Member): void {
    const { worker } = member
    const batch = this.#batch
    const place = batch?.take() ?? null
    if (!batch || place === null) return
    worker.onmessage = ({ data }: MessageEvent<Answered<A>>) => {
      member.wasSeen = true
      if (this.#batch !== batch) return
      if ('error' in data) return this.#end(new Error(data.error))
      this.#giveNext(member)
      batch.answer(place, data.answer)
      if (batch.isAnswered) this.#batch = null
    }
    worker.onerror = (event) =>
      this.#end(new Error(event.message || 'a worker of the study could not be loaded'))
    worker.postMessage(batch.tasks[place])
  }

  #end(error: Error): void {
    for (const { worker } of this.#members.splice(0)) worker.terminate()
    const batch = this.#batch
    this.#batch = null
    batch?.break(error)
  }
}
