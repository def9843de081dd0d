/**
 * Building blocks of the link's table of fields: how a number, a name, a text, an amount or a whole part of a scenario is
 * written as a short text and put back into a document. What the values may be is the validator's concern, not theirs.
 */
import { FieldError } from './fieldError.ts'
import { LIST_SEPARATOR, readNumber, readText, readWord, writeNumber, writeText } from './linkText.ts'
import type { Scenario } from './scenario.ts'

export type Tree = Record<string, unknown>

export interface LinkField {
  readonly key: string
  write(scenario: Scenario): string
  /** Puts what the text says into the document. */
  read(text: string, document: Tree): void
}

/** A part of the scenario that is switched off, or a list without entries. */
export const OFF = 'off'

/** How a document says that something is switched off. */
type Absent = 'left out' | 'null'

function readAt(tree: unknown, path: string): unknown {
  let here = tree
  for (const name of path.split('.')) here = (here as Tree | undefined)?.[name]
  return here
}

export function putAt(document: Tree, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() as string
  let here = document
  for (const name of names) here = (here[name] ??= {}) as Tree
  here[last] = value
}

export function readNumbers(path: string, text: string): number[] {
  return text.split(LIST_SEPARATOR).map((one) => readNumber(path, one))
}

export function number(key: string, path: string): LinkField {
  return {
    key,
    write: (scenario) => writeNumber(readAt(scenario, path) as number),
    read: (text, document) => putAt(document, path, readNumber(path, text)),
  }
}

export function word(key: string, path: string): LinkField {
  return {
    key,
    write: (scenario) => readAt(scenario, path) as string,
    read: (text, document) => putAt(document, path, readWord(path, text)),
  }
}

export function text(key: string, path: string): LinkField {
  return {
    key,
    write: (scenario) => writeText(readAt(scenario, path) as string),
    read: (words, document) => putAt(document, path, readText(path, words)),
  }
}

/** A number, a share of something (`p` and the share), or nothing. */
export function amount(key: string, path: string, share: string, absent: Absent = 'left out'): LinkField {
  return {
    key,
    write: (scenario) => {
      const value = readAt(scenario, path)
      if (value === undefined || value === null) return OFF
      return typeof value === 'number'
        ? writeNumber(value)
        : `p${writeNumber(readAt(value, share) as number)}`
    },
    read: (words, document) => {
      if (words === OFF) {
        if (absent === 'null') putAt(document, path, null)
      } else if (words.startsWith('p')) putAt(document, path, { [share]: readNumber(path, words.slice(1)) })
      else putAt(document, path, readNumber(path, words))
    },
  }
}

/** A part that may be absent, with all its numbers in this order. */
export function part(
  key: string,
  path: string,
  names: readonly string[],
  absent: Absent = 'left out',
): LinkField {
  return {
    key,
    write: (scenario) => {
      const tree = readAt(scenario, path) as Tree | null | undefined
      return tree ? names.map((name) => writeNumber(tree[name] as number)).join(LIST_SEPARATOR) : OFF
    },
    read: (words, document) => {
      if (words === OFF) {
        if (absent === 'null') putAt(document, path, null)
        return
      }
      const values = readNumbers(path, words)
      if (values.length !== names.length) throw new FieldError(path, words, `${names.length} numbers`)
      putAt(document, path, Object.fromEntries(names.map((name, i) => [name, values[i]])))
    },
  }
}
