/**
 * Goal: a world that is opened in the contagion place is the run that is shown, at the moment that was asked for, and what is refused
 * changes nothing.
 * Method: a real session in the same thread, in which nothing plays by itself.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import {
  expectWorldRun,
  openContagion,
  writtenPlace,
  type OpenedPlace,
} from '../../support/contagionPlace.ts'
import { until } from '../../support/until.ts'
import { writeAt } from '../../../src/schema/documentPath.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import type { Contagion } from '../../../src/stores/world/contagion.svelte.ts'

let place: OpenedPlace
let contagion: Contagion

beforeEach(async () => {
  place = await openContagion()
  contagion = place.contagion
})

describe('a moment that is asked for while the world opens anew', () => {
  it.each([true, false])('is shown, at rest, after a switch (reduced motion: %s)', async (isReduced) => {
    place.reducesMotion = isReduced
    await contagion.run.seek(10)
    const switching = contagion.switch('arbitrage')
    // Several wishes in a row, as a drag makes them.
    for (const step of [20, 40, 60]) contagion.seek(step)
    await switching
    expect([contagion.run.step, contagion.run.playing]).toEqual([60, false])
    expect(contagion.isOff('arbitrage')).toBe(true)
  })

  it('is shown after a lever that had not come to rest', async () => {
    place.reducesMotion = false
    contagion.change('the fund', (world) => writeAt(world, 'venues.alpha.insuranceFund', 900))
    contagion.seek(50)
    await until(() => contagion.run.step === 50 && contagion.before !== null && !contagion.run.busy)
    expect(contagion.run.playing).toBe(false)
  })

  it('is not shown after a change that came later', async () => {
    await contagion.run.seek(10)
    contagion.seek(60)
    await contagion.switch('arbitrage')
    expect(contagion.run.step).toBeLessThan(10)
  })
})

describe('a world that is opened', () => {
  it('has its defaults, its situation, and nothing that is off', async () => {
    expect(contagion.world).toEqual(parseWorld(writtenPlace))
    expect([contagion.situation, contagion.off, contagion.undoable, contagion.before]).toEqual([
      'two',
      [],
      null,
      null,
    ])
    await expectWorldRun(contagion, parseWorld(writtenPlace))
  })

  it('plays at once, unless motion is not wished, and stops when its story is told', async () => {
    expect(contagion.run.playing).toBe(false)
    place.reducesMotion = false
    await contagion.open({ world: writtenPlace })
    expect(contagion.run.playing).toBe(true)
    while (contagion.run.playing) {
      contagion.elapse(1_000)
      await until(() => !contagion.run.busy)
    }
    expect(contagion.isSettled || contagion.run.atEnd).toBe(true)
    expect(contagion.situation).toBeNull()
  })

  it('comes at a moment where that is asked for', async () => {
    await contagion.open({ world: writtenPlace, step: 17 })
    expect([contagion.run.step, contagion.run.playing]).toEqual([17, false])
  })

  it('that is wrong leaves everything as it is, and the field is named', async () => {
    await contagion.run.seek(9)
    expect(await contagion.open({ world: { ...writtenPlace, steps: -1 }, situation: 'other' })).toBe(false)
    expect(contagion.notice?.words).toMatch(/^This world cannot be opened\. steps: /)
    expect([contagion.situation, contagion.run.step, contagion.run.error]).toEqual(['two', 9, null])
    await expectWorldRun(contagion, parseWorld(writtenPlace))
  })

  it('counts marks, failures and flows of the present step', async () => {
    await contagion.run.seek(contagion.run.steps)
    const marks = contagion.marks.map(({ name }) => name)
    expect(marks[0]).toBe('push')
    expect(marks).toContain('first forced sale')
    const failed = contagion.failures.map(({ venue }) => venue)
    expect(failed).toContain('alpha')
    expect(marks.filter((name) => /is insolvent/.test(name))).toHaveLength(failed.length)
    await contagion.run.seek(5)
    expect(contagion.flows.length).toBeGreaterThan(0)
    await contagion.run.seek(0)
    expect([contagion.flows, contagion.failures]).toEqual([[], []])
  })
})

describe('a trader', () => {
  it('is read in its market, and let go of where there is none like that', async () => {
    await contagion.run.seek(3)
    contagion.select({ venue: 'beta', asset: 'btc', id: 7 })
    await contagion.readTrader()
    expect(contagion.selectedReading?.id).toBe(7)
    contagion.select({ venue: 'beta', asset: 'btc', id: 7_000 })
    await contagion.readTrader()
    expect([contagion.selected, contagion.selectedReading]).toEqual([null, null])
  })
})
