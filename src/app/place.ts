/** What every place of the site is given by the shell. */
import type { Settings } from '../stores/settings.svelte.ts'
import type { Announcer } from '../ui/parts/announcer.svelte.ts'

/** What an address says beyond the place. */
export interface Address {
  /** The names after the place, as in `['the-spiral', 'match']`. */
  readonly parts: readonly string[]
  /** What follows the question mark. */
  readonly query: string
}

/** A place that an unknown address may mean. */
export interface Near {
  readonly hash: string
  readonly name: string
}

export interface PlaceProps {
  settings: Settings
  announcer: Announcer
  address: Address
}
