/**
 * Goal: the short ways of the engine, taken where nobody listens to events and a venue has one market, lead where the long ones do.
 * Method: every document runs twice, with and without a log of events; the whole state must be the same after every step. And with
 * and without a second market, in which nobody trades; the accounts must be the same.
 */
import { describe, expect, test } from 'vitest'
import { randomScenario } from '../support/randomScenario.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { parseScenario, type Layer } from '../../src/schema/scenario.ts'
import { toWorld } from '../../src/schema/version1.ts'
import type { ExchangeDocument } from '../../src/schema/worldVenues.ts'

/** Runs a document both ways; returns the run that nobody listened to. */
function expectSame(document: unknown): Simulation {
  const scenario = parseScenario(document)
  const heard = Simulation.create(scenario, { events: true })
  const unheard = Simulation.create(scenario)
  while (!heard.isDone) {
    heard.advance()
    unheard.advance()
    expect(unheard.hash()).toBe(heard.hash())
  }
  return unheard
}

interface Crash {
  readonly layers: readonly Layer[]
  readonly liquidation?: Record<string, unknown>
  readonly venue?: Record<string, unknown>
}

function crash({ layers, liquidation, venue }: Crash): Record<string, unknown> {
  return {
    version: 1,
    seed: 'short and long',
    steps: 25,
    market: { startPrice: 100, fairValue: { path: [100, 99, 91, 92, 101, 108, 97] } },
    liquidity: { depth: { shareOfOpenInterest: 0.2 } },
    venue: {
      waterfall: layers,
      insuranceFund: { shareOfOpenInterest: 0.001 },
      liquidation: { capacityPerStep: null, ...liquidation },
      ...venue,
    },
    crowd: { traders: 400, longShare: 0.55 },
  }
}

const WATERFALLS: readonly { name: string; layers: readonly Layer[] }[] = [
  { name: 'nobody', layers: [] },
  { name: 'the fund', layers: ['insuranceFund'] },
  { name: 'the winners at once', layers: ['adl'] },
  { name: 'the fund, then the winners', layers: ['insuranceFund', 'adl', 'socializedLoss'] },
  { name: 'the fund, then all', layers: ['venueEquity', 'insuranceFund', 'socializedLoss'] },
]

const VENUES: readonly Omit<Crash, 'layers'>[] = [
  {},
  { liquidation: { surplus: 'fund', latencySteps: 1 } },
  { liquidation: { closeFactor: 0.3, capacityPerStep: 40 } },
  { venue: { adl: { ranking: 'proRata' }, socializedLoss: { base: 'openInterest' } } },
  { venue: { adl: { ranking: 'proRata' }, mark: { indexWeight: 0.5 }, circuitBreaker: { move: 0.2 } } },
]

describe('with and without a log', () => {
  test.each(WATERFALLS)('a crash for which $name pays runs the same', ({ layers }) => {
    let bankrupt = 0
    for (const rules of VENUES) {
      const { liquidations, bankruptPositions } = expectSame(crash({ layers, ...rules })).readSummary()
      expect(liquidations).toBeGreaterThan(50)
      bankrupt += bankruptPositions
    }
    expect(bankrupt).toBeGreaterThan(100)
  })

  test('random scenarios run the same', () => {
    let liquidations = 0
    for (let seed = 0; seed < 150; seed++)
      liquidations += expectSame(randomScenario(seed)).readSummary().liquidations
    expect(liquidations).toBeGreaterThan(500)
  })
})

/** The accounts after every step. */
function readAccounts(document: unknown, hasOtherMarket: boolean) {
  const world = toWorld(parseScenario(document))
  const { exchange } = world.venues as Record<string, ExchangeDocument>
  const venues = {
    exchange: { ...exchange, markets: { ...exchange.markets, other: exchange.markets['coin'] } },
  }
  const other = { ...world.assets['coin'], fairValue: { path: [100] } }
  const simulation = Simulation.create(
    hasOtherMarket ? { ...world, assets: { ...world.assets, other }, venues } : world,
  )
  return Array.from({ length: world.steps }, () => {
    simulation.advance()
    const [{ ledger, totals }] = simulation.snapshot().venues
    const { contracts, ...columns } = ledger
    return { ...columns, entryPrice: null, contracts: contracts[0], totals }
  })
}

describe('with and without a second market', () => {
  test.each([WATERFALLS[2], WATERFALLS[3]])(
    'deleveraging pro rata, where $name pay, runs the same',
    ({ layers }) => {
      const document = crash({ layers, venue: { adl: { ranking: 'proRata' } } })
      document['liquidity'] = { depth: 5000 }
      const alone = readAccounts(document, false)
      expect(readAccounts(document, true)).toEqual(alone)
      expect(alone.at(-1)?.totals.adlAccounts).toBeGreaterThan(20)
    },
  )

  test('a loss shared by profit runs the same', () => {
    const document = crash({ layers: ['socializedLoss'] })
    document['liquidity'] = { depth: 5000 }
    const alone = readAccounts(document, false)
    expect(readAccounts(document, true)).toEqual(alone)
    expect(alone.at(-1)?.totals.socializedCents).toBeGreaterThan(1000)
  })
})
