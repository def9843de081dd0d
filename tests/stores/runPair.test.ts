/**
 * Goal: two runs keep one clock: they step, seek, push and stop together.
 * Method: a real session in the same thread, and frames that the test gives.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { Run } from '../../src/stores/run.svelte.ts'
import { RunPair } from '../../src/stores/runPair.svelte.ts'

const thin = createCrash({ steps: 120 })
const deep = createCrash({ steps: 100, liquidity: { depth: { shareOfOpenInterest: 0.3 } } })

async function createPair() {
  const { client } = createSessionClient()
  const pair = new RunPair(new Run(client), new Run(client))
  expect(await pair.open(thin, deep)).toBe(true)
  return pair
}

describe('a pair of runs', () => {
  it('plays in step to the end that both have', async () => {
    const pair = await createPair()
    pair.stepsPerSecond = Infinity
    pair.play()
    for (let i = 0; i < 5_000 && pair.playing; i++) {
      pair.elapse(16)
      if (!pair.busy) expect(pair.a.step).toBe(pair.b.step)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect([pair.a.step, pair.b.step, pair.atEnd]).toEqual([100, 100, true])
    expect(pair.a.series.at('price', 60)).toBeLessThan(pair.b.series.at('price', 60))
  })

  it('steps, seeks and pushes both', async () => {
    const pair = await createPair()
    await pair.seek(30)
    await pair.stepOnce()
    expect([pair.a.step, pair.b.step]).toEqual([31, 31])
    await pair.push({ kind: 'sell', contracts: 100_000 })
    expect(pair.a.document?.shocks.at(-1)).toEqual(pair.b.document?.shocks.at(-1))
    pair.play()
    await pair.replay()
    expect([pair.step, pair.playing]).toEqual([0, true])
  })

  it('stops if one of them fails', async () => {
    const pair = await createPair()
    expect(await pair.open(thin, createCrash({ steps: 0 }))).toBe(false)
    expect(pair.b.error?.path).toBe('steps')
    expect(pair.playing).toBe(false)
    await pair.close()
    expect(pair.a.frame).toBeNull()
  })
})
