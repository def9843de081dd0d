/**
 * The page's side of the line: a promise for each request, kept or broken by the reply with its id. If the worker is
 * lost, every open promise breaks with the reason, and so does every new one until `restart`: never a silent freeze.
 */
import { SUPERSEDED, SupersededError } from './superseded.ts'
import type { Connect, Port } from './port.ts'
import type { Answers, Reply, Request } from '../schema/message.ts'

type Kind = Request['kind']
type Body<K extends Kind> = Omit<Extract<Request, { kind: K }>, 'kind'>

/** The worker refused the request and says why; `path` names the field of a wrong document. */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly path: string | null

  constructor(message: string, path: string | null) {
    super(message)
    this.path = path
  }
}

/** The worker itself is gone, and with it all runs. */
export class CrashError extends Error {
  override readonly name = 'CrashError'
}

interface Waiting {
  readonly kind: Kind
  readonly runId: number
  resolve(answer: unknown): void
  reject(error: Error): void
  onProgress(progress: number): void
}

export class SimulationClient {
  readonly #connect: Connect
  readonly #waiting = new Map<number, Waiting>()
  readonly #listeners = new Set<(crash: CrashError) => void>()
  #port: Port | null = null
  #crash: CrashError | null = null
  #lastId = 0
  #lastRunId = 0
  #starts = 1

  /** Nothing starts before the first request. */
  constructor(connect: Connect) {
    this.#connect = connect
  }

  /** Why the worker is lost, or null while it is not. */
  get crash(): CrashError | null {
    return this.#crash
  }

  /** Goes up by one with every fresh worker. A run that was opened under a lower number is gone. */
  get starts(): number {
    return this.#starts
  }

  /** Tells when the worker is lost, also where nothing was asked of it. Returns the way to end that. */
  onCrash(listener: (crash: CrashError) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A number for one more run in this worker. */
  createRunId(): number {
    return ++this.#lastRunId
  }

  isAdvancing(runId: number): boolean {
    for (const one of this.#waiting.values()) if (one.kind === 'advance' && one.runId === runId) return true
    return false
  }

  /**
   * @param onProgress called about every 100 ms of a long way, with the share of it that is done
   * @throws RequestError, SupersededError or CrashError, by rejection. A second `advance` of a run while one is under way
   *   is refused: the page must not ask faster than the worker answers.
   */
  request<K extends Kind>(
    kind: K,
    body: Body<K>,
    onProgress: (progress: number) => void = () => {},
  ): Promise<Answers[K]> {
    if (this.#crash) return Promise.reject(this.#crash)
    const request = { kind, ...body } as unknown as Request
    if (kind === 'advance' && this.isAdvancing(request.runId))
      return Promise.reject(new RequestError('The run is still advancing.', null))
    return new Promise<Answers[K]>((resolve, reject) => {
      const id = ++this.#lastId
      this.#waiting.set(id, {
        kind,
        runId: request.runId,
        resolve: resolve as (answer: unknown) => void,
        reject,
        onProgress,
      })
      try {
        this.#port ??= this.#open()
        this.#port.post({ id, request })
      } catch (error) {
        // A document that cannot cross the threads, or a browser that refuses workers.
        this.#waiting.delete(id)
        reject(new RequestError(error instanceof Error ? error.message : String(error), null))
      }
    })
  }

  /** A fresh worker, without any run. */
  restart(): void {
    this.#fail(new CrashError('The model was restarted.'))
    this.#crash = null
    this.#starts++
  }

  /** Ends the worker. The next request would start a new one. */
  close(): void {
    this.restart()
  }

  #open(): Port {
    // Whatever an abandoned worker still says concerns nobody.
    const isCurrent = () => this.#port === port
    const port = this.#connect({
      onReply: (reply) => {
        if (isCurrent()) this.#settle(reply)
      },
      onFailure: (reason) => {
        if (!isCurrent()) return
        const crash = new CrashError(`The model stopped: ${reason}.`)
        this.#fail(crash)
        for (const listener of this.#listeners) listener(crash)
      },
    })
    return port
  }

  #settle(reply: Reply): void {
    const one = this.#waiting.get(reply.id)
    if (one === undefined) return
    if ('progress' in reply) return one.onProgress(reply.progress)
    this.#waiting.delete(reply.id)
    if ('answer' in reply) one.resolve(reply.answer)
    else if (reply.error.message === SUPERSEDED) one.reject(new SupersededError(SUPERSEDED))
    else one.reject(new RequestError(reply.error.message, reply.error.path))
  }

  #fail(crash: CrashError): void {
    this.#crash = crash
    this.#port?.close()
    this.#port = null
    const lost = [...this.#waiting.values()]
    this.#waiting.clear()
    for (const one of lost) one.reject(crash)
  }
}
