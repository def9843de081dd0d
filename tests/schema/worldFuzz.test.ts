// Goal: whatever is done to a valid world, it is either refused in one line that names a field, or read to a world whose
// numbers are numbers and whose ids name something. Nothing else is thrown, and nothing hangs on a circle.
// Method: random changes to all worlds there are: the conformance cases, the world of everything, those of version 1.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseDocument, parseDocumentText, toWrittenPath } from '../../src/schema/parseDocument.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { toWorld } from '../../src/schema/version1.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { goldenScenarios } from '../golden/scenarios.ts'
import { runs, uniform } from '../support/arbitraries.ts'
import type { Json } from '../support/badDocuments.ts'
import { expectOneLine } from '../support/expectOneLine.ts'
import { mutate, mutation } from '../support/mangledDocuments.ts'
import { createTinyWorld, createWorld } from '../support/worldDocuments.ts'

const CASES = join(import.meta.dirname, '../conformance/cases')
const readCase = (file: string): unknown =>
  (JSON.parse(readFileSync(join(CASES, file), 'utf8')) as { scenario: unknown }).scenario

const worlds: unknown[] = [
  ...Array<unknown>(12).fill(createWorld()),
  createTinyWorld(),
  ...readdirSync(CASES)
    .filter((file) => file.startsWith('world-'))
    .map(readCase),
  ...goldenScenarios.map(({ document }) => toWorld(parseScenario(document))),
]
const valid = fc.constantFrom(...worlds).map((world) => structuredClone(world))

/** Every number of the tree, with nothing in it that JSON does not have. */
function expectNumbers(node: unknown): void {
  if (typeof node === 'number') expect(Number.isFinite(node)).toBe(true)
  else if (Array.isArray(node)) node.forEach(expectNumbers)
  else if (typeof node === 'object' && node !== null) Object.values(node).forEach(expectNumbers)
  else expect(node === null || typeof node === 'string').toBe(true)
}

/** Every venue and asset that is named anywhere but as a key is there. */
function expectNamed({ assets, venues, desks, chains }: WorldDocument): void {
  const has = (part: object, id: string | undefined) => id === undefined || Object.hasOwn(part, id)
  for (const { tokenOf } of Object.values(assets)) expect(has(venues, tokenOf)).toBe(true)
  for (const venue of Object.values(venues)) {
    for (const id of Object.keys(venue.treasury?.placed ?? {})) expect(has(venues, id)).toBe(true)
    if (venue.kind === 'institution') continue
    expect(has(chains, venue.chain)).toBe(true)
    for (const asset of Object.keys(venue.markets)) expect(has(assets, asset)).toBe(true)
    for (const crowd of venue.crowd) {
      const named =
        'accounts' in crowd
          ? crowd.accounts.flatMap(({ legs }) => legs.map(({ asset }) => asset))
          : crowd.assets
      for (const asset of named) expect(has(venue.markets, asset)).toBe(true)
    }
    if (venue.kind === 'lending') continue
    for (const { liquidity } of Object.values(venue.markets)) expect(has(desks, liquidity.desk)).toBe(true)
  }
}

/** What the text holds; nothing where it is not JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

type Outcome = 'refused' | 'read'

function read(parse: () => WorldDocument, document: unknown): Outcome {
  try {
    const world = parse()
    expectNumbers(world)
    expectNamed(world)
    // As text: JSON has no −0.
    const text = JSON.stringify(world)
    expect(JSON.stringify(parseDocumentText(text))).toBe(text)
    return 'read'
  } catch (error) {
    expect(error).toBeInstanceOf(FieldError)
    expectOneLine(error as FieldError)
    // It is the path as the document has it: there is no other one to be found.
    const { path } = error as FieldError
    expect(toWrittenPath(path, document)).toBe(path)
    return 'refused'
  }
}

describe('whatever is done to a world', () => {
  test('it is read whole, or refused in one line', () => {
    const seen = { refused: 0, read: 0 }
    fc.assert(
      fc.property(valid, fc.array(mutation, { minLength: 1, maxLength: 2 }), (document, list) => {
        for (const change of list) mutate(document, change)
        seen[read(() => parseDocument(document), document)]++
      }),
      runs(3000),
    )
    expect(seen.refused).toBeGreaterThan(500)
    expect(seen.read).toBeGreaterThan(200)
  })

  test('to its text, it is read whole or refused in one line', () => {
    const place = uniform(0, 1)
    const change = fc.record({ place, length: fc.nat(5), by: fc.string({ unit: 'binary', maxLength: 4 }) })
    const seen = { refused: 0, read: 0 }
    fc.assert(
      fc.property(valid, fc.array(change, { minLength: 1, maxLength: 2 }), (document, list) => {
        let text = JSON.stringify(document)
        for (const { place, length, by } of list) {
          const at = Math.floor(place * text.length)
          text = text.slice(0, at) + by + text.slice(at + length)
        }
        seen[read(() => parseDocumentText(text), readJson(text))]++
      }),
      runs(800),
    )
    expect(seen.refused).toBeGreaterThan(300)
    expect(seen.read).toBeGreaterThan(20)
  })

  test('a circle in it is refused, wherever it is', () => {
    fc.assert(
      fc.property(uniform(0, 0.999_999), (share) => {
        const document = createWorld()
        const owners: Json[] = []
        const collect = (node: unknown): void => {
          if (typeof node !== 'object' || node === null) return
          if (!Array.isArray(node)) owners.push(node as Json)
          Object.values(node).forEach(collect)
        }
        collect(document)
        const owner = owners[Math.floor(share * owners.length)]
        owner['x'] = document
        expect(read(() => parseDocument(document), document)).toBe('refused')
      }),
      runs(100),
    )
  })
})
