/** A coin worth a dollar whose issuer left money with a bank: 10 to 13 March 2023. */
import { about } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

/** In millions of dollars: coins outstanding, with the bank, redeemed; here a thousandth of it. */
const COINS = 40_000
const AT_BANK = 3300
const REDEEMED = 4460
const THOUSANDTH = 1000
const coin = { venue: 'alpha', asset: 'coin' } as const
const BANK_FAILS = 12
const GUARANTEE = 150

const price = (at: 'lowest' | 'highest' | number): Measure => ({ reading: 'price', ...coin, at })
const issued = (at: number): Measure => ({ reading: 'depositors', venue: 'issuer', at })

export const situation: Situation = {
  id: 'march-2023',
  title: 'A dollar at a bank: March 2023',
  sentence:
    'A bank fails, and a part of what backs a coin is with it. Holders leave, those who bought the coin with borrowed money are sold out, and the coin falls further than what is missing.',
  pushed: 'bank',
  world: {
    version: 2,
    title: 'A dollar at a bank',
    seed: '1',
    steps: 240,
    stepSeconds: 1800,
    assets: { coin: { startPrice: 1, fairValue: { process: 'gbm', annualVolatility: 0.01 } } },
    venues: {
      bank: { kind: 'institution', venueEquity: 16_000_000, treasury: { depositors: 170_000_000 } },
      issuer: {
        kind: 'institution',
        venueEquity: 400_000,
        treasury: {
          depositors: COINS * THOUSANDTH,
          placed: { bank: AT_BANK * THOUSANDTH },
          run: { perStep: 0.0005, after: [{ insolvent: 'bank' }] },
        },
      },
      alpha: {
        kind: 'exchange',
        maintenanceMargin: 0.02,
        markets: { coin: { liquidity: { depth: { shareOfOpenInterest: 0.065 } } } },
        crowd: [
          {
            traders: 1000,
            longShare: 0.95,
            leverage: { distribution: 'logUniform', min: 1.5, max: 15 },
            deposit: { sigma: 0.5 },
          },
        ],
      },
    },
    shocks: [
      { step: BANK_FAILS, kind: 'loss', venue: 'bank', amount: 186_000_000 },
      { step: BANK_FAILS, kind: 'fairValue', asset: 'coin', change: -AT_BANK / COINS, overSteps: 20 },
      {
        step: GUARANTEE,
        kind: 'fairValue',
        asset: 'coin',
        change: 1 / (1 - AT_BANK / COINS) - 1,
        overSteps: 10,
      },
    ],
  },
  channels: {
    placed: {
      sentence: 'The issuer left money with the bank, and it is gone.',
      changes: [{ measure: { reading: 'badDebt', venue: 'issuer' }, off: 'zero' }],
    },
    fear: {
      sentence: 'Holders redeem because the bank failed.',
      changes: [{ measure: { reading: 'withdrawn', venue: 'issuer' }, off: 'zero' }],
    },
  },
  claims: [
    { measure: { reading: 'priceFall', ...coin }, is: 'above', than: { reading: 'fairFall', asset: 'coin' } },
    { measure: { reading: 'tradersLiquidated', venue: 'alpha' }, is: 'above', than: 0 },
    { measure: { reading: 'refused', venue: 'issuer' }, is: 'below', than: 1 },
  ],
  reported: [
    {
      what: 'Of what backs the coin, with the bank',
      reported: '3.3 of about 40 billion dollars',
      ...about(AT_BANK / COINS),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'Circle, as told by Nansen and Galaxy',
      here: { ratio: [{ reading: 'claimsLost', venue: 'issuer' }, issued(0)] },
    },
    {
      what: 'Lowest price of the coin',
      reported: '0.87 to 0.88 dollars',
      low: 0.87,
      high: 0.88,
      unit: 'dollars',
      grade: 'S',
      source: 'Nansen and Galaxy',
      here: price('lowest'),
    },
    {
      what: 'Redeemed, as a share of all coins',
      reported: '4.46 billion dollars, 10 to 15 March',
      ...about(REDEEMED / COINS),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'Nansen',
      here: { ratio: [{ reading: 'withdrawn', venue: 'issuer' }, issued(0)] },
    },
    {
      what: 'Price after the guarantee',
      reported: 'near one dollar',
      low: 0.99,
      high: 1.01,
      unit: 'dollars',
      grade: 'M',
      source: 'From memory, not confirmed',
      here: { reading: 'price', ...coin },
    },
  ],
  leftOut: [
    'The guarantee: depositors of the bank were made whole. Here only the coin’s fair value comes back; the issuer’s loss stays, and it counts as insolvent.',
    'The weekend: redemptions stood still, and the price fell because nobody could redeem.',
    'The lender that took the coin at one dollar while it fell, and holds the risk since.',
    'How the bank failed: here it loses its money at once.',
  ],
}
