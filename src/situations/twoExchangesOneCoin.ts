/** A sale on one exchange, and arbitrage to the next. */
import { book, exchange, quiet } from './parts.ts'
import type { Situation } from './situation.ts'

const house = {
  ...exchange,
  insuranceFund: { shareOfOpenInterest: 0.006 },
  markets: { btc: { liquidity: book, arbitrage: 0.3 } },
  crowd: [{ traders: 1500 }],
} as const

export const situation: Situation = {
  id: 'two-exchanges-one-coin',
  title: 'Two exchanges, one coin',
  sentence: 'A large sale on Alpha sells out traders of Beta too, although the seller never came there.',
  pushed: 'alpha',
  world: {
    version: 2,
    title: 'Two exchanges, one coin',
    seed: '1',
    steps: 240,
    assets: { btc: { startPrice: 100, fairValue: quiet } },
    venues: { alpha: house, beta: house },
    shocks: [{ step: 12, kind: 'sell', venue: 'alpha', asset: 'btc', contracts: 3_500_000 }],
  },
  channels: {
    arbitrage: {
      sentence:
        'Arbitrageurs buy on Alpha and sell on Beta: Beta falls, and Alpha, which would fail without them, lives.',
      changes: [
        { measure: { reading: 'priceFall', venue: 'beta', asset: 'btc' }, off: 'lower' },
        { measure: { reading: 'tradersLiquidated', venue: 'beta' }, off: 'zero' },
        { measure: { reading: 'priceFall', venue: 'alpha', asset: 'btc' }, off: 'higher' },
        { measure: { reading: 'insolvent', venue: 'alpha' }, off: 'higher' },
      ],
    },
  },
  claims: [
    { measure: { reading: 'insolvent', venue: 'alpha' }, is: 'below', than: 1 },
    { measure: { reading: 'liquidatedShare', venue: 'alpha' }, is: 'above', than: 0.1 },
    { measure: { reading: 'liquidatedShare', venue: 'beta' }, is: 'above', than: 0.1 },
  ],
  reported: [
    {
      what: 'How much further a price fell on one exchange than on another',
      reported: '10%: solana at 200 dollars on one while at 180 on another, on 10 October 2025',
      unit: 'share',
      grade: 'S',
      source: 'Delphi, as told by ChainOfThought',
      here: {
        difference: [
          { reading: 'priceFall', venue: 'alpha', asset: 'btc' },
          { reading: 'priceFall', venue: 'beta', asset: 'btc' },
        ],
      },
    },
  ],
  leftOut: ['Money that cannot move: arbitrage works at once, and never runs out of cash.'],
}
