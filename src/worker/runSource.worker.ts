/**
 * What is open, as a run needs it: the document with its pushes, and what runs of its version do in their own way. A document of
 * version 1 is scenarioSource.worker.ts, a world worldSource.worker.ts.
 */
import type { Crowds } from './crowds.worker.ts'
import type { AddedColumns } from './stepRecord.worker.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { Frame } from '../schema/frame.ts'
import type { Answers, OpenedRun, OpenedWorld, Request } from '../schema/message.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { WorldMoment } from '../schema/worldFrame.ts'
import type { WorldShock } from '../schema/worldShocks.ts'

export interface Pushed {
  /** As the document writes it. */
  readonly shock: Answers['push']['shock']
  /** All shocks of the run from now on. */
  readonly shocks: readonly WorldShock[]
}

export interface RunSource<Opened extends OpenedRun | OpenedWorld = OpenedRun | OpenedWorld> {
  /** With its pushes; another object after each. */
  readonly document: Scenario | WorldDocument
  /** What its series has beside that of every run. */
  readonly added: AddedColumns | null
  /** What its frames have beside those of every run. */
  readonly readMoment: ((simulation: Simulation) => WorldMoment) | null
  /**
   * Makes the push a shock of this step. Planned shocks stay; pushes that were made for later steps are forgotten.
   * @throws FieldError where the push is wrong
   */
  push(push: Extract<Request, { kind: 'push' }>['push'], step: number): Pushed
  /** The answer to the opening, of a simulation that has taken no step yet. */
  makeOpened(simulation: Simulation, crowds: Crowds, frame: Frame): Opened
  /** Summary and accounts of the present moment. */
  readAccounts(simulation: Simulation): AccountsOf<Opened>
}

export type AccountsOf<Opened> = Extract<
  Answers['accounts'],
  Opened extends OpenedWorld ? { tables: unknown } : { table: unknown }
>
