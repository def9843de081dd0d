/** What both sides of a comparison were before each change, to be taken back. */
import type { Wanted } from './rerun.ts'

/** As with a single run: a dragged lever is taken back as a whole. */
const SAME_CHANGE_MS = 1500
const MAX_PAST = 50

export class ComparedPast {
  #changes: readonly { readonly what: string; readonly before: Wanted }[] = $state.raw([])
  #changedMs = -Infinity
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** What was changed last, or null. */
  get newest(): string | null {
    return this.#changes.at(-1)?.what ?? null
  }

  /** @param isAlone never the same as the change before */
  remember(what: string, before: Wanted, isAlone = false): void {
    const now = this.#now()
    const isSame = !isAlone && this.newest === what && now - this.#changedMs < SAME_CHANGE_MS
    this.#changedMs = now
    if (!isSame) this.#changes = [...this.#changes.slice(1 - MAX_PAST), { what, before }]
  }

  /** The scenarios before the last change, which is then forgotten. */
  take(): Wanted | null {
    const last = this.#changes.at(-1)?.before ?? null
    this.#changes = this.#changes.slice(0, -1)
    this.#changedMs = -Infinity
    return last
  }

  clear(): void {
    this.#changes = []
  }
}
