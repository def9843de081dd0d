/**
 * Goal: a document is opened once, and the page still knows its whole run, ahead of what it shows.
 * Method: a run on a real session in the same thread, whose requests are counted.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient, type SessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { Outlook } from '../../src/stores/outlook.svelte.ts'
import { Run } from '../../src/stores/run.svelte.ts'

const document = createCrash()

let session: SessionClient
let run: Run
let outlook: Outlook

/** Every step fills a slice, so that there is time between any two. */
beforeEach(async () => {
  session = createSessionClient({ now: createTickingClock(60) })
  run = new Run(session.client)
  outlook = new Outlook(run)
  expect(await run.open(document)).toBe(true)
})

const count = (kind: string) => session.log.asked.filter((line) => line.endsWith(` ${kind}`)).length

/** Prices of the whole run, as a run says them that was played to its end. */
async function playWhole(opened: unknown): Promise<Float64Array> {
  const other = new Run(createSessionClient().client)
  await other.open(opened)
  await other.seek(240)
  return other.series.column('price')
}

describe('a look ahead', () => {
  it('knows the whole run, while the run stays where it is and shows no more than before', async () => {
    await run.seek(10)
    await outlook.look()
    expect(outlook.series?.column('price')).toEqual(await playWhole(document))
    expect([run.step, run.series.length, run.events.length]).toEqual([10, 11, 0])
    expect([count('open'), count('look')]).toEqual([1, 1])
  })

  it('is taken while the run plays', async () => {
    const looking = outlook.look()
    for (let step = 1; step <= 50; step++) await run.advance(1)
    expect([run.series.length, outlook.series]).toEqual([51, null])
    await looking
    expect(outlook.series?.column('price')).toEqual(await playWhole(document))
    // What was known is not what is shown: the history that is shown did not grow.
    expect(run.series.length).toBe(51)
    await run.seek(240)
    expect(run.series.column('price')).toEqual(outlook.series?.column('price'))
  })

  it('is not taken of much work', async () => {
    await run.open(createCrash({ steps: 40_001 }))
    await outlook.look()
    expect([outlook.series, count('look')]).toEqual([null, 0])
  })
})

describe('what changes the run', () => {
  it('makes what is known of it untrue: a push', async () => {
    await run.seek(30)
    const looking = outlook.look()
    await run.push({ kind: 'sell', contracts: 900_000 })
    await looking
    expect(outlook.series).toBeNull()
    await outlook.look()
    expect(outlook.series?.column('price')).toEqual(await playWhole(run.document))
    expect(run.series.length).toBe(31)
  })

  it('makes what is known of it untrue: another document, of which the newest counts', async () => {
    const looks = [outlook.look()]
    for (const seed of ['b', 'c']) {
      await run.open(createCrash({ seed }))
      looks.push(outlook.look())
    }
    await Promise.all(looks)
    expect(outlook.series?.column('price')).toEqual(await playWhole(createCrash({ seed: 'c' })))
  })

  it('but not a document that is refused', async () => {
    const looking = outlook.look()
    expect(await run.open(createCrash({ steps: 0 }))).toBe(false)
    await looking
    expect(outlook.series?.length).toBe(241)
  })

  it('but not the same run once more: what was known stays, and what was not is looked for again', async () => {
    await outlook.look()
    const { series } = outlook
    await run.replay()
    await outlook.resume()
    expect(outlook.series).toBe(series)
    const looking = outlook.look()
    await run.replay()
    await Promise.all([looking, outlook.resume()])
    expect([outlook.series?.length, run.series.length]).toEqual([241, 1])
  })
})

it('a crash leaves nothing known and nobody waiting, and the next look knows again', async () => {
  const looking = outlook.look()
  await run.advance(5)
  session.crash('out of memory')
  await looking
  expect(outlook.series).toBeNull()
  await run.recover()
  await outlook.look()
  expect([outlook.series?.length, run.step]).toEqual([241, 5])
})
