/**
 * One run as the page has it, whatever was opened: what is known of it, and the wishes of the person in front of it, as requests
 * to the worker. It computes nothing of the model. It keeps what it has if something fails, says every failure in `error`, and
 * never asks for more before the worker has answered.
 */
import { Pace } from './pace.ts'
import { RunLine, type RequestBody } from './runLine.ts'
import { RunRecord } from './runRecord.svelte.ts'
import type { SeriesHistory } from './seriesHistory.svelte.ts'
import type { RunKind } from './runKinds.ts'
import type { Mark } from './story.ts'
import type { Frame } from '../schema/frame.ts'
import type { Answers, WorkerError } from '../schema/message.ts'
import { CrashError, RequestError, type SimulationClient } from '../worker/client.ts'

export abstract class PlayedRun<Kind extends RunKind> extends RunRecord<Kind> {
  playing = $state(false)
  /** Infinity is as fast as it goes. */
  stepsPerSecond = $state(8)
  /** What went wrong last, until a later frame comes or it is dismissed. */
  error = $state.raw<WorkerError | null>(null)
  /** The worker is gone: `recover` brings everything back. */
  crashed = $state(false)
  /** Share of a long way that is done; null while there is none. */
  progress = $state<number | null>(null)
  /** Whether a document is being opened. */
  isOpening = $state(false)

  /** The request that opens a document. */
  protected abstract readonly opens: 'open' | 'openWorld'
  /** Whether the story of the last shock is told at a step that is known. */
  abstract isSettledAt(step: number): boolean
  /** Moments that are worth finding again, as far as they are known. */
  abstract get marks(): readonly Mark[]

  protected readonly line: RunLine
  readonly #pace = new Pace()
  /** Requests under way that move the run, and the last of them. */
  #moving = $state(0)
  #lastMove: Promise<unknown> = Promise.resolve()
  #openTicket = 0
  #openTurn: Promise<unknown> = Promise.resolve()
  #wantedStep: number | null = null
  #seeks = 0
  #seeking: Promise<void> = Promise.resolve()

  constructor(client: SimulationClient) {
    super()
    this.line = new RunLine(client)
    // Said at once, also where nothing was under way.
    this.line.onCrash((crash) => this.#fail(crash))
  }

  /** Whether the worker is moving this run, so that another wish would have to wait. */
  get busy(): boolean {
    return this.#moving > 0
  }

  /**
   * Opens a document at step 0, paused. Of several wishes in a row only the first and the last are carried out, so that a
   * lever can be dragged. If the document is wrong, what was there stays.
   * @param more what else the request says
   * @returns whether this document is the one that is open now
   */
  open(document: unknown, more: object = {}): Promise<boolean> {
    const ticket = ++this.#openTicket
    this.pause()
    const turn = this.#openTurn.then(async () => {
      if (ticket !== this.#openTicket) return false
      this.isOpening = true
      this.line.attach()
      const isOpen = await this.#move(this.opens, { document, ...more }, (opened) => this.#begin(opened))
      this.isOpening = false
      return isOpen && ticket === this.#openTicket
    })
    this.#openTurn = turn
    return turn
  }

  play(): void {
    if (this.frame === null || this.atEnd) return
    this.#pace.reset()
    this.playing = true
  }

  pause(): void {
    this.playing = false
  }

  /** Pauses, and takes one step, after what is under way. */
  async stepOnce(): Promise<void> {
    this.pause()
    while (this.busy) await this.#lastMove
    if (!this.atEnd) await this.advance(1)
  }

  /** Takes this many steps, fewer at the end of the run; none while the run is being moved already. */
  async advance(steps: number): Promise<void> {
    if (this.frame === null || this.busy || steps < 1) return
    await this.#move('advance', { steps }, (frame) => this.#show(frame))
  }

  /**
   * Goes to a step, exactly. Of many wishes in a row (a drag) the latest is carried out as soon as the one before is
   * answered; a long way is given up at once.
   */
  seek(step: number): Promise<void> {
    this.#wantedStep = Math.min(this.steps, Math.max(0, Math.round(step)))
    if (this.#seeks === 0 || this.progress !== null) this.#seeking = this.#seekUntilThere()
    return this.#seeking
  }

  /** Gives the market a push in the next step. What was known of the future is forgotten. Null where that failed. */
  async push(push: Kind['push']): Promise<Kind['shock'] | null> {
    let shock: Kind['shock'] | null = null
    await this.#move('push', { push }, (answer) => {
      shock = answer.shock
      this.addShock(shock)
      this.#show(answer.frame)
    })
    return shock
  }

  /** The same run again from step 0, pushes included; it plays if it was playing. */
  async replay(): Promise<boolean> {
    if (this.document === null) return false
    const wasPlaying = this.playing
    const isOpen = await this.open(this.document)
    if (isOpen && wasPlaying) this.play()
    return isOpen
  }

  /** Time has passed on the page. Asks for the steps that are due, unless the worker still owes some. */
  elapse(elapsedMs: number): void {
    if (!this.playing || this.frame === null) return
    if (this.atEnd) this.pause()
    else if (this.busy) this.#pace.wait(elapsedMs, this.stepsPerSecond)
    else void this.advance(this.#pace.take(elapsedMs, this.stepsPerSecond))
  }

  /**
   * The series of the whole run, worked out ahead of the present moment, which stays; null where that failed, or another
   * document or a push has changed the run meanwhile. What is shown goes on as if nobody had looked.
   */
  async lookAhead(): Promise<SeriesHistory | null> {
    const { series } = this
    const ahead = await this.line.read('look', {})
    return ahead !== null && series === this.series ? series.extend(ahead) : null
  }

  /** The summary and every account at the present moment, or null where that failed. */
  accounts(): Promise<Kind['accounts'] | null> {
    return this.line.read('accounts', {})
  }

  dismissError(): void {
    this.error = null
  }

  /** After a crash: a fresh worker, the same document with its pushes, the same steps known, the same moment. */
  async recover(): Promise<boolean> {
    const { document, step } = this
    const known = this.series.length - 1
    this.line.attach(true)
    this.crashed = false
    this.error = null
    if (document === null) return true
    if (!(await this.open(document))) return false
    if (known > step) await this.seek(known)
    await this.seek(step)
    return this.error === null
  }

  /** Forgets the run, here and in the worker. */
  async close(): Promise<void> {
    this.pause()
    this.#openTicket++
    this.forget()
    this.error = null
    this.#wantedStep = null
    await this.line.close()
  }

  #begin(opened: Kind['opened']): void {
    this.line.follow()
    this.crashed = false
    this.error = null
    this.#wantedStep = null
    this.#pace.reset()
    this.begin(opened)
  }

  async #seekUntilThere(): Promise<void> {
    this.#seeks++
    this.#pace.reset()
    while (this.#wantedStep !== null && this.frame !== null) {
      const step = this.#wantedStep
      this.#wantedStep = null
      await this.#move('seek', { step }, (frame) => this.#show(frame))
    }
    this.#seeks--
  }

  #show(frame: Frame): void {
    this.apply(frame)
    this.error = null
  }

  /** A request that moves the run. Resolves, after `apply`, to whether it went well. */
  async #move<K extends 'open' | 'openWorld' | 'advance' | 'seek' | 'push'>(
    kind: K,
    body: RequestBody<K>,
    apply: (answer: Answers[K]) => void,
  ): Promise<boolean> {
    this.#moving++
    const asked = this.#ask(kind, body)
    this.#lastMove = asked
    const answer = await asked
    this.#moving--
    if (answer === null) return false
    apply(answer)
    return true
  }

  /** Null where it failed, which `error` then says, or where it concerns nobody any more. */
  async #ask<K extends keyof Answers>(kind: K, body: RequestBody<K>): Promise<Answers[K] | null> {
    try {
      return await this.line.ask(kind, body, (progress) => {
        this.progress = progress
      })
    } catch (error) {
      this.#fail(error)
      return null
    } finally {
      this.progress = null
    }
  }

  #fail(error: unknown): void {
    this.pause()
    this.crashed = error instanceof CrashError
    this.error = {
      message: error instanceof Error ? error.message : String(error),
      path: error instanceof RequestError ? error.path : null,
    }
  }
}
