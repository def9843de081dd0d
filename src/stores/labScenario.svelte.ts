/**
 * The scenario that the risk lab asks about: the one that the address carries, or the lab's own night. What cannot be read is said,
 * and the night stands in its place.
 */
import { FieldError } from '../schema/fieldError.ts'
import { nightOnTheSandbox } from '../schema/labPresets.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

const STAGE = '/'

export class LabScenario {
  scenario: Scenario | null = $state.raw(null)
  problem: string | null = $state(null)
  #opened: string | null | undefined

  /** @param hash the whole address, where it carries a scenario */
  async open(hash: string | null): Promise<void> {
    if (hash === this.#opened) return
    this.#opened = hash
    this.problem = null
    if (hash === null) {
      this.scenario = parseScenario(nightOnTheSandbox)
      return
    }
    const { fromLink } = await import('../schema/link.ts')
    const opened = fromLink(hash, ENGINE_VERSION)
    if (opened instanceof FieldError) {
      this.problem = opened.message
      this.scenario = parseScenario(nightOnTheSandbox)
    } else this.scenario = opened.document
  }

  /** The address of this scenario under a seed on the stage; null where no link can carry it. */
  async linkTo(seed: number): Promise<string | null> {
    return this.#link(seed === 0 ? null : String(seed), STAGE)
  }

  /** The address that asks this question again. */
  async linkHere(question: string): Promise<string | null> {
    return this.#link(null, `/lab/${question}`)
  }

  async #link(seed: string | null, place: string): Promise<string | null> {
    if (!this.scenario) return null
    const { toLink } = await import('../schema/link.ts')
    const document = seed === null ? this.scenario : { ...this.scenario, seed }
    const link = toLink({ document, compared: null, place, step: 0, engineVersion: ENGINE_VERSION })
    return typeof link === 'string' ? link : null
  }
}
