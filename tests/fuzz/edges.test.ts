// Goal: whatever numbers a world has, it is refused with the field, or it runs to its end: no other error, nothing that is no
// number, nothing lost.
// Method: random worlds, explicit and drawn, with some of their numbers put to an end of what the schema takes, or many times what
// they were; a number that is refused at once stays as it was. Every invariant is asserted after every step.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeWorldSummary, readWorldAccounts, readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { runs, uniform } from '../support/arbitraries.ts'
import { expectOneLine } from '../support/expectOneLine.ts'
import { randomDrawnWorld } from '../support/randomDrawnWorld.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { findNoNumber } from '../support/worldSums.ts'

const ENDS = [0, 1, -1, 1e-6, 1e-9, 0.01, 0.5, 0.999_999, 2, 1000, 1e6, 1e9, 1e10, 1e12, 1e15, -1e15]
const FACTORS = [10, 1000, 1e6, 0.1, 0.001]
/** Larger crowds only take longer. */
const MOST_TRADERS = 2000
const MOST_STEPS = 60

const change = fc.record({
  where: uniform(0, 0.999_999),
  to: fc.oneof(
    fc.constantFrom(...ENDS).map((end) => () => end),
    fc.constantFrom(...FACTORS).map((factor) => (old: number) => old * factor),
  ),
})
const base = fc
  .record({ seed: fc.nat(2 ** 31 - 1), isDrawn: fc.boolean() })
  .map(({ seed, isDrawn }): object => (isDrawn ? randomDrawnWorld(seed, 30) : randomWorld(seed)))

type Place = readonly [owner: Record<string, unknown>, key: string]

function listNumbers(node: unknown): Place[] {
  if (typeof node !== 'object' || node === null) return []
  const owner = node as Record<string, unknown>
  return Object.entries(owner).flatMap(([key, value]): Place[] =>
    typeof value === 'number' ? [[owner, key]] : listNumbers(value),
  )
}

function isAccepted(document: object): boolean {
  try {
    parseWorld(document)
    return true
  } catch {
    return false
  }
}

function countTraders({ venues }: WorldDocument): number {
  const crowds = Object.values(venues).flatMap((venue) => (venue.kind === 'institution' ? [] : venue.crowd))
  return crowds.reduce((sum, crowd) => {
    const newcomers = (crowd.behavior?.arrivals?.perStep ?? 0) * MOST_STEPS
    return (
      sum +
      newcomers +
      ('traders' in crowd ? crowd.traders + (crowd.hedgers?.count ?? 0) : crowd.accounts.length)
    )
  }, 0)
}

/** Plays a world to its end; true where it was not refused. */
function plays(document: WorldDocument): boolean {
  try {
    const simulation = Simulation.create(document, { assert: true, events: true })
    while (!simulation.isDone) {
      simulation.advance()
      expect(findNoNumber(readWorldSeriesRow(simulation))).toBeNull()
    }
    expect(findNoNumber([computeWorldSummary(simulation), readWorldAccounts(simulation)])).toBeNull()
    return true
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    expectOneLine(error)
    return false
  }
}

test('a world with numbers at the ends of their ranges is refused with the field, or runs to its end', () => {
  const seen = { played: 0, refused: 0 }
  fc.assert(
    fc.property(base, fc.array(change, { minLength: 1, maxLength: 3 }), (document, changes) => {
      for (const { where, to } of changes) {
        const places = listNumbers(document)
        const [owner, key] = places[Math.floor(where * places.length)]
        const old = owner[key] as number
        const value = to(old)
        owner[key] = Number.isInteger(old) ? Math.round(value) : value
        if (!isAccepted(document)) owner[key] = old
      }
      const world = parseWorld(document)
      const short = { ...world, steps: Math.min(MOST_STEPS, world.steps) }
      if (countTraders(short) > MOST_TRADERS) return
      seen[plays(short) ? 'played' : 'refused']++
    }),
    runs(500),
  )
  expect(seen.played).toBeGreaterThan(200)
  expect(seen.refused).toBeGreaterThan(10)
})
