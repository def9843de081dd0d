/**
 * Goal: what the menu of pushes offers at any house is accepted by the model, and a run that is begun begins in the next step and
 * changes nothing before it.
 * Method: the situations, in which every kind of house occurs, on real sessions in the same thread.
 */
import { describe, expect, it } from 'vitest'
import { createSessionClient } from '../../support/sessionClient.ts'
import type { WorldPush } from '../../../src/schema/message.ts'
import { Contagion } from '../../../src/stores/world/contagion.svelte.ts'
import { loadSituation } from '../../../src/stores/world/openSituation.ts'
import { startRun } from '../../../src/stores/world/startRun.ts'
import { WorldRun } from '../../../src/stores/world/worldRun.svelte.ts'
import { PlaceLook } from '../../../src/ui/contagion/placeLook.svelte.ts'
import { composeWorldCaption, type WorldFacts } from '../../../src/ui/contagion/worldCaption.ts'
import { listWorldPushes } from '../../../src/ui/contagion/worldPushes.ts'
import type { ShownWorld } from '../../../src/ui/contagion/shownWorld.ts'

async function openSituation(id: string, step: number) {
  const place = new Contagion(new WorldRun(createSessionClient().client), () => true)
  const situation = await loadSituation(id)
  expect(await place.open({ world: situation?.world ?? {}, situation: id, step })).toBe(true)
  return { place, look: new PlaceLook(place) }
}

it('is shown through one object that reads every moment, so that a step opens no picture anew', async () => {
  const { place, look } = await openSituation('two-exchanges-one-coin', 5)
  const { shown } = look
  const opened = shown?.opened
  await place.run.seek(6)
  expect(shown?.frame.step).toBe(6)
  expect(shown?.opened === opened).toBe(true)
  await place.close()
})

describe('the menu of pushes', () => {
  it('offers what the model accepts, at every kind of house: a rule, a vote and a run where they mean something', async () => {
    const offered: string[] = []
    for (const id of ['pool-and-run', 'chain-of-claims', 'loans-on-a-crowded-chain']) {
      const { place, look } = await openSituation(id, 5)
      for (const house of look.houses) {
        const given: (WorldPush | 'run')[] = []
        const rows = listWorldPushes(house, look.shown as ShownWorld, {
          push: (push) => void given.push(push),
          run: () => void given.push('run'),
        })
        for (const { says, choices } of rows) {
          offered.push(`${house.kind}: ${says}`)
          for (const { give, isOff } of choices) if (!isOff) give()
        }
        for (const push of given)
          if (push !== 'run') expect(await place.run.push(push), house.id).not.toBeNull()
        expect(given.includes('run'), house.id).toBe(house.kind === 'lending' || house.kind === 'institution')
        expect(given.some((push) => push !== 'run' && push.kind === 'proposal')).toBe(
          house.kind !== 'institution',
        )
      }
      await place.close()
    }
    expect(offered).toContain('lending: A vote of its traders on a maintenance margin of')
    expect(offered).toContain('exchange: Liquidity of ether')
    expect(offered).not.toContain('pool: Liquidity of the coin')
  })
})

describe('a run that is begun', () => {
  it('begins in the next step, changes nothing before it, is told and is taken back', async () => {
    const { place, look } = await openSituation('vote-too-late', 8)
    const before = place.run.series.at('price', 8, 0)
    await startRun(place, 'bank')
    expect(place.run.step).toBe(8)
    expect(place.run.series.at('price', 8, 0)).toBe(before)
    expect(look.shown?.moment.venues[2].withdrawn).toBe(0)
    await place.run.seek(11)
    expect(look.shown?.moment.venues[2].withdrawn).toBeGreaterThan(0)
    expect(composeWorldCaption(look.facts as WorldFacts).headline).toMatch(
      /Depositors take \$\S+ from the bank\./,
    )
    expect(place.isAsItCame).toBe(false)
    await place.undo()
    await place.run.seek(11)
    expect(look.shown?.moment.venues[2].withdrawn).toBe(0)
    expect(place.isAsItCame).toBe(true)
    await place.close()
  })
})
