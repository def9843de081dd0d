// What the series says of a living crowd: samples of everyone at fixed steps, the same however the run was played.
import { describe, expect, it } from 'vitest'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { createTickingClock } from '../support/tickingClock.ts'
import { computeNearContracts, countCrowd } from '../../src/engine/crowdReadings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeSpiralProfile } from '../../src/engine/spiral.ts'
import { EVENT_FIELDS, EVENT_KINDS } from '../../src/schema/event.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import type { CrowdFrame } from '../../src/schema/frame.ts'
import { STATE_CODE } from '../../src/schema/states.ts'
import { SeriesHistory } from '../../src/stores/seriesHistory.svelte.ts'
import { chooseStride } from '../../src/worker/sampling.worker.ts'

const runId = 1
const living = runDocuments[4][1]
const SAMPLED = [
  'nearContracts',
  'leverageHeld',
  'rAhead',
  'rAheadAccounts',
  'rAheadSpread',
  'rAheadUp',
] as const

/** Plays through these steps in turn and returns the series that the page then has. */
async function play(document: unknown, steps: readonly number[]): Promise<SeriesHistory> {
  const { client } = createSessionClient({ now: createTickingClock(3) })
  const series = new SeriesHistory()
  series.apply((await client.request('open', { runId, document })).frame)
  for (const step of steps) series.apply(await client.request('seek', { runId, step }))
  return series
}

const columnsOf = (series: SeriesHistory) => SAMPLED.map((field) => [...series.column(field)])

describe('the samples of the whole crowd', () => {
  it('are the engine’s readings, in every step of a small run', async () => {
    const series = await play(living, [240])
    const simulation = Simulation.create(parseScenario(living))
    for (let step = 0; step <= 240; step++) {
      if (step > 0) simulation.advance()
      const [market] = simulation.places.markets
      expect(SAMPLED.map((field) => series.at(field, step))).toEqual([
        computeNearContracts(market, 0.05),
        countCrowd(market.venue).leverageHeld,
        ...Object.values(computeSpiralProfile(market, 1).peak),
        computeSpiralProfile(market, -1).peak.value,
      ])
      expect(series.at('deposited', step)).toBe(market.venue.state.totals.depositedCents)
    }
  })

  it('lie at fixed steps of a long run, the same after leaving and coming back', async () => {
    const long = createCrash({ steps: 5_000, shocks: [] })
    const stride = chooseStride(parseScenario(long), 1_000)
    expect(stride).toBe(3)
    const straight = await play(long, [900])
    const [near] = columnsOf(straight)
    expect(near.map(Number.isFinite)).toEqual(near.map((_, step) => step % stride === 0))
    expect(columnsOf(await play(long, [101, 7, 340, 0, 341, 899, 55, 900]))).toEqual(columnsOf(straight))
  })

  it('are few for a crowd that is costly to look at, newcomers included', () => {
    const hour = parseScenario(createCrash({ steps: 3_600, crowd: { traders: 100_000 } }))
    expect(3_600 / chooseStride(hour, 100_000)).toBeLessThanOrEqual(20)
    const growing = { traders: 1_000, behavior: { arrivals: { perStep: 1_000, trendFollowing: 0 } } }
    const busy = parseScenario(createCrash({ steps: 240, crowd: growing }))
    expect(chooseStride(busy, 1_000)).toBe(29)
  })

  it('after a push are those of the run with that push', async () => {
    const { client } = createSessionClient()
    const series = new SeriesHistory()
    series.apply((await client.request('open', { runId, document: living })).frame)
    series.apply(await client.request('advance', { runId, steps: 60 }))
    await client.request('seek', { runId, step: 30 })
    const push = { kind: 'fairValue', change: -0.1 } as const
    const { frame, shock } = await client.request('push', { runId, push })
    series.apply(frame)
    series.apply(await client.request('advance', { runId, steps: 70 }))
    const shocks = [...(living['shocks'] as object[]), shock]
    expect(columnsOf(series)).toEqual(columnsOf(await play({ ...living, shocks }, [100])))
  })
})

describe('who closed by a stop-loss', () => {
  it('has a mark of their own, also after a jump back and on', async () => {
    const { client } = createSessionClient()
    await client.request('open', { runId, document: living })
    const simulation = Simulation.create(parseScenario(living), { events: true })
    simulation.advance(200)
    const last = new Map<number, string>()
    const rows = simulation.takeEvents()
    for (let row = 0; row < rows.length; row += EVENT_FIELDS.length)
      last.set(rows[row + EVENT_FIELDS.indexOf('account')], EVENT_KINDS[rows[row]])
    const stopped = [...last].filter(([, kind]) => kind === 'stopLoss').map(([id]) => id)
    const readStopped = ({ state }: CrowdFrame) =>
      [...state.keys()].filter((id) => state[id] === STATE_CODE.stopped)
    const {
      crowds: [crowd],
    } = await client.request('seek', { runId, step: 200 })
    expect(stopped.length).toBeGreaterThan(20)
    expect(crowd && readStopped(crowd)).toEqual(stopped.sort((a, b) => a - b))
    await client.request('seek', { runId, step: 0 })
    const again = await client.request('seek', { runId, step: 200 })
    expect(again.crowds[0] && readStopped(again.crowds[0])).toEqual(stopped)
    expect((await client.request('trader', { runId, id: stopped[0] })).state).toBe('stopped')
  })

  it('is counted in the series with what the order sold', async () => {
    const series = await play(living, [240])
    const simulation = Simulation.create(parseScenario(living), { events: true })
    simulation.advance(240)
    const sums = new Map<string, number>()
    const rows = simulation.takeEvents()
    for (let row = 0; row < rows.length; row += EVENT_FIELDS.length) {
      const kind = EVENT_KINDS[rows[row]]
      const contracts = rows[row + EVENT_FIELDS.indexOf('contracts')]
      sums.set(kind, (sums.get(kind) ?? 0) + Math.abs(contracts))
      if (contracts < 0) sums.set(`${kind}, bought`, (sums.get(`${kind}, bought`) ?? 0) - contracts)
    }
    const total = (field: 'stopContracts' | 'forcedContracts' | 'forcedBuys') =>
      series.column(field).reduce((sum, value) => sum + value, 0)
    expect(sums.get('stopLoss')).toBeGreaterThan(0)
    expect(total('stopContracts')).toBe(sums.get('stopLoss'))
    expect(total('forcedContracts')).toBe(sums.get('liquidation'))
    expect(total('forcedBuys')).toBe(sums.get('liquidation, bought') ?? 0)
  })
})
