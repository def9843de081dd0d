/**
 * A pool for tests of stores: answers in this thread, after the gate of the batch has opened; a batch that is cancelled breaks, as
 * the page's workers' does.
 */
import { perform, type Pool, type RiskAnswer, type RiskTask } from '../../src/risk/task.ts'
import { SupersededError } from '../../src/worker/superseded.ts'

export class HeldPool implements Pool {
  batches = 0
  readonly size: number
  /** All that was asked for. */
  readonly tasks: RiskTask[] = []
  gate: Promise<void> = Promise.resolve()
  #break: (() => void) | null = null

  constructor(size = 1) {
    this.size = size
  }

  perform(tasks: readonly RiskTask[]): Promise<RiskAnswer[]> {
    this.batches++
    this.tasks.push(...tasks)
    return new Promise((resolve, reject) => {
      this.#break = () => reject(new SupersededError())
      this.gate.then(() => resolve(tasks.map((task) => perform(task)))).catch(reject)
    })
  }

  cancel(): void {
    this.#break?.()
  }
}
