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
import { computeOpenInterest, computeSpiralProfile } from '../../src/engine/readings.ts'
import { reindex } from '../../src/engine/reindex.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { EVENT_FIELDS, EVENT_KINDS } from '../../src/schema/event.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { SERIES_FIELDS, type CrowdFrame, type RunFrame, type SeriesField } from '../../src/schema/snapshot.ts'
import { CROWD_STATES } from '../../src/schema/states.ts'
import { makeFrame } from '../../src/worker/frame.worker.ts'
import { StepRecord } from '../../src/worker/stepRecord.worker.ts'

const runId = 1
const WIDTH = SERIES_FIELDS.length

/** The engine's own numbers for a row, read from the state and from nothing that the record keeps. */
function readExpectedRow(simulation: Simulation): Partial<Record<SeriesField, number>> {
  const [market] = simulation.places.markets
  const { totals, equityCents } = market.venue.state
  const row = simulation.readSeriesRow()
  return {
    price: row.price,
    fair: row.fair,
    depth: row.depth,
    queue: row.queue,
    halted: simulation.step > 0 && row.halted ? 1 : 0,
    fundCents: row.fund,
    venueEquityCents: equityCents,
    ownPaidCents: totals.ownPaidCents,
    fundPaidCents: totals.fundPaidCents,
    venuePaidCents: totals.venuePaidCents,
    socializedCents: totals.socializedCents,
    badDebtCents: row.badDebt,
    feesCents: totals.feesCents,
    liquidations: row.liquidations,
    bankruptPositions: totals.bankruptPositions,
    adlContracts: totals.adlContracts,
    openInterest: computeOpenInterest(market),
    depositedCents: totals.depositedCents,
  }
}

function toRow({ series }: RunFrame, index: number): Record<SeriesField, number> {
  const values = [...series.rows.subarray(index * WIDTH, (index + 1) * WIDTH)]
  return Object.fromEntries(SERIES_FIELDS.map((field, i) => [field, values[i]])) as Record<
    SeriesField,
    number
  >
}

describe('an opening', () => {
  it.each(runDocuments)('names the depth with which R ahead would be 1: %s', async (_name, document) => {
    const { client } = createSessionClient()
    const opened = await client.request('open', { runId, document })
    expect(opened.feedingDepthContracts).toBeGreaterThan(0)
    const liquidity = { ...(document['liquidity'] as object), depth: opened.feedingDepthContracts }
    const again = await client.request('open', { runId, document: { ...document, liquidity } })
    expect(again.rAheadStart).toBeCloseTo(1, 6)
    expect(again.feedingDepthContracts).toBeCloseTo(opened.feedingDepthContracts, 4)
  })

  it('where nobody can be sold out names none', async () => {
    const { client } = createSessionClient()
    const crowd = { accounts: [{ side: 'long', collateral: 1_000, leverage: 1, entry: 100 }] }
    const opened = await client.request('open', { runId, document: createCrash({ crowd, shocks: [] }) })
    expect([opened.rAheadStart, opened.feedingDepthContracts]).toEqual([0, 0])
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
    let seen = frame.crowd as CrowdFrame
    let quiet = 0
    while (frame.step < frame.steps) {
      reference.advance()
      frame = await client.request('advance', { runId, steps: 1 })
      if (frame.crowd === null) quiet++
      else seen = frame.crowd
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
      const { traders, payers } = frame
      expect([frame.conservationError, frame.contractsError]).toEqual([0, 0])
      expect(
        frame.longsOpen + frame.shortsOpen + traders.liquidated + traders.deleveraged + traders.closed,
      ).toBe(traders.total)
      expect(
        payers.ownCents + payers.fundCents + payers.venueCents + payers.socializedCents + payers.badDebtCents,
      ).toBe(payers.lossesCents)
      expect(frame.profile).toEqual(computeSpiralProfile(reference.places.markets[0], 1))
      expect(frame.rAhead).toBe(Math.max(0, ...frame.profile.values))
      const { summary } = await client.request('accounts', { runId })
      expect(reference.readSummary()).toEqual(summary)
    }
  })

  it('remember the last liquidation price of those who are out', async () => {
    const reference = Simulation.create(parseScenario(document), { events: true })
    const { client } = createSessionClient()
    let { frame } = await client.request('open', { runId, document })
    let before = frame.crowd as CrowdFrame
    let compared = 0
    while (frame.step < frame.steps) {
      reference.advance()
      const touched = countEventsByAccount(reference.takeEvents())
      frame = await client.request('advance', { runId, steps: 1 })
      if (frame.crowd === null) continue
      const { state, liquidationPrice: prices } = frame.crowd
      // Who was out keeps the price; who went out by a single event had it at the end of the step before.
      for (let id = 0; id < before.state.length; id++) {
        if (!isOut(state[id]) || (!isOut(before.state[id]) && touched.get(id) !== 1)) continue
        if (prices[id] !== before.liquidationPrice[id])
          expect.fail(`trader ${id} at step ${frame.step}: ${prices[id]}, not ${before.liquidationPrice[id]}`)
        if (!isOut(before.state[id])) compared++
      }
      before = frame.crowd
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
    const frames: RunFrame[] = []
    for (let step = 1; step <= 3; step++) frames.push(await client.request('advance', { runId, steps: 1 }))
    expect(frames.map(({ events }) => events.length)).toEqual([0, 0, 0])
    expect(frames.map(({ crowd }) => crowd === null)).toEqual([true, false, true])
    expect(Array.from(frames[1].crowd?.state ?? [], (code) => CROWD_STATES[code])).toEqual(['queued', 'open'])
  })

  it.each([
    ['cash', (ledger: Ledger) => (ledger.rows[cashAt(ledger, 1)] += 5_000)],
    ['contracts', (ledger: Ledger) => (ledger.rows[contractsAt(ledger, 1, 0)] += 10)],
    ['place in the queue', (ledger: Ledger) => (ledger.queued[1] = 1)],
  ])('by its %s', (_, change) => {
    const document = livingDocument({ accounts: [LONG, SHORT], behavior: {}, path: [100], steps: 8 })
    const simulation = Simulation.create(parseScenario(document), { events: true })
    const record = new StepRecord()
    record.observe(simulation)
    const start = { runId, steps: 8, fundCents: 0 }
    const [venue] = simulation.places.venues
    const before = makeFrame(start, simulation, record, NaN).crowd
    expect(makeFrame(start, simulation, record, venue.changes).crowd).toBeNull()
    const { changes } = venue
    change(venue.state.ledger)
    reindex(venue, 1)
    const { crowd, events } = makeFrame(start, simulation, record, changes)
    expect(events).toHaveLength(0)
    expect(crowd).not.toBeNull()
    expect(crowd).not.toEqual(before)
  })
})

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
  const names = ['open', 'liquidated', 'deleveraged', 'closed']
  expect(seen.state).toHaveLength(ledger.count)
  for (let id = 0; id < ledger.count; id++) {
    const name = ledger.queued[id] === 1 ? 'queued' : names[ledger.state[id]]
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
