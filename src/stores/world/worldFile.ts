/** Worlds from files and pasted text: measured before they are read, and validated. A scenario is the world of one house. */
import { readDocumentText, takeFromRun } from '../../schema/documentText.ts'
import { FieldError, orFieldError } from '../../schema/fieldError.ts'
import { isWorldLink } from '../../schema/linkFrame.ts'
import { findAddress } from '../../schema/mendAddress.ts'
import { parseDocument } from '../../schema/parseDocument.ts'
import type { WorldDocument } from '../../schema/world.ts'

const EXPECTED = 'a world or a scenario as JSON, or a link of a world'

/** Of a file, or pasted: a world, a scenario, a whole run with either, or a link. */
export function readWorldText(text: string): WorldDocument | { readonly hash: string } | FieldError {
  return orFieldError(() => {
    if (/^\uFEFF?\s*\{/.test(text)) return parseDocument(takeFromRun(readDocumentText(text)))
    const hash = findAddress(text)
    if (isWorldLink(hash)) return { hash }
    throw new FieldError('', text, EXPECTED)
  })
}
