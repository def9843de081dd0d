/** The words of a command line, sorted: options with their values, switches, and files; and seeds as the commands name them. */
import { UsageError } from './commandFile.ts'

interface SortedArguments {
  readonly files: readonly string[]
  readonly values: ReadonlyMap<string, string>
  readonly switches: ReadonlySet<string>
}

/**
 * @param valued options that take a value
 * @param plain options that take none
 * @throws UsageError
 */
export function sortArguments(
  list: readonly string[],
  valued: readonly string[],
  plain: readonly string[] = [],
): SortedArguments {
  const files: string[] = []
  const values = new Map<string, string>()
  const switches = new Set<string>()
  const rest = [...list]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-' || !word.startsWith('-')) files.push(word)
    else if (plain.includes(word)) switches.add(word)
    else if (!valued.includes(word))
      throw new UsageError(`${word}: unknown option; --help tells the known ones`)
    else if (values.has(word)) throw new UsageError(`${word}: got it twice, expected it once`)
    else {
      const value = rest.shift()
      if (value === undefined || value.startsWith('--'))
        throw new UsageError(`${word}: got nothing, expected a value`)
      values.set(word, value)
    }
  }
  return { files, values, switches }
}

/**
 * `FROM-TO`, both included.
 * @throws UsageError
 */
export function readSeeds(text: string, most: number): { readonly from: number; readonly to: number } {
  const [, from, to] = (/^(\d{1,9})-(\d{1,9})$/.exec(text) ?? []).map(Number)
  if (!(to >= from && to - from < most))
    throw new UsageError(`--seeds: got "${text}", expected FROM-TO, at most ${most} seeds`)
  return { from, to }
}
