/**
 * The browser's storage, which may be refused, full or hold nonsense. Nothing here throws: the caller gets what could
 * be read, and a sentence about what could not. Keys carry the address of the site's folder, because several sites can
 * share one origin.
 */

/** What the page needs of `localStorage`; tests give their own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

interface Stored {
  value: unknown
  /** A sentence for the user, or null where all is well. */
  problem: string | null
}

/** The browser's shelf, or null where even asking for it is refused. */
export function findShelf(): Shelf | null {
  try {
    return globalThis.localStorage ?? null
  } catch {
    return null
  }
}

/** What lasts as long as this tab, through a reload; null where even asking for it is refused. */
export function findTabShelf(): Shelf | null {
  try {
    return globalThis.sessionStorage ?? null
  } catch {
    return null
  }
}

/** The key of a thing that is kept: unique to the folder that the site is served from. */
export function toStorageKey(name: string, address: string = document.baseURI): string {
  return `loss-spiral:${new URL('.', address).pathname}:${name}`
}

export function readStored(shelf: Shelf | null, key: string): Stored {
  if (!shelf) return { value: null, problem: null }
  let text: string | null
  try {
    text = shelf.getItem(key)
  } catch {
    return { value: null, problem: null }
  }
  if (text === null) return { value: null, problem: null }
  try {
    return { value: JSON.parse(text), problem: null }
  } catch {
    return { value: null, problem: 'The stored settings were damaged. The page uses its defaults.' }
  }
}

/** Null when it was kept, else a sentence that says why not. */
export function writeStored(shelf: Shelf | null, key: string, value: unknown): string | null {
  const lost = 'Settings last until you close this page'
  if (!shelf) return `${lost}: the browser does not allow this site to store anything.`
  try {
    shelf.setItem(key, JSON.stringify(value))
    return null
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
    return isFull
      ? `${lost}: the browser’s storage is full.`
      : `${lost}: the browser does not allow this site to store anything.`
  }
}
