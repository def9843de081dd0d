/**
 * Goal: a run in the page does what is wished in order, keeps what it has if something fails, and comes back after a
 * crash.
 * Method: a real session in the same thread behind messages; states are compared with the engine alone.
 */
import { describe, expect, it } from 'vitest'
import { createCrash } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { until } from '../support/until.ts'
import { stateFrom, stateOf } from '../support/visibleState.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { Run } from '../../src/stores/run.svelte.ts'

const document = createCrash()

function stateAt(document: unknown, step: number): string {
  const simulation = Simulation.create(parseScenario(document))
  simulation.advance(step)
  return stateOf(simulation)
}

async function createRun(options: Parameters<typeof createSessionClient>[0] = {}) {
  const session = createSessionClient(options)
  const run = new Run(session.client)
  expect(await run.open(document)).toBe(true)
  return { ...session, run }
}

/** Frames of the page until something holds. */
async function elapseUntil(run: Run, isDone: () => boolean, elapsedMs = 16): Promise<void> {
  for (let i = 0; i < 20_000 && !isDone(); i++) {
    run.elapse(elapsedMs)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(isDone()).toBe(true)
}

describe('a run in the page', () => {
  it('opens at step 0, paused, with the crowd and what the opening came to', async () => {
    const { run } = await createRun()
    expect([run.step, run.steps, run.playing, run.series.length]).toEqual([0, 240, false, 1])
    expect(run.opened?.scenario.venue.maintenanceMargin).toBe(0.005)
    expect(run.crowd(0)?.state).toHaveLength(1_000)
    expect(run.document).toEqual(run.opened?.scenario)
  })

  it('goes on from a moment that was asked for while another document was being opened', async () => {
    for (const microtasks of [0, 1, 2, 3, 5, 8]) {
      const { run } = await createRun()
      await run.seek(30)
      const opening = run.open({ ...document, seed: 'another' })
      for (let i = 0; i < microtasks; i++) await Promise.resolve()
      const seeking = run.seek(100)
      expect(await opening).toBe(true)
      await seeking
      await run.seek(150)
      expect([run.step, run.series.length, run.error]).toEqual([150, 151, null])
      expect(stateFrom(await run.accounts())).toBe(stateAt({ ...document, seed: 'another' }, 150))
    }
  })

  it('plays to the end at any speed, stops there, and keeps the crowd that the last frame did not bring', async () => {
    for (const speed of [120, Infinity]) {
      const { run } = await createRun()
      run.stepsPerSecond = speed
      run.play()
      await elapseUntil(run, () => !run.playing)
      expect([run.step, run.atEnd, run.series.length, run.error]).toEqual([240, true, 241, null])
      expect(run.crowd(0)?.state).toHaveLength(1_000)
      expect(run.series.at('price', 240)).toBe(run.market(0)?.price)
      expect(stateFrom(await run.accounts())).toBe(stateAt(document, 240))
      run.play()
      expect(run.playing).toBe(false)
    }
  })

  it('has one advance under way, however often time passes on the page', async () => {
    const { run, log } = await createRun()
    run.stepsPerSecond = Infinity
    run.play()
    for (let i = 0; i < 50; i++) run.elapse(16)
    expect(log.asked.filter((line) => line.endsWith('advance'))).toHaveLength(1)
  })

  it('takes one step for every press, also while it is busy', async () => {
    const { run } = await createRun()
    run.play()
    run.elapse(100)
    run.elapse(100)
    await Promise.all([run.stepOnce(), run.stepOnce(), run.stepOnce()])
    expect(run.playing).toBe(false)
    expect(run.step).toBe(run.series.length - 1)
    expect(run.step).toBeGreaterThanOrEqual(3)
  })

  it('goes where a drag ends, and asks for little on the way', async () => {
    const { run, log } = await createRun()
    await run.advance(200)
    const seeks = []
    for (let step = 190; step >= 10; step -= 3) seeks.push(run.seek(step))
    await Promise.all(seeks)
    expect(run.step).toBe(10)
    expect(log.asked.filter((line) => line.endsWith('seek')).length).toBeLessThanOrEqual(3)
    expect(run.series.length).toBe(201)
    await run.seek(9_999)
    expect(run.step).toBe(240)
  })

  it('gives up a long way for a new wish, and says how far it is', async () => {
    const { run } = await createRun({ now: createTickingClock(60) })
    const long = run.seek(240)
    await until(() => run.progress !== null)
    expect(run.progress).toBeGreaterThan(0)
    await Promise.all([long, run.seek(4)])
    expect([run.step, run.progress, run.error, run.busy]).toEqual([4, null, null, false])
  })

  it('pushes, forgets the future, and has a document that gives the same run', async () => {
    const { run } = await createRun()
    await run.advance(90)
    await run.push({ kind: 'depth', factor: 0.2 })
    await run.advance(20)
    await run.seek(50)
    expect(await run.push({ kind: 'sell', contracts: 900_000 })).toMatchObject({ step: 51 })
    expect([run.step, run.series.length, run.document?.shocks.length]).toEqual([50, 51, 2])
    await run.advance(30)
    expect(stateFrom(await run.accounts())).toBe(stateAt(run.document, 80))
    await run.replay()
    expect([run.step, run.series.length]).toEqual([0, 1])
    await run.seek(80)
    expect(stateFrom(await run.accounts())).toBe(stateAt(run.document, 80))
  })

  it('reads a trader and all accounts at the present moment', async () => {
    const { run } = await createRun()
    await run.seek(60)
    const [liquidation] = run.events.find({ kinds: ['liquidation'], untilStep: 60 })
    const id = run.events.value(liquidation, 'account')
    expect(await run.trader(id)).toMatchObject({ id, state: 'liquidated', contracts: 0 })
    expect((await run.accounts())?.summary.liquidations).toBe(run.series.at('liquidations', 60))
    // A wrong question is answered by nothing, and stops nothing.
    run.play()
    expect(await run.trader(5_000)).toBeNull()
    expect([run.playing, run.error]).toEqual([true, null])
  })
})

describe('opening another document', () => {
  it('carries out the first and the last wish of a drag', async () => {
    const { run, log } = await createRun()
    const seeds = ['a', 'b', 'c', 'd', 'e']
    const opened = await Promise.all(seeds.map((seed) => run.open(createCrash({ seed }))))
    expect(opened.at(-1)).toBe(true)
    expect(opened.slice(0, -1)).toEqual([false, false, false, false])
    expect(run.document?.seed).toBe('e')
    expect(log.asked.filter((line) => line.endsWith('open')).length).toBeLessThanOrEqual(3)
    expect(run.isOpening).toBe(false)
  })

  it('keeps what was there if the document is wrong, and names the field', async () => {
    const { run } = await createRun()
    await run.advance(30)
    expect(await run.open(createCrash({ steps: 'many' }))).toBe(false)
    expect(run.error).toMatchObject({ path: 'steps' })
    expect([run.step, run.document?.seed, run.crashed]).toEqual([30, 'crash', false])
    await run.advance(1)
    expect([run.step, run.error]).toEqual([31, null])
  })

  it('drops the answers of the run before', async () => {
    const { run } = await createRun()
    const late = run.advance(50)
    const opened = run.open(createCrash({ seed: 'new' }))
    await Promise.all([late, opened])
    expect([run.step, run.series.length, run.document?.seed]).toEqual([0, 1, 'new'])
  })
})

describe('a worker that dies', () => {
  it('is said, and everything comes back: document, pushes, steps, moment', async () => {
    const { run, crash } = await createRun()
    await run.advance(60)
    await run.push({ kind: 'sell', contracts: 500_000 })
    await run.advance(60)
    await run.seek(70)
    const state = stateFrom(await run.accounts())
    const price = run.series.at('price', 120)
    run.play()
    run.elapse(1_000)
    run.elapse(1_000)
    crash('out of memory')
    await elapseUntil(run, () => run.error !== null)
    expect(run.error).toEqual({ message: 'The model stopped: out of memory.', path: null })
    expect([run.crashed, run.playing, run.step]).toEqual([true, false, 70])
    expect(await run.recover()).toBe(true)
    expect([run.crashed, run.error, run.step, run.series.length]).toEqual([false, null, 70, 121])
    expect(stateFrom(await run.accounts())).toBe(state)
    expect(run.series.at('price', 120)).toBe(price)
  })

  it('takes the other run of the same worker with it, which can come back too', async () => {
    const { run, client, crash } = await createRun()
    const other = new Run(client)
    await other.open(createCrash({ seed: 'other' }))
    await other.advance(12)
    crash('out of memory')
    await run.recover()
    await other.advance(1)
    expect(other.crashed).toBe(true)
    await other.recover()
    expect([other.step, other.crashed]).toEqual([12, false])
    expect(stateFrom(await other.accounts())).toBe(stateAt(createCrash({ seed: 'other' }), 12))
  })
})

describe('closing', () => {
  it('forgets the run on both sides', async () => {
    const { run, client } = await createRun()
    const late = run.advance(100)
    await run.close()
    await late
    expect([run.frame, run.document, run.series.length, run.error]).toEqual([null, null, 0, null])
    await expect(client.request('accounts', { runId: 1 })).rejects.toThrow('No run is open')
    expect(await run.open(document)).toBe(true)
  })
})
