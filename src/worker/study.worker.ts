/**
 * Runs that nobody watches: a check's hidden seeds, a comparison. Made from run specs to their ends, in slices, so that the
 * worker hears the page meanwhile. What was found is kept for a while: a check is asked again after one control has moved.
 */
import { SLICE_MS } from './walk.worker.ts'
import { convene } from '../dials/committee.ts'
import { SpecRuns } from '../engine/specRun.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { Outcome } from '../schema/outcome.ts'
import type { RunSpec } from '../schema/runSpec.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'

const MAX_SPECS = 2_000
const MAX_KEPT = 500
const STEPS_A_LOOK = 20

export class StudyRuns {
  #bases = new SpecRuns(convene)
  readonly #kept = new Map<string, Outcome>()

  /**
   * Of a world with all its channels: what is switched off is said where it is opened.
   * @throws FieldError
   */
  prepare(spec: RunSpec): Scenario | WorldDocument {
    const { world } = spec
    if (world === undefined) return this.#bases.scenarios.resolve(spec)
    return this.#bases.resolveWorld({ ...spec, world: { ...world, off: [] } })
  }

  /**
   * Yields after every slice the share that is done; who stops asking stops it there.
   * @throws FieldError for a spec that is wrong
   */
  *run(specs: readonly RunSpec[], now: () => number): Generator<number, Outcome[]> {
    if (specs.length > MAX_SPECS) throw new FieldError('specs', specs, `at most ${MAX_SPECS} runs`)
    const outcomes: Outcome[] = []
    let began = now()
    for (const spec of specs) {
      const key = JSON.stringify(spec)
      const known = this.#kept.get(key)
      if (known !== undefined) {
        outcomes.push(known)
        continue
      }
      const run = this.#bases.open(spec)
      while (!run.isDone) {
        run.advance(STEPS_A_LOOK)
        if (now() - began < SLICE_MS) continue
        yield outcomes.length / specs.length
        began = now()
      }
      const outcome = run.finish()
      this.#keep(key, outcome)
      outcomes.push(outcome)
    }
    return outcomes
  }

  /** The oldest go first. Bases are small, but a long evening of lessons should not collect them for ever. */
  #keep(key: string, outcome: Outcome): void {
    this.#kept.set(key, outcome)
    if (this.#kept.size <= MAX_KEPT) return
    for (const oldest of [...this.#kept.keys()].slice(0, MAX_KEPT / 2)) this.#kept.delete(oldest)
    this.#bases = new SpecRuns(convene)
  }
}
