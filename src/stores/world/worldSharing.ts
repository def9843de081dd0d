/**
 * Links and files of the contagion place: what leaves it and what comes in. Everything from outside is validated before it touches
 * the run, a heavy world asks first, and whatever is refused leaves the present run as it is.
 */
import { readFileAs, toScenarioFile, type OutgoingFile } from '../files.ts'
import type { Notice } from '../notice.ts'
import type { Contagion, IncomingWorld } from './contagion.svelte.ts'
import { recognizeSituation } from './openSituation.ts'
import { readMoment, writeMoment } from './worldLink.ts'
import { readWorldText } from './worldFile.ts'
import { FieldError } from '../../schema/fieldError.ts'
import type { WorldDocument } from '../../schema/world.ts'
import { ENGINE_VERSION } from '../../schema/version.ts'

const CONTAGION = '/contagion'

export class WorldSharing {
  readonly #contagion: Contagion

  constructor(contagion: Contagion) {
    this.#contagion = contagion
  }

  /** The hash that restores this run at this moment; null, with a notice, where it has to travel as a file. */
  async createLink(): Promise<string | null> {
    const { world, off, run } = this.#contagion
    if (world === null) return null
    const { toWorldLink } = await import('../../schema/linkWorld.ts')
    const asked = writeMoment({ step: run.step, off })
    const link = toWorldLink({ document: world, place: CONTAGION, engineVersion: ENGINE_VERSION, asked })
    if (typeof link === 'string') return link
    this.#refuse(link.needsFile)
    return null
  }

  /** The world as it runs, as a file that `simulate` takes too. */
  createFile(): OutgoingFile | null {
    const { document } = this.#contagion.run
    return document && toScenarioFile(document, ENGINE_VERSION)
  }

  /** Opens a link of this site, by its hash. */
  async openLink(hash: string): Promise<void> {
    const { fromWorldLink } = await import('../../schema/linkWorld.ts')
    try {
      const opened = fromWorldLink(hash, ENGINE_VERSION)
      if (opened instanceof FieldError) throw opened
      const { document, asked = [], versionNotice } = opened
      const { step, off } = readMoment(asked, document)
      const notice = versionNotice && { words: versionNotice.words, isProblem: false }
      await this.#take({ world: document, off, step }, document, notice)
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      this.#refuse(`This link cannot be opened. ${error.message}`)
    }
  }

  async openFile(file: File): Promise<void> {
    await this.#open(await readFileAs(file, readWorldText), file.name)
  }

  async openText(text: string): Promise<void> {
    await this.#open(readWorldText(text), 'The pasted text')
  }

  async #open(incoming: WorldDocument | { readonly hash: string } | FieldError, name: string): Promise<void> {
    if (incoming instanceof FieldError) return this.#refuse(`${name} cannot be opened. ${incoming.message}`)
    if ('hash' in incoming) return this.openLink(incoming.hash)
    await this.#take({ world: incoming }, incoming, null)
  }

  /** Opens a valid world, after a question where it is heavy. */
  async #take(incoming: IncomingWorld, world: WorldDocument, notice: Notice | null): Promise<void> {
    const { weigh } = await import('../../schema/workload.ts')
    const work = weigh(world)
    const act = async () => {
      this.#contagion.notice = notice
      await this.#contagion.guard.agree(world)
      // Also where none can be loaded.
      const situation = await recognizeSituation(world).catch(() => null)
      await this.#contagion.open({ ...incoming, situation })
    }
    if (!work.isHeavy) return act()
    this.#contagion.run.pause()
    this.#contagion.notice = {
      words: work.words,
      isProblem: false,
      go: { label: 'Run it', act: () => void act() },
    }
  }

  #refuse(words: string): void {
    this.#contagion.notice = { words, isProblem: true }
  }
}
