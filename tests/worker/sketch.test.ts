/**
 * Goal: a sketch is the price of the run that would be opened, made beside the run that is open, which does not notice.
 * Method: a real session in the same thread; prices against those of the run itself.
 */
import { describe, expect, it } from 'vitest'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { SupersededError } from '../../src/worker/superseded.ts'

const runId = 1
/** Every step fills a slice, so that the session listens after each. */
const oneStepASlice = () => ({ now: createTickingClock(60) })

describe('a sketch', () => {
  it.each(runDocuments)('of a small crowd is the exact price, step by step: %s', async (_name, document) => {
    const run = new Run(createSessionClient().client)
    const sketch = await run.sketch(parseScenario(document))
    expect(sketch?.isPart).toBe(false)
    await run.open(document)
    await run.seek(run.steps)
    expect(sketch?.price).toEqual(run.series.column('price'))
  })

  it('leaves the run that is open where it is', async () => {
    const { client, log } = createSessionClient(oneStepASlice())
    const run = new Run(client)
    await run.open(createCrash())
    await run.seek(30)
    const sketching = run.sketch(parseScenario(createCrash({ seed: 'other' })))
    await run.advance(5)
    // The run went on before the sketch was there.
    expect(log.answered).toContain('4 answer')
    expect(log.answered).not.toContain('3 answer')
    expect((await sketching)?.price.length).toBe(241)
    expect([run.step, run.series.length, run.document?.seed, run.error]).toEqual([35, 36, 'crash', null])
  })

  it('is stopped by a newer one and by an opening', async () => {
    const { client } = createSessionClient(oneStepASlice())
    const first = client.request('sketch', { runId, document: createCrash() })
    const second = client.request('sketch', { runId, document: createCrash({ seed: 'b' }) })
    await expect(first).rejects.toBeInstanceOf(SupersededError)
    await client.request('open', { runId, document: createCrash() })
    await expect(second).rejects.toBeInstanceOf(SupersededError)
  })

  it('of a wrong document is refused, which a run says to nobody', async () => {
    const { client } = createSessionClient()
    const document = createCrash({ steps: 0 })
    await expect(client.request('sketch', { runId, document })).rejects.toThrow('steps')
    const run = new Run(client)
    await run.open(createCrash())
    const wrong = { ...parseScenario(createCrash()), steps: 0 }
    expect([await run.sketch(wrong), run.error]).toEqual([null, null])
  })
})
