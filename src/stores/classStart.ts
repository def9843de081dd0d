/**
 * Which class this tab is in: each start of a plan is another one, so that everything is asked anew, whatever was answered in
 * this browser before. What a class keeps (hands, clocks, where the lesson stands) lasts as long as the tab, through a reload,
 * and never touches a learner's own progress.
 */
import { findTabShelf, readStored, toStorageKey, writeStored, type Shelf } from './storage.ts'

const KEY = 'class'
const MOST = 1_000_000

/** 0 before the first start. */
function readClass(shelf: Shelf | null, toKey: (name: string) => string): number {
  const { value } = readStored(shelf, toKey(KEY))
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= MOST ? value : 0
}

/** The next class; what the one before kept is not looked at any more. */
export function beginClass(shelf: Shelf | null = findTabShelf(), toKey = toStorageKey): void {
  writeStored(shelf, toKey(KEY), (readClass(shelf, toKey) % MOST) + 1)
}

/** The key of a thing that the present class keeps. */
export function toClassKey(name: string, shelf: Shelf | null = findTabShelf(), toKey = toStorageKey): string {
  return toKey(`class-${readClass(shelf, toKey)}:${name}`)
}
