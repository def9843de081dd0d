/**
 * A living crowd loads the spring in a long calm, which nobody wants to watch hour by hour and nobody should skip. It is
 * played faster until shortly before the push; then the speed goes back to what it was, unless somebody chose another.
 */
import type { Scenario } from '../schema/scenario.ts'
import { findLead } from './story.ts'

const CALM_SPEED = 30
/** Shorter calms are played like everything else. */
const LONG_STEPS = 60

interface Paced {
  readonly document: Scenario | null
  readonly step: number
  stepsPerSecond: number
}

export class CalmPace {
  /** The speed to go back to, and from which step on. */
  #after: { speed: number; step: number } | null = null

  /** A run begins to play. */
  begin(run: Paced): void {
    this.#end(run)
    const step = findLead(run.document?.shocks ?? [])
    if (!run.document?.crowd.behavior || step - run.step < LONG_STEPS) return
    if (run.stepsPerSecond >= CALM_SPEED) return
    this.#after = { speed: run.stepsPerSecond, step }
    run.stepsPerSecond = CALM_SPEED
  }

  /** Called while it plays. */
  follow(run: Paced): void {
    if (this.#after && run.step >= this.#after.step) this.#end(run)
  }

  #end(run: Paced): void {
    if (this.#after && run.stepsPerSecond === CALM_SPEED) run.stepsPerSecond = this.#after.speed
    this.#after = null
  }
}
