/** A mark that looks at one small exchange, beside one that takes the median of three: May 2019. */
import { about, exchange, quiet } from './parts.ts'
import type { Situation } from './situation.ts'

const house = {
  ...exchange,
  liquidation: { ...exchange.liquidation, surplus: 'fund' },
  crowd: [{ traders: 1200 }],
} as const
const liquidity = { depth: { shareOfOpenInterest: 0.2 } } as const
const liquidated = (venue: string) => ({ reading: 'tradersLiquidated', venue }) as const
/** A large order in ten parts, as fast as the book of alpha takes it. */
const sale = Array.from({ length: 10 }, (_, i) => {
  return { step: 12 + i, kind: 'sell', venue: 'alpha', asset: 'btc', contracts: 451_000 } as const
})

export const situation: Situation = {
  id: 'oracle-with-one-source',
  title: 'An oracle with one source',
  sentence:
    'Only Alpha falls. Beta’s oracle looks at Alpha alone and sells out traders whose own price hardly moved; Gamma takes the median of three.',
  pushed: 'alpha',
  world: {
    version: 2,
    title: 'An oracle with one source',
    seed: '1',
    steps: 240,
    assets: { btc: { startPrice: 100, fairValue: quiet } },
    venues: {
      alpha: {
        ...exchange,
        markets: { btc: { liquidity: { depth: 200_000 } } },
        crowd: [{ traders: 150, leverage: { distribution: 'logUniform', min: 1, max: 3 } }],
      },
      beta: {
        ...house,
        markets: {
          btc: { liquidity, mark: { indexWeight: 1, index: { method: 'mean', of: { alpha: 1 } } } },
        },
      },
      gamma: {
        ...house,
        markets: {
          btc: {
            liquidity,
            mark: { indexWeight: 1, index: { method: 'median', of: { alpha: 1, beta: 1, gamma: 1 } } },
          },
        },
      },
    },
    shocks: sale,
  },
  channels: {
    index: {
      sentence: 'Alpha’s price is Beta’s mark. By fair value nobody would have been sold out.',
      changes: [
        { measure: liquidated('beta'), off: 'zero' },
        { measure: { reading: 'priceFall', venue: 'beta', asset: 'btc' }, off: 'lower' },
      ],
    },
  },
  claims: [
    { measure: { reading: 'liquidatedShare', venue: 'beta' }, is: 'above', than: 0.2 },
    { measure: { reading: 'priceFall', venue: 'beta', asset: 'btc' }, is: 'below', than: 0.06 },
    { measure: liquidated('beta'), is: 'above', than: { sum: [0, 1].map(() => liquidated('gamma')) } },
    { measure: { reading: 'fundLeftShare', venue: 'beta' }, is: 'above', than: 1 },
  ],
  reported: [
    {
      what: 'Fall of the price at the source',
      reported: '7,600 to about 6,200 dollars within 11 minutes on 17 May 2019, a fall of 18%',
      ...about(1 - 6200 / 7600),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'The Block (23780)',
      here: { reading: 'priceFall', venue: 'alpha', asset: 'btc' },
    },
  ],
  leftOut: [
    'The second source: the index of 2019 was half of two prices; here it is one.',
    'The size of the fund: then it gained 750 bitcoin from those who were sold out with something left; here it begins small and becomes many times as large.',
  ],
}
