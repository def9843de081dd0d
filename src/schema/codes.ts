/**
 * Names as numbers, for typed arrays: the code of a name is its place in its list. Each list stands once, in the file that
 * defines it; whoever reads or writes codes takes them from there.
 */
export function codesOf<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, i) => [name, i])) as Record<Name, number>
}
