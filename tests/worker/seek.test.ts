/**
 * Goal: every step can be gone to from every other, and shows the state of the first pass.
 * Method: random ways through real runs, on a clock that puts checkpoints some steps apart, beside the engine alone.
 */
import { describe, expect, it } from 'vitest'
import { mulberry32, integerBetween } from '../support/randomNumbers.ts'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { askState, stateOf } from '../support/visibleState.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { SERIES_READINGS } from '../../src/schema/readings.ts'

const runId = 1

/** The states of the document's run after these steps, by the engine alone. */
function stateAtSteps(document: unknown, steps: readonly number[]): Map<number, string> {
  const simulation = Simulation.create(parseScenario(document))
  const states = new Map<number, string>()
  for (const step of [...steps].sort((a, b) => a - b)) {
    simulation.advance(step - simulation.step)
    states.set(step, stateOf(simulation))
  }
  return states
}

describe('seek', () => {
  it.each(runDocuments)('shows the state of the first pass at any step: %s', async (_name, document) => {
    const random = mulberry32(7)
    // Time passes by 3 ms a step, so that checkpoints lie some steps apart.
    const { client } = createSessionClient({ now: createTickingClock(3) })
    await client.request('open', { runId, document })
    const steps = [120, ...Array.from({ length: 14 }, () => integerBetween(random, 0, 240)), 0, 240]
    const states = stateAtSteps(document, steps)
    for (const step of steps) {
      const frame = await client.request('seek', { runId, step })
      expect(frame.step).toBe(step)
      expect(await askState(client, runId), `step ${step}`).toBe(states.get(step))
    }
  })

  it('keeps the future that is known, and sends no row twice', async () => {
    const { client } = createSessionClient({ now: createTickingClock(3) })
    await client.request('open', { runId, document: createCrash() })
    await client.request('advance', { runId, steps: 100 })
    const back = await client.request('seek', { runId, step: 40 })
    expect(back.series.fromStep).toBe(101)
    expect(back.series.rows).toHaveLength(0)
    expect(back.events).toHaveLength(0)
    const within = await client.request('advance', { runId, steps: 30 })
    expect([within.step, within.series.fromStep, within.series.rows.length]).toEqual([70, 101, 0])
    const beyond = await client.request('advance', { runId, steps: 50 })
    expect(beyond.series.fromStep).toBe(101)
    expect(beyond.series.rows).toHaveLength(20 * SERIES_READINGS.length)
  })

  it('gives the same frame whichever way the step was reached', async () => {
    const { client } = createSessionClient({ now: createTickingClock(3) })
    const document = runDocuments[0][1]
    await client.request('open', { runId, document })
    await client.request('advance', { runId, steps: 10 })
    const first = await client.request('seek', { runId, step: 50 })
    await client.request('seek', { runId, step: 30 })
    await client.request('seek', { runId, step: 200 })
    const again = await client.request('seek', { runId, step: 50 })
    // But for the rows, which are delivered once.
    expect({ ...again, series: null, events: null }).toEqual({ ...first, series: null, events: null })
  })

  it('refuses a step that the run does not have', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: createCrash() })
    for (const step of [-1, 241, 1.5, NaN])
      await expect(client.request('seek', { runId, step })).rejects.toThrow('step: got')
    expect((await client.request('advance', { runId, steps: 1 })).step).toBe(1)
  })

  it('stops at the end of the run', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: createCrash() })
    expect((await client.request('advance', { runId, steps: 1_000_000 })).step).toBe(240)
    expect((await client.request('advance', { runId, steps: 5 })).step).toBe(240)
  })
})
