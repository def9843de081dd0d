/**
 * The accounts that wait for the liquidation engine, first come first served, each with the step from which it may be
 * processed. A ring that grows with the queue, not with the crowd.
 */
export class LiquidationQueue {
  #ids = new Int32Array(64)
  #dueSteps = new Int32Array(64)
  #head = 0
  #length = 0

  get length(): number {
    return this.#length
  }

  /** The step from which the head may be processed. The queue must not be empty. */
  headDueStep(): number {
    return this.#dueSteps[this.#head]
  }

  push(id: number, dueStep: number): void {
    if (this.#length === this.#ids.length) this.#grow()
    const at = (this.#head + this.#length++) & (this.#ids.length - 1)
    this.#ids[at] = id
    this.#dueSteps[at] = dueStep
  }

  shift(): number {
    const id = this.#ids[this.#head]
    this.#head = (this.#head + 1) & (this.#ids.length - 1)
    this.#length--
    return id
  }

  /** Ids in order of the queue, and the steps from which they may be processed. */
  toArrays(): { ids: Int32Array; dueSteps: Int32Array } {
    const ids = new Int32Array(this.#length)
    const dueSteps = new Int32Array(this.#length)
    for (let i = 0; i < this.#length; i++) {
      const at = (this.#head + i) & (this.#ids.length - 1)
      ids[i] = this.#ids[at]
      dueSteps[i] = this.#dueSteps[at]
    }
    return { ids, dueSteps }
  }

  static from(arrays: { ids: Int32Array; dueSteps: Int32Array }): LiquidationQueue {
    const queue = new LiquidationQueue()
    for (let i = 0; i < arrays.ids.length; i++) queue.push(arrays.ids[i], arrays.dueSteps[i])
    return queue
  }

  #grow(): void {
    const { ids, dueSteps } = this.toArrays()
    this.#ids = new Int32Array(2 * ids.length)
    this.#dueSteps = new Int32Array(2 * ids.length)
    this.#ids.set(ids)
    this.#dueSteps.set(dueSteps)
    this.#head = 0
  }
}
