/**
 * Scenario files out and in. A file is a plain scenario document, so that the headless command runs it as it is; version and
 * seed stand in its name. Whatever comes in is measured before it is read and validated before it is used, and nothing here
 * touches what is open: the caller gets a thing that is whole, or an error that names the field.
 */
import { MAX_DOCUMENT_BYTES } from '../schema/documentText.ts'
import { FieldError } from '../schema/fieldError.ts'
import { mendAddress } from '../schema/mendAddress.ts'
import { parseScenarioText, type Scenario } from '../schema/scenario.ts'
import { readPricePath } from './pricePath.ts'

/** A file to be saved. */
export interface OutgoingFile {
  readonly name: string
  /** Its media type. */
  readonly type: string
  readonly text: string
}

/** What came in: a scenario, a path of prices for the fair value, or a link of this site. */
export type Incoming =
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'path'; readonly path: number[] }
  | { readonly kind: 'link'; readonly hash: string }

/** What a file picker offers. */
export const INCOMING_TYPES = '.json,.csv,.tsv,.txt,application/json,text/csv,text/plain'

/** Longer documents are written without line breaks, since those would double them. */
const PRETTY_CHARACTERS = 1_000_000
const LINK = /^#\/[a-z0-9/-]*\?r=/
/** What a pasted address begins with; before it stands the site, or what somebody wrote to it. */
const ADDRESS = /#(?:\/|%(?:25)*2F)[^]*$/i

/** `loss-spiral-1.0.0-seed-spiral-series.csv`: whoever finds the file can run it again. */
export function toRunFileName(engineVersion: string, seed: string, ending: string): string {
  const safe = seed.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 40)
  return `loss-spiral-${engineVersion}-seed-${safe}${ending}`
}

/** The document itself, without anything added, so that it stays valid. */
export function toScenarioFile(scenario: Scenario, engineVersion: string): OutgoingFile {
  const compact = JSON.stringify(scenario)
  const text = compact.length > PRETTY_CHARACTERS ? compact : JSON.stringify(scenario, null, 2)
  const name = toRunFileName(engineVersion, scenario.seed, '.json')
  return { name, type: 'application/json', text: `${text}\n` }
}

/** A file that was picked or dropped. */
export async function readFile(file: File): Promise<Incoming | FieldError> {
  // Before reading: a film of four gigabytes must not be read to be refused.
  if (file.size > MAX_DOCUMENT_BYTES)
    return new FieldError('', `${file.name}, ${file.size} bytes`, `at most ${MAX_DOCUMENT_BYTES} bytes`)
  let text: string
  try {
    text = await file.text()
  } catch {
    return new FieldError('', file.name, 'a file that the browser can read')
  }
  return readText(text)
}

/** The text of a file, or what was pasted. */
export function readText(text: string): Incoming | FieldError {
  try {
    if (text.length > MAX_DOCUMENT_BYTES)
      throw new FieldError('', `${text.length} characters`, `at most ${MAX_DOCUMENT_BYTES} bytes`)
    const start = text
      .slice(0, 100)
      .replace(/^\uFEFF/, '')
      .trimStart()
    if (/^[{[]/.test(start)) return { kind: 'scenario', scenario: parseScenarioText(text) }
    const hash = text.length < 10_000 ? mendAddress(ADDRESS.exec(text)?.[0] ?? '') : ''
    if (LINK.test(hash)) return { kind: 'link', hash }
    if (!/\d/.test(text.slice(0, 1_000)))
      throw new FieldError('', text, 'a scenario as JSON, a list of prices as CSV, or a link')
    return { kind: 'path', path: readPricePath(text) }
  } catch (error) {
    if (error instanceof FieldError) return error
    throw error
  }
}
