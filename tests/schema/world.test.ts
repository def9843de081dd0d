// Goal: every world of the conformance cases is read, and what a document leaves out has the value of the table.
// Method: the cases as they are, and small documents whose defaults are written down by hand.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { Json } from '../support/badDocuments.ts'

const WORLDS = join(import.meta.dirname, '../conformance/worlds')

describe('a world of the conformance cases', () => {
  test.each(readdirSync(WORLDS))('%s is read, and what was read is read again as it is', (file) => {
    const { scenario } = JSON.parse(readFileSync(join(WORLDS, file), 'utf8')) as { scenario: Json }
    const world = parseWorld(scenario)
    expect(Object.keys(world.venues)).toEqual(Object.keys(scenario['venues'] as Json))
    expect(parseWorld(JSON.parse(JSON.stringify(world)))).toEqual(world)
  })
})
