/**
 * Processes that share out tasks: each asks for the next when it is done with one, so that none waits for a slow one. Processes,
 * not threads: a thread of Node 20 does not read TypeScript.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { TaskBatch, type Answered } from '../schema/taskBatch.ts'

export class ProcessPool<T, A> {
  readonly #size: number
  readonly #children: ChildProcess[] = []
  readonly #places = new Map<ChildProcess, number>()
  readonly #script: string
  readonly #args: readonly string[]
  readonly #toError: (task: T, message: string) => Error
  #batch: TaskBatch<T, A> | null = null

  /**
   * @param script address of the module that answers
   * @param toError what is thrown where a task cannot be done
   */
  constructor(
    script: URL,
    args: readonly string[],
    toError: (task: T, message: string) => Error,
    size = availableParallelism(),
  ) {
    this.#script = fileURLToPath(script)
    this.#args = args
    this.#toError = toError
    this.#size = size
  }

  /** Answers in the order of the tasks. One batch at a time. */
  perform(tasks: readonly T[]): Promise<A[]> {
    if (this.#batch) throw new Error('The processes are at work.')
    if (tasks.length === 0) return Promise.resolve([])
    const batch = new TaskBatch<T, A>(tasks)
    this.#batch = batch
    while (this.#children.length < Math.min(this.#size, tasks.length)) this.#start()
    for (const child of this.#children) this.#giveNext(child)
    return batch.answers.finally(() => {
      this.#batch = null
    })
  }

  /** The processes end. */
  close(): void {
    for (const child of this.#children.splice(0)) child.disconnect()
  }

  #start(): void {
    const child = fork(this.#script, [...this.#args], {
      execArgv: ['--import', import.meta.resolve('tsx')],
      serialization: 'advanced',
    })
    child.on('error', (error) => this.#batch?.break(error))
    child.on('exit', (code) => this.#batch?.break(new Error(`A process ended with ${String(code)}.`)))
    child.on('message', (message: Answered<A>) => this.#hear(child, message))
    this.#children.push(child)
  }

  #hear(child: ChildProcess, message: Answered<A>): void {
    const batch = this.#batch
    const place = this.#places.get(child)
    if (!batch || place === undefined) return
    if ('error' in message) return batch.break(this.#toError(batch.tasks[place], message.error))
    this.#giveNext(child)
    batch.answer(place, message.answer)
  }

  #giveNext(child: ChildProcess): void {
    const place = this.#batch?.take() ?? null
    if (!this.#batch || place === null) return
    this.#places.set(child, place)
    child.send(this.#batch.tasks[place] as object)
  }
}
