/** Names in a lesson: that one is known, and that none comes twice. The checks of the data and of the words share them. */
import { FieldError } from '../schema/fieldError.ts'

/** "one of a, b, c", for the end of an error. */
export const describeNames = (names: readonly string[]) =>
  names.length === 0 ? 'none is there' : `one of ${names.join(', ')}`

/** @throws FieldError */
export function assertKnown(field: string, name: string, names: readonly string[]): void {
  if (!names.includes(name)) throw new FieldError(field, name, describeNames(names))
}

/** @throws FieldError */
export function assertUnique(field: string, names: readonly string[]): void {
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) throw new FieldError(field, twice, 'each name once')
}
