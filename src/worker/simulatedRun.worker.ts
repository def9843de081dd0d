/**
 * One run with a past that can be returned to, and a future that may be known already: a walk at the present step, checkpoints,
 * and the record of the steps known so far. It can look ahead beside the present step: then it knows further than it shows.
 * Seeking back keeps what is known; a push makes it untrue and forgets it.
 */
import { Checkpoints } from './checkpoints.worker.ts'
import { Crowds, versionOf } from './crowds.worker.ts'
import { makeFrame, type RunStart } from './frame.worker.ts'
import type { AccountsOf, Pushed, RunSource } from './runSource.worker.ts'
import { chooseStride } from './sampling.worker.ts'
import { StepRecord } from './stepRecord.worker.ts'
import { readTrader } from './traderReading.worker.ts'
import { Walk, type Known } from './walk.worker.ts'
import { Simulation } from '../engine/simulation.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Frame, TraderReading } from '../schema/frame.ts'
import type { OpenedRun, OpenedWorld } from '../schema/message.ts'
import type { MarketName } from '../schema/reading.ts'

interface RunOptions extends Pick<Known, 'assert' | 'now'> {
  /** Memory for checkpoints. */
  readonly limitBytes: number
}

export class SimulatedRun<Opened extends OpenedRun | OpenedWorld = OpenedRun | OpenedWorld> {
  readonly #source: RunSource<Opened>
  readonly #start: RunStart
  readonly #known: Known
  readonly #walk: Walk
  /** The simulation of the last frame, which had every crowd or one like it, and the version of each market's then. */
  #shown: { readonly simulation: Simulation; readonly versions: readonly string[] } | null = null

  /**
   * Opens what was validated.
   * @throws FieldError
   */
  constructor(runId: number, source: RunSource<Opened>, options: RunOptions) {
    this.#source = source
    const { document, added, readMoment } = source
    const { assert, now } = options
    const simulation = Simulation.create(document, { events: true, assert })
    const { places } = simulation
    const accounts = places.venues.reduce((sum, { state }) => sum + state.ledger.count, 0)
    this.#start = { runId, steps: document.steps, crowds: new Crowds(simulation), readMoment }
    const record = new StepRecord(places, chooseStride(document, accounts), added)
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
  readOpened(): Opened {
    return this.#source.makeOpened(this.#walk.simulation, this.#start.crowds, this.readFrame())
  }

  readFrame(): Frame {
    const { simulation, furthestStep } = this.#walk
    const { record } = this.#known
    record.show(furthestStep)
    const seen = this.#shown?.simulation === simulation ? this.#shown.versions : []
    const frame = makeFrame(this.#start, simulation, record, seen)
    this.#shown = { simulation, versions: simulation.places.markets.map(versionOf) }
    return frame
  }

  readTrader(id: number, market?: MarketName): TraderReading {
    const { checkpoints, record } = this.#known
    return readTrader(this.#walk.simulation, checkpoints.first.snapshot, record.archive, id, market)
  }

  readAccounts(): AccountsOf<Opened> {
    return this.#source.readAccounts(this.#walk.simulation)
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
    const { document } = this.#source
    const from = record.knownStep
    const ahead = from < this.steps ? this.#walk.branch() : null
    while (ahead && record.knownStep < this.steps) {
      ahead.catchUp()
      ahead.takeSlice(this.steps)
      yield (record.knownStep - from) / (this.steps - from)
      if (this.#source.document !== document) throw new Error('The run was pushed while it was looked ahead.')
    }
    return record.readAhead()
  }

  /**
   * Makes the push a shock of the next step. Planned shocks stay; pushes that were made later are forgotten with the future.
   * @throws FieldError where the push is wrong, Error at the end of the run
   */
  push(push: Parameters<RunSource['push']>[0]): Pushed['shock'] {
    const { step } = this
    if (step >= this.steps)
      throw new Error('The run is at its last step, so a push has no step left to take effect in.')
    const { shock, shocks } = this.#source.push(push, step + 1)
    this.#walk.simulation.setShocks(shocks)
    this.#walk.forgetFuture()
    this.#known.checkpoints.forgetAfter(step)
    this.#known.record.forgetAfter(step)
    return shock
  }
}
