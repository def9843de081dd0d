/**
 * What is to be run: a world with all its channels, and those that are off, with what was there before each change. Knows no run:
 * whoever shows the run opens it again when something has changed.
 */
import { Past } from '../past.svelte.ts'
import { isSameDocument } from '../../schema/documentPath.ts'
import type { ChannelSwitch } from '../../schema/worldChannels.ts'
import type { WorldDocument } from '../../schema/world.ts'
import type { WorldShock } from '../../schema/worldShocks.ts'

export type Wished = WorldDocument & { readonly off: readonly ChannelSwitch[] }

/** What a change can be taken back to. */
interface Settings {
  readonly wished: Wished
  readonly start: WorldDocument | null
  readonly situation: string | null
}

export class WorldWish {
  /** Null before the first opening. */
  wished: Wished | null = $state.raw(null)
  /** The situation that it began as, by id; null where the world came from elsewhere. */
  situation: string | null = $state(null)
  /** With all channels, pushes included. */
  readonly world: WorldDocument | null = $derived.by(() => {
    if (this.wished === null) return null
    const { off, ...world } = this.wished
    void off
    return world
  })
  /** As it came in: what "reset" goes back to. */
  #start: WorldDocument | null = $state.raw(null)
  readonly #past: Past<Settings>

  constructor(now: () => number) {
    this.#past = new Past(now)
  }

  get off(): readonly ChannelSwitch[] {
    return this.wished?.off ?? []
  }

  /** Whether nothing was changed since, but the seed. */
  readonly isAsItCame: boolean = $derived.by(() => {
    const { wished } = this
    if (wished === null || wished.off.length > 0 || this.#start === null) return false
    const { off, ...world } = wished
    void off
    return isSameDocument({ ...world, seed: '' }, { ...this.#start, seed: '' })
  })

  /** What "undo" would take back, or null. */
  get undoable(): string | null {
    return this.#past.newest
  }

  /** Takes over a world that has opened. */
  takeIn(world: WorldDocument, off: readonly ChannelSwitch[], situation: string | null): void {
    this.#remember('the opened world', true)
    this.situation = situation
    this.#start = world
    this.wished = { ...world, off }
  }

  /** @param isAlone never the same change as the one before */
  change(what: string, toNext: (wished: Wished) => Wished, isAlone = false): void {
    if (this.wished === null) return
    this.#remember(what, isAlone)
    this.wished = toNext(this.wished)
  }

  /** Pushes that were made by hand stay with the world. */
  setShocks(shocks: readonly WorldShock[]): void {
    if (this.wished !== null) this.wished = { ...this.wished, shocks: [...shocks] }
  }

  /** Returns what was taken back, or null. */
  undo(): string | null {
    const last = this.#past.take()
    if (last === null) return null
    const { wished, start, situation } = last.before
    this.wished = wished
    this.#start = start
    this.situation = situation
    return last.what
  }

  /** As it came in, with all channels; nothing is left to take back. Returns whether there is something to go back to. */
  reset(): boolean {
    if (this.#start === null) return false
    this.#past.clear()
    this.wished = { ...this.#start, off: [] }
    return true
  }

  #remember(what: string, isAlone: boolean): void {
    const { wished, situation } = this
    if (wished !== null) this.#past.remember(what, { wished, start: this.#start, situation }, isAlone)
  }
}
