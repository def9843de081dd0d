/**
 * Goal: runs that nobody watches give the engine's outcomes, say how far they are, and can be stopped.
 * Method: a real session in the same thread, beside the engine's own outcome of each run.
 */
import { describe, expect, test } from 'vitest'
import { HeldBases } from '../../src/engine/held.ts'
import { OutcomeRun } from '../../src/engine/outcome.ts'
import type { RunSpec } from '../../src/schema/runSpec.ts'
import { Study } from '../../src/stores/study.ts'
import { SupersededError } from '../../src/worker/superseded.ts'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'

const base = createCrash({ steps: 120, crowd: { traders: 200 } })
const spec = (change: number): RunSpec => ({ base, writes: [{ path: 'shocks.0.change', value: change }] })
const specs = [spec(-0.02), spec(-0.06), spec(-0.1)]

describe('runs that nobody watches', () => {
  test('give the outcomes that the engine gives, by the name of their run', async () => {
    const { client } = createSessionClient()
    const bases = new HeldBases()
    const outcomes = await new Study(client).run(specs)
    expect(outcomes.size).toBe(3)
    for (const one of specs)
      expect(outcomes.get(JSON.stringify(one))).toEqual(new OutcomeRun(bases.resolve(one)).finish())
  })

  test('tell how far they are, and are stopped by a newer study', async () => {
    const { client } = createSessionClient({ now: createTickingClock(60) })
    const study = new Study(client)
    const progress: number[] = []
    let old: Promise<unknown> = Promise.resolve()
    await new Promise<void>((resolve) => {
      old = study.run(specs, (share) => {
        progress.push(share)
        resolve()
      })
    })
    const young = study.run([specs[0]])
    await expect(old).rejects.toThrow(SupersededError)
    expect((await young).size).toBe(1)
    expect(progress.length).toBeGreaterThan(0)
    expect(progress).toEqual([...progress].sort((a, b) => a - b))
  })

  test('are stopped by hand', async () => {
    const { client } = createSessionClient({ now: createTickingClock(60) })
    const study = new Study(client)
    const old = study.run(specs)
    const stopped = expect(old).rejects.toThrow(SupersededError)
    await study.cancel()
    await stopped
  })

  test('prepare the held document of a run, and say what is wrong with it', async () => {
    const { client } = createSessionClient()
    const study = new Study(client)
    const scenario = await study.prepare(spec(-0.02))
    expect(scenario).toMatchObject({
      liquidity: { depth: expect.any(Number) as number },
      shocks: [{ change: -0.02 }],
    })
    await expect(study.prepare(spec(-2))).rejects.toThrow('shocks[0].change: got -2')
  })
})
