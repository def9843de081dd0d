/** A bridge that is robbed, its coin, and an oracle that looks at the real one: as in July 2023. */
import { about, quiet, sturdyExchange, upTo } from './parts.ts'
import type { Situation } from './situation.ts'

const BACKING = 10_000_000
/** Of the backing; many small thefts, since many took part. */
const STOLEN = 0.78
const THEFTS = 20
const thefts = Array.from({ length: THEFTS }, (_, i) => {
  return { step: 12 + i, kind: 'loss', venue: 'bridge', amount: (BACKING * STOLEN) / THEFTS } as const
})

export const situation: Situation = {
  id: 'wrapped-coin-without-backing',
  title: 'A wrapped coin that lost its backing',
  sentence:
    'The bridge is robbed and its coin falls, but the lender’s oracle looks at the real coin: no loan is sold, and lenders cannot leave.',
  pushed: 'bridge',
  world: {
    version: 2,
    title: 'A wrapped coin that lost its backing',
    seed: '1',
    steps: 240,
    stepSeconds: 720,
    assets: {
      eth: { startPrice: 2000, fairValue: quiet },
      wrapped: { startPrice: 2000, fairValue: quiet, tokenOf: 'bridge' },
    },
    venues: {
      bridge: { kind: 'institution', venueEquity: BACKING, treasury: { depositors: 0 } },
      alpha: {
        ...sturdyExchange,
        markets: { wrapped: { liquidity: { depth: 50_000 } } },
        crowd: [{ traders: 500, leverage: upTo(5) }],
      },
      lend: {
        kind: 'lending',
        maintenanceMargin: 0.2,
        bonus: 0.05,
        liquidation: { capacityPerStep: null },
        markets: { wrapped: { soldOn: 'alpha', mark: { index: { fairOf: 'eth' } } } },
        crowd: [{ traders: 1000, leverage: upTo(4) }],
        treasury: {
          depositors: 5_000_000,
          run: { perStep: 0.02, after: [{ below: { venue: 'alpha', asset: 'wrapped', price: 1400 } }] },
        },
      },
    },
    shocks: thefts,
  },
  channels: {
    tokens: {
      sentence: 'The wrapped coin is worth what its bridge still has.',
      changes: [
        { measure: { reading: 'priceFall', venue: 'alpha', asset: 'wrapped' }, off: 'lower' },
        { measure: { reading: 'underWater', venue: 'lend' }, off: 'zero' },
      ],
    },
    index: {
      sentence:
        'The oracle takes the wrapped coin for the real one. Looking at the coin itself it would have had the loans sold in time.',
      changes: [
        { measure: { reading: 'underWater', venue: 'lend' }, off: 'zero' },
        { measure: { reading: 'liquidations', venue: 'lend' }, off: 'higher' },
      ],
    },
    fear: {
      sentence: 'Lenders run when they see the coin fall.',
      changes: [
        { measure: { reading: 'withdrawn', venue: 'lend' }, off: 'zero' },
        { measure: { reading: 'refused', venue: 'lend' }, off: 'zero' },
      ],
    },
  },
  claims: [
    { measure: { reading: 'liquidations', venue: 'lend' }, is: 'below', than: 1 },
    { measure: { reading: 'underWater', venue: 'lend' }, is: 'above', than: 0 },
    { measure: { reading: 'refused', venue: 'lend' }, is: 'above', than: 0 },
  ],
  reported: [
    {
      what: 'Backing left',
      reported: 'about 22% of the wrapped coins’ worth, July 2023',
      ...about(0.22),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'Fillcoin, Wu Jie News on the Multichain bridge',
      here: {
        ratio: [
          { reading: 'netWorth', venue: 'bridge' },
          { reading: 'netWorth', venue: 'bridge', at: 0 },
        ],
      },
    },
    {
      what: 'Share of the lenders’ money that is lent out',
      reported: '100% in several pools after another bridge was deceived, in April 2026',
      ...about(1),
      unit: 'share',
      grade: 'S',
      source: 'LlamaRisk and Odaily on Aave',
      here: { reading: 'utilization', venue: 'lend' },
    },
  ],
  leftOut: [
    'Hope: a wrapped dollar with a fifth of its backing still traded at 0.70 dollars; here the price follows the backing at once.',
    'Those who deposit the coin after the theft, to borrow a real one against it.',
  ],
}
