/**
 * A document from outside, of version 1 or 2, as the world that the engine runs. What needs the opening itself (a position
 * below maintenance, a treasury with less than nothing at hand) the engine checks with the same error.
 */
import { readDocumentText } from './documentText.ts'
import { FieldError } from './fieldError.ts'
import { hasField, parseWith } from './fields.ts'
import { parseScenario } from './scenario.ts'
import { toWorld } from './version1.ts'
import { world, type WorldDocument } from './world.ts'

/**
 * Validates a document of version 2 and fills in the defaults. The result is new; the input is not changed.
 * @throws FieldError that names the first field that is wrong
 */
export function parseWorld(input: unknown): WorldDocument {
  return parseWith(world, input, true)
}

/**
 * The same for a document of either version.
 * @throws FieldError
 */
export function parseDocument(input: unknown): WorldDocument {
  const version = hasField(input, 'version') ? input['version'] : 1
  if (version === 2) return parseWorld(input)
  if (typeof version === 'number' && version !== 1)
    throw new FieldError('version', version, 'the number 1 or 2')
  return toWorld(parseScenario(input))
}

/**
 * The same from JSON text of at most 64 MB.
 * @throws FieldError, also where the text is not JSON
 */
export function parseDocumentText(json: string): WorldDocument {
  return parseDocument(readDocumentText(json))
}
