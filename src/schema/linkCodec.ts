/**
 * A scenario as the short texts that a link is made of, one for each field, under keys of two letters. A link carries only
 * the texts that differ from the table's defaults. Keys and forms are a promise to links that exist: a
 * field may be added, but a key is never used again for another thing, and a new default asks for a new major version.
 */
import { FieldError } from './fieldError.ts'
import {
  amount,
  inPart,
  names,
  number,
  numbers,
  text,
  word,
  type LinkField,
  type Tree,
} from './linkFields.ts'
import { KEY_LENGTH } from './linkText.ts'
import { fairValue, leverage, shocks } from './linkVariants.ts'
import { parameter } from './parameters.ts'
import { settings, table } from './parameterTable.ts'
import { findPart, offValue, pairs } from './parts.ts'
import type { Setting } from './row.ts'
import { parseScenario, type Scenario } from './scenario.ts'

const BY_HAND = [fairValue, leverage]

/** The field of the rows that share a key. */
function createField(key: string, rows: readonly Setting[]): LinkField {
  const byHand = BY_HAND.find((field) => field.key === key)
  if (byHand) return byHand
  const part = findPart(rows[0].key)
  const field = createOwn(key, rows, part)
  return part ? inPart(part, offValue(part), field) : field
}

function createOwn(key: string, rows: readonly Setting[], part: string | undefined): LinkField {
  const [{ kind, key: path }] = rows
  if (kind === 'choice') return word(key, path)
  if (kind === 'layers') return names(key, path)
  const pair = pairs.find((one) => one.key === path)
  if (pair) return amount(key, path, pair.field)
  const paths = rows.map((row) => row.key)
  return part === undefined ? number(key, path) : numbers(key, part, paths)
}

/** In the order of the table; a part's own rows come before those of the parts within it. */
const inOrder = table.flatMap((row) => {
  if (row.kind === 'part') return settings.filter(({ key }) => findPart(key) === row.key)
  return findPart(row.key) === undefined ? [row] : []
})
const keys = new Set(inOrder.map(({ link }) => link))

const FIELDS: readonly LinkField[] = [
  text('sd', 'seed'),
  text('ti', 'title'),
  ...[...keys].map((key) =>
    createField(
      key,
      settings.filter(({ link }) => link === key),
    ),
  ),
  shocks,
]

/** A scenario written out: a text for each key, always all of them and in the same order. */
export type WrittenScenario = ReadonlyMap<string, string>

/** @param scenario one with a drawn crowd and a path of at most two values */
export function writeScenario(scenario: Scenario): WrittenScenario {
  return new Map(FIELDS.map((field) => [field.key, field.write(scenario)]))
}

/**
 * The document that the texts describe, with every default filled in.
 * @throws FieldError that names the field
 */
export function readScenario(written: WrittenScenario): Scenario {
  const document: Tree = { version: 1 }
  for (const { key, read } of FIELDS) read(written.get(key) as string, document)
  return parseScenario(document)
}

/** What a link leaves out: the defaults of the parameter table, no seed, no pushes. */
export const STARTING_POINT: WrittenScenario = writeScenario(
  parseScenario({
    version: 1,
    seed: '',
    steps: parameter('steps').default,
    market: { startPrice: parameter('market.startPrice').default, fairValue: { process: 'gbm' } },
    crowd: {},
  }),
)

/** The texts that differ, each with its key before it. */
export function writeDifferences(written: WrittenScenario, from: WrittenScenario): string[] {
  return [...written].filter(([key, words]) => from.get(key) !== words).map(([key, words]) => key + words)
}

/**
 * The texts of a scenario from those that differ.
 * @throws FieldError where a key is unknown or comes twice
 */
export function readDifferences(
  parts: readonly string[],
  from: WrittenScenario,
  unknownKey: string,
): WrittenScenario {
  const written = new Map(from)
  const seen = new Set<string>()
  for (const one of parts) {
    const key = one.slice(0, KEY_LENGTH)
    if (!written.has(key)) throw new FieldError('link', one, unknownKey)
    if (seen.has(key)) throw new FieldError('link', one, 'each setting at most once')
    seen.add(key)
    written.set(key, one.slice(KEY_LENGTH))
  }
  return written
}
