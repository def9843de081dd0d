// Goal: no kind of event is one that nobody reports: one that is added fails here by its name until a run reports it.
// Method: conformance cases, random documents and random worlds, and the kinds of all their events.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_AT, EVENT_KINDS, EVENT_WIDTH } from '../../src/schema/event.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseDocument } from '../../src/schema/parseDocument.ts'
import { documentArbitrary, runs } from '../support/arbitraries.ts'
import { versionOneCases, worldCases } from '../support/conformanceCases.ts'
import { randomWorld } from '../support/randomWorld.ts'

const COUNT = 60
const documents: unknown[] = [
  ...[...versionOneCases, ...worldCases].map(({ scenario }) => scenario),
  ...fc.sample(documentArbitrary, { ...runs(COUNT), numRuns: COUNT }),
  ...Array.from({ length: COUNT }, (_, seed) => randomWorld(seed)),
]

/** Events of a run to its end; none where the opening itself refuses the document. */
function listKinds(document: unknown): number[] {
  const kinds: number[] = []
  try {
    const simulation = Simulation.create(parseDocument(document), { events: true })
    simulation.advance(simulation.program.document.steps)
    const rows = simulation.takeEvents()
    for (let row = 0; row < rows.length; row += EVENT_WIDTH) kinds.push(rows[row + EVENT_AT.kind])
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
  }
  return kinds
}

it('every kind of event happens in some run', () => {
  const seen = new Set(documents.flatMap((document) => [...new Set(listKinds(document))]))
  expect(EVENT_KINDS.filter((_, code) => !seen.has(code))).toEqual([])
})
