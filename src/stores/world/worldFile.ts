/** Worlds from files and pasted text: measured before they are read, and validated. A scenario is the world of one house. */
import { MAX_DOCUMENT_BYTES, readDocumentText, takeFromRun } from '../../schema/documentText.ts'
import { FieldError } from '../../schema/fieldError.ts'
import { isWorldLink } from '../../schema/linkFrame.ts'
import { findAddress } from '../../schema/mendAddress.ts'
import { parseDocument } from '../../schema/parseDocument.ts'
import type { WorldDocument } from '../../schema/world.ts'

const EXPECTED = 'a world or a scenario as JSON, or a link of a world'

/** @returns the world with its defaults, or an error that names the field */
export async function readWorldFile(file: File): Promise<ReturnType<typeof readWorldText>> {
  // Before reading: a film of four gigabytes must not be read to be refused.
  if (file.size > MAX_DOCUMENT_BYTES)
    return new FieldError('', `${file.name}, ${file.size} bytes`, `at most ${MAX_DOCUMENT_BYTES} bytes`)
  try {
    return readWorldText(await file.text())
  } catch {
    return new FieldError('', file.name, 'a file that the browser can read')
  }
}

/** The same of a text: a world, a scenario, a whole run with either, or a link. */
export function readWorldText(text: string): WorldDocument | { readonly hash: string } | FieldError {
  try {
    if (/^\uFEFF?\s*\{/.test(text)) return parseDocument(takeFromRun(readDocumentText(text)))
    const hash = findAddress(text)
    if (isWorldLink(hash)) return { hash }
    throw new FieldError('', text, EXPECTED)
  } catch (error) {
    if (error instanceof FieldError) return error
    throw error
  }
}
