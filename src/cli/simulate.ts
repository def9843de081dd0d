/**
 * `npm run --silent simulate -- FILE [--summary]`: runs a document of either version and prints one JSON document (docs/model.md
 * sections 10 and 11.10).
 * Standard output is the document alone; an invalid one exits with status 2 and one line on standard error.
 */
import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs'
import { Simulation } from '../engine/simulation.ts'
import { computeWorldSummary, readWorldAccounts, readWorldSeriesRow } from '../engine/worldPrintout.ts'
import { MAX_DOCUMENT_BYTES, readDocumentText } from '../schema/documentText.ts'
import { FieldError, toOneLine } from '../schema/fieldError.ts'
import { hasField } from '../schema/fields.ts'
import { parseDocument, toWrittenPath } from '../schema/parseDocument.ts'

const HELP = `Usage: npm run --silent simulate -- FILE [--summary]

Runs the document FILE, a scenario or a world, and prints one JSON document: summary, accounts
and series.
Cash is in cents. FILE may be - for standard input.

  --summary   print only the summary
  --help      print this text

Exit status: 0 done, 2 the arguments or the document are not valid (one line on standard error says why).
`

class UsageError extends Error {}

interface Arguments {
  file: string
  summaryOnly: boolean
}

function readArguments(list: readonly string[]): Arguments | 'help' {
  if (list.includes('--help') || list.includes('-h')) return 'help'
  const unknown = list.find((a) => a.startsWith('-') && a !== '-' && a !== '--summary')
  if (unknown !== undefined) throw new UsageError(`${unknown}: unknown option; --help tells the known ones`)
  const files = list.filter((a) => a !== '--summary')
  if (files.length !== 1)
    throw new UsageError(`got ${files.length} files, expected one; --help tells the usage`)
  return { file: files[0], summaryOnly: list.includes('--summary') }
}

/** The text of the document, without reading more than a document may have. */
function readDocument(file: string): string {
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

/** Opens a document of either version; an error names the field as the document has it. */
function open(input: unknown): Simulation {
  try {
    return Simulation.create(parseDocument(input))
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    throw new FieldError(toWrittenPath(error.path, input), error.value, error.expected)
  }
}

function run({ file, summaryOnly }: Arguments): string {
  const input = readDocumentText(readDocument(file))
  const simulation = open(input)
  const isWorld = hasField(input, 'version') && input['version'] === 2
  const series: object[] = []
  while (!simulation.isDone) {
    simulation.advance()
    if (!summaryOnly) series.push(isWorld ? readWorldSeriesRow(simulation) : simulation.readSeriesRow())
  }
  const summary = isWorld ? computeWorldSummary(simulation) : simulation.readSummary()
  if (summaryOnly) return `${JSON.stringify({ summary })}\n`
  const accounts = isWorld ? readWorldAccounts(simulation) : simulation.readAccounts()
  return `${JSON.stringify({ summary, accounts, series })}\n`
}

/** Writes in full, although a pipe takes only some at a time, and does not mind a reader that goes away. */
function write(text: string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  process.stdout.write(text)
}

try {
  const parsed = readArguments(process.argv.slice(2))
  write(parsed === 'help' ? HELP : run(parsed))
} catch (error) {
  if (!(error instanceof FieldError) && !(error instanceof UsageError)) throw error
  process.stderr.write(`${toOneLine(error.message)}\n`)
  process.exitCode = 2
}
