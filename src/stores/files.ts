/**
 * Scenario files out and in. A file is a plain scenario document, so that the headless command runs it as it is; version and
 * seed stand in its name. Whatever comes in is measured before it is read and validated before it is used, and nothing here
 * touches what is open: the caller gets a thing that is whole, or an error that names the field.
 */
import { MAX_DOCUMENT_BYTES, readDocumentText, takeFromRun } from '../schema/documentText.ts'
import { FieldError, orFieldError } from '../schema/fieldError.ts'
import { hasField } from '../schema/fields.ts'
import { findAddress } from '../schema/mendAddress.ts'
import { parseScenario, type Scenario } from '../schema/scenario.ts'
import type { WorldDocument } from '../schema/world.ts'
import { decodeText } from '../prices/decodeText.ts'
import { readBook, type Book } from './accountBook.ts'
import { isBook } from './bookColumns.ts'

/** A file to be saved. */
export interface OutgoingFile {
  readonly name: string
  /** Its media type. */
  readonly type: string
  readonly text: string
}

/** What came in: a scenario, a table of prices that is still to be read, a book of accounts, or a link of this site. */
export type Incoming =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'prices'; readonly text: string }
  | { readonly kind: 'link'; readonly hash: string }
  | ({ readonly kind: 'book' } & Book)
  /** A file of this site that holds no run: what it is, and what to open instead. */
  | { readonly kind: 'other'; readonly words: string }

/** What a file picker offers. */
export const INCOMING_TYPES = '.json,.csv,.tsv,.txt,application/json,text/csv,text/plain'

/** Longer documents are written without line breaks, since those would double them. */
const PRETTY_CHARACTERS = 1_000_000
const LINK = /^#\/[a-z0-9/-]*\?r=/

const INSTEAD = 'Open the scenario of the run instead: “Save file” and “Everything as JSON” write it.'
const AS_CSV = 'Open the table itself, saved as CSV.'
/** Files that hold no run, by how their first line begins and ends: tables that the site writes, and what other programs write. */
const OWN_TABLES: readonly (readonly [first: RegExp, words: string])[] = [
  [
    /^(?:venue[,;])?account[,;].*engineVersion[,;]seed$/,
    `holds the accounts of a run at one moment. ${INSTEAD}`,
  ],
  [/^kind[,;].*engineVersion[,;]seed$/, `holds the events of a run. ${INSTEAD}`],
  [/[,;]engine$/, 'holds an answer of the risk lab. Open its link, which asks the same again.'],
  [/[,;]source$/, `holds the numbers of a figure. ${INSTEAD}`],
  [/^\S?PNG/, `is a picture. ${INSTEAD}`],
  [/^(?:PK[^\w\s,;"']{2}|\u00d0\u00cf)/, `is a file of a spreadsheet, or an archive. ${AS_CSV}`],
  [/^%PDF-/, `is a printed page. ${AS_CSV}`],
  [/^\s*<(?:!doctype|html|\?xml)/i, `is a web page. ${AS_CSV}`],
]

/** A scenario, a whole run with its scenario, or another file of the site. */
function readJson(value: unknown): Incoming {
  if (takeFromRun(value) === value && hasField(value, 'summary') && hasField(value, 'series'))
    return { kind: 'other', words: 'is a printout of a run. Open the scenario that it was made of.' }
  if (hasField(value, 'lessons'))
    return {
      kind: 'other',
      words: 'holds progress in the lessons. Take it in on the page “Lessons”, under “Your progress”.',
    }
  const document = takeFromRun(value)
  if (hasField(document, 'version') && document['version'] === 2)
    return {
      kind: 'other',
      words:
        'holds a world of several houses. Open it on the page “Contagion”, or ask about it in the risk lab.',
    }
  return { kind: 'scenario', scenario: parseScenario(document) }
}

/** `loss-spiral-1.0.0-seed-spiral-series.csv`: whoever finds the file can run it again. */
export function toRunFileName(engineVersion: string, seed: string, ending: string): string {
  const safe = seed.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40)
  return `loss-spiral-${engineVersion}-seed-${safe}${ending}`
}

/** The document itself, without anything added, so that it stays valid. */
export function toScenarioFile(scenario: Scenario | WorldDocument, engineVersion: string): OutgoingFile {
  const compact = JSON.stringify(scenario)
  const text = compact.length > PRETTY_CHARACTERS ? compact : JSON.stringify(scenario, null, 2)
  const name = toRunFileName(engineVersion, scenario.seed, '.json')
  return { name, type: 'application/json', text: `${text}\n` }
}

/** A file that was picked or dropped. */
export const readFile = (file: File): Promise<Incoming | FieldError> => readFileAs(file, readText)

/** @param read what its text is; every place of the site takes files of its own */
export async function readFileAs<T>(
  file: File,
  read: (text: string) => T | FieldError,
): Promise<T | FieldError> {
  // Before reading: a film of four gigabytes must not be read to be refused.
  if (file.size > MAX_DOCUMENT_BYTES)
    return new FieldError('', `${file.name}, ${file.size} bytes`, `at most ${MAX_DOCUMENT_BYTES} bytes`)
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch {
    return new FieldError('', file.name, 'a file that the browser can read')
  }
  return read(decodeText(new Uint8Array(bytes)))
}

/** The text of a file, or what was pasted. */
export function readText(text: string): Incoming | FieldError {
  return orFieldError(() => {
    if (text.length > MAX_DOCUMENT_BYTES)
      throw new FieldError('', `${text.length} characters`, `at most ${MAX_DOCUMENT_BYTES} bytes`)
    const start = text
      .slice(0, 100)
      .replace(/^\uFEFF/, '')
      .trimStart()
    if (/^[{[]/.test(start)) return readJson(readDocumentText(text))
    const hash = findAddress(text)
    if (LINK.test(hash)) return { kind: 'link', hash }
    const first = text
      .slice(0, 2_000)
      .split(/[\r\n]/, 1)[0]
      .replace(/^\uFEFF/, '')
    const own = OWN_TABLES.find(([head]) => head.test(first))
    if (own) return { kind: 'other', words: own[1] }
    if (isBook(text.slice(0, 2_000))) return { kind: 'book', ...readBook(text) }
    if (!/\d/.test(text.slice(0, 1_000)))
      throw new FieldError('', text, 'a scenario as JSON, a list of prices as CSV, or a link')
    return { kind: 'prices', text }
  })
}
