/**
 * The page's side of runs that nobody watches (src/worker/study.worker.ts). One study at a time: a newer one takes the place
 * of the one before, whose promise breaks with SupersededError.
 */
import type { Outcome } from '../schema/outcome.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import type { SimulationClient } from '../worker/client.ts'

/** A name of a run spec: equal for equal runs, as in src/course/evaluate.ts. */
const keyOf = (spec: RunSpec) => JSON.stringify(spec)

export class Study {
  readonly #client: SimulationClient
  readonly #runId: number

  constructor(client: SimulationClient) {
    this.#client = client
    this.#runId = client.createRunId()
  }

  /** The document of a run, its shares held: what a run can open. */
  prepare(spec: RunSpec): Promise<Scenario | WorldDocument> {
    return this.#client.request('prepare', { runId: this.#runId, spec })
  }

  /**
   * Outcomes by the name of their run, as `lookupIn` wants them.
   * @param onProgress called with the share that is done
   */
  async run(
    specs: readonly RunSpec[],
    onProgress?: (progress: number) => void,
  ): Promise<ReadonlyMap<string, Outcome>> {
    const outcomes = await this.#client.request('study', { runId: this.#runId, specs }, onProgress)
    return new Map(specs.map((spec, i) => [keyOf(spec), outcomes[i]]))
  }

  /** Stops what is under way. */
  async cancel(): Promise<void> {
    await this.#client.request('close', { runId: this.#runId })
  }
}
