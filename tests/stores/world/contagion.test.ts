/**
 * Goal: whatever is done in the contagion place, run, switches and ghost agree: a channel that is off is off in the very run that
 * the engine would make of it on the same seed, the run before stays beside it, and what is refused changes nothing.
 * Method: a real session in the same thread, in which nothing plays by itself; crashes and refusals in the middle of it.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { worldCases } from '../../support/conformanceCases.ts'
import { createSessionClient, type SessionClient } from '../../support/sessionClient.ts'
import { until } from '../../support/until.ts'
import { worldStateFrom, worldStateOf } from '../../support/visibleState.ts'
import { createDepthOf } from '../../../src/engine/openedDepth.ts'
import { Simulation } from '../../../src/engine/simulation.ts'
import { writeAt } from '../../../src/schema/documentPath.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import { CHANNEL_IDS, CHANNELS, switchOff } from '../../../src/schema/worldChannels.ts'
import type { WorldDocument } from '../../../src/schema/world.ts'
import { Contagion } from '../../../src/stores/world/contagion.svelte.ts'
import { placeInBefore, venueInBefore } from '../../../src/stores/world/worldBefore.ts'
import { WorldRun } from '../../../src/stores/world/worldRun.svelte.ts'

/** Two exchanges with one desk and arbitrage, and a bank that placed money with one of them. */
const exchange = (changes: object = {}) => ({
  kind: 'exchange',
  maxLeverage: 20,
  waterfall: ['insuranceFund'],
  insuranceFund: 500,
  venueEquity: 0,
  markets: {
    btc: {
      liquidity: { depth: { shareOfOpenInterest: 0.05 }, resilience: 0.01, desk: 'north' },
      arbitrage: 0.5,
    },
  },
  crowd: { traders: 120 },
  ...changes,
})
const written = {
  version: 2,
  title: 'Two exchanges and a bank',
  seed: 'c',
  steps: 80,
  assets: { btc: { startPrice: 100, fairValue: { path: [100] } } },
  desks: { north: { capital: 20_000 } },
  venues: {
    alpha: exchange(),
    beta: exchange(),
    bank: {
      kind: 'institution',
      venueEquity: 50,
      treasury: { depositors: 20_000, placed: { alpha: 9_000 } },
    },
  },
  shocks: [{ step: 5, kind: 'fairValue', asset: 'btc', change: -0.08 }],
}

let session: SessionClient
let contagion: Contagion
let ms = 0
let reducesMotion = true

/** Nothing plays by itself, and no two changes are the same one. */
beforeEach(async () => {
  reducesMotion = true
  session = createSessionClient()
  contagion = new Contagion(
    new WorldRun(session.client),
    () => reducesMotion,
    () => (ms += 10_000),
  )
  expect(await contagion.open({ world: written, situation: 'two' })).toBe(true)
})

/** The run on the page is the engine's own run of this document, at its end. */
async function expectRun(document: WorldDocument): Promise<void> {
  await contagion.run.seek(contagion.run.steps)
  const simulation = Simulation.create(document)
  simulation.advance(document.steps)
  expect(worldStateFrom(await contagion.run.accounts())).toBe(worldStateOf(simulation))
}

const cut = (world: WorldDocument, ...off: Parameters<typeof switchOff>[1][]) =>
  off.reduce((changed, id) => switchOff(changed, id, createDepthOf(changed)), world)

describe('a moment that is asked for while the world opens anew', () => {
  it.each([true, false])('is shown, at rest, after a switch (reduced motion: %s)', async (isReduced) => {
    reducesMotion = isReduced
    await contagion.run.seek(10)
    const switching = contagion.switch('arbitrage')
    // Several wishes in a row, as a drag makes them.
    for (const step of [20, 40, 60]) contagion.seek(step)
    await switching
    expect([contagion.run.step, contagion.run.playing]).toEqual([60, false])
    expect(contagion.isOff('arbitrage')).toBe(true)
  })

  it('is shown after a lever that had not come to rest', async () => {
    reducesMotion = false
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
    expect(contagion.world).toEqual(parseWorld(written))
    expect([contagion.situation, contagion.off, contagion.undoable, contagion.before]).toEqual([
      'two',
      [],
      null,
      null,
    ])
    await expectRun(parseWorld(written))
  })

  it('plays at once, unless motion is not wished, and stops when its story is told', async () => {
    expect(contagion.run.playing).toBe(false)
    reducesMotion = false
    await contagion.open({ world: written })
    expect(contagion.run.playing).toBe(true)
    while (contagion.run.playing) {
      contagion.elapse(1_000)
      await until(() => !contagion.run.busy)
    }
    expect(contagion.isSettled || contagion.run.atEnd).toBe(true)
    expect(contagion.situation).toBeNull()
  })

  it('comes at a moment where that is asked for', async () => {
    await contagion.open({ world: written, step: 17 })
    expect([contagion.run.step, contagion.run.playing]).toEqual([17, false])
  })

  it('that is wrong leaves everything as it is, and the field is named', async () => {
    await contagion.run.seek(9)
    expect(await contagion.open({ world: { ...written, steps: -1 }, situation: 'other' })).toBe(false)
    expect(contagion.notice?.words).toMatch(/^This world cannot be opened\. steps: /)
    expect([contagion.situation, contagion.run.step, contagion.run.error]).toEqual(['two', 9, null])
    await expectRun(parseWorld(written))
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

describe('a channel', () => {
  it.each(CHANNEL_IDS.filter((id) => CHANNELS[id].list(parseWorld(written)).length > 0))(
    '%s that is off is off on the same seed, and the run before stays as the ghost',
    async (id) => {
      await contagion.run.seek(60)
      await until(() => contagion.outlook.series !== null)
      const price = Array.from(contagion.outlook.series?.column('price', 1) ?? [])
      await contagion.switch(id)
      expect(contagion.isOff(id)).toBe(true)
      expect(contagion.changed).toMatch(/^without /)
      await expectRun(cut(parseWorld(written), id))
      expect(contagion.world).toEqual(parseWorld(written))
      const { before } = contagion
      if (before === null) throw new Error('no ghost')
      expect(Array.from(before.series.column('price', placeInBefore(before, 'beta', 'btc') ?? -1))).toEqual(
        price,
      )
      expect(before.off).toEqual([])
      expect([venueInBefore(before, 'bank'), venueInBefore(before, 'nobody')]).toEqual([2, null])
      await contagion.switch(id)
      expect([contagion.isOff(id), contagion.off]).toEqual([false, []])
      expect(contagion.changed).toMatch(/ on again$/)
      await expectRun(parseWorld(written))
    },
  )

  it('has links that are switched one by one; all of them are the channel', async () => {
    await contagion.switch('arbitrage', 'alpha.btc')
    expect(contagion.isOff('arbitrage', 'alpha.btc')).toBe(true)
    expect(contagion.isOff('arbitrage', 'beta.btc')).toBe(false)
    expect(contagion.isOff('arbitrage')).toBe(false)
    expect(contagion.changed).toBe('without arbitrage (Alpha, bitcoin)')
    await contagion.switch('arbitrage', 'beta.btc')
    expect(contagion.off).toEqual([{ channel: 'arbitrage' }])
    await contagion.switch('arbitrage', 'beta.btc')
    expect(contagion.off).toEqual([{ channel: 'arbitrage', link: 'alpha.btc' }])
  })

  it('stays off through pushes, replay and another seed, beside others', async () => {
    await contagion.switch('placed')
    await contagion.switch('desks')
    await contagion.run.seek(20)
    await contagion.push({ kind: 'sell', venue: 'beta', asset: 'btc', contracts: 900 })
    const pushed = { step: 21, kind: 'sell', venue: 'beta', asset: 'btc', contracts: 900 } as const
    expect(contagion.shocks.at(-1)).toEqual(pushed)
    const whole = parseWorld({ ...written, shocks: [...written.shocks, pushed] })
    expect(contagion.world).toEqual(whole)
    await expectRun(cut(whole, 'desks', 'placed'))
    await contagion.replay()
    await expectRun(cut(whole, 'desks', 'placed'))
    await contagion.reroll()
    const { seed = '' } = contagion.world ?? {}
    expect(seed).not.toBe('c')
    await expectRun(cut({ ...whole, seed }, 'desks', 'placed'))
    expect(contagion.isOff('placed')).toBe(true)
  })

  it('can be taken back', async () => {
    await contagion.switch('placed')
    await contagion.switch('arbitrage')
    expect(contagion.undoable).toBe('the channels')
    await contagion.undo()
    expect(contagion.off).toEqual([{ channel: 'placed' }])
    expect(contagion.changed).toBe('the channels as before')
    await contagion.undo()
    await expectRun(parseWorld(written))
    expect(contagion.undoable).toBeNull()
  })

  it('of any conformance world can be off', async () => {
    for (const { scenario } of worldCases) {
      await contagion.open({ world: scenario })
      const world = contagion.world as WorldDocument
      for (const id of CHANNEL_IDS.filter((one) => CHANNELS[one].list(world).length > 0)) {
        await contagion.switch(id)
        expect(contagion.run.error, id).toBeNull()
        await expectRun(cut(world, id))
        await contagion.switch(id)
      }
    }
  })
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
    expect([contagion.guard.question, contagion.world]).toEqual([null, parseWorld(written)])
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
    await expectRun(parseWorld(written))
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

describe('after a crash of the model', () => {
  it('everything is there again, at the same moment, with what is off', async () => {
    await contagion.switch('placed')
    await contagion.run.seek(33)
    const before = worldStateFrom(await contagion.run.accounts())
    session.crash('out of memory')
    expect(contagion.run.crashed).toBe(true)
    await contagion.recover()
    expect([contagion.run.crashed, contagion.run.step, contagion.isOff('placed')]).toEqual([false, 33, true])
    expect(worldStateFrom(await contagion.run.accounts())).toBe(before)
  })

  it('a change that was made meanwhile is run', async () => {
    session.crash('out of memory')
    contagion.change('the length', (world) => ({ ...world, steps: 44 }))
    await contagion.recover()
    await until(() => contagion.run.steps === 44)
  })
})
