/** Lists of numbers for the graphics card. */

/** The same list with more at its end. */
export function grow<T extends Int32Array | Float32Array | Uint8Array>(list: T, added: readonly number[]): T {
  const grown = new (list.constructor as new (length: number) => T)(list.length + added.length)
  grown.set(list)
  grown.set(added, list.length)
  return grown
}
