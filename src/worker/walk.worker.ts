/**
 * A simulation on its way through one run. It takes its steps in slices, so that the worker can hear the page meanwhile, has
 * those recorded that were not known yet, leaves checkpoints at the edge of what is known, and returns to them. A run has one
 * at the present step, and a second one while it looks ahead; what either of them learns is the run's.
 */
import type { Checkpoint, Checkpoints } from './checkpoints.worker.ts'
import type { StepRecord } from './stepRecord.worker.ts'
import { Simulation } from '../engine/simulation.ts'

/** What a run knows of its steps, however they were reached. */
export interface Known {
  readonly record: StepRecord
  readonly checkpoints: Checkpoints
  /** Check the engine's invariants after every step. */
  readonly assert: boolean
  /** A clock in milliseconds. It decides where checkpoints lie and how long a slice is, never what a run does. */
  readonly now: () => number
  /** What a return to a checkpoint took last. */
  restoreMs: number
}

/** The longest that the worker does not listen. */
export const SLICE_MS = 50
/** Checkpoints are at least this far apart, and so many times their own cost. */
const LEAST_GAP_MS = 20
const GAP_PER_SNAPSHOT = 8

export class Walk {
  readonly #known: Known
  #simulation: Simulation
  #costMs: number
  #gapMs = LEAST_GAP_MS
  #furthestStep: number

  /** @param costMs of simulating from the opening to here */
  constructor(simulation: Simulation, known: Known, costMs = 0) {
    this.#known = known
    this.#simulation = simulation
    this.#costMs = costMs
    this.#furthestStep = simulation.step
  }

  /** Another one after a return to a checkpoint. */
  get simulation(): Simulation {
    return this.#simulation
  }

  get step(): number {
    return this.#simulation.step
  }

  /** The furthest step that this walk was at. */
  get furthestStep(): number {
    return this.#furthestStep
  }

  /** A second walk, from the last checkpoint on. */
  branch(): Walk {
    const { snapshot, costMs } = this.#known.checkpoints.last
    return new Walk(this.#return(snapshot), this.#known, costMs)
  }

  /** Goes to a step. Yields after every slice the share of the way that is done; who stops asking stops it there. */
  *to(step: number): Generator<number, void> {
    this.#jumpToward(step)
    const from = this.step
    while (this.step < step) {
      this.takeSlice(step)
      if (this.step < step) yield (this.step - from) / (step - from)
    }
  }

  /** Skips what another walk has learned meanwhile, as far as a checkpoint leads. */
  catchUp(): void {
    if (this.step < this.#known.record.knownStep) this.#jumpToward(this.#known.record.knownStep)
  }

  /** Steps until the target or the end of the slice. A step that fails is taken back. */
  takeSlice(target: number): void {
    const { now, record } = this.#known
    const began = now()
    let time = began
    while (this.step < target && time - began < SLICE_MS) {
      const { step } = this
      try {
        this.#simulation.advance()
      } catch (error) {
        this.#takeBack(step)
        throw error
      }
      record.observe(this.#simulation)
      const after = now()
      this.#costMs += after - time
      time = after
      if (this.#isCheckpointDue()) {
        this.addCheckpoint()
        time = now()
      }
    }
    this.#furthestStep = Math.max(this.#furthestStep, this.step)
  }

  addCheckpoint(): void {
    const { checkpoints, now } = this.#known
    const began = now()
    const snapshot = this.#simulation.snapshot()
    checkpoints.add({ step: this.step, costMs: this.#costMs, snapshot })
    this.#gapMs = Math.max(LEAST_GAP_MS, GAP_PER_SNAPSHOT * (now() - began))
  }

  /** What lies beyond the present step is no longer true. */
  forgetFuture(): void {
    this.#furthestStep = this.step
  }

  #isCheckpointDue(): boolean {
    const { last } = this.#known.checkpoints
    return this.step > last.step && this.#costMs - last.costMs >= this.#gapMs
  }

  /** Returns to a checkpoint where that is nearer to the step than the present is. */
  #jumpToward(step: number): void {
    if (step === this.step) return
    const { checkpoints, restoreMs } = this.#known
    const nearest = checkpoints.nearest(step)
    const isBehind = step < this.step
    if (isBehind) this.#keepEdge()
    else if (nearest.step <= this.step || nearest.costMs - this.#costMs <= restoreMs) return
    this.#jumpTo(nearest)
  }

  /** Before leaving the furthest step for the past: the way back to it should not be long. */
  #keepEdge(): void {
    const { record, checkpoints } = this.#known
    const isAtEdge = this.step === record.knownStep && this.step > checkpoints.last.step
    if (isAtEdge && this.#costMs - checkpoints.last.costMs >= this.#gapMs / 2) this.addCheckpoint()
  }

  #jumpTo({ snapshot, costMs }: Checkpoint): void {
    this.#simulation = this.#return(snapshot)
    this.#costMs = costMs
    this.#furthestStep = Math.max(this.#furthestStep, this.step)
  }

  #return(snapshot: Checkpoint['snapshot']): Simulation {
    const { assert, now } = this.#known
    const began = now()
    const simulation = Simulation.restore(this.#simulation.program, snapshot, { events: true, assert })
    this.#known.restoreMs = now() - began
    return simulation
  }

  /** A step that failed half way has left no state that could go on. */
  #takeBack(step: number): void {
    this.#jumpTo(this.#known.checkpoints.nearest(step))
    while (this.step < step) {
      this.#simulation.advance()
      this.#known.record.observe(this.#simulation)
    }
    this.#furthestStep = Math.max(this.#furthestStep, step)
  }
}
