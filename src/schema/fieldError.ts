/**
 * The one kind of error that a document from outside can cause: which field, what it held, what was expected.
 */

const SHOWN = 60

/**
 * A value as an error message shows it: one line, cut off when long, never an object's inside.
 * @internal
 */
export function showValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value !== 'string') return String(value)
  const text = JSON.stringify(value.slice(0, SHOWN + 1))
  return value.length > SHOWN ? `${text.slice(0, SHOWN)}…"` : text
}

/** A text without control characters or line breaks, so that it fits on one line of a terminal. */
export function toOneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what it takes away
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, 300)
}

/** A document that cannot be used. The message is one line: `field: got value, expected what`. */
export class FieldError extends Error {
  override readonly name = 'FieldError'
  /** The path of the field, as in `crowd.accounts[3].leverage`; empty for the document as a whole. */
  readonly path: string
  readonly value: unknown
  readonly expected: string

  constructor(path: string, value: unknown, expected: string) {
    const what = expected.startsWith('no such field')
      ? expected
      : `got ${showValue(value)}, expected ${expected}`
    super(toOneLine(`${path === '' ? 'document' : path}: ${what}`))
    this.path = path
    this.value = value
    this.expected = expected
  }
}

/** The path of a field from its parts: names joined by dots, places in brackets. */
export function toPath(keys: readonly unknown[]): string {
  let path = ''
  for (const key of keys) {
    if (typeof key === 'number') path += `[${key}]`
    else path += (path === '' ? '' : '.') + toOneLine(String(key)).slice(0, SHOWN)
  }
  return path
}

/** What it gives, or what is wrong with the document that it reads. */
export function orFieldError<T>(read: () => T): T | FieldError {
  try {
    return read()
  } catch (error) {
    if (error instanceof FieldError) return error
    throw error
  }
}
