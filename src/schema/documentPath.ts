/**
 * Reading and writing a scenario document by paths, as the keys of the parameter table are. Documents are never changed in
 * place: a change gives a new document, so that undo and comparison need no care.
 */
type Tree = Record<string, unknown>

export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a path, or undefined. */
export function readAt(document: object, path: string): unknown {
  let here: unknown = document
  for (const name of path.split('.')) here = isTree(here) ? here[name] : undefined
  return here
}

/** A copy of the document with the value at the path; what does not change is shared. `undefined` takes it away. */
export function writeAt<D extends object>(document: D, path: string, value: unknown): D {
  const write = (tree: unknown, [name, ...rest]: string[]): Tree => {
    const copy: Tree = isTree(tree) ? { ...tree } : {}
    const inner = rest.length === 0 ? value : write(copy[name], rest)
    if (inner === undefined) return Object.fromEntries(Object.entries(copy).filter(([key]) => key !== name))
    copy[name] = inner
    return copy
  }
  return write(document, path.split('.')) as D
}
