// The engine's door: create, advance, restore, read, and shocks that come later.
import { describe, expect, test } from 'vitest'
import { PIPELINE } from '../../src/engine/pipeline.ts'
import { byStep } from '../../src/engine/program.ts'
import { computeSpiralProfile } from '../../src/engine/spiral.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { parseScenario, type Shock } from '../../src/schema/scenario.ts'
import { toWorldShock } from '../../src/schema/version1.ts'
import { goldenScenarios } from '../golden/scenarios.ts'

const scenario = parseScenario({
  version: 1,
  seed: 'door',
  steps: 5,
  market: { startPrice: 100, fairValue: { path: [100, 99, 98, 97] } },
  crowd: { traders: 300, leverage: { distribution: 'logUniform', min: 5, max: 25 } },
})
const SHOCK: Shock = { step: 3, kind: 'sell', contracts: 1000 }

describe('a simulation', () => {
  test('begins at step 0 and is done at its last step, but can go on', () => {
    const simulation = Simulation.create(scenario)
    expect([simulation.step, simulation.isDone]).toEqual([0, false])
    simulation.advance()
    expect([simulation.step, simulation.isDone]).toEqual([1, false])
    simulation.advance(4)
    expect([simulation.step, simulation.isDone]).toEqual([5, true])
    simulation.advance(3)
    expect([simulation.step, simulation.isDone]).toEqual([8, true])
    expect(simulation.readSeriesRow()).toMatchObject({ step: 8, fair: 97 })
    expect(simulation.readSummary()).toMatchObject({ conservationError: 0, contractsError: 0 })
  })

  test('does nothing in no steps', () => {
    const simulation = Simulation.create(scenario)
    const hash = simulation.hash()
    simulation.advance(0)
    expect(simulation.hash()).toBe(hash)
  })

  test('remembers R ahead at the opening, which later steps and a restored run cannot tell', () => {
    const simulation = Simulation.create(scenario)
    const [market] = simulation.places.markets
    const rAhead = computeSpiralProfile(market, 1).peak.value
    expect(rAhead).toBeGreaterThan(0)
    simulation.setShocks([toWorldShock({ step: 1, kind: 'fairValue', change: -0.2 })])
    simulation.advance()
    expect(computeSpiralProfile(market, 1).peak.value).not.toBe(rAhead)
    const restored = Simulation.restore(simulation.program, simulation.snapshot())
    for (const run of [simulation, restored]) expect(run.readSummary().rAheadStart).toBe(rAhead)
  })

  test('carries the engine’s version, which is also in its snapshots', () => {
    const simulation = Simulation.create(scenario)
    expect(ENGINE_VERSION).toMatch(/^\d+\.\d+\.\d+$/)
    expect(simulation.readSummary().engineVersion).toBe(ENGINE_VERSION)
    expect(simulation.snapshot().engineVersion).toBe(ENGINE_VERSION)
  })

  test('reports events only where they are asked for', () => {
    const [silent, watched] = [Simulation.create(scenario), Simulation.create(scenario, { events: true })]
    for (const simulation of [silent, watched]) {
      simulation.setShocks([toWorldShock({ step: 1, kind: 'fairValue', change: -0.2 })])
      simulation.advance(2)
    }
    expect(silent.takeEvents()).toHaveLength(0)
    expect(watched.takeEvents().length).toBeGreaterThan(0)
    expect(watched.takeEvents()).toHaveLength(0)
    expect(watched.hash()).toBe(silent.hash())
  })

  test('can be one of many at a time: no state is shared', () => {
    const alone = goldenScenarios.slice(4, 8).map(({ document }) => {
      const simulation = Simulation.create(parseScenario(document))
      simulation.advance(30)
      return simulation.hash()
    })
    const together = goldenScenarios
      .slice(4, 8)
      .map(({ document }) => Simulation.create(parseScenario(document)))
    for (let step = 0; step < 30; step++) for (const simulation of together) simulation.advance()
    expect(together.map((simulation) => simulation.hash())).toEqual(alone)
  })
})

describe('a list of shocks that takes the place of the document’s', () => {
  const push = (simulation: Simulation, step = SHOCK.step) =>
    simulation.setShocks([toWorldShock({ ...SHOCK, step })])

  test.each([0, 1, 2, -1])('has no effect at step %i, which has passed at step 2', (step) => {
    const [plain, pushed] = [Simulation.create(scenario), Simulation.create(scenario)]
    for (const simulation of [plain, pushed]) simulation.advance(2)
    push(pushed, step)
    for (const simulation of [plain, pushed]) simulation.advance(3)
    expect(pushed.hash()).toBe(plain.hash())
  })

  test('takes effect at its step, not before', () => {
    const [plain, pushed] = [Simulation.create(scenario), Simulation.create(scenario)]
    push(pushed)
    plain.advance(2)
    pushed.advance(2)
    expect(pushed.hash()).toBe(plain.hash())
    plain.advance()
    pushed.advance()
    expect(pushed.places.markets[0].state.outside.contracts).toBe(-1000)
    expect(pushed.readSeriesRow().price).toBeLessThan(plain.readSeriesRow().price)
  })

  test('goes on with a snapshot, which knows nothing of it', () => {
    const [plain, pushed] = [Simulation.create(scenario), Simulation.create(scenario)]
    push(pushed)
    expect(pushed.snapshot()).toEqual(plain.snapshot())
    const restored = Simulation.restore(pushed.program, structuredClone(pushed.snapshot()))
    restored.advance(3)
    expect(restored.places.markets[0].state.outside.contracts).toBe(-1000)
  })

  test('can be that of another program, with which a restored run goes on', () => {
    const first = Simulation.create(scenario, { assert: true })
    first.advance(2)
    const other = { ...first.program, shocks: byStep([toWorldShock({ ...SHOCK, step: 4, contracts: -500 })]) }
    const restored = Simulation.restore(other, first.snapshot(), { assert: true })
    const written = Simulation.create({ ...scenario, shocks: [{ ...SHOCK, step: 4, contracts: -500 }] })
    written.advance(5)
    restored.advance(3)
    expect(restored.hash()).toBe(written.hash())
    expect(restored.readSummary()).toEqual(written.readSummary())
    // The run that it was taken from keeps its own.
    first.advance(3)
    expect(first.places.markets[0].state.outside.contracts).toBe(0)
    expect(first.readSeriesRow().price).toBeLessThan(restored.readSeriesRow().price)
  })
})

describe('an assertion', () => {
  test('stops a run whose books do not balance', () => {
    const simulation = Simulation.create(scenario, { assert: true })
    simulation.advance()
    simulation.places.markets[0].state.counterparty.cashCents += 1
    expect(() => simulation.advance()).toThrow('money is not conserved: 1 cents appeared')
    simulation.places.markets[0].state.counterparty.cashCents -= 1
    simulation.places.markets[0].state.counterparty.contracts += 2
    expect(() => simulation.advance()).toThrow('contracts are not conserved: 2 appeared')
    simulation.places.markets[0].state.counterparty.contracts -= 2
    simulation.advance()
    simulation.places.venues[0].state.fundCents -= 1e12
    simulation.places.markets[0].state.counterparty.cashCents += 1e12
    expect(() => simulation.advance()).toThrow('a fund is below zero')
  })

  test('also stops a restored run', () => {
    const opened = Simulation.create(scenario)
    const simulation = Simulation.restore(opened.program, opened.snapshot(), { assert: true })
    simulation.places.markets[0].state.makers.cashCents -= 7
    expect(() => simulation.advance()).toThrow('money is not conserved: -7 cents appeared')
  })
})

test('the steps of the pipeline are in the order of the model, each with its reason', () => {
  // Where a step that is added has its place, the oracle knows.
  const order = [
    'shocks',
    'fair value',
    'index',
    'decay',
    'depth',
    'top-ups',
    'breaker',
    'outside flow',
    'the crowd’s own trades',
    'liquidations',
    'socialized loss',
    'record',
  ]
  expect(PIPELINE.map(({ name }) => name).filter((name) => order.includes(name))).toEqual(order)
  for (const { why } of PIPELINE) expect(why).toMatch(/^[A-Z].*\.$/)
})
