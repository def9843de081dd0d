/**
 * Documents for the tests of transport and stores: small crowds that meet every mechanism which a frame reports.
 */
export type Document = Record<string, unknown>

/** A fall of fair value into a thin book; every loss finds a payer. */
export function createCrash(changes: Document = {}): Document {
  return {
    version: 1,
    seed: 'crash',
    steps: 240,
    market: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.6 } },
    liquidity: { depth: { shareOfOpenInterest: 0.03 }, resilience: 0.0228 },
    venue: {
      insuranceFund: { shareOfOpenInterest: 0.002 },
      liquidation: { capacityPerStep: { shareOfTraders: 0.01 } },
    },
    crowd: { traders: 1_000, leverage: { distribution: 'logUniform', min: 1.5, max: 25 } },
    shocks: [{ step: 20, kind: 'fairValue', change: -0.06 }],
    ...changes,
  }
}

const BEHAVIOR = {
  topUp: { share: 0.4, at: 3, amount: 0.5, delaySteps: 2, times: 2 },
  stopLoss: { share: 0.3, loss: 0.4 },
  takeProfit: { share: 0.3, gain: 0.3 },
  relever: { share: 0.5, below: 0.95 },
  turnover: 0.004,
  arrivals: { perStep: 3, trendFollowing: 5, trendMemorySteps: 20 },
}

const crowd = { traders: 800, leverage: { distribution: 'logUniform', min: 2, max: 40 } }
const venue = { maxLeverage: 40, insuranceFund: { shareOfOpenInterest: 0.001 } }

/** By name, so that a test says which one failed. */
export const runDocuments: readonly (readonly [string, Document])[] = [
  ['a crash whose losses are socialized', createCrash()],
  [
    'ranked deleveraging and parts of positions',
    createCrash({
      seed: 'adl',
      venue: {
        ...venue,
        waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
        liquidation: { closeFactor: 0.5, capacityPerStep: 9, latencySteps: 2, surplus: 'fund' },
      },
      crowd,
    }),
  ],
  [
    'deleveraging pro rata, of shorts in a squeeze',
    createCrash({
      seed: 'squeeze',
      venue: { ...venue, waterfall: ['adl'], adl: { ranking: 'proRata' } },
      crowd: { ...crowd, longShare: 0.4 },
      shocks: [{ step: 15, kind: 'fairValue', change: 0.07 }],
    }),
  ],
  [
    'a halt, a lagging index, bad debt',
    createCrash({
      seed: 'halt',
      venue: {
        ...venue,
        waterfall: ['insuranceFund', 'venueEquity'],
        venueEquity: 20_000,
        mark: { indexWeight: 0.4, lagSteps: 3 },
        circuitBreaker: { move: 0.05, windowSteps: 10, haltSteps: 12 },
      },
      crowd,
      shocks: [
        { step: 10, kind: 'sell', contracts: 4_000_000 },
        { step: 11, kind: 'depth', factor: 0.3 },
        { step: 60, kind: 'fairValue', change: -0.08 },
      ],
    }),
  ],
  [
    'a living crowd with newcomers',
    createCrash({ seed: 'living', venue, crowd: { ...crowd, behavior: BEHAVIOR } }),
  ],
]
