/**
 * Goal: a channel switched off leaves a document that is as valid as it was and says the same but for its links; no cent and no
 * contract is lost on the way (docs/model.md section 11.9).
 * Method: one world of everything, documents at the edges, and random worlds.
 */
import { describe, expect, it } from 'vitest'
import { createDepthOf } from '../../src/engine/openedDepth.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { isSameDocument } from '../../src/schema/documentPath.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import {
  CHANNEL_IDS,
  CHANNELS,
  isChannelId,
  switchOff,
  type ChannelId,
} from '../../src/schema/worldChannels.ts'
import { shareCents } from '../../src/schema/worldShares.ts'
import type { ExchangeDocument, TradedDocument } from '../../src/schema/worldVenues.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { changeWorld, createWorld } from '../support/worldDocuments.ts'

const SEEDS = process.env['LONG_TESTS'] === '1' ? 2_000 : 150
const whole = parseWorld(createWorld())

/** Depths of the world of everything are all numbers. */
const depthOf = (venue: string, asset: string) =>
  (whole.venues[venue] as ExchangeDocument).markets[asset].liquidity.depth as number
const without = (id: ChannelId, link?: string) => switchOff(whole, id, depthOf, link)

describe('the table of channels', () => {
  it('has words for each, and no two the same', () => {
    const rows = CHANNEL_IDS.map((id) => CHANNELS[id])
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length)
    for (const { label, said } of rows) {
      expect(label).toMatch(/^[A-Z].*[^.!]$/)
      expect(said).toMatch(/^[a-z].*[^.!]$/)
    }
    expect([isChannelId('desks'), isChannelId('constructor')]).toEqual([true, false])
  })

  it('lists the links of a world', () => {
    expect(Object.fromEntries(CHANNEL_IDS.map((id) => [id, CHANNELS[id].list(whole)]))).toEqual({
      // At five times the collateral, the loan against eth alone would be at its margin of 20%.
      crossMargin: ['alpha'],
      // One market with arbitrage, and a pool, whose arbitrageurs know fair value alone.
      arbitrage: [],
      hedges: [],
      index: ['beta.btc', 'lend.btc', 'lend.eth'],
      desks: ['north'],
      chains: ['main'],
      placed: ['alpha.bank', 'alpha.lend', 'bank.alpha'],
      holdings: ['alpha.token'],
      tokens: ['token'],
      fear: ['alpha'],
    })
  })
})

it('an index is a link from the opening on where a rule or a vote can give it a weight', () => {
  const mark = { indexWeight: 0, index: { method: 'mean', of: { beta: 1, gamma: 1 } } }
  const document = changeWorld('venues.beta.markets.btc.mark', mark)
  const listed = (shocks: object[]) => CHANNELS.index.list(parseWorld({ ...document, shocks }))
  const shock = { step: 3, kind: 'proposal', venue: 'beta', set: { indexWeight: 0.5 } }
  expect(listed([])).toEqual(['lend.btc', 'lend.eth'])
  expect(listed([shock])).toEqual(['beta.btc', 'lend.btc', 'lend.eth'])
  expect(listed([{ ...shock, set: { indexWeight: 0 } }])).toEqual(['lend.btc', 'lend.eth'])
})

describe('a channel that is switched off', () => {
  it.each(CHANNEL_IDS)('%s has no link left, alone or link by link, and is off once', (id) => {
    const off = without(id)
    expect(CHANNELS[id].list(off)).toEqual([])
    expect(switchOff(off, id, depthOf)).toBe(off)
    const oneByOne = CHANNELS[id]
      .list(whole)
      .reduce((world, link) => switchOff(world, id, depthOf, link), whole)
    expect(isSameDocument(oneByOne, off)).toBe(true)
    expect(without(id, 'nobody')).toBe(whole)
  })

  it.each(CHANNEL_IDS)('%s leaves a valid document, and the one it was made from as it was', (id) => {
    const off = without(id)
    expect(parseWorld(structuredClone(off))).toEqual(off)
    expect(whole).toEqual(parseWorld(createWorld()))
    expect(off === whole).toBe(CHANNELS[id].list(whole).length === 0)
  })

  it('splits an account by leverage, to the cent, each part with the contracts of its leg', () => {
    const { crowd } = without('crossMargin', 'alpha').venues['alpha'] as TradedDocument
    // The account of one leg keeps its behavior; those that were split had none.
    expect(crowd.map((one) => ('accounts' in one ? one.accounts.length : one.assets.join()))).toEqual([
      1,
      'eth',
      2,
      'btc',
    ])
    expect(crowd[2]).toEqual({
      accounts: [
        { collateral: 150.3, legs: [{ asset: 'btc', side: 'short', leverage: 20, entry: 100 }] },
        { collateral: 100.2, legs: [{ asset: 'eth', side: 'long', leverage: 20, entry: 100 }] },
      ],
    })
    expect(crowd[1]).toMatchObject({ traders: 50, hedgers: { count: 3 }, deposit: { median: 500 } })
    expect(crowd[3]).toMatchObject({ traders: 50, hedgers: { count: 3 }, deposit: { median: 500 } })
  })

  it('splits a desk by what depth is worth, to the cent', () => {
    const world = parseWorld(changeWorld('assets.eth.startPrice', 300))
    world.desks['north'] = { capital: 20_000.01 }
    const off = switchOff(world, 'desks', (_, asset) => (asset === 'btc' ? 5000 : 5000))
    // 5,000 × $100 against 5,000 × $300.
    expect(off.desks).toEqual({ desk1: { capital: 5000 }, desk2: { capital: 15_000.01 } })
    const { markets } = off.venues['alpha'] as ExchangeDocument
    expect([markets['btc'].liquidity.desk, markets['eth'].liquidity.desk]).toEqual(['desk1', 'desk2'])
  })

  it('keeps what was placed where it was, as the public’s money', () => {
    const off = without('placed', 'alpha.bank')
    expect(off.venues['alpha'].treasury).toMatchObject({ depositors: 20_000, placed: { lend: 100 } })
    expect(off.venues['bank'].treasury).toMatchObject({ depositors: 15_000, placed: { alpha: 20.25 } })
  })

  it('leaves a run its own reasons', () => {
    const { run } = without('fear').venues['alpha'].treasury as { run: { after: unknown } }
    expect(run.after).toEqual([{ step: 5 }])
  })

  it('does not split an account of which a part could not open', () => {
    // Below maintenance alone: the long entered 8% too high, and the short made up for it.
    const legs = [
      { asset: 'btc', side: 'long', leverage: 10, entry: 110 },
      { asset: 'eth', side: 'short', leverage: 10, entry: 110 },
    ]
    for (const account of [
      { collateral: 100, legs },
      { collateral: 0.01, legs: legs.map((leg) => ({ ...leg, entry: 0.05, side: 'long' })) },
    ]) {
      const world = parseWorld(changeWorld('venues.alpha.crowd', [{ accounts: [account] }]))
      expect(switchOff(world, 'crossMargin', depthOf, 'alpha').venues['alpha']).toBe(world.venues['alpha'])
    }
  })
})

describe('in random worlds', () => {
  const worlds = Array.from({ length: SEEDS }, (_, seed) => parseWorld(randomWorld(seed)))

  const depositsOf = (world: WorldDocument) =>
    Simulation.create(world).places.venues.map(({ state }) => state.totals.depositedCents)
  const holdingsOf = (world: WorldDocument) =>
    Simulation.create(world).places.markets.map(({ state }) => state.openContracts)

  it.each(CHANNEL_IDS)('%s can be switched off: the document is valid, opens, and is off once', (id) => {
    let present = 0
    for (const world of worlds) {
      if (CHANNELS[id].list(world).length > 0) present++
      const off = switchOff(world, id, createDepthOf(world))
      expect(parseWorld(structuredClone(off))).toEqual(off)
      expect(switchOff(off, id, createDepthOf(off))).toBe(off)
      expect(depositsOf(off)).toEqual(depositsOf(world))
    }
    expect(present).toBeGreaterThan(SEEDS / 15)
  })

  it('splitting cross margin moves no contract but by the highest leverage', () => {
    let moved = 0
    for (const world of worlds) {
      const before = holdingsOf(world)
      const after = holdingsOf(switchOff(world, 'crossMargin', createDepthOf(world)))
      before.forEach((contracts, i) => {
        if (after[i] !== contracts) moved++
      })
    }
    expect(moved).toBe(0)
  })

  it('desks keep their capital', () => {
    for (const world of worlds) {
      const sum = ({ desks }: WorldDocument) =>
        Object.values(desks).reduce((total, { capital }) => total + Math.round(100 * capital), 0)
      const off = switchOff(world, 'desks', createDepthOf(world))
      if (off !== world) expect(sum(off)).toBe(sum(dropIdle(world)))
    }
  })

  /** A desk without a market goes with the first that is split. */
  function dropIdle(world: WorldDocument): WorldDocument {
    const used = Object.values(world.venues).flatMap((venue) =>
      venue.kind === 'exchange' ? Object.values(venue.markets).map(({ liquidity }) => liquidity.desk) : [],
    )
    const desks = Object.entries(world.desks).filter(([id]) => used.includes(id))
    return { ...world, desks: Object.fromEntries(desks) }
  }
})

it('cents are shared out whole', () => {
  expect(shareCents(100, [1, 1, 1])).toEqual([33, 33, 34])
  expect(shareCents(5, [0, 0])).toEqual([2, 3])
  expect(shareCents(0, [1, 2])).toEqual([0, 0])
  for (let cents = 0; cents < 200; cents++) {
    const parts = shareCents(cents, [0.3, 0.1, 0.2, 7.7])
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(cents)
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(0)
  }
})
