/**
 * A world in a link: `#/lab/likely?r=VERSION_wDOCUMENT_CHECK`. The document stands there whole, its defaults too, as packed JSON: so it
 * opens to the same world when defaults have changed. Opening trusts nothing, as with the link of a scenario (link.ts).
 */
import { FieldError, orFieldError } from './fieldError.ts'
import {
  compareVersions,
  readFrame,
  WORLD_MARK,
  writeFrame,
  type LinkFrame,
  type NeedsFile,
  type VersionNotice,
} from './linkFrame.ts'
import { packText, unpackText } from './packedText.ts'
import { readDocumentText } from './documentText.ts'
import { parseWorld } from './parseDocument.ts'
import type { WorldDocument } from './world.ts'

/**
 * Of the whole hash; with the address before it a link stays under 3 kB.
 * @internal
 */
export const MAX_WORLD_LINK_CHARACTERS = 2_900
/** Longer texts do not come to so few characters, and are not tried. */
const MAX_TEXT = 20_000

export interface LinkedWorld extends LinkFrame {
  readonly document: WorldDocument
}

interface OpenedWorldLink extends LinkedWorld {
  readonly versionNotice: VersionNotice | null
}

/**
 * The hash of a world, or why it has to travel as a file.
 * @throws FieldError where the place or the version is not one
 */
export function toWorldLink({ document, ...frame }: LinkedWorld): string | NeedsFile {
  const text = pack(document)
  const link = text === null ? null : writeFrame(frame, [WORLD_MARK + text])
  if (link !== null && link.length <= MAX_WORLD_LINK_CHARACTERS) return link
  return { needsFile: 'This world is too long for a link. Its file carries it.' }
}

/** Worlds that were packed: each question of the lab has an address of its own. */
const packed = new WeakMap<WorldDocument, string>()

/** Null where it is too long to be tried. */
function pack(document: WorldDocument): string | null {
  const known = packed.get(document)
  if (known !== undefined) return known
  const text = JSON.stringify(document)
  if (text.length > MAX_TEXT) return null
  const short = packText(text)
  packed.set(document, short)
  return short
}

/**
 * Reads and validates the link of a world.
 * @param hash with or without its `#`
 * @param engineVersion the version that would run it here
 * @returns the world, or an error in words; the error's path is `link` where the link itself is wrong
 */
export function fromWorldLink(hash: string, engineVersion: string): OpenedWorldLink | FieldError {
  return orFieldError(() => {
    const { frame, parts } = readFrame(hash, MAX_WORLD_LINK_CHARACTERS)
    const versionNotice = compareVersions(frame.engineVersion, engineVersion)
    const [text = ''] = parts
    if (parts.length !== 1 || !text.startsWith(WORLD_MARK))
      throw new FieldError('link', hash, 'a link of a world')
    const document = parseWorld(readDocumentText(unpackText('link', text.slice(WORLD_MARK.length))))
    return { ...frame, document, versionNotice }
  })
}
