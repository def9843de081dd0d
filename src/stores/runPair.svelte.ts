/**
 * Two runs with one clock, to compare: both are always asked for the same step, and the next step is due when both have
 * arrived. If one of them fails or is shorter, the other waits.
 */
import { Pace } from './pace.ts'
import type { Run } from './run.svelte.ts'
import type { WorldRun } from './world/worldRun.svelte.ts'
import type { Push, WorkerError } from '../schema/message.ts'
import type { Frame, MarketReadings } from '../schema/frame.ts'

/** What to open; a run without a document here stays as it is, and goes back to step 0. */
export interface PairDocuments {
  readonly a?: unknown
  readonly b?: unknown
}

export class RunPair<R extends Run | WorldRun = Run> {
  a: R = $state.raw() as R
  b: R = $state.raw() as R
  playing = $state(false)
  /** Infinity is as fast as it goes. */
  stepsPerSecond = $state(8)
  readonly #pace = new Pace()
  #moving = $state(0)

  constructor(a: R, b: R) {
    this.a = a
    this.b = b
  }

  /** The step of both; while they are on their way, of the one behind. */
  get step(): number {
    return Math.min(this.a.step, this.b.step)
  }

  /** The last step that both have. */
  get steps(): number {
    return Math.min(this.a.steps, this.b.steps)
  }

  /** Of the first run, once both are open. */
  get frame(): Frame | null {
    return this.b.frame && this.a.frame
  }

  /** Of the first run, once both are open. */
  market(place: number): MarketReadings | null {
    return this.frame && this.a.market(place)
  }

  /** Of the first run, with its pushes. */
  get document(): R['document'] {
    return this.a.document
  }

  get atEnd(): boolean {
    return this.frame !== null && this.step >= this.steps
  }

  get busy(): boolean {
    return this.#moving > 0 || this.a.busy || this.b.busy
  }

  get error(): WorkerError | null {
    return this.a.error ?? this.b.error
  }

  get crashed(): boolean {
    return this.a.crashed || this.b.crashed
  }

  dismissError(): void {
    this.a.dismissError()
    this.b.dismissError()
  }

  /** Opens both at step 0, paused. Returns whether both are open now. */
  async open(documentA: unknown, documentB: unknown): Promise<boolean> {
    return this.reopen({ a: documentA, b: documentB })
  }

  /** Opens what is given, paused, both at step 0. Returns whether that is what is open now. */
  async reopen(documents: PairDocuments): Promise<boolean> {
    this.pause()
    const turn = (run: R, document: unknown) => (document === undefined ? run.seek(0) : run.open(document))
    return this.#both([turn(this.a, documents.a), turn(this.b, documents.b)])
  }

  /** A becomes B and B becomes A; nothing is computed again. */
  swap(): void {
    ;[this.a, this.b] = [this.b, this.a]
  }

  play(): void {
    if (this.frame === null || this.atEnd) return
    this.#pace.reset()
    this.playing = true
  }

  pause(): void {
    this.playing = false
    this.a.pause()
    this.b.pause()
  }

  async stepOnce(): Promise<void> {
    this.pause()
    await this.seek(this.step + 1)
  }

  /** Takes both to a step, exactly. */
  async seek(step: number): Promise<void> {
    const wanted = Math.min(step, this.steps)
    await this.#both([this.a.seek(wanted), this.b.seek(wanted)])
  }

  /** The same push for both, in the same step. */
  async push(this: RunPair, push: Push): Promise<void> {
    const { step } = this
    await this.seek(step)
    await this.#both([this.a.push(push), this.b.push(push)])
  }

  /** Both again from step 0, pushes included; they play if they were playing. */
  async replay(): Promise<void> {
    const wasPlaying = this.playing
    this.pause()
    if ((await this.#both([this.a.replay(), this.b.replay()])) && wasPlaying) this.play()
  }

  /** After a crash: a fresh worker for both, at the same moment. */
  async recover(): Promise<boolean> {
    const { step } = this
    // One after the other: the first restarts the worker for both.
    const isBack = (await this.a.recover()) && (await this.b.recover())
    if (isBack && this.frame) await this.seek(step)
    return isBack
  }

  /** Time has passed on the page, for both. */
  elapse(elapsedMs: number): void {
    if (!this.playing) return
    if (this.atEnd) this.pause()
    else if (this.busy) this.#pace.wait(elapsedMs, this.stepsPerSecond)
    else {
      const steps = this.#pace.take(elapsedMs, this.stepsPerSecond)
      if (steps > 0) void this.seek(this.step + steps)
    }
  }

  async close(): Promise<void> {
    this.pause()
    await Promise.all([this.a.close(), this.b.close()])
  }

  async #both(moves: Promise<unknown>[]): Promise<boolean> {
    this.#moving++
    const answers = await Promise.all(moves)
    this.#moving--
    const failed = this.error !== null
    if (failed) this.pause()
    return !failed && answers.every((answer) => answer !== false)
  }
}
