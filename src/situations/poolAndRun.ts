/** A pool whose price is an oracle, two lenders that sell on it, and a run: everybody is solvent, and nobody can leave. */
import { about, exchange, sturdyExchange, upTo, veryQuiet } from './parts.ts'
import type { Situation } from './situation.ts'

type Condition =
  { readonly illiquid: string } | { readonly below: { venue: string; asset: string; price: number } }

const lending = (traders: number, highest: number, depositors: number, condition: Condition) =>
  ({
    kind: 'lending',
    maintenanceMargin: 0.2,
    bonus: 0.05,
    liquidation: { capacityPerStep: null },
    markets: { coin: { soldOn: 'pool', mark: { index: { method: 'mean', of: { pool: 1 } } } } },
    crowd: [{ traders, leverage: { distribution: 'logUniform', min: 1.5, max: highest } }],
    treasury: { depositors, run: { perStep: 0.02, after: [condition] } },
  }) as const

export const situation: Situation = {
  id: 'pool-and-run',
  title: 'A pool and its lenders’ run',
  sentence:
    'A sale makes the pool’s price dip, while Alpha’s hardly moves. Lenders run, and two sound protocols have nothing left to pay with.',
  pushed: 'pool',
  world: {
    version: 2,
    title: 'A pool and its lenders’ run',
    seed: '1',
    steps: 240,
    stepSeconds: 720,
    assets: { coin: { startPrice: 2000, fairValue: veryQuiet } },
    venues: {
      pool: {
        ...exchange,
        insuranceFund: 0,
        markets: { coin: { liquidity: { anchor: 'reserves', depth: 6000, fee: 0.003 }, arbitrage: 0.05 } },
      },
      alpha: {
        ...sturdyExchange,
        markets: {
          coin: { liquidity: { depth: 400_000 }, hedge: { pool: 'pool', share: 0.5, everySteps: 10 } },
        },
        crowd: [{ traders: 600, leverage: upTo(5) }],
      },
      lend: lending(1000, 4, 4_000_000, { below: { venue: 'pool', asset: 'coin', price: 1900 } }),
      vault: lending(600, 2.4, 1_600_000, { illiquid: 'lend' }),
    },
    shocks: [{ step: 12, kind: 'sell', venue: 'pool', asset: 'coin', contracts: 90_000 }],
  },
  channels: {
    index: {
      sentence:
        'The oracle reads the pool, so the dip has loans sold, and their sale pushes the pool further.',
      changes: [
        { measure: { reading: 'priceFall', venue: 'pool', asset: 'coin' }, off: 'lower' },
        { measure: { reading: 'liquidations', venue: 'lend' }, off: 'zero' },
      ],
    },
    hedges: {
      sentence:
        'Those who hedge the pool sell on Alpha what the pool takes in. Alpha’s book is deep, and nobody there is sold out.',
      carries: 'nothing',
    },
    fear: {
      sentence: 'Lenders run from a price in the pool, and those of Vault because Lend cannot pay.',
      changes: [
        { measure: { reading: 'withdrawn', venue: 'lend' }, off: 'zero' },
        { measure: { reading: 'refused', venue: 'vault' }, off: 'zero' },
      ],
    },
  },
  claims: [
    { measure: { reading: 'priceFall', venue: 'pool', asset: 'coin' }, is: 'above', than: 0.1 },
    { measure: { reading: 'priceFall', venue: 'alpha', asset: 'coin' }, is: 'below', than: 0.05 },
    { measure: { reading: 'tradersLiquidated', venue: 'alpha' }, is: 'below', than: 1 },
    { measure: { reading: 'refused', venue: 'lend' }, is: 'above', than: 0 },
    { measure: { reading: 'refused', venue: 'vault' }, is: 'above', than: 0 },
    {
      measure: {
        sum: [
          { reading: 'badDebt', venue: 'lend' },
          { reading: 'badDebt', venue: 'vault' },
        ],
      },
      is: 'below',
      than: 1,
    },
  ],
  reported: [
    {
      what: 'Share of the deposits that is lent out',
      reported: '100%, in several pools at once, in April 2026 and in November 2025',
      ...about(1),
      unit: 'share',
      grade: 'S',
      source: 'LlamaRisk and Odaily on Aave; Followin on the Stream markets',
      here: { reading: 'utilization', venue: 'lend' },
    },
  ],
  leftOut: [
    'Interest, which rises until borrowers pay back or new lenders come.',
    'Bad debt: a few hundredths of what was taken out then; none here.',
  ],
}
