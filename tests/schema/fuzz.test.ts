// Valid documents with a few nodes replaced, taken out or put in: whatever comes of it is either a run that keeps its books, or
// one line that names a field. Nothing else is ever thrown.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parameters } from '../../src/schema/parameterTable.ts'
import { readDocumentText } from '../../src/schema/documentText.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { goldenScenarios } from '../golden/scenarios.ts'
import { documentArbitrary, runs, uniform } from '../support/arbitraries.ts'
import { expectOneLine } from '../support/expectOneLine.ts'
import { mutate, mutation } from '../support/mangledDocuments.ts'

const STEPS = 6

// Copies, since changes are made in place: what arbitraries and golden runs share must stay as it is.
const golden = fc.constantFrom(...goldenScenarios).map(({ document }) => structuredClone(document))
const valid = fc.oneof(documentArbitrary.map(structuredClone<Record<string, unknown>>), golden)

/** Valid does not mean cheap: crowds and queues that would take seconds are left to the benchmarks. */
function isCheap({ crowd, venue }: Scenario): boolean {
  const traders = 'traders' in crowd ? crowd.traders : crowd.accounts.length
  return traders <= 1500 && (crowd.behavior?.arrivals?.perStep ?? 0) <= 20 && venue.mark.lagSteps <= 100_000
}

function expectFieldError(error: unknown): void {
  expect(error).toBeInstanceOf(FieldError)
  expectOneLine(error as FieldError)
}

/** Plays a few steps; returns how far it came: refused, opened, or played. */
function play(document: unknown): 'refused' | 'opened' | 'played' {
  let simulation: Simulation | undefined
  try {
    const scenario = parseScenario(document)
    if (!isCheap(scenario)) return 'refused'
    simulation = Simulation.create(scenario, { assert: true })
    simulation.advance(Math.min(STEPS, scenario.steps))
    const summary = simulation.readSummary()
    expect([summary.conservationError, summary.contractsError]).toEqual([0, 0])
    return 'played'
  } catch (error) {
    expectFieldError(error)
    return simulation ? 'opened' : 'refused'
  }
}

describe('whatever is done to a document', () => {
  test('it is played with its books in order, or refused in one line', () => {
    const seen = { refused: 0, opened: 0, played: 0 }
    const mutations = fc.array(mutation, { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(valid, mutations, (document, list) => {
        for (const change of list) mutate(document, change)
        seen[play(document)]++
      }),
      runs(800),
    )
    expect(seen.refused).toBeGreaterThan(200)
    expect(seen.played).toBeGreaterThan(100)
  })

  test('the same goes for numbers at and beyond the ends of every parameter', () => {
    const rows = parameters.filter(
      ({ key }) => !['steps', 'crowd.traders', 'crowd.behavior.arrivals.perStep'].includes(key),
    )
    const seen = { refused: 0, opened: 0, played: 0 }
    const extreme = fc.constantFrom(...rows).chain((row) => {
      const size = uniform(0, 1)
      const inside = size.map((s) => row.min + (Math.min(row.max, 1e16) - row.min) * s ** 8)
      const ends = fc.constantFrom(row.min, row.max, row.min + 1e-12, row.max * (1 - 1e-15))
      const value = fc.oneof(ends, inside).map((v) => (row.integer ? Math.round(v) : v))
      return value.map((v) => [row.key, row.money ? Math.round(v * 100) / 100 : v] as const)
    })
    fc.assert(
      fc.property(golden, fc.array(extreme, { minLength: 1, maxLength: 3 }), (document, list) => {
        const crowd = document['crowd'] as Record<string, unknown>
        if ('traders' in crowd) crowd['traders'] = 60
        for (const [path, value] of list) setAt(document, path, value)
        seen[play(document)]++
      }),
      runs(500),
    )
    expect(seen.played).toBeGreaterThan(100)
  })
})

function setAt(document: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() as string
  let owner = document
  for (const name of names) {
    if (typeof owner[name] !== 'object' || owner[name] === null) owner[name] = {}
    owner = owner[name] as Record<string, unknown>
  }
  owner[last] = value
}

describe('whatever is done to its text', () => {
  test('it is read, or refused in one line', () => {
    const place = uniform(0, 1)
    const change = fc.record({ place, length: fc.nat(5), by: fc.string({ unit: 'binary', maxLength: 4 }) })
    fc.assert(
      fc.property(documentArbitrary, fc.array(change, { minLength: 1, maxLength: 3 }), (document, list) => {
        let text = JSON.stringify(document)
        for (const { place, length, by } of list) {
          const at = Math.floor(place * text.length)
          text = text.slice(0, at) + by + text.slice(at + length)
        }
        try {
          expect(parseScenario(readDocumentText(text)).version).toBe(1)
        } catch (error) {
          expectFieldError(error)
        }
      }),
      runs(800),
    )
  })

  test('a text of any characters is refused in one line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(() => parseScenario(readDocumentText(text))).toThrow(FieldError)
      }),
      runs(800),
    )
  })
})
