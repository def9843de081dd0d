/**
 * Goal: a world in the worker is the engine's own run, to the cent: opened, advanced, sought, pushed and brought back, with the
 * crowds of all markets and what only a world has.
 * Method: the conformance worlds, played in the session beside the engine alone; readings by another way than the worker's.
 */
import { describe, expect, it } from 'vitest'
import { worldCases } from '../support/conformanceCases.ts'
import { askState, worldStateOf } from '../support/visibleState.ts'
import { createWorld as createEverything } from '../support/worldDocuments.ts'
import { integerBetween, mulberry32 } from '../support/randomNumbers.ts'
import { CONTRACTS } from '../../src/engine/ledger.ts'
import { legLiquidationPrice } from '../../src/engine/margin.ts'
import { RunLook } from '../../src/engine/look.ts'
import { read } from '../../src/engine/readings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Market } from '../../src/engine/venue.ts'
import { computeWorldSpiral } from '../../src/engine/worldSpiral.ts'
import { computeWorldSummary, readWorldSeriesRow } from '../../src/engine/worldPrintout.ts'
import { writeAt } from '../../src/schema/documentPath.ts'
import type { CrowdFrame, Frame } from '../../src/schema/frame.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { isSampled } from '../../src/schema/readings.ts'
import { listWorldColumns } from '../../src/schema/worldSeries.ts'
import type { WorldShock } from '../../src/schema/worldShocks.ts'
import { SeriesHistory } from '../../src/stores/seriesHistory.svelte.ts'
import { create, keep, openWorld, runId } from '../support/worldSession.ts'

const worlds = worldCases.map(({ file, scenario }) => [file, scenario as unknown] as const)

/** The world of everything; where nobody trades, no share of open interest can be taken. */
function createWorld() {
  const world = writeAt(createEverything(), 'venues.gamma.insuranceFund', 0)
  return writeAt(world, 'venues.gamma.venueEquity', 0)
}

function idsOf(market: Market, crowd: CrowdFrame): ArrayLike<number> {
  return crowd.ids ?? Array.from({ length: market.venue.state.ledger.count }, (_, id) => id)
}

/** Everybody who holds something in the market is in its crowd, with the contracts and the price of this moment. */
function expectCrowds(seen: readonly CrowdFrame[], { places }: Simulation): void {
  places.markets.forEach((market, place) => {
    const { ledger } = market.venue.state
    const crowd = seen[place]
    const ids = Array.from(idsOf(market, crowd))
    const held = ids.map((id) => Math.fround(ledger.rows[ledger.stride * id + CONTRACTS + market.leg]))
    expect(Array.from(crowd.contracts)).toEqual(held)
    const prices = ids.map((id) => Math.fround(legLiquidationPrice(market, id)))
    const isHeld = (_: unknown, entry: number) => held[entry] !== 0
    expect(Array.from(crowd.liquidationPrice).filter(isHeld)).toEqual(prices.filter(isHeld))
    let inAll = 0
    for (let id = 0; id < ledger.count; id++)
      inAll += Math.abs(ledger.rows[ledger.stride * id + CONTRACTS + market.leg])
    expect(held.reduce((sum, q) => sum + Math.abs(q), 0)).toBe(inAll)
  })
}

function expectMoment({ world, assets, markets, venues }: Frame, simulation: Simulation): void {
  const summary = computeWorldSummary(simulation)
  if (world === null) throw new Error('a frame of a world without what a world has')
  const { rWorld, rWorldAhead, failed } = summary
  expect(world.run).toMatchObject({ rWorld, rWorldAhead, failures: failed.length })
  const { places, program } = simulation
  const ids = program.venues.map(({ id }) => id)
  const keyOf = ({ venue, rules }: Market) => `${venue.rules.id}.${program.assets[rules.asset].id}`
  const { books, aheadMatrix, aheadFall } = computeWorldSpiral(places)
  expect(world.aheadFall).toBe(aheadFall)
  places.markets.forEach((from, k) =>
    places.markets.forEach((to, l) => {
      const isBooks = from.soldOn === from && to.soldOn === to
      const place = books.length * books.indexOf(from) + books.indexOf(to)
      expect(world.spiralAhead[k][l]).toBe(isBooks ? aheadMatrix[place] : NaN)
      if (isBooks && aheadFall === 0)
        expect(world.spiralAhead[k][l]).toBe(summary.spiralMatrix[keyOf(from)][keyOf(to)])
    }),
  )
  ids.forEach((id, u) => {
    const { claims, atHand, failurePlace, withdrawn } = summary.venues[id]
    for (const [other, cents] of Object.entries(claims))
      expect(world.claims[u][ids.indexOf(other)]).toBe(cents)
    expect(world.venues[u]).toMatchObject({ atHand, withdrawn, failurePlace: failurePlace ?? NaN })
    expect(venues[u].badDebt).toBe(summary.venues[id].badDebt)
  })
  // What is at hand is what all its parts leave.
  places.venues.forEach((venue, u) => {
    const { depositors, atHand } = world.venues[u]
    const { debts, holdings } = world.treasuries[u]
    const owed = world.claims.reduce((sum, row) => sum + row[u], 0)
    const placed = world.claims[u].reduce((sum, cents) => sum + cents, 0)
    const book = holdings.reduce((sum, one) => sum + one.book, 0)
    const { fundCents, equityCents, totals } = venue.state
    expect(atHand).toBe(
      depositors + fundCents + equityCents + owed - placed - book - totals.badDebtCents - debts,
    )
  })
  expect(assets.map(({ fairValue }) => fairValue)).toEqual(places.assets.map(({ state }) => state.fair))
  places.markets.forEach((market, place) => {
    const isBook = market.soldOn === market
    expect(Number.isNaN(markets[place].rHere)).toBe(!isBook)
    expect(Number.isNaN(markets[place].rAhead)).toBe(!isBook)
    expect(markets[place].profile.prices.length > 0).toBe(isBook)
  })
  expect(markets.map(({ price }) => price)).toEqual(places.markets.map(({ soldOn }) => soldOn.state.price))
}

function expectSeries(series: SeriesHistory, simulation: Simulation, step: number): void {
  const look = new RunLook(simulation)
  const { assets, markets, venues } = simulation.places
  const row = readWorldSeriesRow(simulation)
  simulation.program.venues.forEach(({ id }, place) => {
    const { depositors, atHand, netWorth } = row.venues[id]
    const shown = (['depositors', 'atHand', 'netWorth'] as const).map((one) => series.at(one, step, place))
    expect(shown).toEqual([depositors, atHand, netWorth])
  })
  const places = { assets: assets.length, markets: markets.length, venues: venues.length }
  for (const { id, place } of listWorldColumns(places)) {
    if (id === 'depositors' || id === 'atHand' || id === 'netWorth' || isSampled(id)) continue
    expect(series.at(id, step, place), `${id} ${place}`).toBe(read(look, id, place))
  }
}

describe.each([...worlds, ['everything', createWorld()] as const])('%s', (_name, document) => {
  it('opens as the engine opens it', async () => {
    const simulation = create(document)
    const { client, opened } = await openWorld(document)
    expect(opened.world).toEqual(parseWorld(document))
    expect(opened.depths).toEqual(simulation.places.markets.map(({ state }) => state.baseDepthContracts))
    expect(await askState(client, runId)).toBe(worldStateOf(simulation))
    expectCrowds(opened.openings, simulation)
    simulation.places.markets.forEach((market, place) => {
      const { ledger } = market.venue.state
      const { entryPrice, deposit } = opened.openings[place]
      const ids = Array.from(idsOf(market, opened.openings[place]))
      expect(Array.from(entryPrice)).toEqual(
        ids.map((id) => Math.fround(ledger.entryPrice[ledger.legs * id + market.leg])),
      )
      expect(Array.from(deposit)).toEqual(ids.map((id) => ledger.rows[ledger.stride * id + 1]))
    })
  })

  it('goes on as the engine does, in every row and every frame', async () => {
    const simulation = create(document)
    const { client, opened } = await openWorld(document)
    const series = new SeriesHistory(listWorldColumns)
    series.apply(opened.frame)
    let seen = keep([], opened.frame)
    for (let { frame } = opened; ;) {
      expectCrowds(seen, simulation)
      expectMoment(frame, simulation)
      expectSeries(series, simulation, frame.step)
      expect(await askState(client, runId)).toBe(worldStateOf(simulation))
      if (frame.step === frame.steps) break
      frame = await client.request('advance', { runId, steps: 1 })
      series.apply(frame)
      seen = keep(seen, frame)
      simulation.advance()
    }
  })

  it('comes back to any step', async () => {
    const { client, opened } = await openWorld(document)
    const { steps } = opened.frame
    const random = mulberry32(5)
    let seen = keep([], opened.frame)
    for (let i = 0; i < 8; i++) {
      const step = integerBetween(random, 0, steps)
      const frame = await client.request('seek', { runId, step })
      seen = keep(seen, frame)
      const simulation = create(document)
      simulation.advance(step)
      expect(await askState(client, runId)).toBe(worldStateOf(simulation))
      expectCrowds(seen, simulation)
    }
  })

  it('works itself out ahead, and shows nothing of it before its time', async () => {
    const { client, opened } = await openWorld(document)
    const { steps } = opened.frame
    const ahead = await client.request('look', { runId })
    const frame = await client.request('advance', { runId, steps })
    expect(frame.series.rows).toEqual(ahead.rows)
  })
})

/** A push at each kind of place of the world of everything. */
const PUSHES = [
  { kind: 'sell', venue: 'beta', asset: 'btc', contracts: 300 },
  { kind: 'depth', venue: 'gamma', asset: 'btc', factor: 0.3 },
  { kind: 'fairValue', asset: 'eth', change: -0.3, overSteps: 3 },
  { kind: 'chain', chain: 'main', slots: 0, gas: 50 },
  { kind: 'loss', venue: 'bank', amount: 5_000 },
  { kind: 'rule', venue: 'lend', maintenanceMargin: 0.3 },
  { kind: 'proposal', venue: 'beta', maintenanceMargin: 0.1 },
  { kind: 'rule', venue: 'bank', set: { haltWithdrawals: 5 } },
  { kind: 'proposal', venue: 'beta', set: { circuitBreaker: null } },
] as const

describe('a push in a world', () => {
  it.each(PUSHES)('is a shock of the next step: $kind', async (push) => {
    const document = createWorld()
    const { client } = await openWorld(document)
    await client.request('seek', { runId, step: 12 })
    const { shock } = await client.request('push', { runId, push })
    expect(shock).toEqual({ ...push, step: 13 })
    const simulation = create({ ...document, shocks: [...(document['shocks'] as WorldShock[]), shock] })
    for (const step of [20, 12, 30]) {
      await client.request('seek', { runId, step })
      const alone = create(simulation.program.document)
      alone.advance(step)
      expect(await askState(client, runId)).toBe(worldStateOf(alone))
    }
  })

  it('is refused with the field that is wrong, and changes nothing', async () => {
    const { client } = await openWorld(createWorld())
    const before = await client.request('seek', { runId, step: 8 })
    const wrong = client.request('push', { runId, push: { kind: 'loss', venue: 'nobody', amount: 1 } })
    await expect(wrong).rejects.toMatchObject({ path: 'shocks[8].venue' })
    const negative = client.request('push', { runId, push: { kind: 'loss', venue: 'bank', amount: -1 } })
    await expect(negative).rejects.toMatchObject({ path: 'shocks[8].amount' })
    const after = await client.request('seek', { runId, step: 8 })
    expect(after.world).toEqual(before.world)
  })

  it('forgets the pushes that were made for later steps', async () => {
    const document = createWorld()
    const { client } = await openWorld(document)
    const early = { kind: 'loss', venue: 'bank', amount: 700 } as const
    await client.request('seek', { runId, step: 20 })
    await client.request('push', { runId, push: { kind: 'loss', venue: 'bank', amount: 900 } })
    await client.request('seek', { runId, step: 10 })
    const { shock } = await client.request('push', { runId, push: early })
    await client.request('seek', { runId, step: 30 })
    const alone = create({ ...document, shocks: [...(document['shocks'] as WorldShock[]), shock] })
    alone.advance(30)
    expect(await askState(client, runId)).toBe(worldStateOf(alone))
  })
})

describe('what a world is not', () => {
  it('a document of version 1', async () => {
    await expect(openWorld({ version: 1 })).rejects.toMatchObject({ path: 'version' })
  })

  it('open while it is wrong: what ran before stays', async () => {
    const { client } = await openWorld(createWorld())
    await client.request('seek', { runId, step: 5 })
    const wrong = { ...createWorld(), steps: 0 }
    await expect(client.request('openWorld', { runId, document: wrong })).rejects.toMatchObject({
      path: 'steps',
    })
    expect((await client.request('advance', { runId, steps: 1 })).step).toBe(6)
  })
})
