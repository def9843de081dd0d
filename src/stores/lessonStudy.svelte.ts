/**
 * The runs that a lesson asks about, made unseen and kept by name: the few that its words speak of, and the many of a check.
 * Each run is made once. A check can be given up; another step's words take the place of the last one's.
 */
import { keyOf } from '../course/evaluate.ts'
import type { Outcome } from '../schema/outcome.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import type { SimulationClient } from '../worker/client.ts'
import { SupersededError } from '../worker/superseded.ts'
import type { StagedRun } from './lessonStage.svelte.ts'
import { SeedPaths } from './seedPaths.ts'
import { Study } from './study.ts'

export class LessonStudy {
  // Never changed in place: a new map stands for new runs.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  outcomes: ReadonlyMap<string, Outcome> = $state.raw(new Map())
  /** Share of a check's runs that are made; null while there is no check. */
  progress: number | null = $state(null)
  error: string | null = $state(null)
  /** Each has a line of its own to the worker, so that none waits for another. */
  readonly #documents: Study
  readonly #words: Study
  readonly #checks: Study
  /** Of the many runs that a figure draws. */
  readonly paths: SeedPaths
  #turn = 0

  constructor(client: SimulationClient) {
    this.#documents = new Study(client)
    this.#words = new Study(client)
    this.#checks = new Study(client)
    this.paths = new SeedPaths(client)
  }

  /** A run, to be opened. */
  async stage(spec: RunSpec): Promise<StagedRun> {
    return { document: await this.#documents.prepare(spec), off: spec.world?.off ?? [] }
  }

  /** @returns whether all of them are known now */
  know(specs: readonly RunSpec[]): Promise<boolean> {
    return this.#make(this.#words, specs)
  }

  /** As `know`, with progress, and the way to give up. */
  async check(specs: readonly RunSpec[]): Promise<boolean> {
    const turn = ++this.#turn
    this.progress = 0
    const isWhole = await this.#make(this.#checks, specs, (share) => {
      if (turn === this.#turn) this.progress = share
    })
    if (turn !== this.#turn) return false
    this.progress = null
    return isWhole
  }

  /** Gives up the check that is under way. */
  cancel(): void {
    if (this.progress === null) return
    this.#turn++
    this.progress = null
    void this.#checks.cancel().catch(() => undefined)
  }

  close(): void {
    this.cancel()
    this.paths.close()
    for (const study of [this.#words, this.#documents]) void study.cancel().catch(() => undefined)
  }

  async #make(
    study: Study,
    specs: readonly RunSpec[],
    onProgress?: (share: number) => void,
  ): Promise<boolean> {
    const missing = specs.filter((spec) => !this.outcomes.has(keyOf(spec)))
    this.error = null
    if (missing.length === 0) return true
    try {
      const made = await study.run(missing, onProgress)
      // eslint-disable-next-line svelte/prefer-svelte-reactivity
      this.outcomes = new Map([...this.outcomes, ...made])
      return true
    } catch (error) {
      if (!(error instanceof SupersededError))
        this.error = error instanceof Error ? error.message : String(error)
      return false
    }
  }
}
