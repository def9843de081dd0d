/**
 * Goal: what a channel carries is what is missing without it, seed by seed, and a channel that carries nothing makes no difference.
 * Method: an exchange that breaks now and then, and a bank that has money there; counted by hand beside it.
 */
import { describe, expect, it } from 'vitest'
import { inProcessPool } from '../support/inProcessPool.ts'
import { createContagion, createDrawnWorld } from '../support/riskDocuments.ts'
import { playFutures } from '../../src/risk/futures.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import { parseDocument } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { Channels, countChannels, rankChannels, readBase } from '../../src/stores/channels.svelte.ts'

/** A bank with next to no money of its own: any loss is too much. */
const document = parseDocument(writeAt(createContagion(), 'venues.bank.venueEquity', 0.01))
const RUNS = 300
const pool = () => ({ ...inProcessPool(), cancel: () => undefined })

describe('a world with each channel switched off', () => {
  it('says how often at least so many venues fail, and what the channel adds', async () => {
    const channels = new Channels(pool())
    await channels.ask(document, RUNS)
    const now = channels.sweep.now ?? fail()
    const { futures } = playFutures({ kind: 'futures', document, from: 1, count: RUNS })
    const hits = (least: number) => futures.filter(({ failed }) => failed.length >= least).length
    expect(hits(2)).toBeGreaterThan(1)
    expect([readBase(now, 1).hits, readBase(now, 2).hits]).toEqual([hits(1), hits(2)])
    // The exchange breaks as before; the bank never does without money there.
    const [one, two] = [1, 2].map((least) => rankChannels(now, least)[0])
    expect([one.label, one.effect.difference]).toEqual(['Money placed with others', 0])
    expect(two.without).toMatchObject({ hits: 0, of: RUNS })
    expect(two.effect).toMatchObject({
      difference: -hits(2) / RUNS,
      counts: { onlyA: hits(2), onlyB: 0 },
    })
    expect(two.effect.high).toBeLessThan(0)
    channels.clear()
    expect([channels.sweep.now, channels.form.told]).toEqual([null, null])
  })

  it('has a row for each channel of a world of everything, the one that carries most first', async () => {
    const world = createDrawnWorld() as WorldDocument
    const channels = new Channels(pool())
    await channels.ask({ ...world, steps: 10 }, 4)
    const ranked = rankChannels(channels.sweep.now ?? fail(), 1)
    expect([ranked.length, countChannels(world)]).toEqual([8, 8])
    const differences = ranked.map(({ effect }) => effect.difference)
    expect(differences).toEqual(differences.toSorted((a, b) => a - b))
  })
})

function fail(): never {
  throw new Error('nothing was played')
}
