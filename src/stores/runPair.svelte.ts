/**
 * Two runs with one clock, to compare: both are always asked for the same step, and the next step is due when both have
 * arrived. If one of them fails or is shorter, the other waits.
 */
import { Pace } from './pace.ts'
import type { Run } from './run.svelte.ts'
import type { Push } from '../schema/message.ts'

export class RunPair {
  readonly a: Run
  readonly b: Run
  playing = $state(false)
  /** Infinity is as fast as it goes. */
  stepsPerSecond = $state(8)
  readonly #pace = new Pace()
  #moving = $state(0)

  constructor(a: Run, b: Run) {
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

  get atEnd(): boolean {
    return this.a.frame !== null && this.b.frame !== null && this.step >= this.steps
  }

  get busy(): boolean {
    return this.#moving > 0 || this.a.busy || this.b.busy
  }

  /** Opens both at step 0, paused. Returns whether both are open now. */
  async open(documentA: unknown, documentB: unknown): Promise<boolean> {
    this.pause()
    return this.#both([this.a.open(documentA), this.b.open(documentB)])
  }

  play(): void {
    if (this.a.frame === null || this.b.frame === null || this.atEnd) return
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
  async push(push: Push): Promise<void> {
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

  /** Called once a frame of the page, instead of the runs' own. */
  tick(elapsedMs: number): void {
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
    const failed = this.a.error !== null || this.b.error !== null
    if (failed) this.pause()
    return !failed && answers.every((answer) => answer !== false)
  }
}
