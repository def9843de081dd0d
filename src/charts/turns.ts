/**
 * Whose turn it is to draw. Figures that changed are drawn one in a frame of the page, and each at most five times a second, so
 * that a panel of figures never holds up the stage. Nothing is scheduled while nothing changed.
 */
const LEAST_TURN_MS = 200

export interface Clock {
  now(): number
  /** Calls back before the next frame. */
  nextFrame(callback: () => void): void
  after(ms: number, callback: () => void): void
}

const pageClock: Clock = {
  now: () => performance.now(),
  nextFrame: (callback) => void requestAnimationFrame(callback),
  after: (ms, callback) => void setTimeout(callback, ms),
}

export class Turns {
  readonly #clock: Clock
  /** Wanted drawings with the time of the last one, the longest wait first. */
  readonly #wanted = new Set<() => void>()
  readonly #drawnAt = new Map<() => void, number>()
  #isScheduled = false

  constructor(clock: Clock = pageClock) {
    this.#clock = clock
  }

  /** Asks for a turn; asking again before it comes changes nothing. */
  request(draw: () => void): void {
    this.#wanted.add(draw)
    this.#schedule()
  }

  /** Takes back what was asked, for good. */
  forget(draw: () => void): void {
    this.#wanted.delete(draw)
    this.#drawnAt.delete(draw)
  }

  #schedule(): void {
    if (this.#isScheduled || this.#wanted.size === 0) return
    this.#isScheduled = true
    const waits = [...this.#wanted].map((draw) => this.#dueIn(draw))
    const wait = Math.min(...waits)
    const turn = () => this.#clock.nextFrame(() => this.#takeTurn())
    if (wait > 0) this.#clock.after(wait, turn)
    else turn()
  }

  #dueIn(draw: () => void): number {
    return (this.#drawnAt.get(draw) ?? -Infinity) + LEAST_TURN_MS - this.#clock.now()
  }

  #takeTurn(): void {
    this.#isScheduled = false
    for (const draw of this.#wanted) {
      if (this.#dueIn(draw) > 0) continue
      this.#wanted.delete(draw)
      this.#drawnAt.set(draw, this.#clock.now())
      draw()
      break
    }
    this.#schedule()
  }
}
