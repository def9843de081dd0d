// The engine's door: create, advance, apply, restore, read.
import { describe, expect, test } from 'vitest'
import { PIPELINE } from '../../src/engine/pipeline.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { ENGINE_VERSION } from '../../src/schema/version.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseScenario, type Shock } from '../../src/schema/scenario.ts'
import { goldenScenarios } from '../golden/scenarios.ts'

const scenario = parseScenario({
  version: 1,
  seed: 'door',
  steps: 5,
  market: { startPrice: 100, fairValue: { path: [100, 99, 98, 97] } },
  crowd: { traders: 300, leverage: { distribution: 'logUniform', min: 5, max: 25 } },
})
const SHOCK: Shock = { step: 3, kind: 'sell', contracts: 1000 }

function errorOf(action: () => void): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  return undefined
}

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

  test('knows R ahead at the start only if it is asked before the first step', () => {
    const asked = Simulation.create(scenario)
    const rAhead = asked.readStart()
    expect(rAhead).toBeGreaterThan(0)
    asked.advance()
    expect([asked.readStart(), asked.readSummary().rAheadStart]).toEqual([rAhead, rAhead])
    expect(Simulation.restore(asked.snapshot()).readStart()).toBe(rAhead)
    const late = Simulation.create(scenario)
    late.advance()
    expect(late.readStart()).toBeNaN()
  })

  test('carries the engine’s version, which is also in its snapshots', () => {
    const simulation = Simulation.create(scenario)
    expect(ENGINE_VERSION).toMatch(/^\d+\.\d+\.\d+$/)
    expect(simulation.readSummary().engineVersion).toBe(ENGINE_VERSION)
    expect(simulation.snapshot().world.engineVersion).toBe(ENGINE_VERSION)
  })

  test('reports events only where they are asked for', () => {
    const [silent, watched] = [Simulation.create(scenario), Simulation.create(scenario, { events: true })]
    for (const simulation of [silent, watched]) {
      simulation.apply({ kind: 'shock', shock: { step: 1, kind: 'fairValue', change: -0.2 } })
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

describe('a command', () => {
  test.each([0, 1, 2, -1])(
    'for step %i, which has passed at step 2, is an error that names the field',
    (step) => {
      const simulation = Simulation.create(scenario)
      simulation.advance(2)
      const hash = simulation.hash()
      const error = errorOf(() => simulation.apply({ kind: 'shock', shock: { ...SHOCK, step } }))
      expect(error).toBeInstanceOf(FieldError)
      expect(error).toMatchObject({ path: 'shock.step', value: step })
      expect((error as Error).message).toBe(
        `shock.step: got ${step}, expected a step after the present one, 2`,
      )
      expect(simulation.hash()).toBe(hash)
    },
  )

  test('takes effect at its step, not before', () => {
    const [plain, pushed] = [Simulation.create(scenario), Simulation.create(scenario)]
    pushed.apply({ kind: 'shock', shock: SHOCK })
    plain.advance(2)
    pushed.advance(2)
    expect(pushed.readAccounts()).toEqual(plain.readAccounts())
    expect(pushed.readSeriesRow()).toEqual(plain.readSeriesRow())
    plain.advance()
    pushed.advance()
    expect(pushed.venue.market.outside.contracts).toBe(-1000)
    expect(pushed.readSeriesRow().price).toBeLessThan(plain.readSeriesRow().price)
  })

  test('survives a snapshot that was taken before it takes effect', () => {
    const pushed = Simulation.create(scenario)
    pushed.apply({ kind: 'shock', shock: SHOCK })
    const restored = Simulation.restore(structuredClone(pushed.snapshot()))
    restored.advance(3)
    expect(restored.venue.market.outside.contracts).toBe(-1000)
  })
})

describe('an assertion', () => {
  test('stops a run whose books do not balance', () => {
    const simulation = Simulation.create(scenario, { assert: true })
    simulation.advance()
    simulation.venue.counterparty.cashCents += 1
    expect(() => simulation.advance()).toThrow('money is not conserved: 1 cents appeared')
    simulation.venue.counterparty.cashCents -= 1
    simulation.venue.counterparty.contracts += 2
    expect(() => simulation.advance()).toThrow('contracts are not conserved: 2 appeared')
    simulation.venue.counterparty.contracts -= 2
    simulation.advance()
    simulation.venue.fundCents -= 1e12
    simulation.venue.counterparty.cashCents += 1e12
    expect(() => simulation.advance()).toThrow('a fund is below zero')
  })

  test('also stops a restored run', () => {
    const simulation = Simulation.restore(Simulation.create(scenario).snapshot(), { assert: true })
    simulation.venue.market.makers.cashCents -= 7
    expect(() => simulation.advance()).toThrow('money is not conserved: -7 cents appeared')
  })
})

test('the steps of the pipeline are in the order of the model, each with its reason', () => {
  expect(PIPELINE.map(({ name }) => name)).toEqual([
    'fair value and shocks',
    'decay and depth',
    'top-ups',
    'breaker',
    'outside flow',
    'the crowd’s own trades',
    'arrivals',
    'liquidations',
    'socialized loss',
    'record',
  ])
  for (const { why } of PIPELINE) expect(why).toMatch(/^[A-Z].*\.$/)
})
