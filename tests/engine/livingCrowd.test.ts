// What the two presets of a living crowd must show, over twenty seeds that they were not tuned on. A claim about direction is
// counted seed by seed, on the same crowd and the same news: at least 18 of 20, or 16 of 20 for the breaker.
import { beforeAll, describe, expect, it } from 'vitest'
import { computeNearContracts, countCrowd } from '../../src/engine/crowdReadings.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeSpiralProfile } from '../../src/engine/spiral.ts'
import type { Market } from '../../src/engine/venue.ts'
import { BULL_PUSH_STEP, bullMarket, marginArrives } from '../../src/schema/livingPresets.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { takeEvents } from '../support/livingRuns.ts'

const SEEDS = Array.from({ length: 20 }, (_, i) => String(100 + i))

const countOf = <T>(list: readonly T[], holds: (one: T) => boolean): number => list.filter(holds).length

/** How loaded the spring is at one moment. */
const readSpring = (market: Market) => ({
  near: computeNearContracts(market, 0.05),
  rAhead: computeSpiralProfile(market, 1).peak.value,
  leverage: countCrowd(market.venue).leverageHeld,
})

/** One run of the bull market: the calm, then the push. */
function runBull(seed: string, releverShare: number) {
  const { crowd } = bullMarket
  const behavior = { ...crowd.behavior, relever: { ...crowd.behavior.relever, share: releverShare } }
  const scenario = parseScenario({ ...bullMarket, seed, crowd: { ...crowd, behavior } })
  const simulation = Simulation.create(scenario, { events: true })
  const [market] = simulation.places.markets
  const start = readSpring(market)
  let high = market.state.price
  let deepestDip = 0
  while (simulation.step < BULL_PUSH_STEP - 1) {
    simulation.advance()
    high = Math.max(high, market.state.price)
    deepestDip = Math.max(deepestDip, 1 - market.state.price / high)
  }
  const before = readSpring(market)
  const priceBefore = market.state.price
  const inCalm = liquidatedContracts(simulation)
  let lowest = Infinity
  while (!simulation.isDone) {
    simulation.advance()
    lowest = Math.min(lowest, market.state.price)
  }
  const afterPush = liquidatedContracts(simulation)
  return {
    start,
    before,
    deepestDip,
    /** Relative to the price before the push. */
    end: market.state.price / priceBefore,
    lowest: lowest / priceBefore,
    afterPush,
    inAll: inCalm + afterPush,
    summary: simulation.readSummary(),
  }
}

/** Contracts that the engine has closed since the events were last taken. */
function liquidatedContracts(simulation: Simulation): number {
  return takeEvents(simulation, 'liquidation').reduce(
    (sum, { contracts, deleveragedContracts }) => sum + Math.abs(contracts) + deleveragedContracts,
    0,
  )
}

/** What bankrupt traders left to others, in cents: paid by the fund, socialized, and unpaid. */
function runMargin(seed: string, topUps: boolean, breaker: boolean) {
  const { crowd, venue } = marginArrives
  const topUp = { ...crowd.behavior.topUp, share: topUps ? crowd.behavior.topUp.share : 0 }
  const simulation = Simulation.create(
    parseScenario({
      ...marginArrives,
      seed,
      venue: { ...venue, circuitBreaker: breaker ? venue.circuitBreaker : null },
      crowd: { ...crowd, behavior: { topUp } },
    }),
  )
  const { totals } = simulation.places.venues[0].state
  const opening = totals.depositedCents
  while (!simulation.isDone) simulation.advance()
  return {
    shortfall: totals.fundPaidCents + totals.socializedCents + totals.badDebtCents,
    toppedUp: totals.depositedCents - opening,
    summary: simulation.readSummary(),
  }
}

describe('the documents', () => {
  it.each([bullMarket, marginArrives])('$title is plain, complete and small', (document) => {
    const scenario = parseScenario(JSON.parse(JSON.stringify(document)))
    expect(scenario.title).toBe(document.title)
    expect('traders' in scenario.crowd && scenario.crowd.traders).toBeLessThanOrEqual(2000)
    expect(scenario.steps).toBeGreaterThan(scenario.shocks[0].step)
  })
})

describe('bull market: calm loads the spring', () => {
  interface Pair {
    relevering: ReturnType<typeof runBull>
    without: ReturnType<typeof runBull>
  }
  let pairs: Pair[]
  const pairOf = (seed: string): Pair => ({
    relevering: runBull(seed, bullMarket.crowd.behavior.relever.share),
    without: runBull(seed, 0),
  })
  beforeAll(() => {
    pairs = SEEDS.map(pairOf)
  })

  it('the same push ends at a lower price, relative to the price before it', () => {
    expect(countOf(pairs, ({ relevering, without }) => relevering.end < without.end)).toBeGreaterThanOrEqual(
      18,
    )
    const falls = (pair: Pair) => pair.relevering.lowest < pair.without.lowest
    expect(countOf(pairs, falls)).toBeGreaterThanOrEqual(18)
  })

  it('more contracts are liquidated, after the push and in all', () => {
    const isMoreAfter = ({ relevering, without }: Pair) => relevering.afterPush > without.afterPush
    expect(countOf(pairs, isMoreAfter)).toBeGreaterThanOrEqual(18)
    const isMoreInAll = ({ relevering, without }: Pair) => relevering.inAll > without.inAll
    expect(countOf(pairs, isMoreInAll)).toBeGreaterThanOrEqual(18)
  })

  it('contracts near liquidation and R ahead rise during the calm, from a safe opening to one that feeds on itself', () => {
    const runs = pairs.map(({ relevering }) => relevering)
    expect(countOf(runs, ({ start, before }) => before.near > start.near)).toBeGreaterThanOrEqual(18)
    expect(countOf(runs, ({ start, before }) => before.rAhead > start.rAhead)).toBeGreaterThanOrEqual(18)
    expect(
      countOf(runs, ({ start, before }) => start.rAhead < 1 && before.rAhead > 1),
    ).toBeGreaterThanOrEqual(18)
  })

  it('the calm is calm: until the push the price never falls 2 % below its high', () => {
    expect(countOf(pairs, ({ relevering }) => relevering.deepestDip < 0.02)).toBeGreaterThanOrEqual(18)
  })

  it('without re-levering the rise unloads the spring: leverage held and contracts near liquidation fall', () => {
    const runs = pairs.map(({ without }) => without)
    expect(
      countOf(runs, ({ start, before }) => before.leverage < 0.8 * start.leverage),
    ).toBeGreaterThanOrEqual(18)
    expect(countOf(runs, ({ start, before }) => before.near < 0.2 * start.near)).toBeGreaterThanOrEqual(18)
    const holds = ({ relevering: { start, before } }: Pair) => before.leverage > 0.9 * start.leverage
    expect(countOf(pairs, holds)).toBeGreaterThanOrEqual(18)
  })

  it('every cent and contract is accounted for, and the preset’s own seed shows it too', () => {
    const own = pairOf(bullMarket.seed)
    for (const { relevering, without } of [...pairs, own])
      for (const { summary } of [relevering, without])
        expect(summary).toMatchObject({ conservationError: 0, contractsError: 0 })
    expect(own.relevering.end).toBeLessThan(own.without.end)
    expect(own.relevering.lowest).toBeLessThan(0.94)
    expect(own.without.lowest).toBeGreaterThan(0.955)
    expect(own.relevering.before.near).toBeGreaterThan(2 * own.relevering.start.near)
    expect(own.relevering.before.rAhead).toBeGreaterThan(1.3)
  })
})

describe('margin arrives: a pause helps where money is on its way', () => {
  const threeOf = (seed: string) => ({
    both: runMargin(seed, true, true),
    topUpsOnly: runMargin(seed, true, false),
    breakerOnly: runMargin(seed, false, true),
  })
  let runs: ReturnType<typeof threeOf>[]
  beforeAll(() => {
    runs = SEEDS.map(threeOf)
  })

  it('the breaker reduces the shortfall against the same top-ups without a breaker', () => {
    expect(
      countOf(runs, ({ both, topUpsOnly }) => both.shortfall < topUpsOnly.shortfall),
    ).toBeGreaterThanOrEqual(16)
  })

  it('and against the same breaker without top-ups', () => {
    expect(
      countOf(runs, ({ both, breakerOnly }) => both.shortfall < breakerOnly.shortfall),
    ).toBeGreaterThanOrEqual(16)
  })

  it('there is a shortfall to reduce, money does arrive, and nothing is lost from the books', () => {
    const own = threeOf(marginArrives.seed)
    for (const { both, topUpsOnly, breakerOnly } of [...runs, own]) {
      expect(both.toppedUp).toBeGreaterThan(0)
      expect(both.summary.halts).toBeGreaterThan(0)
      expect(breakerOnly.toppedUp).toBe(0)
      expect(topUpsOnly.summary.halts).toBe(0)
      for (const { shortfall, summary } of [both, topUpsOnly, breakerOnly]) {
        expect(shortfall).toBeGreaterThan(0)
        expect(summary).toMatchObject({ conservationError: 0, contractsError: 0 })
      }
    }
    expect(own.both.shortfall).toBeLessThan(own.topUpsOnly.shortfall / 2)
    expect(own.both.shortfall).toBeLessThan(own.breakerOnly.shortfall)
  })
})
