/**
 * Goal: a frame carries what the engine has at that step: rows once, the crowd whenever somebody changed, readings that
 * add up.
 * Method: real runs in batches beside the state itself, read by another way than the record's.
 */
import { describe, expect, it } from 'vitest'
import { livingDocument, LONG, SHORT } from '../support/livingRuns.ts'
import { integerBetween, mulberry32 } from '../support/randomNumbers.ts'
import { createCrash, runDocuments } from '../support/runDocuments.ts'
import { createSessionClient } from '../support/sessionClient.ts'
import { cashAt, contractsAt, type Ledger, liquidationPrice } from '../../src/engine/ledger.ts'
import { RunLook } from '../../src/engine/look.ts'
import { read, readAll } from '../../src/engine/readings.ts'
import { reindex } from '../../src/engine/reindex.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeSpiralProfile } from '../../src/engine/spiral.ts'
import { EVENT_FIELDS, EVENT_KINDS } from '../../src/schema/event.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { FRAME_READINGS, SERIES_READINGS, type SeriesReading } from '../../src/schema/readings.ts'
import { SeriesHistory } from '../../src/stores/seriesHistory.svelte.ts'
import { readFrame, type CrowdFrame, type Frame } from '../../src/schema/frame.ts'
import { CROWD_STATES, toAccountState } from '../../src/schema/states.ts'
import { Crowds, versionOf } from '../../src/worker/crowds.worker.ts'
import { makeFrame } from '../../src/worker/frame.worker.ts'
import { StepRecord } from '../../src/worker/stepRecord.worker.ts'

const runId = 1
const WIDTH = SERIES_READINGS.length

/** The engine's own numbers for a row, read from the state and from nothing that the record keeps. */
function readExpectedRow(simulation: Simulation): Partial<Record<SeriesReading, number>> {
  const [market] = simulation.places.markets
  const { totals, equityCents } = market.venue.state
  const row = simulation.readSeriesRow()
  return {
    price: row.price,
    fairValue: row.fair,
    depth: row.depth,
    queue: row.queue,
    halted: simulation.step > 0 && row.halted ? 1 : 0,
    fundLeft: row.fund,
    venueEquity: equityCents,
    ownPaid: totals.ownPaidCents,
    fundPaid: totals.fundPaidCents,
    venuePaid: totals.venuePaidCents,
    socializedLoss: totals.socializedCents,
    badDebt: row.badDebt,
    fees: totals.feesCents,
    liquidations: row.liquidations,
    bankruptPositions: totals.bankruptPositions,
    adlContracts: totals.adlContracts,
    openInterest: read(new RunLook(simulation), 'openInterest'),
    deposited: totals.depositedCents,
  }
}

function toRow({ series }: Frame, index: number): Record<SeriesReading, number> {
  const values = [...series.rows.subarray(index * WIDTH, (index + 1) * WIDTH)]
  return Object.fromEntries(SERIES_READINGS.map((field, i) => [field, values[i]])) as Record<
    SeriesReading,
    number
  >
}

describe('an opening', () => {
  it.each(runDocuments)('names the depth with which R ahead would be 1: %s', async (_name, document) => {
    const { client } = createSessionClient()
    const [{ feedingDepth }] = (await client.request('open', { runId, document })).frame.markets
    expect(feedingDepth).toBeGreaterThan(0)
    const liquidity = { ...(document['liquidity'] as object), depth: feedingDepth }
    const again = await client.request('open', { runId, document: { ...document, liquidity } })
    const [market] = again.frame.markets
    expect(market.rAhead).toBeCloseTo(1, 6)
    expect(market.feedingDepth).toBeCloseTo(feedingDepth, 4)
  })

  it('where nobody can be sold out names none', async () => {
    const { client } = createSessionClient()
    const crowd = { accounts: [{ side: 'long', collateral: 1_000, leverage: 1, entry: 100 }] }
    const opened = await client.request('open', { runId, document: createCrash({ crowd, shocks: [] }) })
    const [{ rAhead, feedingDepth }] = opened.frame.markets
    expect([rAhead, feedingDepth]).toEqual([0, 0])
  })
})

describe.each(runDocuments)('frames: %s', (_name, document) => {
  it('carry the engine’s rows, each once, in any batches', async () => {
    const reference = Simulation.create(parseScenario(document))
    const random = mulberry32(3)
    const { client } = createSessionClient()
    let { frame } = await client.request('open', { runId, document })
    for (let next = 0; ;) {
      expect(frame.series.fromStep).toBe(next)
      for (let i = 0; i < frame.series.rows.length / WIDTH; i++, next++) {
        if (next > 0) reference.advance()
        expect(toRow(frame, i), `step ${next}`).toMatchObject(readExpectedRow(reference))
      }
      expect(frame.step).toBe(next - 1)
      if (frame.step === frame.steps) break
      frame = await client.request('advance', { runId, steps: integerBetween(random, 1, 40) })
    }
  })

  it('carry the crowd whenever somebody changed, and only then', async () => {
    const reference = Simulation.create(parseScenario(document))
    const { client } = createSessionClient()
    let { frame } = await client.request('open', { runId, document })
    let seen = frame.crowds[0] as CrowdFrame
    let quiet = 0
    while (frame.step < frame.steps) {
      reference.advance()
      frame = await client.request('advance', { runId, steps: 1 })
      const [crowd] = frame.crowds
      if (crowd === null) quiet++
      else seen = crowd
      expectCrowd(seen, reference)
    }
    if (reference.places.venues[0].state.behavior === null) expect(quiet).toBeGreaterThan(20)
  })

  it('carry readings that add up', async () => {
    const reference = Simulation.create(parseScenario(document))
    const { client } = createSessionClient()
    await client.request('open', { runId, document })
    for (let step = 12; step <= 240; step += 12) {
      reference.advance(12)
      const frame = await client.request('advance', { runId, steps: 12 })
      const { run, markets, venues } = frame
      const [market, venue] = [markets[0], venues[0]]
      expect([run.conservationError, run.contractsError]).toEqual([0, 0])
      expect(
        venue.longsOpen +
          venue.shortsOpen +
          venue.tradersLiquidated +
          venue.tradersDeleveraged +
          venue.tradersClosed,
      ).toBe(venue.traders)
      expect(venue.ownPaid + venue.fundPaid + venue.venuePaid + venue.socializedLoss + venue.badDebt).toBe(
        venue.losses,
      )
      const { prices, values } = computeSpiralProfile(reference.places.markets[0], 1)
      expect(market.profile).toEqual({ prices, values })
      expect(market.rAhead).toBe(Math.max(0, ...market.profile.values))
      expectReadings(frame, reference)
      const { summary } = await client.request('accounts', { runId })
      expect(reference.readSummary()).toEqual(summary)
    }
  })

  it('say the same of a step that is returned to as its row of the series', async () => {
    const { client } = createSessionClient()
    const series = new SeriesHistory()
    series.apply((await client.request('open', { runId, document })).frame)
    for (const step of [240, 30, 31, 0, 100, 16, 17]) {
      const frame = await client.request('seek', { runId, step })
      series.apply(frame)
      const shown = SERIES_READINGS.map((id) => [id, readFrame(frame, id)])
      expect(shown, `step ${step}`).toEqual(SERIES_READINGS.map((id) => [id, series.at(id, step)]))
      expect(frame.venues[0].fundStart).toBe(series.at('fundLeft', 0))
    }
  })

  it('remember the last liquidation price of those who are out', async () => {
    const reference = Simulation.create(parseScenario(document), { events: true })
    const { client } = createSessionClient()
    let { frame } = await client.request('open', { runId, document })
    let before = frame.crowds[0] as CrowdFrame
    let compared = 0
    while (frame.step < frame.steps) {
      reference.advance()
      const touched = countEventsByAccount(reference.takeEvents())
      frame = await client.request('advance', { runId, steps: 1 })
      const [crowd] = frame.crowds
      if (crowd === null) continue
      const { state, liquidationPrice: prices } = crowd
      // Who was out keeps the price; who went out by a single event had it at the end of the step before.
      for (let id = 0; id < before.state.length; id++) {
        if (!isOut(state[id]) || (!isOut(before.state[id]) && touched.get(id) !== 1)) continue
        if (prices[id] !== before.liquidationPrice[id])
          expect.fail(`trader ${id} at step ${frame.step}: ${prices[id]}, not ${before.liquidationPrice[id]}`)
        if (!isOut(before.state[id])) compared++
      }
      before = crowd
    }
    expect(compared).toBeGreaterThan(20)
  })
})

describe('a crowd that changed without an event', () => {
  it('is carried too: whoever joins the queue is no event, and is seen at once', async () => {
    const document = livingDocument({
      accounts: [LONG, SHORT],
      behavior: {},
      path: [100, 99.9, 90.5, 90.5],
      steps: 8,
      venue: { liquidation: { capacityPerStep: null, latencySteps: 3 } },
    })
    const { client } = createSessionClient()
    await client.request('open', { runId, document })
    const frames: Frame[] = []
    for (let step = 1; step <= 3; step++) frames.push(await client.request('advance', { runId, steps: 1 }))
    expect(frames.map(({ events }) => events.length)).toEqual([0, 0, 0])
    expect(frames.map(({ crowds }) => crowds[0] === null)).toEqual([true, false, true])
    expect(Array.from(frames[1].crowds[0]?.state ?? [], (code) => CROWD_STATES[code])).toEqual([
      'queued',
      'open',
    ])
  })

  it.each([
    ['cash', (ledger: Ledger) => (ledger.rows[cashAt(ledger, 1)] += 5_000)],
    ['contracts', (ledger: Ledger) => (ledger.rows[contractsAt(ledger, 1, 0)] += 10)],
    ['place in the queue', (ledger: Ledger) => (ledger.queued[1] = 1)],
  ])('by its %s', (_, change) => {
    const document = livingDocument({ accounts: [LONG, SHORT], behavior: {}, path: [100], steps: 8 })
    const simulation = Simulation.create(parseScenario(document), { events: true })
    const record = new StepRecord(simulation.places)
    record.observe(simulation)
    const start = { runId, steps: 8, crowds: new Crowds(simulation), readMoment: null }
    const [market] = simulation.places.markets
    const { venue } = market
    const before = makeFrame(start, simulation, record, []).crowds[0]
    expect(makeFrame(start, simulation, record, [versionOf(market)]).crowds[0]).toBeNull()
    const version = versionOf(market)
    change(venue.state.ledger)
    reindex(venue, 1)
    const {
      crowds: [crowd],
      events,
    } = makeFrame(start, simulation, record, [version])
    expect(events).toHaveLength(0)
    expect(crowd).not.toBeNull()
    expect(crowd).not.toEqual(before)
  })
})

/** Every row of the table is there, and says what the state says. */
function expectReadings(frame: Frame, simulation: Simulation): void {
  const shown = FRAME_READINGS.map((id) => [id, readFrame(frame, id)])
  expect(Object.fromEntries(shown)).toEqual(readAll(FRAME_READINGS, new RunLook(simulation)))
}

const OUT = CROWD_STATES.map((name) => name !== 'open' && name !== 'queued')
const isOut = (state: number) => OUT[state]

/** How many events each account had. A deleveraging is one of the winner, and not of the bankrupt account. */
function countEventsByAccount(rows: Float64Array): Map<number, number> {
  const counts = new Map<number, number>()
  for (let row = 0; row < rows.length; row += EVENT_FIELDS.length) {
    const id = rows[row + EVENT_FIELDS.indexOf('account')]
    if (EVENT_KINDS[rows[row]] !== 'release') counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

function expectCrowd(seen: CrowdFrame, { places }: Simulation): void {
  const { ledger } = places.venues[0].state
  const { maintenanceMargin } = places.markets[0].state
  expect(seen.state).toHaveLength(ledger.count)
  for (let id = 0; id < ledger.count; id++) {
    const name = ledger.queued[id] === 1 ? 'queued' : toAccountState(ledger.state[id])
    const isSame =
      CROWD_STATES[seen.state[id]].replace('stopped', 'closed') === name &&
      seen.contracts[id] === Math.fround(ledger.rows[contractsAt(ledger, id, 0)]) &&
      (isOut(seen.state[id]) ||
        seen.liquidationPrice[id] === Math.fround(liquidationPrice(ledger, id, 0, maintenanceMargin)))
    // One expectation a trader would take minutes.
    if (!isSame)
      expect.fail(
        `trader ${id} at ${name}, ${ledger.rows[cashAt(ledger, id)]} cents: the frame is behind the engine`,
      )
  }
}
