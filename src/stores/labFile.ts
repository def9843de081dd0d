/** A file for the risk lab: a scenario, or a world of several venues, which no link carries. Measured before it is read. */
import { hasField } from '../schema/fields.ts'
import { decodeText } from '../prices/decodeText.ts'
import { FieldError } from '../schema/fieldError.ts'
import { MAX_DOCUMENT_BYTES, readDocumentText, takeFromRun } from '../schema/documentText.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import { readText } from './files.ts'

const EXPECTED = 'a scenario or a world as JSON'

/** @returns the document with its defaults, or an error that names the field */
export async function readLabFile(file: Blob): Promise<Scenario | WorldDocument | FieldError> {
  if (file.size > MAX_DOCUMENT_BYTES)
    return new FieldError('', `${file.size} bytes`, `at most ${MAX_DOCUMENT_BYTES} bytes`)
  try {
    const text = decodeText(new Uint8Array(await file.arrayBuffer()))
    if (!/^\uFEFF?\s*\{/.test(text)) throw new FieldError('', text, EXPECTED)
    const value = takeFromRun(readDocumentText(text))
    if (hasField(value, 'version') && value['version'] === 2) return parseWorld(value)
    const incoming = readText(text)
    if (incoming instanceof FieldError) return incoming
    return incoming.kind === 'scenario' ? incoming.scenario : new FieldError('', text, EXPECTED)
  } catch (error) {
    if (error instanceof FieldError) return error
    throw error
  }
}
