/** How long a study still takes, told from how far it has come and since when. Its clock is given to it, so that a test can hold it. */

import type { Progress } from '../risk/task.ts'

/** What was measured over less says little. */
const LEAST_MS = 1_000

export class Wait {
  readonly #now: () => number
  #since = 0

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  begin(): void {
    this.#since = this.#now()
  }

  /**
   * @param progress null where it is not known yet how much there is to do: that is not counted as time at work
   * @returns seconds; null while nobody can tell, and at the end
   */
  hear(progress: Progress | null): number | null {
    if (progress === null) {
      this.begin()
      return null
    }
    const { done, all, before = 0 } = progress
    const elapsed = this.#now() - this.#since
    if (elapsed < LEAST_MS || done <= before || done >= all) return null
    return (((all - done) / (done - before)) * elapsed) / 1_000
  }
}
