/** A file for the risk lab: a scenario, or a world of several venues, which no link carries. Measured before it is read. */
import { hasField } from '../schema/fields.ts'
import { FieldError, orFieldError } from '../schema/fieldError.ts'
import { readDocumentText, takeFromRun } from '../schema/documentText.ts'
import { parseWorld } from '../schema/parseDocument.ts'
import type { Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import { readFileAs, readText } from './files.ts'

const EXPECTED = 'a scenario or a world as JSON'

/** @returns the document with its defaults, or an error that names the field */
export const readLabFile = (file: File): Promise<Scenario | WorldDocument | FieldError> =>
  readFileAs(file, readLabText)

function readLabText(text: string): Scenario | WorldDocument | FieldError {
  return orFieldError(() => {
    if (!/^\uFEFF?\s*\{/.test(text)) throw new FieldError('', text, EXPECTED)
    const value = takeFromRun(readDocumentText(text))
    if (hasField(value, 'version') && value['version'] === 2) return parseWorld(value)
    const incoming = readText(text)
    if ('scenario' in incoming) return incoming.scenario
    return incoming instanceof FieldError ? incoming : new FieldError('', text, EXPECTED)
  })
}
