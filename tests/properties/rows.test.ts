// Goal: what the property tests say of any document is said of every row of the parameter table, also of one that is added
// tomorrow. Method: documents are drawn as those tests draw them, and each row must have had different values among them,
// each option of a choice must have come, and each optional part must have been there and not.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTree, readAt } from '../../src/schema/documentPath.ts'
import { optionalParts, settings } from '../../src/schema/parameterTable.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { documentArbitrary, runs } from '../support/arbitraries.ts'

const documents = fc
  .sample(documentArbitrary, { ...runs(400), numRuns: 400 })
  .map((document) => parseScenario(document))

test.each([...settings])('$key is drawn', (row) => {
  const values = documents.map((document) => readAt(document, row.key)).filter((value) => value !== undefined)
  const seen = new Set(values.map((value) => JSON.stringify(value)))
  if (row.kind === 'choice') for (const [name] of row.options) expect(seen).toContain(JSON.stringify(name))
  if (row.kind === 'layers')
    for (const [name] of row.options)
      expect(values.some((list) => (list as string[]).includes(name))).toBe(true)
  expect(values.length).toBeGreaterThan(10)
  expect(seen.size).toBeGreaterThan(1)
})

test.each([...optionalParts])('$key is drawn, and left out', ({ key }) => {
  const count = documents.filter((document) => isTree(readAt(document, key))).length
  expect(count).toBeGreaterThan(20)
  expect(count).toBeLessThan(documents.length - 20)
})
