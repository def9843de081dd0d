/**
 * The address of what the sandbox shows: its run, or both of a comparison, with crowd, levers and moment, so that who opens it on
 * any other screen sees the same. Kept up to date while nothing moves, for the address bar of a class and for paper.
 */
import type { toLink } from '../schema/link.ts'
import type { Sandbox } from './sandbox.svelte.ts'

const PLACE = '/'
/** Browsers allow about three changes of an address in a second. */
const STILL_MS = 400

export class RunAddress {
  /** The hash; null before the first one, and where the run would have to travel as a file. */
  hash: string | null = $state(null)
  readonly #sandbox: Sandbox
  #toLink: typeof toLink | null = null

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox
  }

  /** To be called in an effect: looks again once what is shown has come to rest. Returns the way to end that. */
  follow(): () => void {
    const { run, comparison } = this.#sandbox
    const pair = comparison?.pair
    const player = pair ?? run
    // What an address is made of; while it plays, the moment at which that began will do.
    void [run.opened, run.document, pair?.a.document, pair?.b.document, player.playing || player.step]
    const timer = setTimeout(() => void this.#load(), STILL_MS)
    return () => clearTimeout(timer)
  }

  async #load(): Promise<void> {
    this.#toLink ??= (await import('../schema/link.ts')).toLink
    this.refresh()
  }

  /** At once, once it was known before: paper does not wait. */
  refresh(): void {
    const { run, comparison } = this.#sandbox
    const { document, opened } = comparison?.a.run ?? run
    if (!document || !opened || !this.#toLink) return
    const link = this.#toLink({
      document,
      compared: comparison?.b.run.document ?? null,
      place: PLACE,
      step: comparison?.pair.step ?? run.step,
      engineVersion: opened.engineVersion,
    })
    this.hash = typeof link === 'string' ? link : null
  }
}
