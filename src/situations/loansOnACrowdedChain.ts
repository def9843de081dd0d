/** Two lending protocols on one chain, whose block space and gas are the bottleneck: 12 March 2020. */
import { about, quiet, sturdyExchange, upTo } from './parts.ts'
import type { Measure, Situation } from './situation.ts'

const lending = (traders: number, deposit: number, depositors: number) =>
  ({
    kind: 'lending',
    maintenanceMargin: 0.25,
    bonus: 0.13,
    liquidation: { capacityPerStep: null },
    chain: 'main',
    markets: { eth: { soldOn: 'alpha', mark: { lagSteps: 4 } } },
    crowd: [
      {
        traders,
        leverage: { distribution: 'logUniform', min: 1.2, max: 3 },
        deposit: { median: deposit, sigma: 1.2 },
      },
    ],
    treasury: { depositors },
  }) as const

const unbid = [
  { reading: 'unbid', venue: 'lend' },
  { reading: 'unbid', venue: 'vault' },
] as const
const bid = [
  { reading: 'liquidations', venue: 'lend' },
  { reading: 'liquidations', venue: 'vault' },
] as const
const badDebt = (venue: string): Measure => ({ reading: 'badDebt', venue })

export const situation: Situation = {
  id: 'loans-on-a-crowded-chain',
  title: 'Loans on a crowded chain: 12 March 2020',
  sentence: 'The chain is full while the price falls: loans are sold too late, and both lenders fail.',
  pushed: 'eth',
  world: {
    version: 2,
    title: 'Loans on a crowded chain',
    seed: '1',
    steps: 240,
    stepSeconds: 240,
    assets: { eth: { startPrice: 200, fairValue: quiet } },
    chains: { main: { slotsPerStep: 30, gas: 10.4 } },
    venues: {
      alpha: {
        ...sturdyExchange,
        markets: { eth: { liquidity: { depth: 1_500_000 } } },
        crowd: [{ traders: 500, leverage: upTo(10) }],
      },
      lend: lending(1500, 1000, 4_500_000),
      vault: lending(900, 3000, 6_750_000),
    },
    shocks: [
      { step: 10, kind: 'chain', chain: 'main', slots: 0.1, gas: 12 },
      { step: 12, kind: 'fairValue', asset: 'eth', change: -0.5, overSteps: 100 },
    ],
  },
  channels: {
    chains: {
      sentence:
        'Both lenders share the block space. With room for all, loans are sold while they still cover their debt.',
      changes: [
        { measure: badDebt('lend'), off: 'lower' },
        { measure: badDebt('vault'), off: 'zero' },
      ],
    },
  },
  claims: [
    { measure: { reading: 'insolvent', venue: 'lend' }, is: 'above', than: 0 },
    { measure: { reading: 'insolvent', venue: 'vault' }, is: 'above', than: 0 },
    { measure: { reading: 'insolvent', venue: 'alpha' }, is: 'below', than: 1 },
  ],
  reported: [
    {
      what: 'Fall of ether in a day',
      reported: 'about 50%',
      ...about(0.5),
      isGiven: true,
      unit: 'share',
      grade: 'S',
      source: 'Dragonfly Research, 24 March 2020; Blockonomi',
      here: { reading: 'priceFall', venue: 'alpha', asset: 'eth' },
    },
    {
      what: 'Liquidations without a real bid',
      reported: '36% of all were won with a bid of zero',
      ...about(0.36),
      unit: 'share',
      grade: 'S',
      source: 'Whiterabbit, 14 March 2020',
      here: { ratio: [{ sum: unbid }, { sum: [...unbid, ...bid] }] },
    },
  ],
  leftOut: [
    'Auctions: here nobody bids where a bid would lose money; then somebody bid nothing and took the collateral, which owners lost.',
    'The rise of gas, from about 10 to over 100 gwei, is put in: here it is twelve times what it was.',
    'The new tokens that were sold to fill the hole.',
  ],
}
