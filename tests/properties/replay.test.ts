// One scenario, one run: however it is cut into steps, saved, copied, restored or steered by pushes.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { hashState } from '../../src/engine/hash.ts'
import { toWorldShock } from '../../src/schema/version1.ts'
import { parseScenario, type Scenario, type Shock } from '../../src/schema/scenario.ts'
import { documentArbitrary, drawnArbitrary, runs, shockArbitrary, uniform } from '../support/arbitraries.ts'

const RUNS = 80

const scenarioArbitrary = documentArbitrary.map(parseScenario)
/** A moment of the run, as a share of its length. */
const moment = uniform(0, 1)

function run(scenario: Scenario, steps = scenario.steps): Simulation {
  const simulation = Simulation.create(scenario)
  simulation.advance(steps)
  return simulation
}

describe('a run', () => {
  test('is the same when it is played again', () => {
    fc.assert(
      fc.property(documentArbitrary, (document) => {
        const text = JSON.stringify(document)
        const first = run(parseScenario(document))
        const second = run(parseScenario(JSON.parse(text)))
        expect(JSON.stringify(document)).toBe(text)
        expect(second.hash()).toBe(first.hash())
        expect(second.readSummary()).toEqual(first.readSummary())
      }),
      runs(RUNS),
    )
  })

  test('is the same from its own document with every default written out', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        expect(parseScenario(scenario)).toEqual(scenario)
        expect(run(parseScenario(JSON.parse(JSON.stringify(scenario)))).hash()).toBe(run(scenario).hash())
      }),
      runs(RUNS),
    )
  })

  test('is the same in single steps, in strides and at once; reading it changes nothing', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.integer({ min: 2, max: 7 }), (scenario, stride) => {
        const atOnce = run(scenario)
        const inSteps = Simulation.create(scenario)
        for (let i = 0; i < scenario.steps; i++) {
          inSteps.advance()
          inSteps.readSummary()
          inSteps.readAccounts()
          inSteps.readSeriesRow()
          inSteps.snapshot()
        }
        const inStrides = Simulation.create(scenario)
        while (!inStrides.isDone) inStrides.advance(Math.min(stride, scenario.steps - inStrides.step))
        expect([inSteps.hash(), inStrides.hash()]).toEqual([atOnce.hash(), atOnce.hash()])
      }),
      runs(RUNS),
    )
  })

  test('differs from that of another seed, where the seed decides anything', () => {
    const scenario = parseScenario({ ...fc.sample(drawnArbitrary, { seed: 1, numRuns: 1 })[0] })
    const other = { ...scenario, seed: `${scenario.seed}!` }
    const hashOfPlaces = (s: Scenario) => hashState({ ...run(s).snapshot(), streamSeed: '', streams: {} })
    expect(hashOfPlaces(other)).not.toBe(hashOfPlaces(scenario))
  })
})

describe('a snapshot', () => {
  test('continues as the run that it was taken from, which goes on undisturbed', () => {
    fc.assert(
      fc.property(scenarioArbitrary, moment, (scenario, share) => {
        const half = Math.floor(share * scenario.steps)
        const original = run(scenario, half)
        const snapshot = original.snapshot()
        const restored = Simulation.restore(original.program, snapshot, { assert: true })
        const copied = Simulation.restore(original.program, structuredClone(snapshot))
        expect([restored.step, restored.hash()]).toEqual([half, original.hash()])
        for (const simulation of [restored, original, copied]) simulation.advance(scenario.steps - half)
        const whole = run(scenario)
        for (const simulation of [restored, original, copied]) {
          expect(simulation.hash()).toBe(whole.hash())
          expect(simulation.readSummary()).toEqual(whole.readSummary())
        }
        // What lies in the drawer does not change while the runs go on.
        expect(hashState(snapshot)).toBe(run(scenario, half).hash())
      }),
      runs(RUNS),
    )
  })

  test('can be taken of a restored run, again and again', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        let simulation = Simulation.create(scenario)
        while (!simulation.isDone) {
          simulation.advance()
          simulation = Simulation.restore(simulation.program, simulation.snapshot())
        }
        expect(simulation.hash()).toBe(run(scenario).hash())
        expect(simulation.readSummary()).toEqual(run(scenario).readSummary())
      }),
      runs(RUNS / 2),
    )
  })
})

describe('a pushed shock', () => {
  test('gives the run of the scenario with that shock in it', () => {
    fc.assert(
      fc.property(scenarioArbitrary, moment, shockArbitrary, (scenario, share, drawn) => {
        const before = Math.floor(share * (scenario.steps - 1))
        const shock = { ...drawn, step: before + 1 } as Shock
        const pushed = run(scenario, before)
        pushed.setShocks([...scenario.shocks, shock].map(toWorldShock))
        const later = Simulation.restore(pushed.program, pushed.snapshot())
        const written = run({ ...scenario, shocks: [...scenario.shocks, shock] })
        for (const simulation of [pushed, later]) {
          simulation.advance(scenario.steps - before)
          expect(simulation.hash()).toBe(written.hash())
          expect(simulation.readAccounts()).toEqual(written.readAccounts())
          expect(simulation.readSummary()).toEqual(written.readSummary())
        }
      }),
      runs(RUNS),
    )
  })

  test('leaves the document and other runs of it alone', () => {
    const scenario = parseScenario({ ...fc.sample(drawnArbitrary, { seed: 2, numRuns: 1 })[0], shocks: [] })
    const untouched = run(scenario).hash()
    const pushed = Simulation.create(scenario)
    pushed.setShocks([toWorldShock({ step: 1, kind: 'fairValue', change: -0.1 })])
    pushed.advance(scenario.steps)
    expect(scenario.shocks).toEqual([])
    expect(run(scenario).hash()).toBe(untouched)
    expect(pushed.hash()).not.toBe(untouched)
  })
})

describe('a branch', () => {
  const scenario = parseScenario({
    version: 1,
    seed: 'branches',
    steps: 40,
    stepSeconds: 3600,
    market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.8 } },
    crowd: {
      traders: 200,
      behavior: { turnover: 0.01, arrivals: { perStep: 1 }, stopLoss: { share: 0.3, loss: 0.2 } },
    },
  })
  const half = run(scenario, 20)
  const continued = (branch?: string) => {
    const simulation = Simulation.restore(
      half.program,
      half.snapshot(),
      branch === undefined ? {} : { branch },
    )
    const fair: number[] = []
    while (!simulation.isDone) {
      simulation.advance()
      fair.push(simulation.readSeriesRow().fair)
    }
    return { fair, simulation }
  }

  test('with a name parts from the run and from branches with other names at its first step', () => {
    const paths = [continued(), continued('a'), continued('b'), continued('')].map(({ fair }) => fair)
    expect(new Set(paths.map(([first]) => first)).size).toBe(4)
    expect(new Set(paths.map((path) => path[19])).size).toBe(4)
  })

  test('is the same each time, and continues as itself from a snapshot of its own', () => {
    const first = continued('a').simulation
    expect(continued('a').simulation.hash()).toBe(first.hash())
    const branch = Simulation.restore(half.program, half.snapshot(), { branch: 'a' })
    branch.advance(7)
    const restored = Simulation.restore(branch.program, structuredClone(branch.snapshot()))
    restored.advance(13)
    expect(restored.hash()).toBe(first.hash())
  })

  test('keeps what has happened: only the future is drawn anew', () => {
    const branch = Simulation.restore(half.program, half.snapshot(), { branch: 'a' })
    expect(branch.readAccounts()).toEqual(half.readAccounts())
    expect(branch.readSummary()).toEqual(half.readSummary())
  })
})
