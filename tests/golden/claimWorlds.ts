/** Golden worlds of claims: treasuries, runs, tokens, failures and votes, and one of everything at once. Pure data. */
import { golden, type GoldenWorld } from './goldenWorld.ts'
import {
  asset,
  bank,
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
  SQUEEZE,
  WALK,
} from './worldParts.ts'

export const claimWorlds: readonly GoldenWorld[] = [
  golden(
    'a token, a run and claims in a circle',
    60,
    {
      assets: { btc: asset(CRASH), token: asset(WALK, { tokenOf: 'alpha', loading: -0.3 }) },
      venues: {
        alpha: exchange(
          { btc: { liquidity: book(0.02) }, token: { liquidity: deep(4000) } },
          {
            onFailure: 'close',
            crowd: crowd(400, { assets: ['btc'] }),
            venueEquity: 400_000,
            treasury: {
              depositors: 900_000,
              placed: { bank: 100_000 },
              holdings: { token: { contracts: 500_000, soldOn: 'alpha' } },
              run: {
                perStep: 0.1,
                after: [{ below: { venue: 'alpha', asset: 'token', price: 97 } }, { step: 20 }],
              },
            },
          },
        ),
        bank: bank(
          20_000,
          {
            depositors: 150_000,
            placed: { alpha: 120_000, trust: 30_000 },
            run: { perStep: 0.2, after: [{ illiquid: 'alpha' }] },
          },
          { onFailure: 'close' },
        ),
        trust: bank(5_000, {
          depositors: 40_000,
          placed: { bank: 60_000 },
          run: { perStep: 0.5, after: [{ closed: 'bank' }] },
        }),
      },
      shocks: [
        { step: 12, kind: 'loss', venue: 'trust', amount: 12_000 },
        { step: 15, kind: 'loss', venue: 'bank', amount: 30_000 },
      ],
    },
    ['failed', ['alpha', 'withdrawn'], ['alpha', 'refused'], ['bank', 'stolen'], ['trust', 'claimsLost']],
  ),
  golden(
    'rules, votes and latency',
    70,
    {
      assets: { btc: asset(SQUEEZE), eth: asset(WALK) },
      venues: {
        alpha: exchange(
          {
            btc: {
              liquidity: book(0.1, { stress: { sensitivity: 0.2, memorySteps: 10, calmReturn: 0.001 } }),
            },
            eth: { liquidity: book(0.15), maintenanceMargin: 0.03 },
          },
          {
            governance: { delaySteps: 3, majority: 0.5, by: 'equity' },
            liquidation: { closeFactor: 0.3, capacityPerStep: 9, latencySteps: 2, surplus: 'fund' },
            crowd: crowd(700, { assets: ['eth', 'btc'], longShare: 0.3, entrySpread: 0.02 }),
          },
        ),
        beta: exchange(
          { btc: { liquidity: book(0.15, { makers: { capital: { shareOfOpenInterest: 0.02 } } }) } },
          {
            governance: { delaySteps: 1, majority: 0.66, by: 'position' },
            crowd: crowd(500, { longShare: 0.4 }),
          },
        ),
      },
      shocks: [
        { step: 2, kind: 'proposal', venue: 'alpha', maintenanceMargin: 0.06 },
        { step: 4, kind: 'proposal', venue: 'beta', maintenanceMargin: 0.1 },
        { step: 25, kind: 'rule', venue: 'beta', maintenanceMargin: 0.05 },
        { step: 40, kind: 'proposal', venue: 'alpha', maintenanceMargin: 0.004 },
      ],
    },
    ['votes', ['alpha', 'liquidations'], ['beta', 'liquidations']],
  ),
  golden(
    'every rule that can be set',
    90,
    {
      assets: { btc: asset(SLIDE), eth: asset(WALK) },
      venues: {
        alpha: exchange(
          {
            btc: { liquidity: book(0.1), mark: { indexWeight: 0.5 } },
            eth: { liquidity: book(0.12), arbitrage: 0.2 },
          },
          {
            governance: { delaySteps: 2, majority: 0.4, by: 'position' },
            crowd: [crowd(500, { assets: ['btc', 'eth'] }), crowd(200)],
          },
        ),
        beta: exchange({ eth: { liquidity: book(0.12), arbitrage: 0.2 } }, { crowd: crowd(400) }),
        lend: lending(
          { btc: { soldOn: 'alpha', mark: { indexWeight: 0 } } },
          {
            crowd: crowd(300, { longShare: 1, leverage: { distribution: 'logUniform', min: 1.5, max: 4 } }),
            treasury: { depositors: 900_000, run: { perStep: 0.01, after: [{ step: 20 }] } },
          },
        ),
      },
      shocks: [
        { step: 3, kind: 'rule', venue: 'alpha', set: { liquidationFee: 0.01 } },
        { step: 4, kind: 'rule', venue: 'beta', set: { maxLeverage: 8 } },
        { step: 5, kind: 'proposal', venue: 'alpha', set: { indexWeight: 0.9 } },
        { step: 6, kind: 'rule', venue: 'alpha', set: { positionCap: 30_000 } },
        { step: 7, kind: 'rule', venue: 'beta', set: { openInterestCap: 400_000 } },
        { step: 12, kind: 'rule', venue: 'lend', set: { closeFactor: 0.4 } },
        { step: 14, kind: 'rule', venue: 'lend', set: { capacityPerStep: 3 } },
        { step: 25, kind: 'rule', venue: 'lend', set: { haltWithdrawals: 15 } },
        {
          step: 16,
          kind: 'proposal',
          venue: 'alpha',
          set: { circuitBreaker: { move: 0.05, windowSteps: 5, haltSteps: 4 } },
        },
        { step: 60, kind: 'rule', venue: 'alpha', set: { circuitBreaker: null } },
        { step: 62, kind: 'rule', venue: 'lend', set: { capacityPerStep: null } },
        { step: 64, kind: 'rule', venue: 'beta', set: { openInterestCap: null } },
      ],
    },
    ['votes', ['alpha', 'liquidations'], ['lend', 'liquidations'], ['lend', 'withdrawn']],
  ),
  golden(
    'everything at once',
    120,
    {
      assets: {
        btc: asset(WALK, { loading: 0.9 }),
        eth: asset(WALK, { loading: 0.8 }),
        token: asset(CRASH, { tokenOf: 'beta', loading: 0.5 }),
      },
      desks: { north: { capital: 150_000 }, south: { capital: 60_000 } },
      chains: { main: { slotsPerStep: 10, gas: 2 }, side: { slotsPerStep: null, gas: 0.25 } },
      venues: {
        alpha: exchange(
          {
            btc: {
              liquidity: book(0.015, { desk: 'north' }),
              arbitrage: 0.3,
              mark: marked(mean({ alpha: 1, beta: 1 }), 0.5),
            },
            eth: { liquidity: book(0.02, { desk: 'south' }), arbitrage: 0.3 },
          },
          {
            chain: 'main',
            onFailure: 'close',
            waterfall: ['insuranceFund', 'adl', 'venueEquity'],
            crowd: [
              crowd(500, { assets: ['btc', 'eth'] }),
              crowd(300, { assets: ['btc'], behavior: LIVING }),
            ],
            treasury: {
              depositors: 300_000,
              placed: { beta: 80_000 },
              run: { perStep: 0.05, after: [{ insolvent: 'beta' }] },
            },
          },
        ),
        beta: exchange(
          {
            btc: { liquidity: book(0.02, { desk: 'north', curve: 'constantProduct' }), arbitrage: 0.6 },
            eth: {
              liquidity: book(0.03),
              arbitrage: 0.6,
              mark: marked(median({ alpha: 1, beta: 1 }), 0.8, 1),
            },
            token: { liquidity: { anchor: 'reserves', depth: 4000, fee: 0.01 }, arbitrage: 1 },
          },
          {
            waterfall: ['socializedLoss'],
            venueEquity: 120_000,
            crowd: crowd(600, { assets: ['eth', 'btc'], hedgers: { count: 10, leverage: 3 } }),
            treasury: {
              depositors: 200_000,
              placed: { lend: 20_000 },
              holdings: { token: { contracts: 100_000, soldOn: 'beta' } },
              run: { perStep: 0.04, after: [{ step: 50 }] },
            },
          },
        ),
        lend: lending(
          {
            btc: { soldOn: 'alpha', mark: marked(mean({ alpha: 1, beta: 1 }), 0.8) },
            eth: { soldOn: 'beta', mark: marked('fair'), maintenanceMargin: 0.2 },
          },
          {
            chain: 'main',
            crowd: {
              ...crowd(200, { assets: ['btc', 'eth'] }),
              leverage: { distribution: 'logUniform', min: 1.5, max: 4 },
            },
            treasury: { depositors: 900_000, placed: { bank: 50_000 } },
          },
        ),
        bank: bank(10_000, { depositors: 100_000, placed: { alpha: 60_000 } }, { onFailure: 'close' }),
      },
      shocks: [
        { step: 8, kind: 'proposal', venue: 'alpha', maintenanceMargin: 0.03 },
        { step: 20, kind: 'fairValue', asset: 'btc', change: -0.15 },
        { step: 22, kind: 'chain', chain: 'main', slots: 0.3, gas: 8 },
        { step: 35, kind: 'fairValue', asset: 'eth', change: -0.25 },
        { step: 60, kind: 'loss', venue: 'beta', amount: 150_000 },
        { step: 70, kind: 'sell', venue: 'beta', asset: 'token', contracts: 40_000 },
      ],
    },
    [
      'failed',
      'votes',
      ['alpha', 'liquidations'],
      ['beta', 'socializedLoss'],
      ['lend', 'liquidations'],
      ['beta', 'withdrawn'],
    ],
  ),
]
