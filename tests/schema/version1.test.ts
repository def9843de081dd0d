// Goal: a document of version 1 is the world of one market, and an error found in that world names the field of version 1.
// Method: a full document and its hand-written twin of version 2 must parse to the same world, number for number; every
// document of the golden runs must give a valid world; the way back of a path is a table.
import { describe, expect, test } from 'vitest'
import { parseDocument, parseDocumentText, parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario } from '../../src/schema/scenario.ts'
import { toVersion1Path, toWorld } from '../../src/schema/version1.ts'
import { goldenScenarios } from '../golden/scenarios.ts'

const stress = { sensitivity: 0.2, memorySteps: 40, calmReturn: 0.001 }
const behavior = {
  topUp: { share: 0.5, at: 2, amount: 0.5, delaySteps: 3, times: 2 },
  arrivals: { perStep: 2, trendFollowing: 1, trendMemorySteps: 10 },
}
const rules = {
  maxLeverage: 50,
  maintenanceMargin: 0.01,
  liquidationFee: 0.002,
  liquidation: {
    closeFactor: 0.5,
    capacityPerStep: { shareOfTraders: 0.01 },
    latencySteps: 2,
    surplus: 'fund',
  },
  waterfall: ['insuranceFund', 'adl', 'venueEquity'],
  insuranceFund: { shareOfOpenInterest: 0.01 },
  venueEquity: 100.25,
  adl: { ranking: 'proRata' },
  socializedLoss: { base: 'openInterest' },
  circuitBreaker: { move: 0.1, windowSteps: 5, haltSteps: 7 },
}
const run = { title: 'A fall', seed: '7', steps: 20, stepSeconds: 60 }

const full = {
  scenario: {
    version: 1,
    ...run,
    market: { startPrice: 50, fairValue: { path: [50, 49.5] } },
    liquidity: { curve: 'squareRoot', depth: 900, resilience: 0.1, stress, makers: { capital: 5000 } },
    venue: { ...rules, mark: { indexWeight: 0.25, lagSteps: 3 } },
    crowd: {
      accounts: [
        { side: 'long', collateral: 100, leverage: 5, entry: 50 },
        { side: 'short', collateral: 20.5, leverage: 2, entry: 51 },
      ],
      behavior,
    },
    shocks: [
      { step: 3, kind: 'sell', contracts: 400 },
      { step: 4, kind: 'depth', factor: 0.5 },
      { step: 5, kind: 'fairValue', change: -0.1 },
    ],
  },
  world: {
    version: 2,
    ...run,
    assets: { coin: { startPrice: 50, fairValue: { path: [50, 49.5] } } },
    venues: {
      exchange: {
        kind: 'exchange',
        ...rules,
        markets: {
          coin: {
            liquidity: {
              curve: 'squareRoot',
              depth: 900,
              resilience: 0.1,
              stress,
              makers: { capital: 5000 },
            },
            mark: { indexWeight: 0.25, lagSteps: 3 },
          },
        },
        crowd: {
          accounts: [
            { collateral: 100, legs: [{ asset: 'coin', side: 'long', leverage: 5, entry: 50 }] },
            { collateral: 20.5, legs: [{ asset: 'coin', side: 'short', leverage: 2, entry: 51 }] },
          ],
          behavior,
        },
      },
    },
    shocks: [
      { step: 3, kind: 'sell', venue: 'exchange', asset: 'coin', contracts: 400 },
      { step: 4, kind: 'depth', venue: 'exchange', asset: 'coin', factor: 0.5 },
      { step: 5, kind: 'fairValue', asset: 'coin', change: -0.1 },
    ],
  },
}
const silent = {
  scenario: {
    version: 1,
    seed: 's',
    steps: 10,
    market: { startPrice: 100, fairValue: { process: 'gbm' } },
    crowd: {},
  },
  world: {
    version: 2,
    seed: 's',
    steps: 10,
    assets: { coin: { startPrice: 100, fairValue: { process: 'gbm' } } },
    venues: { exchange: { kind: 'exchange', markets: { coin: {} }, crowd: {} } },
  },
}

describe('the world of a scenario', () => {
  test.each([
    ['with everything written', full],
    ['with everything silent', silent],
  ])('is that of its twin in version 2, %s', (_, { scenario, world }) => {
    expect(toWorld(parseScenario(scenario))).toEqual(parseWorld(world))
    expect(parseDocument(scenario)).toEqual(parseDocument(world))
    expect(parseDocumentText(JSON.stringify(scenario))).toEqual(parseDocumentText(JSON.stringify(world)))
  })

  test.each(goldenScenarios)('is a valid document of version 2 itself: $name', ({ document }) => {
    const world = toWorld(parseScenario(document))
    expect(parseWorld(structuredClone(world))).toEqual(world)
  })
})

describe('the path of a field', () => {
  test.each([
    ['assets.coin.startPrice', 'market.startPrice'],
    ['assets.coin.fairValue.path[3]', 'market.fairValue.path[3]'],
    ['assets.coin', 'market'],
    ['venues.exchange.insuranceFund', 'venue.insuranceFund'],
    ['venues.exchange.insuranceFund.shareOfOpenInterest', 'venue.insuranceFund.shareOfOpenInterest'],
    ['venues.exchange.liquidation.capacityPerStep', 'venue.liquidation.capacityPerStep'],
    [
      'venues.exchange.markets.coin.liquidity.depth.shareOfOpenInterest',
      'liquidity.depth.shareOfOpenInterest',
    ],
    ['venues.exchange.markets.coin.liquidity', 'liquidity'],
    ['venues.exchange.markets.coin.mark.lagSteps', 'venue.mark.lagSteps'],
    ['venues.exchange.markets.coin.maintenanceMargin', 'venue.maintenanceMargin'],
    ['venues.exchange.crowd[0].accounts[3].legs[0].leverage', 'crowd.accounts[3].leverage'],
    ['venues.exchange.crowd[0].accounts[3].collateral', 'crowd.accounts[3].collateral'],
    ['venues.exchange.crowd[0].behavior.topUp.at', 'crowd.behavior.topUp.at'],
    ['venues.exchange.crowd[0].traders', 'crowd.traders'],
    ['venues.exchange', 'venue'],
    ['shocks[2].contracts', 'shocks[2].contracts'],
    ['steps', 'steps'],
    ['', ''],
  ])('%s is %s in version 1', (world, scenario) => {
    expect(toVersion1Path(world)).toBe(scenario)
  })
})
