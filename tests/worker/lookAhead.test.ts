/**
 * Goal: a run knows further than it shows, and nobody who looks at what it shows can tell.
 * Method: the same wishes to two sessions, of which one looks ahead; and looks that are overtaken, refused or broken.
 */
import { describe, expect, it } from 'vitest'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { askState } from '../support/visibleState.ts'
import type { Frame } from '../../src/schema/frame.ts'
import { SERIES_READINGS } from '../../src/schema/readings.ts'
import type { SimulationClient } from '../../src/worker/client.ts'
import { SupersededError } from '../../src/worker/superseded.ts'
import { ScenarioSource } from '../../src/worker/scenarioSource.worker.ts'
import { SimulatedRun } from '../../src/worker/simulatedRun.worker.ts'

const runId = 1
const WIDTH = SERIES_READINGS.length
/** Every step fills a slice, so that the session listens after each. */
const oneStepASlice = () => ({ now: createTickingClock(60) })

/** What a page sees that plays, scrubs to and fro, and pushes. */
async function watch(client: SimulationClient): Promise<unknown[]> {
  const seen: unknown[] = []
  for (const step of [5, 40, 12, 90, 60, 200, 3]) {
    seen.push(await client.request('seek', { runId, step }))
    seen.push(await client.request('advance', { runId, steps: 7 }))
    seen.push(await client.request('trader', { runId, id: step }))
    seen.push(await askState(client, runId))
  }
  seen.push(await client.request('push', { runId, push: { kind: 'fairValue', change: -0.03 } }))
  seen.push(await client.request('seek', { runId, step: 240 }))
  seen.push(await askState(client, runId))
  return seen
}

/** Runs to the end, and gives back all rows of the series. */
async function readWhole(document: unknown): Promise<Float64Array> {
  const { client } = createSessionClient()
  await client.request('open', { runId, document })
  return (await client.request('seek', { runId, step: 240 })).series.rows
}

describe('a look ahead', () => {
  it.each(runDocuments)('changes nothing of what is shown: %s', async (_name, document) => {
    const [plain, looking] = [3, 3].map((ms) => createSessionClient({ now: createTickingClock(ms) }).client)
    await plain.request('open', { runId, document })
    await looking.request('open', { runId, document })
    const { fromStep, rows } = await looking.request('look', { runId })
    expect([fromStep, rows.length]).toEqual([1, 240 * WIDTH])
    expect(rows).toEqual(await readWhole(document))
    expect(withoutCrowds(await watch(looking))).toEqual(withoutCrowds(await watch(plain)))
  })

  it('goes on beside a run that plays, and neither waits for the other', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document: createCrash() })
    let isLooked = false
    const looking = client.request('look', { runId }).then((series) => {
      isLooked = true
      return series
    })
    let shown = 0
    for (; shown < 60; shown++) {
      const { step, series } = await client.request('advance', { runId, steps: 1 })
      expect([step, series.fromStep, series.rows.length]).toEqual([shown + 1, shown + 1, WIDTH])
    }
    expect(isLooked).toBe(false)
    const { fromStep, rows } = await looking
    expect([fromStep, rows.length]).toEqual([61, 180 * WIDTH])
    expect((await client.request('advance', { runId, steps: 1 })).step).toBe(61)
  })

  it('of a run that was faster than it brings what is left', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document: createCrash() })
    const looking = client.request('look', { runId })
    await client.request('advance', { runId, steps: 240 })
    expect(await looking).toEqual({ fromStep: 241, rows: new Float64Array(0) })
    expect((await client.request('look', { runId })).rows).toHaveLength(0)
  })

  it('makes the way forward short', () => {
    const document = createCrash()
    const countSlices = (looks: boolean) => {
      const options = { assert: false, limitBytes: 1e9, now: createTickingClock(20) }
      const run = new SimulatedRun(runId, new ScenarioSource(document), options)
      if (looks) Array.from(run.lookAhead())
      return Array.from(run.moveTo(230)).length
    }
    expect(countSlices(true)).toBeLessThan(countSlices(false) / 10)
  })

  it('says nothing of the future in the frames of the present', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: createCrash() })
    await client.request('look', { runId })
    const { series, events } = await client.request('seek', { runId, step: 30 })
    expect([series.fromStep, series.rows.length]).toEqual([1, 30 * WIDTH])
    expect(events.length).toBeGreaterThan(0)
    const back = await client.request('seek', { runId, step: 10 })
    expect([back.series.fromStep, back.series.rows.length, back.events.length]).toEqual([31, 0, 0])
  })
})

describe('a look ahead is given up', () => {
  it.each([
    [
      'a push',
      (client: SimulationClient) => client.request('push', { runId, push: { kind: 'depth', factor: 0.5 } }),
    ],
    [
      'another document',
      (client: SimulationClient) => client.request('open', { runId, document: createCrash({ seed: 'b' }) }),
    ],
    ['the end of the run', (client: SimulationClient) => client.request('close', { runId })],
    ['a newer look', (client: SimulationClient) => client.request('look', { runId })],
  ] as const)('for %s', async (_name, act) => {
    // prettier-ignore
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document: createCrash() })
    const looking = client.request('look', { runId })
    await client.request('advance', { runId, steps: 3 })
    const acting = act(client)
    await expect(looking).rejects.toBeInstanceOf(SupersededError)
    await acting
  })

  it('and after a push it is taken of the run as it is then', async () => {
    const { client } = createSessionClient(oneStepASlice())
    const document = createCrash()
    await client.request('open', { runId, document })
    const looking = client.request('look', { runId })
    await client.request('seek', { runId, step: 30 })
    const { shock } = await client.request('push', { runId, push: { kind: 'sell', contracts: 900_000 } })
    await expect(looking).rejects.toBeInstanceOf(SupersededError)
    const { fromStep, rows } = await client.request('look', { runId })
    const whole = await readWhole({ ...document, shocks: [...(document['shocks'] as unknown[]), shock] })
    expect(fromStep).toBe(31)
    expect(rows).toEqual(whole.slice(30 * WIDTH))
  })

  it('not for a document that is refused, nor for a push that is', async () => {
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document: createCrash() })
    const looking = client.request('look', { runId })
    await expect(client.request('open', { runId, document: createCrash({ steps: 0 }) })).rejects.toThrow(
      'steps',
    )
    const wrong = { kind: 'fairValue', change: -1 } as const
    await expect(client.request('push', { runId, push: wrong })).rejects.toThrow('change')
    expect((await looking).rows).toHaveLength(240 * WIDTH)
  })

  it('where a step of the future cannot be simulated, and the run goes on until there', async () => {
    const shocks = [40, 41, 42, 43, 44].map((step) => ({ step, kind: 'sell', contracts: -1e15 }))
    const { client } = createSessionClient(oneStepASlice())
    await client.request('open', { runId, document: createCrash({ liquidity: { depth: 1e12 }, shocks }) })
    await expect(client.request('look', { runId })).rejects.toMatchObject({ path: 'market' })
    expect((await client.request('seek', { runId, step: 38 })).step).toBe(38)
    await expect(client.request('seek', { runId, step: 100 })).rejects.toMatchObject({ path: 'market' })
  })

  it('where no run is open', async () => {
    await expect(createSessionClient().client.request('look', { runId })).rejects.toThrow(
      'No run is open here.',
    )
  })
})

/** A crowd that has not changed may come once more: where its run returned to a checkpoint. */
function withoutCrowds(seen: readonly unknown[]): unknown[] {
  const isFrame = (one: unknown): one is Frame => typeof one === 'object' && one !== null && 'crowds' in one
  return seen.map((one) => (isFrame(one) ? { ...one, crowds: [] } : one))
}
