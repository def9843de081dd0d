/** Makers of three markets with one purse, as after the large maker of November 2022. */
import { exchange, quiet, sturdyExchange, upTo } from './parts.ts'
import type { Measure, Situation } from './situation.ts'

/** By then the news on alpha has arrived, and nothing has happened elsewhere. */
const PLAIN_SALE_STEP = 55
const ofDesk = (shareOfOpenInterest: number) => ({ depth: { shareOfOpenInterest }, desk: 'north' })
const house = { ...exchange, crowd: [{ traders: 1000, leverage: upTo(15) }] } as const

const depthLeft = (venue: string, asset: string): Measure => ({
  ratio: [
    { reading: 'depth', venue, asset, at: PLAIN_SALE_STEP - 1 },
    { reading: 'depth', venue, asset, at: 0 },
  ],
})
const fall = (venue: string, asset: string): Measure => ({ reading: 'priceFall', venue, asset })

export const situation: Situation = {
  id: 'one-desk-many-markets',
  title: 'One desk, many markets',
  sentence:
    'The fall on Alpha costs the makers of all three markets their money. Then a plain sale breaks Beta and Gamma.',
  pushed: 'btc',
  world: {
    version: 2,
    title: 'One desk, many markets',
    seed: '1',
    steps: 240,
    assets: {
      btc: { startPrice: 100, fairValue: quiet },
      eth: { startPrice: 50, fairValue: quiet },
      sol: { startPrice: 20, fairValue: quiet },
    },
    desks: { north: { capital: 2_300_000 } },
    venues: {
      alpha: { ...sturdyExchange, markets: { btc: { liquidity: ofDesk(0.15) } }, crowd: [{ traders: 1500 }] },
      beta: { ...house, markets: { eth: { liquidity: ofDesk(0.1) } } },
      gamma: { ...house, markets: { sol: { liquidity: ofDesk(0.1) } } },
    },
    shocks: [
      { step: 12, kind: 'fairValue', asset: 'btc', change: -0.15, overSteps: 30 },
      { step: PLAIN_SALE_STEP, kind: 'sell', venue: 'beta', asset: 'eth', contracts: 4_600_000 },
      { step: PLAIN_SALE_STEP, kind: 'sell', venue: 'gamma', asset: 'sol', contracts: 11_500_000 },
    ],
  },
  channels: {
    desks: {
      sentence: 'One desk serves all three: what it loses on Alpha it withdraws from Beta and Gamma.',
      changes: [
        { measure: depthLeft('beta', 'eth'), off: 'higher' },
        { measure: fall('beta', 'eth'), off: 'lower' },
        { measure: fall('gamma', 'sol'), off: 'lower' },
      ],
    },
  },
  claims: [
    { measure: { reading: 'fairFall', asset: 'eth' }, is: 'below', than: 0.02 },
    { measure: { reading: 'insolvent', venue: 'beta' }, is: 'above', than: 0 },
    { measure: { reading: 'insolvent', venue: 'gamma' }, is: 'above', than: 0 },
  ],
  reported: [
    {
      what: 'Liquidity left on other exchanges after a large maker failed',
      reported:
        '41% of the depth of bitcoin within 2% was gone in nine days, by exchange 18 to 57%, in November 2022',
      low: 0.43,
      high: 0.82,
      unit: 'share',
      grade: 'S',
      source: 'Kaiko, as told by CoinDesk and The Block (188845)',
      here: depthLeft('beta', 'eth'),
    },
  ],
  leftOut: [
    'The floor: here the prices on Beta and Gamma end about 80% lower, since nobody comes to buy what is cheap. Of November 2022 no such fall is reported.',
    'Time: what took days is minutes here.',
    'Makers who leave because they fear the exchange, and not because they lost.',
  ],
}
