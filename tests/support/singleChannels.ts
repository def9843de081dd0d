/**
 * For each channel of a world (docs/model.md section 11.9) the smallest world that has this one alone, a shock in one place, and what
 * it would change in another while the channel is on.
 */
import type { ChannelId } from '../../src/schema/worldChannels.ts'
import type { WorldShock } from '../../src/schema/worldShocks.ts'
import type { CompleteWorldRun } from './completeRun.ts'
import type { MarketInput, VenueInput, WorldInput } from './oracle/document.ts'

export interface SingleChannel {
  document: WorldInput
  shock: WorldShock
  /** What happened in the other place. */
  read: (run: CompleteWorldRun) => unknown
}

const STEPS = 12
const PATH = { path: [100] }

const long = (collateral: number, ...assets: [asset: string, leverage: number][]) => ({
  collateral,
  legs: assets.map(([asset, leverage]) => ({ asset, side: 'long' as const, leverage, entry: 100 })),
})

const book = (changes: MarketInput = {}): MarketInput => ({
  liquidity: { depth: 1000, resilience: 0 },
  ...changes,
})

const exchange = (markets: Record<string, MarketInput>, changes: VenueInput | object = {}): VenueInput => ({
  kind: 'exchange',
  maintenanceMargin: 0.02,
  insuranceFund: 0,
  markets,
  ...changes,
})

const bank = (treasury: VenueInput['treasury'] & object, changes: object = {}): VenueInput => ({
  kind: 'institution',
  treasury,
  ...changes,
})

const world = (venues: Record<string, VenueInput>, changes: Partial<WorldInput> = {}): WorldInput => ({
  version: 2,
  seed: 's',
  steps: STEPS,
  assets: { btc: { startPrice: 100, fairValue: PATH }, eth: { startPrice: 100, fairValue: PATH } },
  venues,
  ...changes,
})

const sale = (contracts: number, asset = 'btc'): WorldShock => ({
  step: 2,
  kind: 'sell',
  venue: 'alpha',
  asset,
  contracts,
})
const theft = (venue: string): WorldShock => ({ step: 2, kind: 'loss', venue, amount: 1_000_000 })

const pricesOf = (venue: string, asset: string) => (run: CompleteWorldRun) =>
  run.series.map((row) => row.venues[venue].markets[asset])
const summaryOf = (venue: string) => (run: CompleteWorldRun) => {
  const { failurePlace, ...summary } = run.summary.venues[venue]
  return failurePlace === null ? summary : { ...summary, failed: true }
}

const WORLDS: Readonly<Record<ChannelId, SingleChannel>> = {
  // The fall of btc breaks the account, and its larger leg is sold: eth.
  crossMargin: {
    document: world({
      alpha: exchange(
        { btc: book(), eth: book() },
        { crowd: { accounts: [long(100, ['btc', 4], ['eth', 6])] } },
      ),
    }),
    shock: sale(30_000),
    read: pricesOf('alpha', 'eth'),
  },
  arbitrage: {
    document: world({
      alpha: exchange({ btc: book({ arbitrage: 0.5 }) }),
      beta: exchange({ btc: book({ arbitrage: 0.5 }) }),
    }),
    shock: sale(3000),
    read: pricesOf('beta', 'btc'),
  },
  hedges: {
    document: world({
      pool: exchange({ btc: { liquidity: { anchor: 'reserves', depth: 100 } } }),
      beta: exchange({ btc: book({ hedge: { pool: 'pool', everySteps: 2 } }) }),
    }),
    shock: { step: 2, kind: 'sell', venue: 'pool', asset: 'btc', contracts: 3000 },
    read: pricesOf('beta', 'btc'),
  },
  index: {
    document: world({
      alpha: exchange({ btc: book() }),
      beta: exchange(
        { btc: book({ mark: { indexWeight: 1, index: { method: 'mean', of: { alpha: 1, beta: 1 } } } }) },
        { crowd: { accounts: [long(100, ['btc', 10])] } },
      ),
    }),
    shock: sale(30_000),
    read: summaryOf('beta'),
  },
  desks: {
    document: world(
      {
        alpha: exchange({ btc: { liquidity: { depth: 1000, resilience: 0, desk: 'north' } } }),
        beta: exchange({ btc: { liquidity: { depth: 500, resilience: 0, desk: 'north' } } }),
      },
      {
        desks: { north: { capital: 200 } },
        // What the makers bought falls in value.
        assets: { btc: { startPrice: 100, fairValue: { path: [100, 100, 100, 90, 80] } } },
      },
    ),
    shock: sale(1500),
    read: pricesOf('beta', 'btc'),
  },
  chains: {
    document: world(
      Object.fromEntries(
        ['alpha', 'beta'].map((id) => [
          id,
          exchange(
            { btc: book() },
            { chain: 'main', crowd: { accounts: [long(50, ['btc', 9]), long(60, ['btc', 10])] } },
          ),
        ]),
      ),
      {
        chains: { main: { slotsPerStep: 1, gas: 0 } },
        assets: { btc: { startPrice: 100, fairValue: { path: [100, 100, 100, 80] } } },
      },
    ),
    shock: sale(30_000),
    read: pricesOf('beta', 'btc'),
  },
  placed: {
    document: world({
      alpha: bank({ depositors: 1000 }),
      beta: bank({ depositors: 1000, placed: { alpha: 500 } }),
    }),
    shock: theft('alpha'),
    read: summaryOf('beta'),
  },
  // Of a bank that has to pay when it is robbed, so that it sells.
  holdings: {
    document: world({
      alpha: exchange({ btc: book() }),
      bank: bank({
        depositors: 1000,
        holdings: { btc: { contracts: 500, soldOn: 'alpha' } },
        run: { perStep: 0.2, after: [{ step: 3 }] },
      }),
    }),
    shock: { step: 2, kind: 'loss', venue: 'bank', amount: 400 },
    read: pricesOf('alpha', 'btc'),
  },
  tokens: {
    document: world(
      { alpha: exchange({ eth: book() }), bank: bank({ depositors: 1000 }, { venueEquity: 500 }) },
      { assets: { eth: { startPrice: 100, fairValue: PATH, tokenOf: 'bank' } } },
    ),
    shock: theft('bank'),
    read: pricesOf('alpha', 'eth'),
  },
  fear: {
    document: world({
      alpha: bank({ depositors: 1000 }),
      beta: bank({ depositors: 1000, run: { perStep: 0.1, after: [{ insolvent: 'alpha' }, { step: 9 }] } }),
    }),
    shock: theft('alpha'),
    read: summaryOf('beta'),
  },
}

/** A fresh copy of the document, so that a test may do with it what it likes. */
export function createSingleChannel(id: ChannelId): SingleChannel {
  return { ...WORLDS[id], document: structuredClone(WORLDS[id].document) }
}
