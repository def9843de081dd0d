/**
 * Goal: what is set in the contagion place is run, taken back or refused as a whole, also where the model crashes meanwhile.
 * Method: a real session in the same thread; crashes and refusals in the middle of it.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  expectWorldRun,
  openContagion,
  writtenPlace,
  type OpenedPlace,
} from '../../support/contagionPlace.ts'
import { until } from '../../support/until.ts'
import { worldStateFrom } from '../../support/visibleState.ts'
import { writeAt } from '../../../src/schema/documentPath.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import type { Contagion } from '../../../src/stores/world/contagion.svelte.ts'

let place: OpenedPlace
let contagion: Contagion

beforeEach(async () => {
  place = await openContagion()
  contagion = place.contagion
})

describe('a setting', () => {
  const setSteps = (steps: number) => contagion.change('the length', (world) => ({ ...world, steps }))

  it('is run when it rests, and can be taken back', async () => {
    setSteps(50)
    await until(() => contagion.run.steps === 50)
    expect(contagion.changed).toBe('the length')
    await contagion.undo()
    expect(contagion.run.steps).toBe(80)
  })

  it('that is heavy asks first', async () => {
    contagion.change('the crowd', (world) => writeAt(world, 'venues.alpha.crowd.0.traders', 900_000))
    await until(() => contagion.guard.question !== null)
    expect(contagion.guard.question?.words).toMatch(/^This run has 900,120 traders over 80 steps\./)
    contagion.guard.question?.cancel()
    expect([contagion.guard.question, contagion.world]).toEqual([null, parseWorld(writtenPlace)])
  })

  it('that is wrong names its field, and the run stays', async () => {
    contagion.change('the fund', (world) => writeAt(world, 'venues.alpha.insuranceFund', -5))
    await until(() => contagion.run.error !== null)
    expect(contagion.run.error?.path).toBe('venues.alpha.insuranceFund')
    expect(contagion.run.frame).not.toBeNull()
    await contagion.undo()
    expect(contagion.run.error).toBeNull()
  })

  it('and pushes that are planned, are gone after a reset, with everything that is off', async () => {
    await contagion.addShock({ step: 9, kind: 'loss', venue: 'bank', amount: 40 })
    await contagion.switch('placed')
    expect(contagion.shocks).toHaveLength(2)
    await contagion.removeShock(contagion.shocks[0])
    expect(contagion.shocks.map(({ kind }) => kind)).toEqual(['loss'])
    await contagion.reset()
    expect([contagion.off, contagion.undoable]).toEqual([[], null])
    await expectWorldRun(contagion, parseWorld(writtenPlace))
  })
})

describe('after a crash of the model', () => {
  it('everything is there again, at the same moment, with what is off', async () => {
    await contagion.switch('placed')
    await contagion.run.seek(33)
    const before = worldStateFrom(await contagion.run.accounts())
    place.session.crash('out of memory')
    expect(contagion.run.crashed).toBe(true)
    await contagion.recover()
    expect([contagion.run.crashed, contagion.run.step, contagion.isOff('placed')]).toEqual([false, 33, true])
    expect(worldStateFrom(await contagion.run.accounts())).toBe(before)
  })

  it('a change that was made meanwhile is run', async () => {
    place.session.crash('out of memory')
    contagion.change('the length', (world) => ({ ...world, steps: 44 }))
    await contagion.recover()
    await until(() => contagion.run.steps === 44)
  })
})
