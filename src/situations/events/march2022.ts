/** Shorts that are bought in push the price up and force the next: nickel, 7 and 8 March 2022. */
import { about } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

/** Dollars a ton: the end of Monday, and how much it had risen by then. */
const MONDAY = { price: 48_078, rise: 0.66 }
const START = Math.round(MONDAY.price / (1 + MONDAY.rise))
const MONDAY_END = 118
const nickel = { venue: 'lme', asset: 'nickel' } as const
const price = (at: 'lowest' | 'highest' | number): Measure => ({ reading: 'price', ...nickel, at })

export const situation: Situation = {
  id: 'march-2022',
  title: 'A squeeze on nickel: March 2022',
  sentence:
    'Those who bet on a fall of nickel must buy it back. Each purchase pushes the price to the next who must, and it triples within a day and a half.',
  pushed: 'nickel',
  world: {
    version: 2,
    title: 'A squeeze on nickel',
    seed: '1',
    steps: 170,
    stepSeconds: 600,
    assets: { nickel: { startPrice: START, fairValue: { process: 'gbm', annualVolatility: 0.02 } } },
    venues: {
      lme: {
        kind: 'exchange',
        maxLeverage: 20,
        maintenanceMargin: 0.141,
        liquidationFee: 0,
        liquidation: { closeFactor: 0.602, capacityPerStep: { shareOfTraders: 0.1 } },
        waterfall: ['insuranceFund', 'venueEquity'],
        markets: { nickel: { liquidity: { depth: { shareOfOpenInterest: 0.00737 }, resilience: 0.0194 } } },
        crowd: [
          {
            traders: 1500,
            longShare: 0.05,
            leverage: { distribution: 'logUniform', min: 1.54, max: 7.67 },
            deposit: { median: 1_000_000, sigma: 0.3 },
            entrySpread: 0.058,
          },
        ],
      },
    },
    shocks: [{ step: 10, kind: 'fairValue', asset: 'nickel', change: 0.206, overSteps: 97 }],
  },
  channels: {},
  claims: [
    { measure: { reading: 'shortsLiquidated', venue: 'lme' }, is: 'above', than: 0 },
    {
      measure: price('highest'),
      is: 'above',
      than: { sum: [price(0), price(0), price(0)] },
    },
    { measure: { reading: 'fairValue', asset: 'nickel' }, is: 'below', than: price(MONDAY_END) },
  ],
  reported: [
    {
      what: 'Rise by the end of Monday',
      reported: '66%, to 48,078 dollars a ton',
      ...about(MONDAY.rise),
      unit: 'share',
      grade: 'S',
      source: 'Reuters, as copied',
      here: { ratio: [{ difference: [price(MONDAY_END), price(0)] }, price(0)] },
    },
    {
      what: 'Highest price, on Tuesday morning',
      reported: 'more than 100,000 dollars a ton',
      low: 100_000,
      unit: 'dollars',
      grade: 'S',
      source: 'Reuters, as copied',
      here: price('highest'),
    },
  ],
  leftOut: [
    'The stop on Tuesday at 8:15, after which trades worth 12 billion dollars were cancelled and the market stayed closed for a week. Here the run ends there, and nothing is undone.',
    'The one large short, more than 150,000 tons, whose bank waited for its money. Here many must buy, and the position of one is not singled out.',
    'Margin calls: 7 billion dollars were paid on Monday. Here nobody can add money.',
    'How much of the rise was news: not reported. Here about a third of Monday’s is.',
  ],
}
