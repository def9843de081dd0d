/**
 * The text of a document, of whatever version: its size is looked at before anything is read, and a text that is not JSON
 * is refused like any other document that is wrong.
 */
import { FieldError, toOneLine } from './fieldError.ts'
import { hasField } from './fields.ts'

export const MAX_DOCUMENT_BYTES = 64 * 1024 * 1024

/**
 * What a JSON text of at most 64 MB holds.
 * @throws FieldError, of the document as a whole
 */
export function readDocumentText(json: string): unknown {
  if (json.length > MAX_DOCUMENT_BYTES) throw new FieldError('', json, `at most ${MAX_DOCUMENT_BYTES} bytes`)
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''))
  } catch (error) {
    // A text nested deeply enough overflows the parser's stack: also only a document that is wrong.
    const why = error instanceof SyntaxError ? toOneLine(error.message) : 'it is nested too deeply'
    throw new FieldError('', json, `JSON (${why})`)
  }
}

/** The document of a file of a whole run, which has it beside its summary; any other value as it is. */
export function takeFromRun(value: unknown): unknown {
  const field = ['world', 'scenario'].find((name) => hasField(value, name) && hasField(value, 'summary'))
  return field !== undefined && hasField(value, field) ? value[field] : value
}
