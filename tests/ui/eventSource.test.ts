/**
 * Goal: the list of a world's events says where each happened and which push it reports, keeps to one house where that is wished, and
 * leads to its account.
 * Method: a vote, news and liquidity in a situation, in the same thread.
 */
import { expect, it } from 'vitest'
import { createSessionClient } from '../support/sessionClient.ts'
import { Contagion } from '../../src/stores/world/contagion.svelte.ts'
import { loadSituation } from '../../src/stores/world/openSituation.ts'
import { WorldRun } from '../../src/stores/world/worldRun.svelte.ts'
import { worldEvents } from '../../src/ui/events/eventSource.ts'
import { describeEvent } from '../../src/ui/events/eventWords.ts'

it('says where, which push and to whom, and leads there', async () => {
  const place = new Contagion(new WorldRun(createSessionClient().client), () => true)
  const situation = await loadSituation('vote-too-late')
  await place.open({ world: situation?.world ?? {}, step: 30 })
  await place.run.push({ kind: 'depth', venue: 'alpha', asset: 'coin', factor: 0.5 })
  await place.run.push({ kind: 'rule', venue: 'lend', maintenanceMargin: 0.9 })
  await place.run.seek(60)
  const source = worldEvents(place)
  const { events } = place.run
  expect(source.venues).toEqual(['Alpha', 'Lend', 'Bank'])
  const tell = (row: number) => {
    const event = events.row(row)
    return `${source.where(event)}: ${describeEvent(event, source.shockOf(events, row), source.who(event))}`
  }
  const shocks = events.find({ kinds: ['shock'] }).map(tell)
  expect(shocks[0]).toBe('Alpha: News: the fair value begins to move, by −12% over 30 steps.')
  expect(shocks.some((text) => /^Alpha: Liquidity went to 50%/.test(text))).toBe(true)
  expect(events.find({ kinds: ['vote'] }).map(tell)).toEqual([
    'Lend: A vote to make the maintenance margin 25.0% passed.',
  ])
  const sales = events.find({ kinds: ['liquidation'], venue: 1 })
  expect(sales.length).toBeGreaterThan(0)
  expect(events.find({ venue: 0 }).every((row) => events.value(row, 'venue') === 0)).toBe(true)
  expect(tell(sales[0])).toMatch(/^Lend: Loan \d/)
  const event = events.row(sales[0])
  source.pick(event)
  expect(place.selected).toEqual({ id: event.account, venue: 'lend', asset: 'coin' })
  expect([source.picked(1), source.picked(0), source.picked(null)]).toEqual([event.account, null, null])
  await place.close()
})
