/**
 * The line of one run to the worker. It adds the run's number to every request, and drops the answers that come too
 * late: those about a document that is no longer open. A run that a lost worker had is gone, and the line says so.
 */
import type { Answers, Request } from '../schema/message.ts'
import { CrashError, type SimulationClient } from '../worker/client.ts'
import { SupersededError } from '../worker/superseded.ts'

type Kind = Request['kind']
export type RequestBody<K extends Kind> = Omit<Extract<Request, { kind: K }>, 'kind' | 'runId'>

export class RunLine {
  readonly #client: SimulationClient
  readonly #runId: number
  /** Documents that were sent. What is asked from then on is asked about the newest of them. */
  #sent = 0
  /** The one that is open: what was asked before it was sent concerns nobody. */
  #current = 0
  /** Which worker has the run, counted from 1; 0 while none has. */
  #worker = 0

  constructor(client: SimulationClient) {
    this.#client = client
    this.#runId = client.createRunId()
  }

  /** Tells when the worker that has the run is lost. Returns the way to end that. */
  onCrash(listener: (crash: CrashError) => void): () => void {
    return this.#client.onCrash((crash) => {
      if (this.#worker === this.#client.starts) listener(crash)
    })
  }

  /** From here on the run belongs to the worker of now; where that one is lost, to a fresh one if `restart` is wished. */
  attach(restart = false): void {
    if (restart && this.#client.crash) this.#client.restart()
    this.#worker = this.#client.starts
  }

  /** The document that was sent last is open now. */
  follow(): void {
    this.#current = this.#sent
  }

  /**
   * @returns null where the answer, or the failure, concerns nobody any more
   * @throws RequestError or CrashError
   */
  async ask<K extends Kind>(
    kind: K,
    body: RequestBody<K>,
    onProgress: (progress: number) => void,
  ): Promise<Answers[K] | null> {
    if (kind === 'open' || kind === 'openWorld') this.#sent++
    const document = this.#sent
    const isStale = () => document < this.#current
    try {
      if (this.#worker > 0 && this.#worker !== this.#client.starts)
        throw new CrashError('The model was restarted.')
      // The types cannot see that a body and a run's number make the whole again.
      const whole = { ...body, runId: this.#runId } as never
      const answer = await this.#client.request(kind, whole, (progress) => {
        if (!isStale()) onProgress(progress)
      })
      return isStale() ? null : answer
    } catch (error) {
      if (isStale() || error instanceof SupersededError) return null
      throw error
    }
  }

  /** A question that moves nothing. A wrong one is answered by null; of a worker that is lost, `onCrash` tells. */
  async read<K extends Kind>(kind: K, body: RequestBody<K>): Promise<Answers[K] | null> {
    try {
      return await this.ask(kind, body, () => {})
    } catch {
      return null
    }
  }

  /** Lets the worker forget the run. One that is lost has forgotten it already. */
  async close(): Promise<void> {
    this.#current = ++this.#sent
    if (this.#worker !== this.#client.starts) return
    await this.#client.request('close', { runId: this.#runId }).catch(() => {})
  }
}
