/**
 * Processes that share out tasks: each asks for the next when it is done with one, so that none waits for a slow one. Processes,
 * not threads: a thread of Node 20 does not read TypeScript.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

/** What a process answers to a task. */
export type Answered<A> = { readonly answer: A } | { readonly error: string }

interface Batch<T, A> {
  readonly tasks: readonly T[]
  readonly answers: A[]
  next: number
  left: number
  readonly resolve: (answers: A[]) => void
  readonly reject: (error: Error) => void
}

export class ProcessPool<T, A> {
  readonly #size: number
  readonly #children: ChildProcess[] = []
  readonly #places = new Map<ChildProcess, number>()
  readonly #script: string
  readonly #args: readonly string[]
  readonly #toError: (task: T, message: string) => Error
  #batch: Batch<T, A> | null = null

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
    return new Promise<A[]>((resolve, reject) => {
      this.#batch = { tasks, answers: [], next: 0, left: tasks.length, resolve, reject }
      while (this.#children.length < Math.min(this.#size, tasks.length)) this.#start()
      for (const child of this.#children) this.#giveNext(child)
    }).finally(() => {
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
    child.on('error', (error) => this.#batch?.reject(error))
    child.on('exit', (code) => this.#batch?.reject(new Error(`A process ended with ${String(code)}.`)))
    child.on('message', (message: Answered<A>) => this.#hear(child, message))
    this.#children.push(child)
  }

  #hear(child: ChildProcess, message: Answered<A>): void {
    const batch = this.#batch
    const place = this.#places.get(child)
    if (!batch || place === undefined) return
    if ('error' in message) return batch.reject(this.#toError(batch.tasks[place], message.error))
    batch.answers[place] = message.answer
    if (--batch.left === 0) batch.resolve(batch.answers)
    else this.#giveNext(child)
  }

  #giveNext(child: ChildProcess): void {
    const batch = this.#batch
    if (!batch || batch.next >= batch.tasks.length) return
    this.#places.set(child, batch.next)
    child.send(batch.tasks[batch.next++] as object)
  }
}
