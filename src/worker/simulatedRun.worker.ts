/**
 * One run with a past that can be returned to: the simulation at the present step, checkpoints behind it, and the
 * record of the steps known so far. Going to a step is done in slices, so that the worker can hear the page meanwhile.
 * Seeking back keeps what is known of the future; a push makes it untrue and forgets it.
 */
import { makeAccountTable } from './accountTable.worker.ts'
import { Checkpoints, type Checkpoint } from './checkpoints.worker.ts'
import { makeFrame, makeOpened, type RunStart } from './frame.worker.ts'
import { chooseStride } from './sampling.worker.ts'
import { StepRecord } from './stepRecord.worker.ts'
import { readTrader } from './traderReading.worker.ts'
import { Simulation } from '../engine/simulation.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Answers, OpenedRun, Push } from '../schema/message.ts'
import { parseScenario, type Scenario, type Shock } from '../schema/scenario.ts'
import { toWorldShock } from '../schema/version1.ts'
import type { RunFrame, TraderReading } from '../schema/snapshot.ts'

interface RunOptions {
  /** Check the engine's invariants after every step. */
  readonly assert: boolean
  /** Memory for checkpoints. */
  readonly limitBytes: number
  /** A clock in milliseconds. It decides where checkpoints lie and how long a slice is, never what a run does. */
  readonly now: () => number
}

/** The longest that the worker does not listen. */
const SLICE_MS = 50
/** Checkpoints are at least this far apart, and so many times their own cost. */
const LEAST_GAP_MS = 20
const GAP_PER_SNAPSHOT = 8

export class SimulatedRun {
  readonly #options: RunOptions
  readonly #start: RunStart
  readonly #record = new StepRecord()
  readonly #checkpoints: Checkpoints
  /** Shocks of the document; those after them came as pushes. */
  readonly #plannedShocks: readonly Shock[]
  #scenario: Scenario
  #simulation: Simulation
  #costMs = 0
  #gapMs = LEAST_GAP_MS
  #restoreMs = 0
  /** Changes of the venue at the last frame, which had its crowd; NaN where the next frame must have one. */
  #shownChanges = NaN

  /**
   * Validates and opens a document.
   * @throws FieldError
   */
  constructor(runId: number, document: unknown, options: RunOptions) {
    this.#options = options
    this.#scenario = parseScenario(document)
    this.#plannedShocks = this.#scenario.shocks
    this.#simulation = Simulation.create(this.#scenario, { events: true, assert: options.assert })
    const { fundCents, ledger } = this.#simulation.places.venues[0].state
    this.#start = { runId, steps: this.#scenario.steps, fundCents }
    this.#record.sampleStride = chooseStride(this.#scenario, ledger.count)
    this.#record.observe(this.#simulation)
    this.#checkpoints = new Checkpoints(options.limitBytes)
    this.#addCheckpoint()
  }

  get step(): number {
    return this.#simulation.step
  }

  get steps(): number {
    return this.#start.steps
  }

  /** The furthest step that was simulated. */
  get knownStep(): number {
    return this.#record.knownStep
  }

  get checkpoints(): Checkpoints {
    return this.#checkpoints
  }

  /** Asked once, before anything else. */
  readOpened(): OpenedRun {
    return makeOpened(this.#scenario, this.#simulation, this.readFrame())
  }

  readFrame(): RunFrame {
    const { changes } = this.#simulation.places.venues[0]
    const frame = makeFrame(this.#start, this.#simulation, this.#record, this.#shownChanges)
    this.#shownChanges = changes
    return frame
  }

  readTrader(id: number): TraderReading {
    return readTrader(this.#simulation, this.#checkpoints.first.snapshot, this.#record.archive, id)
  }

  readAccounts(): Answers['accounts'] {
    const summary = this.#simulation.readSummary()
    return { step: this.step, summary, table: makeAccountTable(this.#simulation.places.venues[0]) }
  }

  /**
   * Goes to a step. Yields after every slice the share of the way that is done; who stops asking stops it there.
   * @throws FieldError where the run has no such step, or a step cannot be simulated; the run then stays before that step
   */
  *moveTo(step: number): Generator<number, void> {
    if (!Number.isInteger(step) || step < 0 || step > this.steps)
      throw new FieldError('step', step, `a step of the run, from 0 to ${this.steps}`)
    this.#jumpToward(step)
    const from = this.step
    while (this.step < step) {
      this.#runSlice(step)
      if (this.step < step) yield (this.step - from) / (step - from)
    }
  }

  /**
   * Makes the push a shock of the next step. Planned shocks stay; pushes that were made later are forgotten with the future.
   * @throws FieldError where the push is wrong, Error at the end of the run
   */
  push(push: Push): Shock {
    const { step } = this
    if (step >= this.steps)
      throw new Error('The run is at its last step, so a push has no step left to take effect in.')
    const made = this.#scenario.shocks.slice(this.#plannedShocks.length)
    const past = made.filter((shock) => shock.step <= step + 1)
    const shocks = parseShocks(this.#scenario, [
      ...this.#plannedShocks,
      ...past,
      { ...push, step: step + 1 } as Shock,
    ])
    this.#scenario = { ...this.#scenario, shocks }
    this.#simulation.setShocks(shocks.map(toWorldShock))
    this.#checkpoints.forgetAfter(step)
    this.#record.forgetAfter(step)
    return shocks[shocks.length - 1]
  }

  /** Steps until the target or the end of the slice. A step that fails is taken back. */
  #runSlice(target: number): void {
    const { now } = this.#options
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
      this.#record.observe(this.#simulation)
      const after = now()
      this.#costMs += after - time
      time = after
      if (this.#isCheckpointDue()) {
        this.#addCheckpoint()
        time = now()
      }
    }
  }

  #isCheckpointDue(): boolean {
    const { last } = this.#checkpoints
    return this.step > last.step && this.#costMs - last.costMs >= this.#gapMs
  }

  #addCheckpoint(): void {
    const began = this.#options.now()
    const snapshot = this.#simulation.snapshot()
    this.#checkpoints.add({ step: this.step, costMs: this.#costMs, snapshot })
    this.#gapMs = Math.max(LEAST_GAP_MS, GAP_PER_SNAPSHOT * (this.#options.now() - began))
  }

  /** Restores a checkpoint where that is nearer to the step than the present is. */
  #jumpToward(step: number): void {
    if (step === this.step) return
    const nearest = this.#checkpoints.nearest(step)
    const isBehind = step < this.step
    if (isBehind) this.#keepEdge()
    if (isBehind || nearest.costMs - this.#costMs > this.#restoreMs) this.#restore(nearest)
  }

  /** Before leaving the furthest step for the past: the way back to it should not be long. */
  #keepEdge(): void {
    const { last } = this.#checkpoints
    if (this.step === this.knownStep && this.#costMs - last.costMs >= this.#gapMs / 2) this.#addCheckpoint()
  }

  #restore({ snapshot, costMs }: Checkpoint): void {
    const began = this.#options.now()
    this.#simulation = Simulation.restore(this.#simulation.program, snapshot, {
      events: true,
      assert: this.#options.assert,
    })
    this.#shownChanges = NaN
    this.#costMs = costMs
    this.#restoreMs = this.#options.now() - began
  }

  /** A step that failed half way has left no state that could go on. */
  #takeBack(step: number): void {
    this.#restore(this.#checkpoints.nearest(step))
    while (this.step < step) {
      this.#simulation.advance()
      this.#record.observe(this.#simulation)
    }
  }
}

/** Checks the list of shocks alone: a crowd of a million accounts was checked when it opened. */
function parseShocks(scenario: Scenario, shocks: readonly Shock[]): Shock[] {
  return parseScenario({ ...scenario, crowd: { traders: 1 }, shocks }).shocks
}
