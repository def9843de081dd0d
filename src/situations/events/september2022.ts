/** Pension funds that must sell bonds because bonds fall, and a bank that buys: 23 to 28 September 2022. */
import { about } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

const gilts = { venue: 'dealers', asset: 'gilts' } as const
const price = (at: 'lowest' | 'highest' | number): Measure => ({ reading: 'price', ...gilts, at })
const fall: Measure = { reading: 'priceFall', ...gilts }
const madeBySales: Measure = {
  ratio: [{ difference: [fall, { reading: 'fairFall', asset: 'gilts' }] }, fall],
}

/** Of the central bank. */
const BANK_BUYS = 95
const purchases = Array.from({ length: 6 }, (_, i) => {
  return { step: BANK_BUYS + i, kind: 'sell', ...gilts, contracts: -14_000_000 } as const
})

/** 1.6 points on a bond with a duration of 20 years. */
const REPORTED_FALL = 1 - Math.exp(-20 * 0.016)

export const situation: Situation = {
  id: 'september-2022',
  title: 'Pension funds and gilts: September 2022',
  sentence:
    'News makes bonds fall, pension funds that bought them with borrowed money must sell, and bonds fall twice as far. Then the central bank buys.',
  pushed: 'gilts',
  world: {
    version: 2,
    title: 'Pension funds and gilts',
    seed: '1',
    steps: 120,
    stepSeconds: 1800,
    assets: { gilts: { startPrice: 100, fairValue: { process: 'gbm', annualVolatility: 0.05 } } },
    venues: {
      dealers: {
        kind: 'exchange',
        maxLeverage: 5,
        maintenanceMargin: 0.15,
        liquidationFee: 0,
        liquidation: { closeFactor: 0.65, capacityPerStep: { shareOfTraders: 0.13 } },
        markets: { gilts: { liquidity: { depth: { shareOfOpenInterest: 0.0223 }, resilience: 0.0057 } } },
        crowd: [
          {
            traders: 500,
            longShare: 1,
            leverage: { distribution: 'logUniform', min: 1.35, max: 5 },
            deposit: { median: 100_000, sigma: 0.5 },
            entrySpread: 0.001,
          },
        ],
      },
    },
    shocks: [{ step: 10, kind: 'fairValue', asset: 'gilts', change: -0.139, overSteps: 60 }, ...purchases],
  },
  channels: {},
  claims: [
    { measure: madeBySales, is: 'above', than: 0.4 },
    { measure: price('lowest'), is: 'below', than: { reading: 'price', ...gilts } },
  ],
  reported: [
    {
      what: 'Fall of long gilts',
      reported: 'the yield of thirty years rose by 1.6 points within days, which is about 27% of the price',
      ...about(REPORTED_FALL),
      unit: 'share',
      grade: 'C',
      source: 'Bank of England and Pensions & Investments; with a duration of 20 years',
      here: fall,
    },
    {
      what: 'Part of the fall that forced sales made',
      reported: 'about half',
      ...about(0.5),
      unit: 'share',
      grade: 'P',
      source: 'Bank of England, Staff Working Paper 1,089',
      here: madeBySales,
    },
    {
      what: 'Part of the fall that was made good when the central bank bought',
      reported: 'more than 1.0 of 1.6 points',
      low: 1 / 1.6,
      unit: 'share',
      grade: 'S',
      source: 'Pensions & Investments and Investment Week',
      here: {
        ratio: [
          { difference: [{ reading: 'price', ...gilts }, price('lowest')] },
          { difference: [price(0), price('lowest')] },
        ],
      },
    },
  ],
  leftOut: [
    'How little it took: the announcement moved prices before much was bought, 19.3 of the 65 billion pounds that were offered. Here only purchases move them.',
    'Money that pension schemes sent to their funds, too late for many.',
    'Days and nights: here four days pass as one.',
    'The leverage of the funds: reported as two to four; here some have up to five times their money.',
  ],
}
