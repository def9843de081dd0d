/** Two exchanges with funds of different size in the fall of 12 and 13 March 2020. */
import { about, veryQuiet } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

/** In bitcoin, before and after. */
const BITMEX = { before: 35_508, paid: 1627 }
const DERIBIT = { before: 391, after: 183 }

const thinner = (venue: string) => ({ step: 60, kind: 'depth', venue, asset: 'btc', factor: 0.1 }) as const
const house = (fund: number, depth: number) =>
  ({
    kind: 'exchange',
    maxLeverage: 100,
    maintenanceMargin: 0.0042,
    liquidation: { capacityPerStep: { shareOfTraders: 0.037 }, latencySteps: 3, surplus: 'fund' },
    waterfall: ['insuranceFund', 'adl'],
    insuranceFund: { shareOfOpenInterest: fund },
    markets: {
      btc: {
        liquidity: { curve: 'squareRoot', depth: { shareOfOpenInterest: depth } },
        mark: { indexWeight: 0.525 },
      },
    },
    crowd: [
      {
        traders: 1000,
        longShare: 0.84,
        leverage: { distribution: 'logUniform', min: 1.34, max: 13.9 },
        deposit: { sigma: 0.5 },
        hedgers: { count: 100, leverage: 1.5 },
      },
    ],
  }) as const

const fundLost = (venue: string): Measure => ({
  ratio: [
    {
      difference: [
        { reading: 'fundStart', venue },
        { reading: 'fundLeft', venue, at: 'lowest' },
      ],
    },
    { reading: 'fundStart', venue },
  ],
})
const closedEarly = (venue: string): Measure => ({ reading: 'adlAccounts', venue })

export const situation: Situation = {
  id: 'march-2020',
  title: 'Two funds in one fall: 12 March 2020',
  sentence:
    'Bitcoin loses half of its price. Alpha’s large fund hardly feels it, Beta’s small one is half gone, and on neither is a winner closed early.',
  pushed: 'btc',
  world: {
    version: 2,
    title: 'Two funds in one fall',
    seed: '1',
    steps: 240,
    stepSeconds: 360,
    assets: { btc: { startPrice: 7353, fairValue: veryQuiet } },
    venues: { alpha: house(0.275, 0.296), beta: house(0.0355, 0.051) },
    shocks: [
      { step: 10, kind: 'fairValue', asset: 'btc', change: -0.48, overSteps: 160 },
      thinner('alpha'),
      thinner('beta'),
    ],
  },
  channels: {},
  claims: [
    { measure: fundLost('alpha'), is: 'below', than: 0.1 },
    { measure: fundLost('beta'), is: 'above', than: 0.4 },
    { measure: { reading: 'liquidatedShare', venue: 'alpha' }, is: 'above', than: 0.3 },
    { measure: { sum: [closedEarly('alpha'), closedEarly('beta')] }, is: 'below', than: 1 },
  ],
  reported: [
    {
      what: 'Fall of bitcoin on the first exchange',
      reported: '7,353 to 3,596 dollars within 16 hours',
      ...about(1 - 3596 / 7353),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'BitMEX’s prices, as told by the press',
      here: { reading: 'priceFall', venue: 'alpha', asset: 'btc' },
    },
    {
      what: 'Lost by the large fund',
      reported: '1,627 of 35,508 bitcoin on the day',
      ...about(BITMEX.paid / BITMEX.before),
      unit: 'share',
      grade: 'S',
      source: 'BitMEX, as told by Cointelegraph',
      here: fundLost('alpha'),
    },
    {
      what: 'Winners closed early there',
      reported: 'none',
      low: 0,
      high: 0,
      unit: 'count',
      grade: 'P',
      source: 'BitMEX, 23 March 2020',
      here: closedEarly('alpha'),
    },
    {
      what: 'Lost by the small fund',
      reported: '391 to 183 bitcoin within three days',
      ...about(1 - DERIBIT.after / DERIBIT.before),
      unit: 'share',
      grade: 'S',
      source: 'Deribit, as told by Cointelegraph',
      here: fundLost('beta'),
    },
  ],
  leftOut: [
    'The 500 bitcoin that the small exchange put into its fund afterwards, so that it would not have to share losses.',
    'The outage of the large exchange, after which the price rose.',
    'How large each fund was beside open interest: not in these sources, and chosen here, as is the crowd’s leverage.',
    'Arbitrage: money could hardly move between exchanges that day, and here none does.',
  ],
}
