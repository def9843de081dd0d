/** Longs sold out, shorts who take their profit, and half of open interest gone: 19 May 2021. */
import { about, veryQuiet } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

const btc = { venue: 'alpha', asset: 'btc' } as const
/** In billions of dollars; it was 12.34 afterwards. */
const BEFORE = 2 * 12.34
const start: Measure = { reading: 'openInterestStart', venue: 'alpha' }

export const situation: Situation = {
  id: 'may-2021',
  title: 'Half of all bets gone: 19 May 2021',
  sentence:
    'Longs are sold out and stopped out, shorts take their profit, and half of all bets are gone within the day. No winner is closed early.',
  pushed: 'btc',
  world: {
    version: 2,
    title: 'Half of all bets gone',
    seed: '1',
    steps: 240,
    stepSeconds: 180,
    assets: { btc: { startPrice: 43_000, fairValue: veryQuiet } },
    venues: {
      alpha: {
        kind: 'exchange',
        maxLeverage: 100,
        liquidation: { capacityPerStep: { shareOfTraders: 0.007 }, surplus: 'fund' },
        waterfall: ['insuranceFund', 'adl'],
        insuranceFund: { shareOfOpenInterest: 0.015 },
        markets: {
          btc: { liquidity: { depth: { shareOfOpenInterest: 0.03 } }, mark: { indexWeight: 0.245 } },
        },
        crowd: [
          {
            traders: 100,
            longShare: 1,
            leverage: { distribution: 'logUniform', min: 4.8, max: 9.7 },
            deposit: { median: 5000, sigma: 0.1 },
          },
          {
            traders: 1750,
            longShare: 0.5,
            leverage: { distribution: 'logUniform', min: 1, max: 3.1 },
            deposit: { median: 5000, sigma: 0.1 },
            behavior: { stopLoss: { share: 0.9, loss: 0.316 }, takeProfit: { share: 0.93, gain: 0.42 } },
          },
        ],
      },
    },
    shocks: [{ step: 10, kind: 'fairValue', asset: 'btc', change: -0.28, overSteps: 100 }],
  },
  channels: {},
  claims: [
    { measure: { reading: 'adlAccounts', venue: 'alpha' }, is: 'below', than: 1 },
    { measure: { reading: 'tradersLiquidated', venue: 'alpha' }, is: 'above', than: 0 },
    { measure: { reading: 'priceFall', ...btc }, is: 'above', than: { reading: 'fairFall', asset: 'btc' } },
  ],
  reported: [
    {
      what: 'Fall of bitcoin',
      reported: '43,000 to 30,057 dollars within hours',
      ...about(1 - 30_057 / 43_000),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'Currencies.ru and Bitcoinist',
      here: { reading: 'priceFall', ...btc },
    },
    {
      what: 'Longs liquidated, as a share of open interest',
      reported: '7.09 or more than 8 billion dollars, of about twice 12.34',
      low: 7.09 / BEFORE,
      high: 8 / BEFORE,
      unit: 'share',
      grade: 'S',
      source: 'The Block, as told by Gauntlet; Bybt; Bitcoinist',
      here: { ratio: [{ reading: 'forcedContracts', ...btc, at: 'total' }, start] },
    },
    {
      what: 'Open interest left',
      reported: 'half of it, 12.34 billion dollars',
      ...about(0.5),
      unit: 'share',
      grade: 'S',
      source: 'Currencies.ru and Bitcoinist',
      here: { ratio: [{ reading: 'openInterest', ...btc }, start] },
    },
  ],
  leftOut: [
    'What the insurance funds paid that day: not found in any source.',
    'Which part of those who left was stopped out, and which took a profit: not reported, and chosen here.',
    'Many exchanges: here one stands for all of them.',
    'Loans on chains, of which up to 5.6% of the deposits of a coin were liquidated.',
  ],
}
