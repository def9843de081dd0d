/**
 * The page's one loop: it moves time and has pictures drawn, once a frame of the browser. It rests while nobody listens and
 * while the tab is in the background, and what passed there does not count. Who fails in a frame is left out from then on,
 * so that a picture that breaks does not stop the run.
 */
import type { AnimationFrames, OnAnimationFrame } from '../ui/parts/animationFrames.ts'

/** What the loop needs of the browser; a test has another one. */
export interface FrameSource {
  now(): number
  request(next: (nowMs: number) => void): number
  cancel(request: number): void
  isHidden(): boolean
  /** Tells when the tab goes to the background, and when it comes back. */
  onVisibility(change: () => void): void
  report(error: unknown): void
}

const browser: FrameSource = {
  now: () => performance.now(),
  request: (next) => requestAnimationFrame(next),
  cancel: (request) => cancelAnimationFrame(request),
  isHidden: () => document.hidden,
  onVisibility: (change) => document.addEventListener('visibilitychange', change),
  report: (error) => reportError(error),
}

export class AnimationLoop implements AnimationFrames {
  readonly #source: FrameSource
  readonly #listeners = new Set<OnAnimationFrame>()
  /** The frame that was asked for; null while the loop rests. */
  #request: number | null = null
  #lastMs = 0

  constructor(source: FrameSource = browser) {
    this.#source = source
    source.onVisibility(() => this.#startOrRest())
  }

  subscribe(onFrame: OnAnimationFrame): () => void {
    this.#listeners.add(onFrame)
    this.#startOrRest()
    return () => {
      this.#listeners.delete(onFrame)
      this.#startOrRest()
    }
  }

  #startOrRest(): void {
    const isWanted = this.#listeners.size > 0 && !this.#source.isHidden()
    if (!isWanted && this.#request !== null) {
      this.#source.cancel(this.#request)
      this.#request = null
    } else if (isWanted && this.#request === null) {
      this.#lastMs = this.#source.now()
      this.#request = this.#source.request(this.#next)
    }
  }

  readonly #next = (nowMs: number): void => {
    // A frame's own time may lie a little before the moment at which it was asked for.
    const elapsedMs = Math.max(0, nowMs - this.#lastMs)
    this.#lastMs = nowMs
    // Asked for before the listeners: one of them may end the loop.
    this.#request = this.#source.request(this.#next)
    for (const listener of this.#listeners) {
      try {
        listener(nowMs, elapsedMs)
      } catch (error) {
        this.#listeners.delete(listener)
        this.#source.report(error)
      }
    }
    this.#startOrRest()
  }
}
