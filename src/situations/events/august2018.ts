/** One position that nobody would buy, and winners who pay for it: 30 July to 3 August 2018. */
import { about } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

/** In dollars: a contract of the exchange, the position, and all open interest. */
const CONTRACT = 100
const POSITION = 4_168_515 * CONTRACT
const ALL = 800e6
/** Where the position had used up its money, and where it was sold in the end. */
const PRICE = { bankruptcy: 8020, sold: 7483, start: 8050 }
/** In bitcoin. */
const FUND = 2510
const CLAWED_BACK = 1200
const LEVERAGE = 20
const THOUSANDTH = 0.001

/** At that leverage it leaves nothing at its bankruptcy price. */
const entry = PRICE.bankruptcy / (1 - 1 / LEVERAGE)
const cents = (dollars: number) => Math.round(100 * dollars) / 100
const alpha = { venue: 'alpha', asset: 'btc' } as const
const clawedBack: Measure = { reading: 'socializedLoss', venue: 'alpha' }
const fundPaid: Measure = { reading: 'fundPaid', venue: 'alpha' }
const sold: Measure = { reading: 'forcedContracts', ...alpha, at: 'total' }
/** Everyone who is short entered at the start. */
const profits: Measure = {
  product: [
    { reading: 'openInterestStart', venue: 'alpha' },
    {
      difference: [
        { reading: 'price', ...alpha, at: 0 },
        { reading: 'fairValue', asset: 'btc' },
      ],
    },
  ],
}

export const situation: Situation = {
  id: 'august-2018',
  title: 'One position too large: August 2018',
  sentence:
    'One trader holds half of all longs. When the money behind them is gone nobody buys them for days, and everyone who gained must give some of it back.',
  pushed: 'btc',
  world: {
    version: 2,
    title: 'One position too large',
    seed: '1',
    steps: 200,
    stepSeconds: 1800,
    assets: { btc: { startPrice: PRICE.start, fairValue: { process: 'gbm', annualVolatility: 0 } } },
    venues: {
      alpha: {
        kind: 'exchange',
        maintenanceMargin: 0.002,
        liquidationFee: 0,
        liquidation: { latencySteps: 136 },
        waterfall: ['insuranceFund', 'socializedLoss'],
        insuranceFund: cents(FUND * PRICE.sold * THOUSANDTH),
        markets: { btc: { liquidity: { depth: 50_000_000 } } },
        crowd: [
          {
            accounts: [
              {
                collateral: cents(((POSITION * THOUSANDTH) / LEVERAGE) * (entry / PRICE.bankruptcy)),
                legs: [{ asset: 'btc', side: 'long', leverage: LEVERAGE, entry }],
              },
            ],
          },
          {
            traders: 1000,
            longShare: 0.3,
            entrySpread: 0,
            leverage: { distribution: 'logUniform', min: 1, max: 5 },
            deposit: { median: 192, sigma: 0.5 },
            hedgers: { count: 100, leverage: 2 },
          },
        ],
      },
    },
    shocks: [
      { step: 8, kind: 'fairValue', asset: 'btc', change: PRICE.sold / PRICE.start - 1, overSteps: 130 },
    ],
  },
  channels: {},
  claims: [
    { measure: { reading: 'tradersLiquidated', venue: 'alpha' }, is: 'below', than: 2 },
    { measure: { reading: 'fundLeft', venue: 'alpha' }, is: 'below', than: 1 },
    { measure: clawedBack, is: 'above', than: 0 },
    { measure: { reading: 'badDebt', venue: 'alpha' }, is: 'below', than: 1 },
  ],
  reported: [
    {
      what: 'The position, as a share of open interest',
      reported: '417 of about 800 million dollars',
      ...about(POSITION / ALL),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'OKEx, as told by Cointelegraph; open interest from a post on Medium, 2 August 2018',
      here: { ratio: [sold, { reading: 'openInterestStart', venue: 'alpha' }] },
    },
    {
      what: 'Taken back from winners, as a share of their profits',
      reported: '18% of the profits of the week; others say 17%',
      ...about(0.18),
      unit: 'share',
      grade: 'S',
      source: 'OKEx, as told by Bloomberg',
      here: { ratio: [clawedBack, profits] },
    },
    {
      what: 'Taken back from winners, as a share of the position',
      reported: 'about 1,200 bitcoin',
      ...about((CLAWED_BACK * PRICE.sold) / POSITION),
      unit: 'share',
      grade: 'S',
      source: 'OKEx, as told by bitcoinnews.com',
      here: { ratio: [clawedBack, { product: [sold, { reading: 'price', ...alpha, at: 0 }] }] },
    },
    {
      what: 'The fund’s part of the hole',
      reported: '2,510 bitcoin, of which the exchange had put in 2,500 in those days',
      ...about(FUND / (FUND + CLAWED_BACK)),
      unit: 'share',
      grade: 'C',
      source: 'OKEx, 3 August 2018',
      here: { ratio: [fundPaid, { sum: [fundPaid, clawedBack] }] },
    },
  ],
  leftOut: [
    'Where the position was bought, and with how much of its own money. Here it is twenty times leveraged, the most that was allowed, so that nothing is left at 8,020 dollars.',
    'Contracts worth 100 dollars in bitcoin, whose loss grows faster than the price falls. Here a contract gains and loses in dollars.',
    'Winners who had closed already: they were made to pay too.',
    'The exchange froze the account before. Here the trader simply waits.',
  ],
}
