/**
 * One run with a past that can be returned to, and a future that may be known already: a walk at the present step, checkpoints,
 * and the record of the steps known so far. It can look ahead beside the present step: then it knows further than it shows.
 * Seeking back keeps what is known; a push makes it untrue and forgets it.
 */
import { makeAccountTable } from './accountTable.worker.ts'
import { Checkpoints } from './checkpoints.worker.ts'
import { makeFrame, makeOpened, type RunStart } from './frame.worker.ts'
import { chooseStride } from './sampling.worker.ts'
import { StepRecord } from './stepRecord.worker.ts'
import { readTrader } from './traderReading.worker.ts'
import { Walk, type Known } from './walk.worker.ts'
import { Simulation } from '../engine/simulation.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Answers, OpenedRun, Push } from '../schema/message.ts'
import { withPush } from '../schema/pushes.ts'
import { parseScenario, type Scenario, type Shock } from '../schema/scenario.ts'
import { toWorldShock } from '../schema/version1.ts'
import type { Frame, TraderReading } from '../schema/frame.ts'
import type { MarketName } from '../schema/reading.ts'

interface RunOptions extends Pick<Known, 'assert' | 'now'> {
  /** Memory for checkpoints. */
  readonly limitBytes: number
}

export class SimulatedRun {
  readonly #start: RunStart
  readonly #known: Known
  readonly #walk: Walk
  /** Shocks of the document; those after them came as pushes. */
  readonly #plannedShocks: readonly Shock[]
  #scenario: Scenario
  /** The simulation of the last frame, which had its crowd or one like it, and the changes of each venue until then. */
  #shown: { readonly simulation: Simulation; readonly changes: readonly number[] } | null = null

  /**
   * Validates and opens a document.
   * @throws FieldError
   */
  constructor(runId: number, document: unknown, options: RunOptions) {
    this.#scenario = parseScenario(document)
    this.#plannedShocks = this.#scenario.shocks
    const { assert, now } = options
    const simulation = Simulation.create(this.#scenario, { events: true, assert })
    const { ledger } = simulation.places.venues[0].state
    this.#start = { runId, steps: this.#scenario.steps }
    const record = new StepRecord(simulation.places, chooseStride(this.#scenario, ledger.count))
    record.observe(simulation)
    this.#known = { record, checkpoints: new Checkpoints(options.limitBytes), assert, now, restoreMs: 0 }
    this.#walk = new Walk(simulation, this.#known)
    this.#walk.addCheckpoint()
  }

  get step(): number {
    return this.#walk.step
  }

  get steps(): number {
    return this.#start.steps
  }

  /** The furthest step that was simulated. */
  get knownStep(): number {
    return this.#known.record.knownStep
  }

  get checkpoints(): Checkpoints {
    return this.#known.checkpoints
  }

  /** Asked once, before anything else. */
  readOpened(): OpenedRun {
    return makeOpened(this.#scenario, this.#walk.simulation, this.readFrame())
  }

  readFrame(): Frame {
    const { simulation, furthestStep } = this.#walk
    const { record } = this.#known
    record.show(furthestStep)
    const shown = this.#shown?.simulation === simulation ? this.#shown.changes : []
    const frame = makeFrame(this.#start, simulation, record, shown)
    this.#shown = { simulation, changes: simulation.places.venues.map(({ changes }) => changes) }
    return frame
  }

  readTrader(id: number, market?: MarketName): TraderReading {
    const { checkpoints, record } = this.#known
    return readTrader(this.#walk.simulation, checkpoints.first.snapshot, record.archive, id, market)
  }

  readAccounts(): Answers['accounts'] {
    const { simulation } = this.#walk
    const table = makeAccountTable(simulation.places.venues[0])
    return { step: this.step, summary: simulation.readSummary(), table }
  }

  /**
   * Goes to a step. Yields after every slice the share of the way that is done; who stops asking stops it there.
   * @throws FieldError where the run has no such step, or a step cannot be simulated; the run then stays before that step
   */
  moveTo(step: number): Generator<number, void> {
    if (!Number.isInteger(step) || step < 0 || step > this.steps)
      throw new FieldError('step', step, `a step of the run, from 0 to ${this.steps}`)
    return this.#walk.to(step)
  }

  /**
   * Goes on to the end of the run, beside the present step, which stays. Yields as `moveTo` does, and returns the rows of the
   * series that were not shown yet.
   * @throws FieldError where a step cannot be simulated
   */
  *lookAhead(): Generator<number, Frame['series']> {
    const { record } = this.#known
    const scenario = this.#scenario
    const from = record.knownStep
    const ahead = from < this.steps ? this.#walk.branch() : null
    while (ahead && record.knownStep < this.steps) {
      ahead.catchUp()
      ahead.takeSlice(this.steps)
      yield (record.knownStep - from) / (this.steps - from)
      if (this.#scenario !== scenario) throw new Error('The run was pushed while it was looked ahead.')
    }
    return record.readAhead()
  }

  /**
   * Makes the push a shock of the next step. Planned shocks stay; pushes that were made later are forgotten with the future.
   * @throws FieldError where the push is wrong, Error at the end of the run
   */
  push(push: Push): Shock {
    const { step } = this
    if (step >= this.steps)
      throw new Error('The run is at its last step, so a push has no step left to take effect in.')
    const pushed = { ...push, step: step + 1 } as Shock
    const shocks = parseShocks(this.#scenario, withPush(this.#plannedShocks, this.#scenario.shocks, pushed))
    this.#scenario = { ...this.#scenario, shocks }
    this.#walk.simulation.setShocks(shocks.map(toWorldShock))
    this.#walk.forgetFuture()
    this.#known.checkpoints.forgetAfter(step)
    this.#known.record.forgetAfter(step)
    return shocks[shocks.length - 1]
  }
}

/** Checks the list of shocks alone: a crowd of a million accounts was checked when it opened. */
function parseShocks(scenario: Scenario, shocks: readonly Shock[]): Shock[] {
  return parseScenario({ ...scenario, crowd: { traders: 1 }, shocks }).shocks
}
