/**
 * Goal: every promise to the page is kept or broken with the reason, also where the worker dies.
 * Method: a real session in the same thread, whose line the test breaks and leaves.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { CrashError, SimulationClient } from '../../src/worker/client.ts'

const runId = 1
const document = createCrash()

describe('the client', () => {
  it('starts nothing before the first request', () => {
    new SimulationClient(() => expect.fail('connected'))
  })

  it('breaks every open promise if the worker is lost, and new ones until it is restarted', async () => {
    const { client, crash } = createSessionClient()
    await client.request('open', { runId, document })
    const lost = [client.request('advance', { runId, steps: 9 }), client.request('accounts', { runId })]
    crash('out of memory')
    for (const one of lost) await expect(one).rejects.toBeInstanceOf(CrashError)
    await expect(client.request('accounts', { runId })).rejects.toThrow('The model stopped: out of memory.')
    client.restart()
    expect(client.crash).toBeNull()
    await expect(client.request('accounts', { runId })).rejects.toThrow('No run is open here.')
    expect((await client.request('open', { runId, document })).frame.step).toBe(0)
  })

  it('hears nothing from a worker that it has left', async () => {
    const { client, crash } = createSessionClient()
    await client.request('open', { runId, document })
    client.restart()
    crash('too late')
    expect(client.crash).toBeNull()
  })

  it('lets a run have one advance under way', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document })
    const first = client.request('advance', { runId, steps: 2 })
    expect(client.isAdvancing(runId)).toBe(true)
    expect(client.isAdvancing(2)).toBe(false)
    await expect(client.request('advance', { runId, steps: 2 })).rejects.toThrow('still advancing')
    expect((await first).step).toBe(2)
    expect(client.isAdvancing(runId)).toBe(false)
  })

  it('refuses a document that cannot cross the threads', async () => {
    const { client } = createSessionClient()
    const strange = { ...document, title: () => 'a function' }
    await expect(client.request('open', { runId, document: strange })).rejects.toMatchObject({ path: null })
    expect((await client.request('open', { runId, document })).frame.step).toBe(0)
  })
})
