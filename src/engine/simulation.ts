/**
 * The engine's one door: create, step, apply, snapshot, restore, hash. Deterministic, without clock, screen or language.
 * The same scenario, seed and version give the same run, bit for bit, in Node and in every browser.
 */
import { EventLog } from './events.ts'
import { assertInvariants } from './invariants.ts'
import { addShock, openWorld, type World } from './opening.ts'
import { runStep } from './pipeline.ts'
import { computeSpiralNumbers, computeSummary, readAccounts, readSeriesRow } from './readings.ts'
import { hashSnapshot, restoreWorld, takeSnapshot, type WorldSnapshot } from './snapshot.ts'
import type { Venue } from './venue.ts'
import type { Command } from '../schema/command.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { AccountRow, SeriesRow, Summary } from '../schema/result.ts'
import type { Scenario } from '../schema/scenario.ts'

export interface SimulationOptions {
  /** Collect events for `takeEvents`. */
  readonly events?: boolean
  /** Check every invariant after every step: for tests and development, since it looks at everyone. */
  readonly assert?: boolean
}

export class Simulation {
  readonly world: World
  readonly #log: EventLog | null
  readonly #asserts: boolean
  #rAheadStart: number

  private constructor(world: World, log: EventLog | null, asserts: boolean, rAheadStart: number) {
    this.world = world
    this.#log = log
    this.#asserts = asserts
    this.#rAheadStart = rAheadStart
  }

  /**
   * Opens every position of a validated scenario.
   * @throws FieldError where the opening itself shows that the scenario is wrong
   */
  static create(scenario: Scenario, options: SimulationOptions = {}): Simulation {
    const log = options.events ? new EventLog() : null
    return new Simulation(openWorld(scenario, log), log, options.assert ?? false, NaN)
  }

  /** Continues exactly where the snapshot was taken; a branch name gives every random stream a new course. */
  static restore(
    snapshot: SimulationSnapshot,
    options: SimulationOptions & { readonly branch?: string } = {},
  ): Simulation {
    const log = options.events ? new EventLog() : null
    return new Simulation(
      restoreWorld(snapshot.world, log, options.branch),
      log,
      options.assert ?? false,
      snapshot.rAheadStart,
    )
  }

  get step(): number {
    return this.world.step
  }

  get venue(): Venue {
    return this.world.venues[0]
  }

  /** Whether the scenario's last step has been taken. Further steps are allowed; the scenario says nothing about them. */
  get isDone(): boolean {
    return this.world.step >= this.world.scenario.steps
  }

  /** Advances by whole steps. */
  advance(steps = 1): void {
    for (let i = 0; i < steps; i++) {
      runStep(this.world)
      if (this.#asserts) for (const venue of this.world.venues) assertInvariants(venue)
    }
  }

  /**
   * Applies a wish at the next step boundary.
   * @throws FieldError where it concerns a step that has passed
   */
  apply(command: Command): void {
    if (command.shock.step <= this.world.step)
      throw new FieldError(
        'shock.step',
        command.shock.step,
        `a step after the present one, ${this.world.step}`,
      )
    addShock(this.world.shocks, command.shock)
  }

  /** R ahead at the opening. Asked before the first step, or NaN. */
  readStart(): number {
    if (this.world.step === 0) this.#rAheadStart = computeSpiralNumbers(this.venue).rAhead
    return this.#rAheadStart
  }

  readSeriesRow(): SeriesRow {
    return readSeriesRow(this.world)
  }

  readAccounts(): AccountRow[] {
    return readAccounts(this.venue)
  }

  readSummary(): Summary {
    return computeSummary(this.world, this.readStart())
  }

  /** Rows of events (schema/event.ts) since the last call. */
  takeEvents(): Float64Array {
    return this.#log?.take() ?? new Float64Array(0)
  }

  snapshot(): SimulationSnapshot {
    return { world: takeSnapshot(this.world), rAheadStart: this.#rAheadStart }
  }

  hash(): string {
    return hashSnapshot(takeSnapshot(this.world))
  }
}

export interface SimulationSnapshot {
  world: WorldSnapshot
  rAheadStart: number
}
