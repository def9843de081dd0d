/**
 * A lever that is dragged, here or in a lesson: what follows from it waits until it rests, or until it is let go where somebody
 * knows when that is, and only its last move counts.
 */
const REST_MS = 180

export class Rest {
  #timer: ReturnType<typeof setTimeout> | undefined
  #held: (() => void) | null = null

  /** Waits from now on; what was waiting does not happen. */
  begin(then: () => void): void {
    this.end()
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      then()
    }, REST_MS)
  }

  /** Waits until `release`, however long that is. */
  hold(then: () => void): void {
    this.end()
    this.#held = then
  }

  /** What was held happens now. */
  release(): void {
    const held = this.#held
    this.#held = null
    held?.()
  }

  /** What waits does not happen. Returns whether something did wait. */
  end(): boolean {
    const isWaiting = this.#timer !== undefined || this.#held !== null
    this.#held = null
    clearTimeout(this.#timer)
    this.#timer = undefined
    return isWaiting
  }
}
