/**
 * Reading and writing a scenario document by paths, as the keys of the parameter table are; a whole number names a place
 * of a list, as in `shocks.0.change`. Documents are never changed in place: a change gives a new document, so that undo
 * and comparison need no care.
 */
type Tree = Record<string, unknown>

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a path, or undefined. */
export function readAt(document: object, path: string): unknown {
  let here: unknown = document
  for (const name of path.split('.')) {
    if (Array.isArray(here)) here = isPlace(name) ? here[Number(name)] : undefined
    else here = isTree(here) && Object.hasOwn(here, name) ? here[name] : undefined
  }
  return here
}

/**
 * A copy of the document with the value at the path; what does not change is shared. `undefined` takes it away.
 * Of a list, only a place that is there, or the next one, can be written.
 */
export function writeAt<D extends object>(document: D, path: string, value: unknown): D {
  const write = (here: unknown, [name, ...rest]: string[]): unknown => {
    if (Array.isArray(here) && isPlace(name)) return writePlace(here, Number(name), rest)
    const copy: Tree = isTree(here) ? { ...here } : {}
    const inner = rest.length === 0 ? value : write(copy[name], rest)
    if (inner === undefined) return Object.fromEntries(Object.entries(copy).filter(([key]) => key !== name))
    copy[name] = inner
    return copy
  }
  const writePlace = (list: readonly unknown[], place: number, rest: string[]): unknown[] => {
    const inner = rest.length === 0 ? value : write(list[place], rest)
    if (inner === undefined) return list.filter((_, i) => i !== place)
    // Beyond the end there is nothing to put it after: the document's validator would see a hole.
    return place > list.length ? [...list] : [...list.slice(0, place), inner, ...list.slice(place + 1)]
  }
  return write(document, path.split('.')) as D
}

/** Whether two documents say the same. What they share is not looked at, so that a long list of accounts costs nothing. */
export function isSameDocument(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((value, i) => isSameDocument(value, b[i]))
  if (!isTree(a) || !isTree(b)) return false
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSameDocument(a[name], b[name]))
  )
}

function isPlace(name: string): boolean {
  return /^\d{1,6}$/.test(name)
}

/** A document laid over another: objects are merged, everything else replaces. */
export function overlay(below: Tree, above: Tree): Tree {
  const merged: Tree = { ...below }
  for (const [key, value] of Object.entries(above)) {
    const old = Object.hasOwn(below, key) ? below[key] : undefined
    merged[key] = isTree(old) && isTree(value) ? overlay(old, value) : value
  }
  return merged
}
