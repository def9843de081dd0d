// Goal: worlds with everything on keep what docs/model.md promises of every run, whatever the seed.
// Method: random worlds of explicit accounts and of drawn crowds; cents and contracts are counted anew at every step, runs are cut,
// copied, restored and branched, and two worlds that share nothing stand in one document in different orders.
import { computeWorldSummary, readWorldAccounts, readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashState } from '../../src/engine/hash.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { documentArbitrary, runs, uniform } from '../support/arbitraries.ts'
import { joinWorlds, renameIds } from '../support/joinedWorlds.ts'
import { openDrawnWorld, randomDrawnWorld } from '../support/randomDrawnWorld.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { findNoNumber, sumWorld } from '../support/worldSums.ts'

const RUNS = 40

const seed = fc.nat(2 ** 31 - 1)
/** A world that opens, drawn or explicit, as a document with every default written out. */
const worldArbitrary = fc
  .record({ seed, traders: fc.constantFrom(0, 20, 60, 200) })
  .map(({ seed, traders }) =>
    traders === 0
      ? parseWorld(randomWorld(seed))
      : openDrawnWorld(randomDrawnWorld(seed, traders)).program.document,
  )
const moment = uniform(0, 1)

type WorldDocument = ReturnType<typeof parseWorld>

function run(document: WorldDocument, steps = document.steps): Simulation {
  const simulation = Simulation.create(document)
  simulation.advance(steps)
  return simulation
}

const readAll = (simulation: Simulation) => ({
  summary: computeWorldSummary(simulation),
  accounts: readWorldAccounts(simulation),
  row: readWorldSeriesRow(simulation),
})

describe('after every step of a world', () => {
  test('no cent and no contract has appeared or gone, every invariant holds, and every number is one', () => {
    fc.assert(
      fc.property(worldArbitrary, (document) => {
        const simulation = Simulation.create(document, { assert: true })
        const opening = sumWorld(simulation)
        expect(opening.contracts.filter((n) => n !== 0)).toEqual([])
        while (!simulation.isDone) {
          simulation.advance()
          const { step } = simulation
          expect({ step, ...sumWorld(simulation) }).toEqual({ step, ...opening })
          expect(findNoNumber(readWorldSeriesRow(simulation))).toBeNull()
        }
        const printed = readAll(simulation)
        expect(findNoNumber(printed)).toBeNull()
        expect([printed.summary.conservationError, printed.summary.contractsError]).toEqual([0, 0])
      }),
      runs(RUNS),
    )
  })
})

describe('a run of a world', () => {
  test('is the same in single steps, with every reading taken, watched, and at once', () => {
    fc.assert(
      fc.property(worldArbitrary, (document) => {
        const atOnce = run(document)
        const watched = Simulation.create(document, { events: true })
        while (!watched.isDone) {
          watched.advance()
          readAll(watched)
          watched.takeEvents()
        }
        expect(watched.hash()).toBe(atOnce.hash())
        expect(readAll(watched)).toEqual(readAll(atOnce))
      }),
      runs(RUNS),
    )
  })

  test('continues from a copy of any of its moments as it would have', () => {
    fc.assert(
      fc.property(worldArbitrary, moment, (document, share) => {
        const half = Math.floor(share * document.steps)
        const original = run(document, half)
        const snapshot = original.snapshot()
        const restored = Simulation.restore(original.program, structuredClone(snapshot), { assert: true })
        expect(restored.hash()).toBe(original.hash())
        for (const simulation of [restored, original]) simulation.advance(document.steps - half)
        expect(restored.hash()).toBe(original.hash())
        expect(readAll(restored)).toEqual(readAll(original))
        expect(original.hash()).toBe(run(document).hash())
        expect(hashState(snapshot)).toBe(run(document, half).hash())
      }),
      runs(RUNS),
    )
  })

  test('can be restored after every step', () => {
    fc.assert(
      fc.property(worldArbitrary, (document) => {
        let simulation = Simulation.create(document)
        while (!simulation.isDone) {
          simulation.advance()
          simulation = Simulation.restore(simulation.program, simulation.snapshot())
        }
        expect(simulation.hash()).toBe(run(document).hash())
      }),
      runs(RUNS),
    )
  })
})

describe('a branch of a world', () => {
  const branchOf = (document: WorldDocument, half: number, branch: string) => {
    const trunk = run(document, half)
    const simulation = Simulation.restore(trunk.program, trunk.snapshot(), { branch })
    simulation.advance(document.steps - half)
    return simulation
  }
  /** The state without what names and holds the streams. */
  const hashOfPlaces = (simulation: Simulation) =>
    hashState({ ...simulation.snapshot(), streamSeed: '', streams: {} })

  test('where nothing is drawn any more is the run itself', () => {
    fc.assert(
      fc.property(seed, moment, (seed, share) => {
        const document = parseWorld(randomWorld(seed))
        const half = Math.floor(share * document.steps)
        expect(hashOfPlaces(branchOf(document, half, 'a'))).toBe(hashOfPlaces(run(document)))
      }),
      runs(RUNS),
    )
  })

  test('draws the future anew and nothing else: the same each time, another by another name', () => {
    const differing = { names: 0, documents: 0 }
    fc.assert(
      fc.property(seed, (seed) => {
        const { document } = openDrawnWorld(randomDrawnWorld(seed, 60)).program
        const half = Math.floor(document.steps / 2)
        const [first, again, other] = ['a', 'a', 'b'].map((name) => branchOf(document, half, name))
        expect(again.hash()).toBe(first.hash())
        differing.documents++
        if (hashOfPlaces(other) !== hashOfPlaces(first)) differing.names++
        // A path is no draw.
        const fairs = [first, run(document)].map(({ world }) => world.assets.map(({ fair }) => fair))
        Object.values(document.assets).forEach(({ fairValue, tokenOf }, i) => {
          if ('path' in fairValue && tokenOf === undefined) expect(fairs[0][i]).toBe(fairs[1][i])
        })
      }),
      runs(RUNS),
    )
    // Some worlds draw nothing after their opening.
    expect(differing.names / differing.documents).toBeGreaterThan(0.5)
  })
})

describe('a world of one', () => {
  const names = fc.constantFrom('a', 'zulu', 'constructor', 'coin')

  test('is version 1, to the bit, whatever its places are called', () => {
    fc.assert(
      fc.property(documentArbitrary, names, names, (document, venue, asset) => {
        const parsed = parseScenario(document)
        // A world has no margin of 0.
        const maintenanceMargin = parsed.venue.maintenanceMargin || 0.004
        const scenario = { ...parsed, venue: { ...parsed.venue, maintenanceMargin } }
        const one = Simulation.create(scenario)
        const text = JSON.stringify(one.program.document)
          .replaceAll('"coin"', `"${asset}"`)
          .replaceAll(/(?<!"kind":)"exchange"/g, `"${venue}"`)
        const other = Simulation.create(parseWorld(JSON.parse(text)))
        for (const simulation of [one, other]) simulation.advance(scenario.steps)
        expect(other.hash()).toBe(one.hash())
        expect(other.readSummary()).toEqual(one.readSummary())
        expect(other.readAccounts()).toEqual(one.readAccounts())
      }),
      runs(2 * RUNS),
    )
  })
})

describe('what does not touch each other', () => {
  const part = fc.record({ seed, traders: fc.constantFrom(0, 30, 100) })

  test('can be listed in any order', () => {
    fc.assert(
      fc.property(part, part, fc.boolean(), (a, b, isMixed) => {
        const [one, two] = [a, b].map(({ seed, traders }, i) =>
          renameIds(traders === 0 ? randomWorld(seed) : randomDrawnWorld(seed, traders), i === 0 ? 'A' : 'B'),
        )
        const first = openDrawnWorld(joinWorlds(one, two))
        const second = openDrawnWorld(joinWorlds(two, one, isMixed))
        while (!first.isDone) {
          for (const simulation of [first, second]) simulation.advance()
          expect(readWorldSeriesRow(second)).toEqual(readWorldSeriesRow(first))
        }
        const [{ summary, accounts }, other] = [first, second].map(readAll)
        expect(other.accounts).toEqual(accounts)
        expect(other.summary.venues).toEqual(summary.venues)
        const sorted = (list: { venue: string; step: number }[]) =>
          [...list].sort((x, y) => x.step - y.step || (x.venue < y.venue ? -1 : Number(x.venue > y.venue)))
        expect(sorted(other.summary.failed)).toEqual(sorted(summary.failed))
        expect(sorted(other.summary.votes)).toEqual(sorted(summary.votes))
      }),
      runs(RUNS),
    )
  })
})
