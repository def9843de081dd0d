/**
 * When a committee meets (docs/model.md section 13.2): at the end of a step at which as many of its dials warn as it needs, and did not
 * the step before, once it has rested from the meeting before.
 */
import type { Committee } from '../schema/committee.ts'

export class Meetings {
  readonly #needs: number
  readonly #restSteps: number
  #wasWarned = false
  /** Steps at whose end it met. */
  readonly steps: number[] = []

  constructor({ needs, restSteps }: Pick<Committee, 'needs' | 'restSteps'>) {
    this.#needs = needs
    this.#restSteps = restSteps
  }

  /**
   * Step by step.
   * @param warning how many of its dials warn, as they are published
   * @returns whether it meets
   */
  hear(step: number, warning: number): boolean {
    const isWarned = warning >= this.#needs
    const isNew = isWarned && !this.#wasWarned
    this.#wasWarned = isWarned
    const last = this.steps.at(-1)
    if (!isNew || (last !== undefined && step - last <= this.#restSteps)) return false
    this.steps.push(step)
    return true
  }
}
