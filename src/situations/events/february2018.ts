/** Funds that must buy back what they are short of, all at once: 5 February 2018. */
import { about } from '../parts.ts'
import type { Measure, Situation } from '../situation.ts'

const mix = { venue: 'futures', asset: 'volatility' } as const
const deposited: Measure = { reading: 'deposited', venue: 'futures' }
const price = (at: 'highest' | number): Measure => ({ reading: 'price', ...mix, at })
const shareOfStart = (of: Measure): Measure => ({ ratio: [of, price(0)] })
/** What the funds are still short of: others held as much at the start, and makers sold them the rest. */
const short: Measure = {
  sum: [
    { reading: 'openInterest', ...mix },
    { reading: 'makersContracts', ...mix },
  ],
}

export const situation: Situation = {
  id: 'february-2018',
  title: 'Short volatility: 5 February 2018',
  sentence:
    'Funds that bet on calm must buy when volatility rises. What they buy makes it rise further, and hardly anything is left of them.',
  pushed: 'volatility',
  world: {
    version: 2,
    title: 'Short volatility',
    seed: '1',
    steps: 120,
    stepSeconds: 60,
    assets: { volatility: { startPrice: 15, fairValue: { process: 'gbm', annualVolatility: 0.05 } } },
    venues: {
      futures: {
        kind: 'exchange',
        maxLeverage: 2,
        maintenanceMargin: 0.352,
        liquidationFee: 0,
        liquidation: { closeFactor: 0.13, capacityPerStep: { shareOfTraders: 0.09 } },
        waterfall: ['insuranceFund', 'venueEquity'],
        insuranceFund: 0,
        markets: { volatility: { liquidity: { depth: { shareOfOpenInterest: 0.0091 } } } },
        crowd: [
          {
            traders: 50,
            longShare: 0,
            leverage: { distribution: 'weights', values: [[1, 1]] },
            deposit: { median: 100_000, sigma: 0.5 },
            entrySpread: 0,
          },
        ],
      },
    },
    shocks: [{ step: 10, kind: 'fairValue', asset: 'volatility', change: 0.49, overSteps: 49 }],
  },
  channels: {},
  claims: [
    {
      measure: shareOfStart({ difference: [price('highest'), price(0)] }),
      is: 'above',
      than: 0.9,
    },
    { measure: { reading: 'fairValue', asset: 'volatility', at: 'highest' }, is: 'below', than: 24 },
  ],
  reported: [
    {
      what: 'Rise of the futures that the funds are short of',
      reported: '96.1%, from close to close',
      ...about(0.961),
      unit: 'share',
      grade: 'S',
      source: 'The S&P 500 VIX Short-Term Futures Index, as told by PRWeb',
      here: shareOfStart({ difference: [price('highest'), price(0)] }),
    },
    {
      what: 'Left of the funds',
      reported: '3 to 9%: they lost 91 to 97% by different counts',
      low: 0.03,
      high: 0.09,
      unit: 'share',
      grade: 'S',
      source: 'ETF.com and CNBC',
      here: {
        ratio: [
          { product: [short, { reading: 'price', ...mix }] },
          { product: [{ reading: 'leverageHeld', venue: 'futures' }, deposited] },
        ],
      },
    },
    {
      what: 'Bought back, over what the funds had',
      reported: 'about 4 billion dollars of futures, with 3.2 or 4.1 billion in the funds',
      low: 4 / 4.1,
      high: 4 / 3.2,
      unit: 'times',
      grade: 'S',
      source: 'ETF.com; CNBC',
      here: { ratio: [{ reading: 'makersCash', ...mix }, deposited] },
    },
  ],
  leftOut: [
    'The rule of the funds: they reset their bet to once what they have, after each close. Here they buy a part back whenever what they have is worth less than about a third of what they are short of.',
    'How much of the rise was news: not reported. Here about half is.',
    'The end: the issuer of one of them redeemed its notes, as their terms said, after a loss of 80% in a day.',
    'Funds that bet twice on a rise, which had to buy as well.',
  ],
}
