/**
 * Goal: every request is answered once; a newer one stops what it makes pointless, and a failure leaves the run that
 * was there.
 * Method: a real session in the same thread on a clock that lets it listen after each step.
 */
import { describe, expect, it } from 'vitest'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { until } from '../support/until.ts'
import { askState } from '../support/visibleState.ts'
import { SupersededError } from '../../src/worker/superseded.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import type { Request } from '../../src/schema/message.ts'
import { SERIES_READINGS } from '../../src/schema/readings.ts'
import type { Frame } from '../../src/schema/frame.ts'

const runId = 1
const document = createCrash()
/** Every step fills a slice, so that the session listens after each. */
const oneStepASlice = () => ({ now: createTickingClock(60) })

describe('a newer request', () => {
  it('stops a seek that it makes pointless, and every request is answered once', async () => {
    const { client, log } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document })
    const long = client.request('seek', { runId, step: 240 })
    const waiting = client.request('seek', { runId, step: 200 })
    const wanted = client.request('seek', { runId, step: 12 })
    await expect(long).rejects.toBeInstanceOf(SupersededError)
    await expect(waiting).rejects.toBeInstanceOf(SupersededError)
    expect((await wanted).step).toBe(12)
    const final = log.answered.filter((line) => !line.includes('progress')).map((line) => line.split(' ')[0])
    expect(final).toEqual(['1', '2', '3', '4'])
  })

  it('stops a long seek also where questions wait behind it, which are answered', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document })
    const long = client.request('seek', { runId, step: 240 })
    const trader = client.request('trader', { runId, id: 3 })
    const accounts = client.request('accounts', { runId })
    const wanted = client.request('seek', { runId, step: 12 })
    await expect(long).rejects.toBeInstanceOf(SupersededError)
    expect((await trader).id).toBe(3)
    expect((await accounts).step).toBeLessThan(240)
    expect((await wanted).step).toBe(12)
  })

  it('stops a long seek also where a person has pointed at traders meanwhile', async () => {
    const run = new Run(createSessionClient(oneStepASlice()).client)
    await run.open(document)
    const long = run.seek(240)
    await until(() => run.progress !== null)
    const readings = [run.trader(1), run.trader(2)]
    await Promise.all([run.seek(5), long])
    expect([run.step, run.error]).toEqual([5, null])
    // The end of the long way was never reached.
    expect(run.series.length).toBeLessThan(241)
    expect((await Promise.all(readings)).map((reading) => reading?.id)).toEqual([1, 2])
  })

  it('stops an advance, and the steps it took are delivered by the next frame', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document })
    let sought: Promise<Frame> | undefined
    const advance = client.request('advance', { runId, steps: 240 }, () => {
      sought ??= client.request('seek', { runId, step: 5 })
    })
    await expect(advance).rejects.toBeInstanceOf(SupersededError)
    const frame = (await sought) as Frame
    expect(frame.step).toBe(5)
    expect(frame.series.fromStep).toBe(1)
    expect(frame.series.rows.length).toBeGreaterThan(0)
  })

  it('does not overtake a push', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document })
    const before = client.request('seek', { runId, step: 30 })
    const push = client.request('push', { runId, push: { kind: 'depth', factor: 0.5 } })
    const after = client.request('seek', { runId, step: 3 })
    expect((await before).step).toBe(30)
    expect((await push).shock.step).toBe(31)
    expect((await after).step).toBe(3)
  })

  it('of another run leaves it alone', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId: 1, document })
    await client.request('open', { runId: 2, document: runDocuments[1][1] })
    const frames = await Promise.all([
      client.request('advance', { runId: 1, steps: 40 }),
      client.request('seek', { runId: 2, step: 25 }),
    ])
    expect(frames.map((frame) => [frame.runId, frame.step])).toEqual([
      [1, 40],
      [2, 25],
    ])
  })

  it('to open or close ends everything that waits', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document })
    const lost = [
      client.request('advance', { runId, steps: 240 }),
      client.request('accounts', { runId }),
      client.request('open', { runId, document }),
    ]
    const opened = client.request('open', { runId, document: createCrash({ seed: 'other' }) })
    for (const one of lost) await expect(one).rejects.toBeInstanceOf(SupersededError)
    expect((await opened).scenario.seed).toBe('other')
    await client.request('close', { runId })
    await expect(client.request('accounts', { runId })).rejects.toThrow('No run is open')
  })
})

describe('a long way', () => {
  it('says how far it is about every 100 ms', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document })
    const said: number[] = []
    await client.request('seek', { runId, step: 200 }, (progress) => said.push(progress))
    expect(said.length).toBeGreaterThan(50)
    expect(said).toEqual([...said].sort((a, b) => a - b))
    expect(said.every((progress) => progress > 0 && progress < 1)).toBe(true)
  })

  it('says nothing where it is short', async () => {
    const { client } = createSessionClient({ now: () => 0 })
    await client.request('open', { runId, document })
    await client.request('seek', { runId, step: 240 }, () => expect.fail('no progress was due'))
  })
})

describe('errors', () => {
  it('name the field of a document that is wrong, and leave the run that was there', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document })
    await client.request('advance', { runId, steps: 3 })
    const wrong = createCrash({ crowd: { traders: -5 } })
    await expect(client.request('open', { runId, document: wrong })).rejects.toMatchObject({
      name: 'RequestError',
      path: 'crowd.traders',
    })
    expect((await client.request('advance', { runId, steps: 1 })).step).toBe(4)
  })

  it('name the field that only the opening shows to be wrong', async () => {
    const { client } = createSessionClient()
    const accounts = [{ side: 'long', collateral: 100, leverage: 100, entry: 100 }]
    const sunk = createCrash({ venue: { maintenanceMargin: 0.05, maxLeverage: 125 }, crowd: { accounts } })
    await expect(client.request('open', { runId, document: sunk })).rejects.toMatchObject({
      path: expect.stringContaining('crowd'),
    })
  })

  it('say what is missing where no run is open, or no such trader, or no such request', async () => {
    const { client } = createSessionClient()
    await expect(client.request('advance', { runId, steps: 1 })).rejects.toMatchObject({
      message: 'No run is open here.',
      path: null,
    })
    await client.request('open', { runId, document })
    await expect(client.request('trader', { runId, id: 1_000 })).rejects.toThrow('There is no trader 1000')
    await expect(client.request('advance', { runId, steps: -1 })).rejects.toThrow('steps: got -1')
    const unknown = 'fly' as Request['kind']
    await expect(client.request(unknown, { runId } as never)).rejects.toThrow('"fly"')
  })

  it('in a step take that step back, so that all before it can still be seen', async () => {
    // Five orders whose money together passes what whole cents can count exactly.
    const shocks = [40, 41, 42, 43, 44].map((step) => ({ step, kind: 'sell', contracts: -1e15 }))
    const endless = createCrash({ liquidity: { depth: 1e12 }, shocks })
    const { client } = createSessionClient({ now: createTickingClock(3) })
    await client.request('open', { runId, document: endless })
    await expect(client.request('seek', { runId, step: 100 })).rejects.toMatchObject({ path: 'market' })
    const state = await askState(client, runId)
    const frame = await client.request('seek', { runId, step: 20 })
    expect(frame.step).toBe(20)
    const last = frame.series.fromStep + frame.series.rows.length / SERIES_READINGS.length - 1
    expect(last).toBeGreaterThanOrEqual(39)
    await client.request('seek', { runId, step: last })
    expect(await askState(client, runId)).toBe(state)
    await expect(client.request('advance', { runId, steps: 1 })).rejects.toMatchObject({ path: 'market' })
  })
})
