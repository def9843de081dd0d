/**
 * Building blocks of the link's table of fields: how a number, a name, a text, an amount or the numbers of a part are
 * written as a short text and put back into a document. What the values may be is the validator's concern, not theirs.
 */
import { FieldError } from './fieldError.ts'
import { LIST_SEPARATOR, readNumber, readText, readWord, writeNumber, writeText } from './linkText.ts'
import { isTree, readAt } from './documentPath.ts'
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

/** Names in their order. */
export function names(key: string, path: string): LinkField {
  return {
    key,
    write: (scenario) => (readAt(scenario, path) as string[]).join(LIST_SEPARATOR) || OFF,
    read: (words, document) => {
      const list = words === OFF ? [] : words.split(LIST_SEPARATOR).map((name) => readWord(path, name))
      putAt(document, path, list)
    },
  }
}

/** A number, the same as a share (`p` and the share), or none: the document then says null. */
export function amount(key: string, path: string, share: string): LinkField {
  return {
    key,
    write: (scenario) => {
      const value = readAt(scenario, path)
      if (value === null) return OFF
      return typeof value === 'number'
        ? writeNumber(value)
        : `p${writeNumber(readAt(scenario, `${path}.${share}`) as number)}`
    },
    read: (words, document) => {
      if (words === OFF) putAt(document, path, null)
      else if (words.startsWith('p')) putAt(document, path, { [share]: readNumber(path, words.slice(1)) })
      else putAt(document, path, readNumber(path, words))
    },
  }
}

/** The numbers of a part, in this order. */
export function numbers(key: string, part: string, paths: readonly string[]): LinkField {
  return {
    key,
    write: (scenario) =>
      paths.map((path) => writeNumber(readAt(scenario, path) as number)).join(LIST_SEPARATOR),
    read: (words, document) => {
      const values = readNumbers(part, words)
      if (values.length !== paths.length) throw new FieldError(part, words, `${paths.length} numbers`)
      for (const [i, path] of paths.entries()) putAt(document, path, values[i])
    },
  }
}

/** A field of a part that may be switched off. Where it is, the document says null, or nothing. */
export function inPart(part: string, off: null | undefined, field: LinkField): LinkField {
  return {
    key: field.key,
    write: (scenario) => (isTree(readAt(scenario, part)) ? field.write(scenario) : OFF),
    read: (words, document) => {
      if (words !== OFF) field.read(words, document)
      // Another field may have switched the part on already.
      else if (off === null && readAt(document, part) === undefined) putAt(document, part, null)
    },
  }
}
