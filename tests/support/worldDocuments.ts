/**
 * A world of everything, as a document of version 2, and what is made of it by one change: three exchanges, a lending
 * protocol and a bank, with a desk, a pool, indexes, a chain, treasuries, claims and shocks of every kind.
 */
import { writeAt } from '../../src/schema/documentPath.ts'
import type { Json } from './badDocuments.ts'

const leg = (asset: string, side: string, leverage: number, entry = 100): Json => ({
  asset,
  side,
  leverage,
  entry,
})
const account = (collateral: number, ...legs: Json[]): Json => ({ collateral, legs })
const market = (liquidity: Json, changes: Json = {}): Json => ({
  liquidity,
  mark: { indexWeight: 0.5 },
  ...changes,
})

const alpha: Json = {
  kind: 'exchange',
  maxLeverage: 20,
  maintenanceMargin: 0.02,
  waterfall: ['insuranceFund', 'adl'],
  insuranceFund: 1000,
  venueEquity: 50_000,
  adl: { ranking: 'entryValue' },
  chain: 'main',
  governance: { delaySteps: 2, majority: 0.6, by: 'equity' },
  markets: {
    btc: market({ depth: 5000, desk: 'north' }, { maintenanceMargin: 0.03, arbitrage: 0.5 }),
    eth: market({ depth: 5000, desk: 'north' }),
    token: market({ depth: 900, makers: { capital: 500 }, stress: { sensitivity: 0.1 } }),
  },
  crowd: [
    {
      accounts: [
        account(100, leg('btc', 'long', 5)),
        account(250.5, leg('btc', 'short', 12), leg('eth', 'long', 8)),
      ],
      behavior: { topUp: { share: 1, at: 2, amount: 1, times: 3 }, stopLoss: { share: 0.1 } },
    },
    {
      traders: 50,
      assets: ['eth', 'btc'],
      hedgers: { count: 3, leverage: 2 },
      leverage: { distribution: 'logUniform', min: 2, max: 8 },
    },
  ],
  treasury: {
    depositors: 20_000,
    placed: { bank: 5000, lend: 100 },
    holdings: { token: { contracts: 300, soldOn: 'alpha' } },
    run: {
      perStep: 0.1,
      after: [
        { step: 5 },
        { insolvent: 'bank' },
        { illiquid: 'lend' },
        { closed: 'beta' },
        { below: { venue: 'beta', asset: 'btc', price: 90 } },
      ],
    },
  },
}
const beta: Json = {
  kind: 'exchange',
  onFailure: 'close',
  markets: {
    btc: market(
      { depth: 800 },
      {
        mark: { indexWeight: 1, index: { method: 'mean', of: { alpha: 1, beta: 2, gamma: 1 }, clamp: 0.02 } },
      },
    ),
    eth: market({ anchor: 'reserves', depth: 700, fee: 0.003 }, { arbitrage: 1 }),
  },
  crowd: { traders: 20 },
}
const gamma: Json = {
  kind: 'exchange',
  markets: { btc: market({ depth: 800 }, { mark: { index: 'start' } }) },
  crowd: { accounts: [] },
}
const lend: Json = {
  kind: 'lending',
  maintenanceMargin: 0.15,
  bonus: 0.08,
  chain: 'main',
  markets: {
    btc: { soldOn: 'gamma', mark: { index: { method: 'median', of: { alpha: 1, beta: 1, gamma: 1 } } } },
    eth: { soldOn: 'alpha', mark: { index: { fairOf: 'btc' } }, maintenanceMargin: 0.2 },
  },
  crowd: { accounts: [account(100, leg('btc', 'long', 3), leg('eth', 'long', 2))] },
  treasury: { depositors: 40_000 },
}
const bank: Json = {
  kind: 'institution',
  insuranceFund: 10,
  venueEquity: 2000,
  treasury: { depositors: 10_000, placed: { alpha: 20.25 } },
}
const shocks: Json[] = [
  { step: 1, kind: 'sell', venue: 'alpha', asset: 'btc', contracts: 400 },
  { step: 2, kind: 'depth', venue: 'beta', asset: 'btc', factor: 0.5 },
  { step: 3, kind: 'fairValue', asset: 'eth', change: -0.2 },
  { step: 4, kind: 'chain', chain: 'main', slots: 0.5, gas: 10 },
  { step: 5, kind: 'loss', venue: 'bank', amount: 100.5 },
  { step: 6, kind: 'rule', venue: 'lend', maintenanceMargin: 0.25 },
  { step: 7, kind: 'proposal', venue: 'beta', maintenanceMargin: 0.05 },
  { step: 8, kind: 'rule', venue: 'alpha', set: { positionCap: 1000.5 } },
]

const whole: Json = {
  version: 2,
  title: 'A world of everything',
  seed: 'w',
  steps: 30,
  stepSeconds: 60,
  assets: {
    btc: { startPrice: 100, fairValue: { path: [100, 99, 90] }, loading: 0.5 },
    eth: { startPrice: 100, fairValue: { process: 'gbm' }, loading: -0.5 },
    token: { startPrice: 20, fairValue: { path: [20] }, tokenOf: 'alpha' },
  },
  desks: { north: { capital: 20_000 } },
  chains: { main: { slotsPerStep: 3, gas: 2 } },
  venues: { alpha, beta, gamma, lend, bank },
  shocks,
}

/** A fresh copy, so that a test may do with it what it likes. */
export const createWorld = (): Json => structuredClone(whole)

/** The world with another value at the path, or without what is there; of a list, places are numbers: `shocks.0.step`. */
export const changeWorld = (path: string, value: unknown): Json => writeAt(createWorld(), path, value)

/** The smallest world: an exchange with one market. */
export const createTinyWorld = (changes: Json = {}): Json => ({
  version: 2,
  seed: 's',
  steps: 10,
  assets: { coin: { startPrice: 100, fairValue: { path: [100] } } },
  venues: { one: { kind: 'exchange', markets: { coin: {} } } },
  ...changes,
})
