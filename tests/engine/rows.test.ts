// Goal: no row of the parameter table is a setting that does nothing; one that is added fails here by its name until the engine
// reads it. Method: in random documents each row is changed alone, and what the engine computes has to change.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTree, readAt, writeAt } from '../../src/schema/documentPath.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { settings } from '../../src/schema/parameterTable.ts'
import { findPart } from '../../src/schema/parts.ts'
import { documentArbitrary, runs } from '../support/arbitraries.ts'
import { runToEnd } from '../support/completeRun.ts'
import { valueArbitrary } from '../support/rowArbitraries.ts'

const documents = fc.sample(documentArbitrary, { ...runs(60), numRuns: 60 })
const results = documents.map(runAsText)

/** What the engine computes, or why it refuses the document. */
function runAsText(document: object): string {
  try {
    return JSON.stringify(runToEnd(document))
  } catch (error) {
    if (error instanceof FieldError) return ''
    throw error
  }
}

test.each([...settings])('the engine reads $key', ({ key }) => {
  const part = findPart(key)
  const values = fc.sample(valueArbitrary(key), { seed: 1, numRuns: 3 })
  const matters = documents.some((document, i) => {
    if (part !== undefined && !isTree(readAt(document, part))) return false
    return values.some((value) => {
      const changed = runAsText(writeAt(document, key, value))
      return changed !== '' && changed !== results[i]
    })
  })
  expect(matters, 'no run changes with it: its mechanism has its place in src/engine/pipeline.ts').toBe(true)
})
