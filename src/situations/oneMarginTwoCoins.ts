/** News about one coin, one margin for two, and an exchange that trades the other alone. */
import { book, exchange, quiet } from './parts.ts'
import type { Situation } from './situation.ts'

const ether = { liquidity: book, arbitrage: 0.2 }

export const situation: Situation = {
  id: 'one-margin-two-coins',
  title: 'One margin, two coins',
  sentence:
    'Bad news about bitcoin alone makes ether fall as well, and sells out traders of Beta, who hold no bitcoin.',
  pushed: 'btc',
  world: {
    version: 2,
    title: 'One margin, two coins',
    seed: '1',
    steps: 240,
    assets: { btc: { startPrice: 100, fairValue: quiet }, eth: { startPrice: 50, fairValue: quiet } },
    venues: {
      alpha: {
        ...exchange,
        markets: { btc: { liquidity: book }, eth: ether },
        crowd: [{ traders: 1500, assets: ['btc', 'eth'] }],
      },
      beta: { ...exchange, markets: { eth: ether }, crowd: [{ traders: 800 }] },
    },
    shocks: [{ step: 12, kind: 'fairValue', asset: 'btc', change: -0.1, overSteps: 10 }],
  },
  channels: {
    crossMargin: {
      sentence:
        'On Alpha one margin backs both coins: who loses on bitcoin is sold out of ether too, and bitcoin falls less.',
      changes: [
        { measure: { reading: 'priceFall', venue: 'alpha', asset: 'eth' }, off: 'lower' },
        { measure: { reading: 'priceFall', venue: 'alpha', asset: 'btc' }, off: 'higher' },
      ],
    },
    arbitrage: {
      sentence: 'Arbitrage takes the fall of ether from Alpha to Beta.',
      changes: [
        { measure: { reading: 'priceFall', venue: 'beta', asset: 'eth' }, off: 'lower' },
        { measure: { reading: 'tradersLiquidated', venue: 'beta' }, off: 'zero' },
      ],
    },
  },
  claims: [
    { measure: { reading: 'fairFall', asset: 'eth' }, is: 'below', than: 0.01 },
    { measure: { reading: 'priceFall', venue: 'alpha', asset: 'eth' }, is: 'above', than: 0.04 },
    { measure: { reading: 'liquidatedShare', venue: 'beta' }, is: 'above', than: 0.05 },
  ],
  reported: [],
  noFigure:
    'No figure exists of what one margin alone carried from one coin to another: exchanges publish which positions were sold, not why.',
  leftOut: ['News that concerns both coins: here their fair values move by themselves.'],
}
