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
import { isAlike } from './alike.ts'
import { isLabQuestion, LAB_QUESTIONS, type LabQuestion } from './labQuestions.ts'

const STAGE = '/'

/** What an address asks about its document. */
export interface LabWish {
  readonly question: LabQuestion
  readonly texts: readonly string[]
  /** The other scenario of two. */
  readonly compared: Scenario | null
}

interface Carried {
  readonly document: Scenario | WorldDocument
  readonly compared: Scenario | null
  readonly place: string
  readonly asked?: readonly string[]
}

export class LabScenario {
  scenario: Scenario | null = $state.raw(null)
  /** Several venues, from a file or an address: asked about in place of the scenario while it is open. */
  world: WorldDocument | null = $state.raw(null)
  readonly document = $derived(this.world ?? this.scenario)
  wish: LabWish | null = $state.raw(null)
  problem: string | null = $state(null)
  /** Why a file was not opened. */
  fileProblem: string | null = $state(null)
  /** Of this scenario, by question; empty where it is the lab's own night, whose addresses carry nothing. */
  hashes: Readonly<Record<string, string | null>> = $state.raw({})
  /** Whether an address is being read whose questions have no addresses yet: one without anything would mean the night. */
  isNaming = $state(false)
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
    this.problem = this.fileProblem = null
    this.isNaming = hash !== null
    if (hash === null) {
      this.hashes = {}
      this.wish = this.world = null
      if (!this.#isNight) this.#takeNight()
      return
    }
    const opened = await readAddress(hash)
    if (hash !== this.#opened) return
    if (opened instanceof FieldError) {
      this.problem = opened.message
      this.hashes = {}
      this.isNaming = false
      this.wish = this.world = null
      this.#takeNight()
      return
    }
    this.#isNight = false
    // Another question about the same document does not ask the first one again.
    if (!isAlike(this.document, opened.document)) {
      this.hashes = {}
      this.#take(opened.document)
    }
    const question = opened.place.split('/').at(-1)
    this.wish =
      opened.asked && isLabQuestion(question)
        ? { question, texts: opened.asked, compared: opened.compared }
        : null
    await this.#nameQuestions()
  }

  async #nameQuestions(): Promise<void> {
    const { document } = this
    const links = await Promise.all(LAB_QUESTIONS.map((one) => this.linkHere(one)))
    if (document !== this.document) return
    this.hashes = Object.fromEntries(LAB_QUESTIONS.map((one, i) => [one, links[i]]))
    this.isNaming = false
  }

  /** A scenario or a world from a file, asked about until an address carries another; a file that is wrong changes nothing. */
  async openFile(file: File): Promise<void> {
    const { readLabFile } = await import('./labFile.ts')
    const opened = await readLabFile(file)
    if (opened instanceof FieldError) {
      this.fileProblem = `${file.name}: ${opened.message}`
      return
    }
    // Where no address can carry it, one without anything is no wish for the night.
    this.#opened = null
    this.#isNight = false
    this.problem = this.fileProblem = null
    this.hashes = {}
    this.isNaming = true
    this.wish = null
    this.#take(opened)
    await this.#nameQuestions()
  }

  #take(document: Scenario | WorldDocument): void {
    this.world = document.version === 2 ? document : null
    if (document.version === 1) this.scenario = document
  }

  #takeNight(): void {
    this.#isNight = true
    this.scenario = parseScenario(nightOnTheSandbox)
  }

  /** The address of this scenario under a seed on the stage; null where no link can carry it. */
  async linkTo(seed: number): Promise<string | null> {
    if (!this.scenario || this.world) return null
    return createLink(seed === 0 ? this.scenario : { ...this.scenario, seed: String(seed) }, STAGE)
  }

  /**
   * The address that asks a question about this document; null where no link can carry it.
   * @param asked what exactly; nothing where it is asked as it usually is
   */
  async linkHere(
    question: LabQuestion,
    asked: { readonly texts: readonly string[]; readonly compared: Scenario | null } | null = null,
  ): Promise<string | null> {
    const place = `/lab/${question}`
    if (this.world) return createWorldLink(this.world, place, asked?.texts ?? [])
    return this.scenario && createLink(this.scenario, place, asked?.texts, asked?.compared)
  }
}

/** What an address carries, a scenario or a world. */
async function readAddress(hash: string): Promise<Carried | FieldError> {
  const { isWorldLink } = await import('../schema/linkFrame.ts')
  if (isWorldLink(hash)) {
    const { fromWorldLink } = await import('../schema/linkWorld.ts')
    const opened = fromWorldLink(hash, ENGINE_VERSION)
    return opened instanceof FieldError ? opened : { ...opened, compared: null }
  }
  const { fromLink } = await import('../schema/link.ts')
  return fromLink(hash, ENGINE_VERSION)
}

/** The address that asks the lab about a scenario; null where no link can carry it. */
export function toLabAddress(scenario: Scenario): Promise<string | null> {
  return createLink(scenario, '/lab/likely')
}

/** The address that opens a scenario on the stage; null where no link can carry it. */
export function toStageAddress(scenario: Scenario): Promise<string | null> {
  return createLink(scenario, STAGE)
}

async function createLink(
  document: Scenario,
  place: string,
  asked: readonly string[] = [],
  compared: Scenario | null = null,
): Promise<string | null> {
  const { toLink } = await import('../schema/link.ts')
  const link = toLink({ document, compared, place, step: 0, engineVersion: ENGINE_VERSION, asked })
  return typeof link === 'string' ? link : null
}

async function createWorldLink(
  document: WorldDocument,
  place: string,
  asked: readonly string[],
): Promise<string | null> {
  const { toWorldLink } = await import('../schema/linkWorld.ts')
  const link = toWorldLink({ document, place, engineVersion: ENGINE_VERSION, asked })
  return typeof link === 'string' ? link : null
}
