/** What the headless commands share: the document that they are given, what is wrong with how they were called, and their output. */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { MAX_DOCUMENT_BYTES } from '../schema/documentText.ts'
import { FieldError } from '../schema/fieldError.ts'

/** The command was not called as it has to be. */
export class UsageError extends Error {}

/**
 * The text of the document, without reading more than a document may have.
 * @param file `-` is standard input
 * @throws UsageError where there is none, FieldError where it is too long
 */
export function readDocument(file: string): string {
  let handle = 0
  try {
    handle = file === '-' ? 0 : openSync(file, 'r')
    const { size } = fstatSync(handle)
    if (size > MAX_DOCUMENT_BYTES)
      throw new FieldError('', `a file of ${size} bytes`, `at most ${MAX_DOCUMENT_BYTES} bytes`)
    return readFileSync(handle, 'utf8')
  } catch (error) {
    if (error instanceof FieldError) throw error
    throw new UsageError(
      `${file}: cannot be read (${error instanceof Error ? error.message : String(error)})`,
    )
  } finally {
    if (handle > 0) closeSync(handle)
  }
}

/** Writes in full, although a pipe takes only some at a time, and does not mind a reader that goes away. */
export function write(text: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.stdout.write(text)
}
