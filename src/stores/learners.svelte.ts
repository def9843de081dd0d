/**
 * Who learns in this browser: several may share a machine, each with a progress of their own. The first learner's progress
 * lies where it always lay, so that what was kept before there were names opens as before. Names stay in this browser, and in
 * the file that its learner saves.
 */
import { findShelf, readStored, toStorageKey, writeStored, type Shelf } from './storage.ts'

export const LONGEST_NAME = 40
const MOST_LEARNERS = 60

export interface Learner {
  /** Empty for the first one. */
  readonly id: string
  readonly name: string
}

interface Roster {
  readonly current: string
  readonly learners: readonly Learner[]
}

const ALONE: Roster = { current: '', learners: [{ id: '', name: '' }] }

/** A name as it is kept: without spaces around it, in one line, not too long. */
export function tidyName(name: string): string {
  return name.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME)
}

/** What is not a list of learners is none; somebody is always there. */
function readRoster(value: unknown): Roster {
  if (typeof value !== 'object' || value === null) return ALONE
  const { current, learners } = value as { current?: unknown; learners?: unknown }
  if (!Array.isArray(learners)) return ALONE
  const found: Record<string, Learner> = {}
  for (const one of learners.slice(0, MOST_LEARNERS) as unknown[]) {
    if (typeof one !== 'object' || one === null) continue
    const { id, name } = one as { id?: unknown; name?: unknown }
    if (typeof id === 'string' && /^(|[1-9]\d{0,5})$/.test(id) && typeof name === 'string')
      found[id || 'first'] = { id, name: tidyName(name) }
  }
  const listed = Object.values(found).sort((a, b) => Number(a.id) - Number(b.id))
  if (listed.length === 0) return ALONE
  const isKnown = listed.some(({ id }) => id === current)
  return { current: isKnown ? String(current) : listed[0].id, learners: listed }
}

export class Learners {
  #roster: Roster = $state.raw(ALONE)
  readonly #shelf: Shelf | null
  readonly #toKey: (name: string) => string

  /** @param toKey the key of a thing that is kept, unique to the folder that the site is served from */
  constructor(shelf: Shelf | null = findShelf(), toKey: (name: string) => string = toStorageKey) {
    this.#shelf = shelf
    this.#toKey = toKey
    this.#roster = readRoster(readStored(shelf, toKey('learners')).value)
  }

  get all(): readonly Learner[] {
    return this.#roster.learners
  }

  get current(): Learner {
    return this.all.find(({ id }) => id === this.#roster.current) ?? this.all[0]
  }

  /** Where the progress of the present learner is kept. */
  get progressKey(): string {
    return this.#keyOf(this.current.id)
  }

  get isFull(): boolean {
    return this.all.length >= MOST_LEARNERS
  }

  choose(id: string): void {
    if (this.all.some((one) => one.id === id)) this.#keep({ ...this.#roster, current: id })
  }

  /** Another learner, who begins anew and is the present one from now on. */
  add(name: string): void {
    const tidy = tidyName(name)
    if (tidy === '' || this.isFull) return
    const id = String(Math.max(0, ...this.all.map((one) => Number(one.id))) + 1)
    this.#keep({ current: id, learners: [...this.all, { id, name: tidy }] })
  }

  rename(name: string): void {
    const { id } = this.current
    const learners = this.all.map((one) => (one.id === id ? { id, name: tidyName(name) } : one))
    this.#keep({ ...this.#roster, learners })
  }

  /** The present learner goes, with all progress, and another one is the present one; whoever is alone stays. */
  remove(): void {
    const { id } = this.current
    const others = this.all.filter((one) => one.id !== id)
    if (others.length === 0) return
    try {
      this.#shelf?.removeItem(this.#keyOf(id))
    } catch {
      // What cannot be taken from the shelf is found by nobody any more.
    }
    this.#keep({ current: others[0].id, learners: others })
  }

  #keyOf(id: string): string {
    return this.#toKey(id === '' ? 'progress' : `progress:learner-${id}`)
  }

  #keep(roster: Roster): void {
    this.#roster = roster
    writeStored(this.#shelf, this.#toKey('learners'), roster)
  }
}
