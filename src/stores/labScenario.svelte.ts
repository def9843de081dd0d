/**
 * The scenario that the risk lab asks about: the one that the address carries, or the lab's own night. What cannot be read is said,
 * and the night stands in its place.
 */
import { isPathFree } from '../risk/fundSizing.ts'
import { FieldError } from '../schema/fieldError.ts'
import { nightOnTheSandbox } from '../schema/labPresets.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'
import { ENGINE_VERSION } from '../schema/version.ts'
import type { WorldDocument } from '../schema/world.ts'
import { estimateWork, estimateWorldWork } from '../schema/workload.ts'
import { LAB_QUESTIONS } from './labQuestions.ts'

const STAGE = '/'

export class LabScenario {
  scenario: Scenario | null = $state.raw(null)
  /** Several venues, from a file: asked about in place of the scenario while it is open. */
  world: WorldDocument | null = $state.raw(null)
  readonly document = $derived(this.world ?? this.scenario)
  problem: string | null = $state(null)
  /** Why a file was not opened. */
  fileProblem: string | null = $state(null)
  /** Of this scenario, by question; empty where it is the lab's own night, whose addresses carry nothing. */
  hashes: Readonly<Record<string, string | null>> = $state.raw({})
  /** Whether the size of its fund leaves the price path as it is. */
  readonly isPathFree = $derived(this.scenario !== null && isPathFree(this.scenario))
  /** What one run asks for where that is much: a link must not start minutes of work by itself. */
  readonly heavy: string | null = $derived.by(() => {
    if (this.world) return estimateWorldWork(this.world)
    const work = this.scenario === null ? null : estimateWork(this.scenario)
    return work?.isHeavy ? work.words : null
  })
  #opened: string | null | undefined
  #isNight = false

  /** @param hash the whole address, where it carries a scenario */
  async open(hash: string | null): Promise<void> {
    if (hash === this.#opened) return
    this.#opened = hash
    this.problem = this.fileProblem = this.world = null
    this.hashes = {}
    if (hash === null) {
      if (!this.#isNight) this.#takeNight()
      return
    }
    const { fromLink } = await import('../schema/link.ts')
    const opened = fromLink(hash, ENGINE_VERSION)
    if (opened instanceof FieldError) {
      this.problem = opened.message
      this.#takeNight()
      return
    }
    this.#isNight = false
    // Another question about the same scenario does not ask the first one again.
    if (JSON.stringify(this.scenario) !== JSON.stringify(opened.document)) this.scenario = opened.document
    const links = await Promise.all(LAB_QUESTIONS.map((question) => this.linkHere(question)))
    this.hashes = Object.fromEntries(LAB_QUESTIONS.map((question, i) => [question, links[i]]))
  }

  /** A scenario or a world from a file, asked about until an address carries another; a file that is wrong changes nothing. */
  async openFile(file: File): Promise<void> {
    const { readLabFile } = await import('./labFile.ts')
    const opened = await readLabFile(file)
    if (opened instanceof FieldError) {
      this.fileProblem = `${file.name}: ${opened.message}`
      return
    }
    // The addresses of the questions carry nothing from here on, and that is no wish for the night.
    this.#opened = null
    this.#isNight = false
    this.problem = this.fileProblem = null
    this.hashes = {}
    this.world = opened.version === 2 ? opened : null
    if (opened.version === 1) this.scenario = opened
  }

  #takeNight(): void {
    this.#isNight = true
    this.scenario = parseScenario(nightOnTheSandbox)
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
    if (!this.scenario || this.world) return null
    return createLink(seed === null ? this.scenario : { ...this.scenario, seed }, place)
  }
}

/** The address that asks the lab about a scenario; null where no link can carry it. */
export function toLabAddress(scenario: Scenario): Promise<string | null> {
  return createLink(scenario, '/lab/likely')
}

/** The address that opens a scenario on the stage; null where no link can carry it. */
export function toStageAddress(scenario: Scenario): Promise<string | null> {
  return createLink(scenario, STAGE)
}

async function createLink(document: Scenario, place: string): Promise<string | null> {
  const { toLink } = await import('../schema/link.ts')
  const link = toLink({ document, compared: null, place, step: 0, engineVersion: ENGINE_VERSION })
  return typeof link === 'string' ? link : null
}
