/** A lever that is dragged, here or in a lesson: what follows from it waits until it rests, and only its last move counts. */
const REST_MS = 180

export class Rest {
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Waits from now on; what was waiting does not happen. */
  begin(then: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      then()
    }, REST_MS)
  }

  /** What waits does not happen. Returns whether something did wait. */
  end(): boolean {
    const isWaiting = this.#timer !== undefined
    clearTimeout(this.#timer)
    this.#timer = undefined
    return isWaiting
  }
}
