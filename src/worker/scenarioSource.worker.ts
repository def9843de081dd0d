/** A document of version 1, as a run needs it. */
import { makeAccountTable } from './accountTable.worker.ts'
import type { Crowds } from './crowds.worker.ts'
import type { Pushed, RunSource } from './runSource.worker.ts'
import { readResolved } from '../engine/held.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { Frame } from '../schema/frame.ts'
import type { OpenedRun, RunAccounts } from '../schema/message.ts'
import { withPush } from '../schema/pushes.ts'
import { parseScenario, type Scenario, type Shock } from '../schema/scenario.ts'
import { ENGINE_VERSION } from '../schema/version.ts'
import { toWorldShock } from '../schema/version1.ts'

export class ScenarioSource implements RunSource<OpenedRun> {
  readonly added = null
  readonly readMoment = null
  /** Shocks of the document; those after them came as pushes. */
  readonly #planned: readonly Shock[]
  #scenario: Scenario

  /** @throws FieldError */
  constructor(document: unknown) {
    this.#scenario = parseScenario(document)
    this.#planned = this.#scenario.shocks
  }

  get document(): Scenario {
    return this.#scenario
  }

  push(push: object, step: number): Pushed {
    const pushed = { ...push, step } as Shock
    const shocks = parseShocks(this.#scenario, withPush(this.#planned, this.#scenario.shocks, pushed))
    this.#scenario = { ...this.#scenario, shocks }
    return { shock: shocks[shocks.length - 1], shocks: shocks.map(toWorldShock) }
  }

  makeOpened(simulation: Simulation, crowds: Crowds, frame: Frame): OpenedRun {
    return {
      scenario: this.#scenario,
      opening: crowds.readOpening(simulation.places.markets[0], 0),
      resolved: readResolved(simulation),
      engineVersion: ENGINE_VERSION,
      frame,
    }
  }

  readAccounts(simulation: Simulation): RunAccounts {
    const { contracts, ...table } = makeAccountTable(simulation.places.venues[0])
    return {
      step: simulation.step,
      summary: simulation.readSummary(),
      table: { contracts: contracts[0], ...table },
    }
  }
}

/** Checks the list of shocks alone: a crowd of a million accounts was checked when it opened. */
function parseShocks(scenario: Scenario, shocks: readonly Shock[]): Shock[] {
  return parseScenario({ ...scenario, crowd: { traders: 1 }, shocks }).shocks
}
