/**
 * What a person chose about the page itself, not about a run: theme, presenter mode, single-key shortcuts, motion, sound, and whether
 * a night stops where something happens.
 * Kept in the browser's storage where that is possible; a choice works for this visit even where it is not.
 */
import { findShelf, findTabShelf, readStored, toStorageKey, writeStored, type Shelf } from './storage.ts'

export const THEMES = ['system', 'dark', 'light'] as const
export const MOTIONS = ['system', 'full', 'reduced'] as const
export type Theme = (typeof THEMES)[number]
export type Motion = (typeof MOTIONS)[number]

interface Kept {
  theme: Theme
  motion: Motion
  shortcuts: boolean
  sound: boolean
  stopsAtNews: boolean
}

const DEFAULTS: Kept = {
  theme: 'system',
  motion: 'system',
  shortcuts: true,
  sound: false,
  stopsAtNews: false,
}

/** Every field that is known and valid; the default for the rest, since another version may have written it. */
function toKept(value: unknown): Kept {
  const kept = { ...DEFAULTS }
  if (typeof value !== 'object' || value === null) return kept
  const { theme, motion, shortcuts, sound, stopsAtNews } = value as Partial<Record<keyof Kept, unknown>>
  const isTheme = THEMES.find((name) => name === theme)
  const isMotion = MOTIONS.find((name) => name === motion)
  if (isTheme) kept.theme = isTheme
  if (isMotion) kept.motion = isMotion
  if (typeof shortcuts === 'boolean') kept.shortcuts = shortcuts
  if (typeof sound === 'boolean') kept.sound = sound
  if (typeof stopsAtNews === 'boolean') kept.stopsAtNews = stopsAtNews
  return kept
}

/** Follows a media query; false where there is none (tests, very old browsers). */
function watchMedia(query: string, tell: (matches: boolean) => void): () => void {
  const list = globalThis.matchMedia?.(query)
  if (!list) return () => undefined
  const listen = () => tell(list.matches)
  listen()
  list.addEventListener('change', listen)
  return () => list.removeEventListener('change', listen)
}

export class Settings {
  #kept: Kept = $state({ ...DEFAULTS })
  #prefersDark = $state(false)
  #prefersReducedMotion = $state(false)
  readonly #shelf: Shelf | null
  readonly #key: string
  readonly #tab: Shelf | null
  readonly #stops: (() => void)[]

  #presenting = $state(false)
  /** A sentence about storage that did not work, or null. */
  problem: string | null = $state(null)

  constructor(
    shelf: Shelf | null = findShelf(),
    key: string = toStorageKey('settings'),
    tab: Shelf | null = findTabShelf(),
  ) {
    this.#shelf = shelf
    this.#key = key
    this.#tab = tab
    this.#presenting = readStored(tab, this.#presentingKey).value === true
    const { value, problem } = readStored(shelf, key)
    this.#kept = toKept(value)
    this.problem = problem
    this.#stops = [
      watchMedia('(prefers-color-scheme: dark)', (matches) => (this.#prefersDark = matches)),
      watchMedia('(prefers-reduced-motion: reduce)', (matches) => (this.#prefersReducedMotion = matches)),
      this.#watchOtherTabs(),
    ]
  }

  /** Large type and few controls, for a projector. It lasts as long as the tab: a reload in class ends nothing. */
  get presenting(): boolean {
    return this.#presenting
  }

  set presenting(on: boolean) {
    this.#presenting = on
    writeStored(this.#tab, this.#presentingKey, on)
  }

  get #presentingKey(): string {
    return `${this.#key}:presenting`
  }

  get theme(): Theme {
    return this.#kept.theme
  }

  set theme(theme: Theme) {
    this.#keep({ theme })
  }

  /** The theme on the screen. */
  get shownTheme(): 'dark' | 'light' {
    const { theme } = this.#kept
    return theme === 'system' ? (this.#prefersDark ? 'dark' : 'light') : theme
  }

  get motion(): Motion {
    return this.#kept.motion
  }

  set motion(motion: Motion) {
    this.#keep({ motion })
  }

  /** Whether nothing may move by itself. */
  get reducesMotion(): boolean {
    const { motion } = this.#kept
    return motion === 'system' ? this.#prefersReducedMotion : motion === 'reduced'
  }

  get shortcuts(): boolean {
    return this.#kept.shortcuts
  }

  set shortcuts(shortcuts: boolean) {
    this.#keep({ shortcuts })
  }

  /** Whether the risk desk may be heard. */
  get sound(): boolean {
    return this.#kept.sound
  }

  set sound(sound: boolean) {
    this.#keep({ sound })
  }

  /** Whether a night of the risk desk stops by itself where something happens. */
  get stopsAtNews(): boolean {
    return this.#kept.stopsAtNews
  }

  set stopsAtNews(stopsAtNews: boolean) {
    this.#keep({ stopsAtNews })
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }

  /** Over what is stored now: another tab may have changed another field since. */
  #keep(change: Partial<Kept>): void {
    const { value } = readStored(this.#shelf, this.#key)
    this.#kept = { ...(value === null ? this.#kept : toKept(value)), ...change }
    this.problem = writeStored(this.#shelf, this.#key, this.#kept)
  }

  /** What another tab chooses shows here too. */
  #watchOtherTabs(): () => void {
    const stop = new AbortController()
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key === this.#key && newValue !== null) this.#kept = toKept(readStored(this.#shelf, key).value)
    }
    globalThis.addEventListener?.('storage', follow, { signal: stop.signal })
    return () => stop.abort()
  }
}
