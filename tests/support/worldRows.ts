/**
 * Where in a world document a row of either table of parameters stands, and whether a change of the row alone changes what
 * somebody computes: for tests that have to hold for every row, also for one that does not exist yet.
 */
import { isTree, readAt, writeAt } from '../../src/schema/documentPath.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { settings } from '../../src/schema/parameterTable.ts'
import { worldParameters } from '../../src/schema/worldTable.ts'
import { valuesOf } from './rowValues.ts'

export interface WorldRow {
  readonly key: string
  readonly values: readonly unknown[]
  /** Paths with `*` for any name or place that is there. */
  readonly patterns: readonly string[]
}

/** What the rows of version 1 belong to in a world; the longest beginning counts. */
const VERSION_1: readonly (readonly [begins: string, at: string])[] = [
  ['venue.mark.', 'venues.*.markets.*.mark.'],
  ['venue.', 'venues.*.'],
  ['liquidity.', 'venues.*.markets.*.liquidity.'],
  ['crowd.', 'venues.*.crowd.'],
  ['market.', 'assets.*.'],
  ['', ''],
]

/** What the rows of a world belong to. */
const WORLD: readonly (readonly [begins: string, at: string])[] = [
  ['assets.', 'assets.*.'],
  ['desks.', 'desks.*.'],
  ['chains.', 'chains.*.'],
  ['venues.', 'venues.*.'],
  ['markets.', 'venues.*.markets.*.'],
  ['treasury.run.after.', 'venues.*.treasury.run.after.*.'],
  ['treasury.', 'venues.*.treasury.'],
  ['shocks.', 'shocks.*.'],
]

/** Where the document has another name for it, or many of it. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'venues.fund': ['venues.*.insuranceFund', 'venues.*.venueEquity'],
  'markets.mark.index.weight': ['venues.*.markets.*.mark.index.of.*'],
  'treasury.placed': ['venues.*.treasury.placed.*'],
  'treasury.holdings.contracts': ['venues.*.treasury.holdings.*.contracts'],
  'treasury.run.after.below': ['venues.*.treasury.run.after.*.below.price'],
}

function place(key: string, places: typeof WORLD): string[] {
  const [begins, at] = places.find(([start]) => key.startsWith(start)) ?? ['', '']
  return [at + key.slice(begins.length)]
}

/** What a world shares with version 1. */
export const sharedRows: readonly WorldRow[] = settings.map((row) => ({
  key: row.key,
  values: valuesOf(row),
  patterns: place(row.key, VERSION_1),
}))

/** What only a world has. */
export const ownRows: readonly WorldRow[] = worldParameters.map(({ key, slider }) => ({
  key,
  values: [slider.from, slider.to],
  patterns: OTHERWISE[key] ?? place(key, WORLD),
}))

/** Paths of a pattern whose parents are there; a share may stand where its quantity does. */
function expand(document: object, pattern: string): string[] {
  const names = pattern.split('.')
  let paths = ['']
  names.forEach((name, i) => {
    paths = paths.flatMap((path) => {
      const here = path === '' ? document : readAt(document, path)
      const join = (inner: string) => (path === '' ? inner : `${path}.${inner}`)
      if (name === '*') return typeof here === 'object' && here !== null ? Object.keys(here).map(join) : []
      const isQuantity = i === names.length - 1 && typeof here === 'number'
      return isTree(here) || isQuantity ? [join(name)] : []
    })
  })
  return paths
}

/** The documents in which the row alone has another value at one of its places, where that is valid. */
function* vary(document: object, { patterns, values }: WorldRow): Generator<object> {
  for (const path of patterns.flatMap((pattern) => expand(document, pattern)))
    for (const value of values) {
      const changed = writeAt(document, path, value)
      try {
        parseWorld(changed)
      } catch (error) {
        if (error instanceof FieldError) continue
        throw error
      }
      yield changed
    }
}

/**
 * Whether a change of the row alone changes anything in any of the documents.
 * @param run what is computed, as text; an empty text where the document is refused
 * @param results what it gives for the documents as they are
 */
export function matters<D extends object>(
  row: WorldRow,
  documents: readonly D[],
  results: readonly string[],
  run: (document: D) => string,
): boolean {
  return documents.some((document, i) => {
    for (const changed of vary(document, row)) {
      const text = run(changed as D)
      if (text !== '' && text !== results[i]) return true
    }
    return false
  })
}
