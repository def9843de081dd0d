/** One member of a clearing house, too large for its market: 10 to 13 September 2018. */
import { about } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

/** In millions of euros; here a thousandth of it. */
const JUNIOR = 7
const DEFAULT_FUND = { before: 166, used: 107 }
/** Euros for a megawatt hour: the move that margins were made for, and the one that came. */
const MOVE = { expected: 4, came: 5.56 }
const SPREAD = 20

const spread = { venue: 'clearing', asset: 'spread' } as const
const fundPaid: Measure = { reading: 'fundPaid', venue: 'clearing' }
const ownPaid: Measure = { reading: 'venuePaid', venue: 'clearing' }

export const situation: Situation = {
  id: 'september-2018',
  title: 'One member too large: September 2018',
  sentence:
    'One member holds half of a market. A price moves further than its margin allows for, and what its sale leaves missing is paid by all the others.',
  pushed: 'spread',
  world: {
    version: 2,
    title: 'One member too large',
    seed: '1',
    steps: 120,
    stepSeconds: 3600,
    assets: { spread: { startPrice: SPREAD, fairValue: { process: 'gbm', annualVolatility: 0.02 } } },
    venues: {
      clearing: {
        kind: 'exchange',
        maintenanceMargin: 0.05,
        liquidationFee: 0,
        liquidation: { latencySteps: 48 },
        waterfall: ['venueEquity', 'insuranceFund'],
        insuranceFund: DEFAULT_FUND.before * 1000,
        venueEquity: JUNIOR * 1000,
        markets: { spread: { liquidity: { depth: { shareOfOpenInterest: 0.023 } } } },
        crowd: [
          {
            accounts: [
              {
                collateral: 160_000,
                legs: [{ asset: 'spread', side: 'long', leverage: SPREAD / MOVE.expected, entry: SPREAD }],
              },
            ],
          },
          {
            traders: 165,
            longShare: 0.3,
            leverage: { distribution: 'logUniform', min: 1, max: 2.5 },
            deposit: { median: 3900, sigma: 0.3 },
            hedgers: { count: 20, leverage: 2 },
          },
        ],
      },
    },
    shocks: [{ step: 10, kind: 'fairValue', asset: 'spread', change: -MOVE.came / SPREAD, overSteps: 8 }],
  },
  channels: {},
  claims: [
    { measure: ownPaid, is: 'above', than: 0 },
    { measure: fundPaid, is: 'above', than: ownPaid },
    { measure: { reading: 'badDebt', venue: 'clearing' }, is: 'below', than: 1 },
  ],
  reported: [
    {
      what: 'The move that came, in euros',
      reported: '5.56 euros in a day, where margins were made for 4',
      ...about(MOVE.came),
      isGiven: true,
      unit: 'number',
      grade: 'S',
      source: 'Nasdaq, as told by Reuters',
      here: {
        difference: [
          { reading: 'price', ...spread, at: 0 },
          { reading: 'lowestFairValue', asset: 'spread' },
        ],
      },
    },
    {
      what: 'The position, as a share of the market',
      reported: 'about half',
      ...about(0.5),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'A trade journal, November 2018',
      here: {
        ratio: [
          { reading: 'forcedContracts', ...spread, at: 'total' },
          { reading: 'openInterestStart', venue: 'clearing' },
        ],
      },
    },
    {
      what: 'Used of the fund that all members pay into',
      reported: '107 of 166 million euros, about two thirds',
      ...about(DEFAULT_FUND.used / DEFAULT_FUND.before),
      unit: 'share',
      grade: 'P',
      source: 'Nasdaq Clearing, 13 September 2018; GlobalCapital',
      here: { ratio: [fundPaid, { reading: 'fundStart', venue: 'clearing' }] },
    },
    {
      what: 'Paid by the clearing house itself, of what was missing',
      reported: '7 of 114 million euros',
      ...about(JUNIOR / (JUNIOR + DEFAULT_FUND.used)),
      unit: 'share',
      grade: 'P',
      source: 'Nasdaq Clearing, 13 September 2018',
      here: { ratio: [ownPaid, { sum: [ownPaid, fundPaid] }] },
    },
  ],
  leftOut: [
    'The auction: four firms were asked, and one took the whole position within a day. Here it is sold on a book, whose depth is chosen.',
    'Members who had two business days to fill the fund again, or fail themselves.',
    'The level of the spread, and the member’s own money: not in these sources. Here the margin is for a move of 4 euros.',
  ],
}
