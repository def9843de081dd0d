/**
 * A document from outside, of version 1 or 2, as the world that the engine runs. What needs the opening itself (a position
 * below maintenance, a treasury with less than nothing at hand) the engine checks with the same error.
 */
import { isTree, readAt } from './documentPath.ts'
import { readDocumentText } from './documentText.ts'
import { FieldError } from './fieldError.ts'
import { hasField, parseWith } from './fields.ts'
import { parseScenario } from './scenario.ts'
import { toVersion1Path, toWorld } from './version1.ts'
import { world, type WorldDocument } from './world.ts'
import { assertWorld } from './worldChecks.ts'

/**
 * Validates a document of version 2 and fills in the defaults. The result is new; the input is not changed.
 * @throws FieldError that names the first field that is wrong
 */
export function parseWorld(input: unknown): WorldDocument {
  const parsed = parseWith(world, input, true)
  try {
    assertWorld(parsed)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    throw new FieldError(toWrittenPath(error.path, input), error.value, error.expected)
  }
  return parsed
}

/**
 * The same for a document of either version.
 * @throws FieldError
 */
export function parseDocument(input: unknown): WorldDocument {
  const version = hasField(input, 'version') ? input['version'] : undefined
  if (version === 2) return parseWorld(input)
  if (version !== 1 && isTree(input)) throw new FieldError('version', version, 'the number 1 or 2')
  return toWorld(parseScenario(input))
}

/**
 * The same from JSON text of at most 64 MB.
 * @throws FieldError, also where the text is not JSON
 */
export function parseDocumentText(json: string): WorldDocument {
  return parseDocument(readDocumentText(json))
}

/**
 * The path of a field of the world as the document has it that the world was read from: version 1 has its own places, and a
 * venue's single crowd need not be written as a list. For errors that are found when the world is opened.
 */
export function toWrittenPath(path: string, input: unknown): string {
  if (!hasField(input, 'version') || input['version'] !== 2) return toVersion1Path(path)
  const [single, venue] = /^venues\.(\w+)\.crowd\[0\]/.exec(path) ?? []
  if (single === undefined || Array.isArray(readAt(input, `venues.${venue}.crowd`))) return path
  return `venues.${venue}.crowd${path.slice(single.length)}`
}
