/**
 * Links and files: what leaves the sandbox and what comes into it. Everything from outside is validated before it touches
 * the run, a heavy one asks first, and whatever is refused leaves the present run as it is.
 */
import { FieldError } from '../schema/fieldError.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { OpenedPrices } from '../prices/openPrices.ts'
import type { PriceChoice } from '../prices/priceChoice.ts'
import type { PricesPool } from '../worker/pricesPool.ts'
import { SupersededError } from '../worker/superseded.ts'
import { applyBook, describeBook } from './accountBook.ts'
import { readFile, readText, toScenarioFile, type Incoming, type OutgoingFile } from './files.ts'
import type { Notice } from './notice.ts'
import { movePricePath } from './priceScale.ts'
import type { Run } from './run.svelte.ts'
import type { Sandbox } from './sandbox.svelte.ts'

const PLACE = '/'

const toNotice = (words: string | undefined) => (words === undefined ? null : { words, isProblem: false })

export class Sharing {
  readonly #sandbox: Sandbox
  /** Loaded when the first table comes in. */
  #reader: PricesPool<PriceChoice, OpenedPrices> | null

  constructor(sandbox: Sandbox, reader: PricesPool<PriceChoice, OpenedPrices> | null = null) {
    this.#sandbox = sandbox
    this.#reader = reader
  }

  /** It stays when the page changes between one run and two. */
  get notice(): Notice | null {
    return this.#sandbox.notice
  }

  set notice(notice: Notice | null) {
    this.#sandbox.notice = notice
  }

  get #engineVersion(): string | null {
    return this.#sandbox.run.opened?.engineVersion ?? null
  }

  /** The hash that restores this run, or both of a comparison, at this moment; null, with a notice, where it has to travel as a file. */
  async createLink(): Promise<string | null> {
    const { comparison } = this.#sandbox
    const { document } = comparison?.a.run ?? this.#sandbox.run
    const engineVersion = this.#engineVersion
    if (!document || engineVersion === null) return null
    const { toLink } = await import('../schema/link.ts')
    const link = toLink({
      document,
      compared: comparison?.b.run.document ?? null,
      place: PLACE,
      step: comparison?.pair.step ?? this.#sandbox.run.step,
      engineVersion,
    })
    if (typeof link === 'string') return link
    this.#refuse(link.needsFile)
    return null
  }

  /** The scenario as a file that `simulate` takes too. */
  async createFile(run: Run = this.#sandbox.run): Promise<OutgoingFile | null> {
    const engineVersion = this.#engineVersion
    if (!run.document || engineVersion === null) return null
    return toScenarioFile(run.document, engineVersion)
  }

  /** Opens a link of this site, by its hash. */
  async openLink(hash: string): Promise<void> {
    const engineVersion = this.#engineVersion
    if (engineVersion === null) return
    const { fromLink } = await import('../schema/link.ts')
    const opened = fromLink(hash, engineVersion)
    if (opened instanceof FieldError) return this.#refuse(`This link cannot be opened. ${opened.message}`)
    await this.#take(opened.document, opened.step, toNotice(opened.versionNotice?.words), opened.compared)
  }

  async openFile(file: File): Promise<void> {
    await this.#open(await readFile(file), file.name)
  }

  async openText(text: string): Promise<void> {
    await this.#open(readText(text), 'The pasted text')
  }

  async #open(incoming: Incoming | FieldError, name: string): Promise<void> {
    if (incoming instanceof FieldError) return this.#refuse(`${name} cannot be opened. ${incoming.message}`)
    if (incoming.kind === 'link') return this.openLink(incoming.hash)
    if (incoming.kind === 'other') return this.#refuse(`${name} ${incoming.words}`)
    if (incoming.kind === 'scenario') return this.#take(incoming.scenario, 0, null)
    if (incoming.kind === 'prices') return this.#openPrices(incoming.text, name, {})
    const { written } = (this.#sandbox.comparison?.a ?? this.#sandbox).controls
    if (!written) return
    const placed = applyBook(written, incoming)
    if (placed instanceof FieldError) return this.#refuse(`${name} cannot be opened. ${placed.message}`)
    await this.#take(placed, 0, { words: `${name}: ${describeBook(incoming, placed)}`, isProblem: false })
  }

  /**
   * A table of prices as fair value. What was read is said, and what may be meant otherwise can be chosen. It is dropped where something
   * else was opened or said meanwhile.
   */
  async #openPrices(text: string, name: string, choice: PriceChoice): Promise<void> {
    const reader = (this.#reader ??= (await import('../worker/pricesPool.ts')).createPricesPool())
    const stop = () => {
      this.notice = null
      reader.cancel()
    }
    const reading: Notice = { words: `${name}: reading the table …`, isProblem: false, stop }
    this.notice = reading
    const isDropped = () => this.notice !== reading
    let read: OpenedPrices
    try {
      ;[read] = await reader.perform([{ table: text, choice }])
    } catch (error) {
      if (isDropped() || error instanceof SupersededError) return
      return this.#refuse(
        `${name} cannot be opened. ${error instanceof Error ? error.message : String(error)}`,
      )
    }
    if (isDropped()) return
    const choose = read.options.length > 1 && {
      choose: {
        label: read.question,
        options: read.options.map(({ words }) => words),
        chosen: read.chosen,
        act: (i: number) => void this.#openPrices(text, name, { ...choice, ...read.options[i].choice }),
      },
    }
    if (!read.series) {
      this.notice = { words: `${name} cannot be opened. ${read.words}`, isProblem: true, ...choose }
      return
    }
    const { controls, run } = this.#sandbox.comparison?.a ?? this.#sandbox
    const moved = await movePricePath(controls, read.series, (spec) => run.prepare(spec))
    if (isDropped()) return
    this.notice = null
    if (moved) await this.#take(moved, 0, { words: `${name}: ${read.words}`, isProblem: false, ...choose })
  }

  /** Shows a valid scenario, after a question where it is heavy. */
  async #take(
    scenario: Scenario,
    step: number,
    notice: Notice | null,
    compared: Scenario | null = null,
  ): Promise<void> {
    const { estimateWork } = await import('../schema/workload.ts')
    const work = estimateWork(...(compared ? [scenario, compared] : [scenario]))
    const act = () => {
      this.notice = notice
      void this.#sandbox.load(scenario, step, compared)
    }
    if (!work.isHeavy) return act()
    this.#sandbox.run.pause()
    this.notice = { words: work.words, isProblem: false, go: { label: 'Run it', act } }
  }

  say(words: string): void {
    this.notice = { words, isProblem: false }
  }

  #refuse(words: string): void {
    this.notice = { words, isProblem: true }
  }
}
