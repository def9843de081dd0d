/** A run of a scenario, and what can be asked of the model beside it. */
import { PlayedRun } from './playedRun.svelte.ts'
import type { ScenarioKind } from './runKinds.ts'
import { findMarks, isSettled, type Mark } from './story.ts'
import type { TraderReading } from '../schema/frame.ts'
import type { OpenedRun, Sketch } from '../schema/message.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import type { Scenario } from '../schema/scenario.ts'

export class Run extends PlayedRun<ScenarioKind> {
  protected readonly opens = 'open'

  /** The price of another scenario's whole run, of which nothing is opened; null where that failed or would be much work. */
  sketch(scenario: Scenario): Promise<Sketch | null> {
    return this.line.read('sketch', { document: scenario })
  }

  /** A trader at the present moment, or null where that failed. A reading that fails stops nothing and is no `error`. */
  trader(id: number): Promise<TraderReading | null> {
    return this.line.read('trader', { id })
  }

  /** A document with its shares held by its own opening; null where the model refuses it. */
  async prepare(spec: RunSpec): Promise<Scenario | null> {
    const document = await this.line.read('prepare', { spec })
    return document?.version === 1 ? document : null
  }

  isSettledAt(step: number): boolean {
    return isSettled(this.series, this.document?.shocks ?? [], step)
  }

  get marks(): Mark[] {
    return findMarks(this.series, this.document?.shocks ?? [])
  }

  protected documentOf({ scenario }: OpenedRun): Scenario {
    return scenario
  }
}
