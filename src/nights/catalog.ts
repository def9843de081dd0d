/** What the page gets of the nights: a catalog at once, and each night when it is asked for (src/cli/nightsPlugin.ts). */
import type { Night } from './night.ts'
import type { NightWords } from './nightWords.ts'

export interface NightModule {
  readonly night: Night
  /** Rich texts as safe HTML. */
  readonly words: NightWords
}

export interface NightEntry {
  readonly number: number
  readonly id: string
  readonly title: string
  readonly desk: Night['desk']
  /** The world in a sentence, as safe HTML. */
  readonly world: string
  readonly load: () => Promise<NightModule>
}
