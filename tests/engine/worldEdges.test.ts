/**
 * Goal: sentences of docs/model.md that decide only at an edge, each by the smallest world that stands on it.
 * Method: accounts in round numbers; what must come out is worked out in the test, in whole numbers.
 */
import { describe, expect, test } from 'vitest'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeWorldSummary, readWorldAccounts } from '../../src/engine/worldPrintout.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

const asset = (...path: number[]) => ({ startPrice: path[0], fairValue: { path } })
/** Marks to fair value, and a book so deep that nothing moves it. */
const market = { liquidity: { depth: 1e12, resilience: 0 }, mark: { indexWeight: 1 } }
const leg = (name: string, side: string, leverage: number, entry = 100) => ({
  asset: name,
  side,
  leverage,
  entry,
})
const crowd = (...accounts: [collateral: number, ...legs: object[]][]) => ({
  accounts: accounts.map(([collateral, ...legs]) => ({ collateral, legs })),
})

interface Parts {
  readonly steps?: number
  readonly assets?: object
  readonly markets?: object
  readonly shocks?: object[]
  readonly chains?: object
}

/** One exchange with two markets, played to the end with every invariant asserted. */
function play(rules: object, { steps = 1, assets, markets, shocks = [], chains = {} }: Parts = {}) {
  const simulation = Simulation.create(
    parseWorld({
      version: 2,
      seed: 'edges',
      steps,
      assets: assets ?? { coin: asset(100, 80), token: asset(100) },
      chains,
      venues: {
        exchange: {
          kind: 'exchange',
          maxLeverage: 1000,
          liquidation: { capacityPerStep: null },
          insuranceFund: 0,
          waterfall: [],
          markets: markets ?? { coin: market, token: market },
          ...rules,
        },
      },
      shocks,
    }),
    { assert: true },
  )
  simulation.advance(steps)
  const venue = computeWorldSummary(simulation).venues['exchange']
  return { simulation, venue, accounts: readWorldAccounts(simulation)['exchange'] }
}

/** Half of what is there is closed once, and the fee is as much as it may be: the part's share. */
const halves = {
  maintenanceMargin: 0.29,
  liquidationFee: 1,
  liquidation: { closeFactor: 0.5, capacityPerStep: 1 },
}

describe('docs/model.md section 5, the fee: a part that is closed pays floor(e·n/size)', () => {
  test('exactly, also of an account with one leg at a venue with several markets', () => {
    for (let cents = 60_000; cents < 60_400; cents++) {
      const { venue, accounts } = play(
        { ...halves, crowd: crowd([cents / 100, leg('coin', 'long', 3.1)]) },
        { assets: { coin: asset(100, 80.1), token: asset(100) } },
      )
      const [{ contracts, cash }] = accounts
      const size = Math.floor((cents * 3.1) / 100)
      const equity = Math.floor(cash + venue.fees + contracts['coin'] * 80.1)
      const n = size - contracts['coin']
      expect([cents, n, venue.fees]).toEqual([cents, Math.ceil(size / 2), Math.floor((equity * n) / size)])
    }
  })

  test('half of the equity goes with one of two legs that need the same maintenance', () => {
    const assets = { coin: asset(100, 80.1), token: asset(100, 80.1) }
    for (let cents = 60_000; cents < 60_400; cents++) {
      const legs = [leg('coin', 'long', 1.5), leg('token', 'long', 1.5)]
      const { venue, accounts } = play(
        { ...halves, liquidation: { capacityPerStep: 1 }, crowd: crowd([cents / 100, ...legs]) },
        { assets },
      )
      const [{ contracts, cash }] = accounts
      const equity = Math.floor(cash + venue.fees + contracts['token'] * 80.1)
      expect([cents, contracts['coin'], venue.fees]).toEqual([cents, 0, Math.floor(equity / 2)])
    }
  })
})

test('docs/model.md section 11.1: leverages add up to at most the maximum, although a sum of typed numbers is a hair above', () => {
  expect(1.1 + 2.2).toBeGreaterThan(3.3)
  const legs = [leg('coin', 'long', 1.1), leg('token', 'long', 2.2)]
  expect(play({ maxLeverage: 3.3, crowd: crowd([100, ...legs]) }).accounts[0].state).toBe('open')
  expect(() => play({ maxLeverage: 3.29, crowd: crowd([100, ...legs]) })).toThrow('maxLeverage')
})

test('docs/model.md section 11.1: weights by floor(Σ|q|·m) that are all 0 share nothing out, and the loss is bad debt', () => {
  const assets = { coin: asset(100, 80), token: asset(1e-6) }
  const { venue, accounts } = play(
    {
      waterfall: ['socializedLoss'],
      socializedLoss: { base: 'openInterest' },
      crowd: crowd([100, leg('coin', 'long', 10)], [1, leg('token', 'long', 1e-8, 1e-6)]),
    },
    { assets },
  )
  expect(accounts.map(({ state }) => state)).toEqual(['liquidated', 'open'])
  expect([venue.socializedLoss, venue.badDebt > 0, venue.badDebt - accounts[1].haircut]).toEqual([
    0,
    true,
    venue.badDebt,
  ])
})

test('docs/model.md section 6: whom a new margin has queued is not deleveraged, although neither mark nor score has moved', () => {
  const accounts = crowd(
    [100, leg('coin', 'short', 10)],
    [100, leg('coin', 'short', 10)],
    [400, leg('coin', 'long', 10)],
    [500, leg('coin', 'long', 10)],
  )
  const { venue } = play(
    {
      maintenanceMargin: 0.01,
      waterfall: ['adl'],
      liquidation: { capacityPerStep: 1, latencySteps: 1 },
      crowd: accounts,
    },
    {
      steps: 3,
      assets: { coin: asset(100, 120), token: asset(100) },
      // The first short goes in step 2 against a winner; the second in step 3, when both winners wait for the engine.
      shocks: [{ step: 3, kind: 'rule', venue: 'exchange', maintenanceMargin: 0.5 }],
    },
  )
  expect([venue.liquidations, venue.adlContracts, venue.adlAccounts, venue.queueLeft]).toEqual([
    2, 1000, 1, 2,
  ])
})

test.each([2, 0.5])(
  'docs/model.md section 8: at leverage %d a top-up is promised when equity < at·μ·|q|·m, also where a rule makes at·μ more than 1',
  (leverage) => {
    const behavior = { topUp: { share: 1, at: 3, amount: 0.5, times: 1 } }
    const { accounts } = play(
      { maintenanceMargin: 0.05, crowd: { ...crowd([100, leg('coin', 'long', leverage)]), behavior } },
      {
        assets: { coin: asset(100), token: asset(100) },
        shocks: [
          { step: 1, kind: 'rule', venue: 'exchange', maintenanceMargin: leverage === 2 ? 0.45 : 0.9 },
        ],
      },
    )
    const spent = 10_000 * leverage
    expect(accounts[0]).toMatchObject({ cash: 10_000 - spent + 5000, state: 'open' })
  },
)

test('docs/model.md section 11.4: a chain without a limit has none when congestion leaves no slots', () => {
  const { simulation, venue } = play(
    { chain: 'main', crowd: crowd([100, leg('coin', 'long', 10)]) },
    {
      chains: { main: { slotsPerStep: null, gas: 0 } },
      shocks: [{ step: 1, kind: 'chain', chain: 'main', slots: 0 }],
    },
  )
  expect([venue.liquidations, simulation.world.chains[0].slotsLeft]).toEqual([1, Infinity])
})

test('docs/model.md section 10: who trades more contracts than can be counted exactly is told so, and none is lost', () => {
  const pool = { liquidity: { anchor: 'reserves', depth: 1e15, fee: 0 }, arbitrage: 1 }
  const assets = { coin: asset(100), token: asset(0.004, 0.003, 0.002, 0.001) }
  expect(() => play({}, { steps: 3, assets, markets: { coin: market, token: pool } })).toThrow(
    'at most 9007199254740991 contracts',
  )
})
