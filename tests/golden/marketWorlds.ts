/** Golden worlds of markets: cross margin, desks, indexes, arbitrage, pools, loans and chains. Pure data. */
import { golden, type GoldenWorld } from './goldenWorld.ts'
import {
  asset,
  book,
  crowd,
  CRASH,
  deep,
  exchange,
  lending,
  LIVING,
  marked,
  mean,
  median,
  SLIDE,
  WALK,
} from './worldParts.ts'

export const marketWorlds: readonly GoldenWorld[] = [
  golden(
    'cross margin with a desk, hedgers and ADL',
    80,
    {
      assets: { btc: asset(CRASH, { loading: 0.8 }), eth: asset(WALK, { loading: 0.7 }) },
      desks: { north: { capital: 200_000 } },
      venues: {
        alpha: exchange(
          {
            btc: { liquidity: book(0.1, { desk: 'north' }) },
            eth: { liquidity: book(0.1, { desk: 'north' }) },
          },
          {
            waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
            adl: { ranking: 'entryValue' },
            crowd: [
              crowd(600, { assets: ['btc', 'eth'], hedgers: { count: 20, leverage: 2 } }),
              crowd(400, { assets: ['eth'], behavior: LIVING }),
            ],
          },
        ),
      },
    },
    [
      ['alpha', 'liquidations'],
      ['alpha', 'adlContracts'],
      ['alpha', 'fees'],
    ],
  ),
  golden(
    'indexes from prices, halts and arbitrage',
    90,
    {
      assets: { btc: asset(WALK), wrapped: asset(CRASH) },
      venues: {
        alpha: exchange(
          {
            btc: {
              liquidity: book(0.01),
              arbitrage: 0.3,
              mark: marked(mean({ alpha: 1, beta: 2, gamma: 1 }, 0.01)),
            },
          },
          {
            crowd: crowd(500),
            circuitBreaker: { move: 0.04, windowSteps: 5, haltSteps: 3 },
            waterfall: ['socializedLoss'],
            socializedLoss: { base: 'openInterest' },
          },
        ),
        beta: exchange(
          {
            btc: {
              liquidity: book(0.03, { curve: 'squareRoot' }),
              arbitrage: 0.5,
              mark: marked(median({ alpha: 1, gamma: 1 }), 0.7, 2),
            },
            wrapped: { liquidity: book(0.05), mark: marked({ fairOf: 'btc' }) },
          },
          {
            crowd: crowd(500, { assets: ['wrapped', 'btc'] }),
            waterfall: ['adl'],
            adl: { ranking: 'proRata' },
          },
        ),
        gamma: exchange(
          { btc: { liquidity: book(0.02), arbitrage: 1, mark: marked('start', 0.5) } },
          { crowd: crowd(300) },
        ),
      },
      shocks: [
        { step: 10, kind: 'sell', venue: 'alpha', asset: 'btc', contracts: 300_000 },
        { step: 30, kind: 'fairValue', asset: 'btc', change: -0.12 },
        { step: 31, kind: 'depth', venue: 'beta', asset: 'btc', factor: 0.3 },
      ],
    },
    [
      ['alpha', 'liquidations'],
      ['alpha', 'halts'],
      ['beta', 'adlContracts'],
      ['gamma', 'liquidations'],
    ],
  ),
  golden(
    'loans on a crowded chain, sold in a pool',
    100,
    {
      assets: { eth: asset(SLIDE) },
      chains: { main: { slotsPerStep: 6, gas: 3.5 } },
      venues: {
        pool: exchange({
          eth: { liquidity: { anchor: 'reserves', depth: 6000, fee: 0.003 }, arbitrage: 0.4 },
        }),
        deep: exchange({ eth: { liquidity: deep(60_000), arbitrage: 0.2 } }),
        lend: lending(
          { eth: { soldOn: 'pool', mark: marked(mean({ pool: 1, deep: 1 })) } },
          {
            chain: 'main',
            crowd: { ...crowd(400), leverage: { distribution: 'logUniform', min: 1.5, max: 5 } },
            treasury: {
              depositors: 2_000_000,
              placed: {},
              run: { perStep: 0.02, after: [{ insolvent: 'lend' }] },
            },
          },
        ),
      },
      shocks: [
        { step: 6, kind: 'chain', chain: 'main', slots: 0.2, gas: 12 },
        { step: 40, kind: 'chain', chain: 'main' },
      ],
    },
    ['failed', ['lend', 'liquidations'], ['lend', 'unbid'], ['lend', 'badDebt'], ['lend', 'liquidatorCash']],
  ),
]
