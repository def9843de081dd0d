/**
 * The engine's one door: create, step, snapshot, restore, hash; a run that readings can be taken of. Deterministic, without
 * clock, screen or language.
 * The same document, seed and version give the same run, bit for bit, in Node and in every browser.
 */
import { derivePlaces, type Places } from './derive.ts'
import { EventLog } from './events.ts'
import { hashState } from './hash.ts'
import { assertInvariants } from './invariants.ts'
import { openWorld, settleOpening } from './opening.ts'
import { planSteps, runStep, type Plan } from './pipeline.ts'
import { byStep, createProgram, type Program } from './program.ts'
import { Streams } from './random.ts'
import type { Run } from './run.ts'
import { computeSummary, readAccounts, readSeriesRow } from './printout.ts'
import { copyWorld, worldOf, type WorldSnapshot } from './state.ts'
import type { World } from './world.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { AccountRow, PrintedSeriesRow, Summary } from '../schema/result.ts'
import type { Scenario } from '../schema/scenario.ts'
import { toVersion1Path, toWorld } from '../schema/version1.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { WorldShock } from '../schema/worldShocks.ts'

export interface SimulationOptions {
  /** Collect events for `takeEvents`. */
  readonly events?: boolean
  /** Check every invariant after every step: for tests and development, since it looks at everyone. */
  readonly assert?: boolean
}

export class Simulation implements Run {
  readonly #run: Run
  #plan: Plan
  readonly #streams: Streams
  readonly #streamSeed: string
  readonly #log: EventLog | null
  readonly #asserts: boolean

  private constructor(
    program: Program,
    world: World,
    streamSeed: string,
    streams: Streams,
    options: SimulationOptions,
  ) {
    this.#log = options.events ? new EventLog() : null
    this.#asserts = options.assert ?? false
    this.#streams = streams
    this.#streamSeed = streamSeed
    this.#run = { program, world, places: derivePlaces(program, world, streams, this.#log) }
    this.#plan = planSteps(this.#run)
  }

  /**
   * Opens every position of a validated document of either version.
   * @throws FieldError where the opening itself shows that the document is wrong
   */
  static create(document: Scenario | WorldDocument, options: SimulationOptions = {}): Simulation {
    if (document.version === 2) return Simulation.#open(document, options)
    try {
      return Simulation.#open(toWorld(document), options)
    } catch (error) {
      if (error instanceof FieldError)
        throw new FieldError(toVersion1Path(error.path), error.value, error.expected)
      throw error
    }
  }

  static #open(document: WorldDocument, options: SimulationOptions): Simulation {
    const program = createProgram(document)
    const simulation = new Simulation(
      program,
      openWorld(program),
      document.seed,
      new Streams(document.seed),
      options,
    )
    settleOpening(simulation.places, document)
    return simulation
  }

  /** Continues exactly where the snapshot was taken; a branch name gives every random stream a new course. */
  static restore(
    program: Program,
    snapshot: WorldSnapshot,
    options: SimulationOptions & { readonly branch?: string } = {},
  ): Simulation {
    const { branch } = options
    const seed = branch === undefined ? snapshot.streamSeed : `${snapshot.streamSeed}\u0000${branch}`
    const streams = new Streams(seed, branch === undefined ? snapshot.streams : {})
    return new Simulation(program, worldOf(snapshot), seed, streams, options)
  }

  /** What the run was told to do; a snapshot goes on with it. */
  get program(): Program {
    return this.#run.program
  }

  /** For readings. */
  get world(): World {
    return this.#run.world
  }

  /** For readings. */
  get places(): Places {
    return this.#run.places
  }

  get step(): number {
    return this.#run.world.step
  }

  /** Whether the document's last step has been taken. Further steps are allowed; the document says nothing about them. */
  get isDone(): boolean {
    return this.step >= this.program.document.steps
  }

  /** Advances by whole steps. */
  advance(steps = 1): void {
    if (this.#plan.shocks !== this.program.shocks) this.#plan = planSteps(this.#run)
    for (let i = 0; i < steps; i++) {
      runStep(this.#run, this.#plan)
      if (this.#asserts) assertInvariants(this.places)
    }
  }

  /** Puts another list of shocks in the place of the program's; those of steps that have passed stay without effect. */
  setShocks(shocks: readonly WorldShock[]): void {
    this.program.shocks = byStep(shocks)
  }

  /** As version 1 prints it, as the two below; what a world prints is worldPrintout.ts. */
  readSeriesRow(): PrintedSeriesRow {
    return readSeriesRow(this.#run)
  }

  readAccounts(): AccountRow[] {
    return readAccounts(this.places.venues[0])
  }

  readSummary(): Summary {
    return computeSummary(this.#run)
  }

  /** Rows of events (schema/event.ts) since the last call. */
  takeEvents(): Float64Array {
    return this.#log?.take() ?? new Float64Array(0)
  }

  snapshot(): WorldSnapshot {
    return copyWorld(this.world, this.#streamSeed, this.#streams.states())
  }

  /** Of the whole state. */
  hash(): string {
    return hashState(this.snapshot())
  }
}
