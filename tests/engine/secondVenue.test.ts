/**
 * Goal: a second venue and market put into a world change nothing of the first, to the bit (docs/model.md section 11).
 * Method: golden scenarios run alone, and as the first venue of a world with another asset, and another exchange that trades both
 * assets with crowds, news and shocks of its own; every reading and the whole state of the first are compared.
 */
import { describe, expect, it } from 'vitest'
import { hashState } from '../../src/engine/hash.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { WorldSnapshot } from '../../src/engine/state.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario, type Scenario } from '../../src/schema/scenario.ts'
import { toWorld } from '../../src/schema/version1.ts'
import type { WorldDocument } from '../../src/schema/world.ts'
import { goldenScenarios } from '../golden/scenarios.ts'

const NAMES = [
  'crash on a square-root book',
  'geometric Brownian motion',
  'deleveraging by rank',
  'loss socialized by open interest',
  'circuit breaker',
  'latency, part closes and a late index',
  'a living crowd, news and halts',
  'shocks of every kind',
  'explicit accounts with behavior',
]
const goldens = goldenScenarios.filter(({ name }) => NAMES.includes(name))

const BEHAVIOR = {
  topUp: { share: 0.4, at: 4, amount: 0.5, delaySteps: 2, times: 2 },
  stopLoss: { share: 0.3, loss: 0.4 },
  takeProfit: { share: 0.3, gain: 0.3 },
  relever: { share: 0.5, below: 0.95 },
  turnover: 0.004,
  arrivals: { perStep: 3, trendFollowing: 5, trendMemorySteps: 20 },
}

/** Everything that a venue can do, and none of it to another venue. */
const OTHER = {
  kind: 'exchange',
  maxLeverage: 50,
  waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
  insuranceFund: { shareOfOpenInterest: 0.0002 },
  circuitBreaker: { move: 0.2, windowSteps: 5, haltSteps: 3 },
  markets: {
    token: { liquidity: { depth: { shareOfOpenInterest: 0.05 } } },
    coin: { liquidity: { depth: { shareOfOpenInterest: 0.05 } }, mark: { indexWeight: 0.5, lagSteps: 2 } },
  },
  crowd: [
    {
      traders: 400,
      assets: ['token'],
      leverage: { distribution: 'logUniform', min: 2, max: 50 },
      behavior: BEHAVIOR,
    },
    {
      traders: 200,
      assets: ['coin'],
      leverage: { distribution: 'logUniform', min: 2, max: 50 },
      behavior: BEHAVIOR,
    },
  ],
}

const SHOCKS = [
  { step: 1, kind: 'fairValue', asset: 'token', change: -0.03 },
  { step: 4, kind: 'sell', venue: 'other', asset: 'token', contracts: 300_000 },
  { step: 5, kind: 'depth', venue: 'other', asset: 'token', factor: 0.2 },
  { step: 6, kind: 'sell', venue: 'other', asset: 'coin', contracts: 100_000 },
  { step: 7, kind: 'depth', venue: 'other', asset: 'coin', factor: 0.3 },
  { step: 20, kind: 'fairValue', asset: 'token', change: -0.06 },
]

function withSecond(scenario: Scenario): WorldDocument {
  const { assets, venues, shocks, ...rest } = toWorld(scenario)
  const token = { startPrice: 20, fairValue: { process: 'gbm', annualVolatility: 2 } }
  // The shocks of both, mixed as a document may mix them.
  const mixed = [SHOCKS[0], ...shocks, ...SHOCKS.slice(1)]
  return parseWorld({
    ...rest,
    assets: { ...assets, token },
    venues: { ...venues, other: OTHER },
    shocks: mixed,
  })
}

/** Of what is owed between venues, what concerns the first alone: the lists have a place for each venue. */
function hashOfFirst({ assets, markets, venues, streams }: WorldSnapshot): string {
  const { treasury, ...venue } = venues[0]
  const { claimsCents, placedCents, ...rest } = treasury
  const own = { ...venue, treasury: { ...rest, claimsCents: claimsCents[0], placedCents: placedCents[0] } }
  return hashState([assets[0], markets[0], own, streams['fairValue'] ?? null, streams['arrivals'] ?? null])
}

const readFirst = (simulation: Simulation) => ({
  row: simulation.readSeriesRow(),
  accounts: simulation.readAccounts(),
  summary: simulation.readSummary(),
})

describe.each(goldens)(
  'A second venue and market put into a world change nothing of the first, to the bit',
  (golden) => {
    it(`${golden.name}`, () => {
      expect(goldens).toHaveLength(NAMES.length)
      const scenario = parseScenario(golden.document)
      const alone = Simulation.create(scenario, { assert: true })
      let both = Simulation.create(withSecond(scenario), { assert: true })
      expect(readFirst(both)).toEqual(readFirst(alone))
      const half = Math.floor(golden.steps / 2)
      for (let step = 1; step <= golden.steps; step++) {
        alone.advance()
        both.advance()
        expect(both.readSeriesRow()).toEqual(alone.readSeriesRow())
        if (step % 10 !== 0 && step !== golden.steps && step !== half) continue
        expect(readFirst(both)).toEqual(readFirst(alone))
        expect(hashOfFirst(both.snapshot())).toBe(hashOfFirst(alone.snapshot()))
        if (step === half)
          both = Simulation.restore(both.program, structuredClone(both.snapshot()), { assert: true })
      }
      // Not because the second stood still.
      const [, { state, markets }] = both.places.venues
      expect(state.totals.liquidations).toBeGreaterThan(20)
      expect(state.ledger.count).toBeGreaterThan(620)
      expect(markets.map((market) => market.state.depthShockFactor)).toEqual([0.2, 0.3])
    })
  },
)
