/**
 * What was there before each change, to be taken back one by one. A dragged lever is one change: the same thing, changed
 * again within a moment, is not remembered anew.
 */

/** Changes of the same thing within this time are one change. */
const SAME_CHANGE_MS = 1500
const MAX_PAST = 50

interface Change<T> {
  readonly what: string
  readonly before: T
}

export class Past<T> {
  #changes: readonly Change<T>[] = $state.raw([])
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
  remember(what: string, before: T, isAlone = false): void {
    const now = this.#now()
    const isSame = !isAlone && this.newest === what && now - this.#changedMs < SAME_CHANGE_MS
    this.#changedMs = now
    if (!isSame) this.#changes = [...this.#changes.slice(1 - MAX_PAST), { what, before }]
  }

  /** The last change, which is then forgotten. */
  take(): Change<T> | null {
    const last = this.#changes.at(-1) ?? null
    this.#changes = this.#changes.slice(0, -1)
    this.#changedMs = -Infinity
    return last
  }

  clear(): void {
    this.#changes = []
  }
}
