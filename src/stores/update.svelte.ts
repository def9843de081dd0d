/**
 * A newer version of the site that waits to be taken over. One for the whole page, since a page has one version. It never
 * interrupts: a place that plays a run says so here, and gives the way to keep what is on the screen, since taking over
 * loads the page anew.
 */
export class Update {
  /** Loads the newer version; null while there is none. */
  apply: (() => void) | null = $state.raw(null)
  /** Whether a run is playing, which must not be interrupted. */
  isAmidRun = $state(false)
  /** The hash that brings back what is on the screen; null where it does not fit into a link. */
  #createHash: (() => Promise<string | null>) | null = null

  /** To be called where a place shows something that is worth keeping. Returns the way to take that back. */
  keep(createHash: () => Promise<string | null>): () => void {
    this.#createHash = createHash
    return () => {
      if (this.#createHash === createHash) this.#createHash = null
      this.isAmidRun = false
    }
  }

  /** Takes over the newer version. False where the present state would be lost, and nothing was done. */
  async take(): Promise<boolean> {
    const { apply } = this
    if (!apply) return false
    if (this.#createHash) {
      const hash = await this.#createHash()
      if (hash === null) return false
      history.replaceState(null, '', hash)
    }
    apply()
    return true
  }

  /** Takes it over all the same: the person has kept the state as a file, or does not need it. */
  takeAnyway(): void {
    this.apply?.()
  }

  /** Not now. The newer version comes with the next visit. */
  dismiss(): void {
    this.apply = null
  }
}

export const update = new Update()
