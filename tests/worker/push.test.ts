/**
 * Goal: a push is a shock of the next step, forgets the future, and is refused where it is wrong.
 * Method: a real session in the same thread; states are compared with the scenario that has the shock from the start.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { askState } from '../support/visibleState.ts'
import { EVENT_FIELDS } from '../../src/schema/event.ts'
import type { Push } from '../../src/schema/message.ts'
import { SERIES_READINGS } from '../../src/schema/readings.ts'

const runId = 1
const planned = [{ step: 150, kind: 'fairValue', change: 0.02 }]
const calm = createCrash({ shocks: planned })
const sell: Push = { kind: 'sell', contracts: 2_000_000 }
const thin: Push = { kind: 'depth', factor: 0.4 }

async function stateWithShocks(shocks: unknown[], step: number): Promise<string> {
  const { client } = createSessionClient()
  await client.request('open', { runId, document: { ...calm, shocks } })
  await client.request('seek', { runId, step })
  return askState(client, runId)
}

describe('push', () => {
  it('becomes a shock of the next step, and the run equals its scenario with that shock', async () => {
    const { client } = createSessionClient({ now: createTickingClock(3) })
    await client.request('open', { runId, document: calm })
    await client.request('advance', { runId, steps: 30 })
    const { shock, frame } = await client.request('push', { runId, push: sell })
    expect(shock).toEqual({ step: 31, ...sell })
    expect([frame.step, frame.series.fromStep, frame.series.rows.length]).toEqual([30, 31, 0])
    await client.request('advance', { runId, steps: 150 })
    const expected = await stateWithShocks([...planned, shock], 180)
    expect(await askState(client, runId)).toBe(expected)
    // Back to before the push, where the checkpoints know nothing of it, and forward again.
    await client.request('seek', { runId, step: 10 })
    await client.request('seek', { runId, step: 180 })
    expect(await askState(client, runId)).toBe(expected)
  })

  it('forgets the future, and the pushes in it, but not what the document plans', async () => {
    const { client } = createSessionClient({ now: createTickingClock(3) })
    await client.request('open', { runId, document: calm })
    await client.request('advance', { runId, steps: 60 })
    await client.request('push', { runId, push: sell })
    await client.request('advance', { runId, steps: 100 })
    await client.request('seek', { runId, step: 40 })
    const { shock, frame } = await client.request('push', { runId, push: thin })
    expect(frame.series.fromStep).toBe(41)
    const next = await client.request('advance', { runId, steps: 160 })
    expect(next.series.fromStep).toBe(41)
    expect(next.series.rows).toHaveLength(160 * SERIES_READINGS.length)
    expect(next.events[EVENT_FIELDS.indexOf('step')]).toBeGreaterThan(40)
    expect(await askState(client, runId)).toBe(await stateWithShocks([...planned, shock], 200))
  })

  it('can be given several times at one step, also before the first', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: calm })
    const first = await client.request('push', { runId, push: sell })
    const second = await client.request('push', { runId, push: thin })
    await client.request('advance', { runId, steps: 50 })
    expect(await askState(client, runId)).toBe(
      await stateWithShocks([...planned, first.shock, second.shock], 50),
    )
  })

  it('is refused with its field where it is wrong, and changes nothing', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: calm })
    await client.request('advance', { runId, steps: 5 })
    const before = await askState(client, runId)
    const wrong = { kind: 'fairValue', change: -1 } as const
    await expect(client.request('push', { runId, push: wrong })).rejects.toMatchObject({
      path: 'shocks[1].change',
    })
    const unknown = { kind: 'flood', meters: 3 } as unknown as Push
    await expect(client.request('push', { runId, push: unknown })).rejects.toMatchObject({
      path: 'shocks[1].kind',
    })
    expect(await askState(client, runId)).toBe(before)
  })

  it('is refused at the last step, in words', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: calm })
    await client.request('seek', { runId, step: 240 })
    await expect(client.request('push', { runId, push: sell })).rejects.toThrow('no step left')
  })
})
