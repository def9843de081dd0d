/**
 * Goal: a channel that is off in the contagion place is off in the very run that the engine would make of it on the same seed, and the
 * run before stays beside it.
 * Method: a real session in the same thread; each channel of a small world, then of every conformance world.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { worldCases } from '../../support/conformanceCases.ts'
import { cutWorld, expectWorldRun, openContagion, writtenPlace } from '../../support/contagionPlace.ts'
import { until } from '../../support/until.ts'
import { parseWorld } from '../../../src/schema/parseDocument.ts'
import { CHANNEL_IDS, CHANNELS } from '../../../src/schema/worldChannels.ts'
import type { WorldDocument } from '../../../src/schema/world.ts'
import type { Contagion } from '../../../src/stores/world/contagion.svelte.ts'
import { placeInBefore, venueInBefore } from '../../../src/stores/world/worldBefore.ts'

let contagion: Contagion

beforeEach(async () => {
  contagion = (await openContagion()).contagion
})

describe('a channel', () => {
  it.each(CHANNEL_IDS.filter((id) => CHANNELS[id].list(parseWorld(writtenPlace)).length > 0))(
    '%s that is off is off on the same seed, and the run before stays as the ghost',
    async (id) => {
      await contagion.run.seek(60)
      await until(() => contagion.outlook.series !== null)
      const price = Array.from(contagion.outlook.series?.column('price', 1) ?? [])
      await contagion.switch(id)
      expect(contagion.isOff(id)).toBe(true)
      expect(contagion.changed).toMatch(/^without /)
      await expectWorldRun(contagion, cutWorld(parseWorld(writtenPlace), id))
      expect(contagion.world).toEqual(parseWorld(writtenPlace))
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
      await expectWorldRun(contagion, parseWorld(writtenPlace))
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
    const whole = parseWorld({ ...writtenPlace, shocks: [...writtenPlace.shocks, pushed] })
    expect(contagion.world).toEqual(whole)
    await expectWorldRun(contagion, cutWorld(whole, 'desks', 'placed'))
    await contagion.replay()
    await expectWorldRun(contagion, cutWorld(whole, 'desks', 'placed'))
    await contagion.reroll()
    const { seed = '' } = contagion.world ?? {}
    expect(seed).not.toBe('c')
    await expectWorldRun(contagion, cutWorld({ ...whole, seed }, 'desks', 'placed'))
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
    await expectWorldRun(contagion, parseWorld(writtenPlace))
    expect(contagion.undoable).toBeNull()
  })

  it('of any conformance world can be off', async () => {
    for (const { scenario } of worldCases) {
      await contagion.open({ world: scenario })
      const world = contagion.world as WorldDocument
      for (const id of CHANNEL_IDS.filter((one) => CHANNELS[one].list(world).length > 0)) {
        await contagion.switch(id)
        expect(contagion.run.error, id).toBeNull()
        await expectWorldRun(contagion, cutWorld(world, id))
        await contagion.switch(id)
      }
    }
  })
})
