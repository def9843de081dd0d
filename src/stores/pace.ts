/**
 * How many steps are due: time that passed on the page, times the speed. It never asks for more than a moment's worth,
 * so that a tab that was in the background, or a worker that is slow, does not make the run jump.
 */

/** Steps a second that the page offers; Infinity is as fast as it goes. */
export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 30, 60, 120, Infinity] as const

/** The longest that one frame of the page may count for. */
const MOST_ELAPSED_MS = 100
/** Steps may pile up for this long while the worker is busy; then time stretches. */
const MOST_WAIT_MS = 250
const MOST_STEPS = 4_096
/** As fast as it goes: batches grow while they are answered sooner, and shrink when they take longer. */
const SOON_MS = 34
const LATE_MS = 80

export class Pace {
  #due = 0
  #waitedMs = 0
  #batch = 8

  /** Starts to count anew: after a pause, a seek, another speed. */
  reset(): void {
    this.#due = 0
  }

  /** Time passed while the worker still works on what it was asked for. */
  wait(elapsedMs: number, stepsPerSecond: number): void {
    this.#waitedMs += Math.min(elapsedMs, MOST_ELAPSED_MS)
    this.#pass(elapsedMs, stepsPerSecond)
  }

  /** Time passed; returns the whole steps that are due now. Taking them starts the waiting time. */
  take(elapsedMs: number, stepsPerSecond: number): number {
    if (stepsPerSecond === Infinity) {
      if (this.#waitedMs < SOON_MS) this.#batch = Math.min(MOST_STEPS, this.#batch * 2)
      else if (this.#waitedMs > LATE_MS) this.#batch = Math.max(1, this.#batch >> 1)
      this.#waitedMs = 0
      return this.#batch
    }
    this.#pass(elapsedMs, stepsPerSecond)
    const steps = Math.min(MOST_STEPS, Math.floor(this.#due))
    this.#due -= steps
    this.#waitedMs = 0
    return steps
  }

  #pass(elapsedMs: number, stepsPerSecond: number): void {
    if (stepsPerSecond === Infinity) return
    const elapsed = Math.min(Math.max(0, elapsedMs), MOST_ELAPSED_MS)
    // One more than that, so that nothing is cut off the part of a step that is left over.
    const most = 1 + (stepsPerSecond * MOST_WAIT_MS) / 1_000
    this.#due = Math.min(most, this.#due + (elapsed * stepsPerSecond) / 1_000)
  }
}
