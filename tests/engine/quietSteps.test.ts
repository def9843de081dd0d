/**
 * Goal: a step costs what happens in it: nothing looks at a crowd while no mark comes near anybody, whatever the number of venues,
 * and one liquidation costs the same in a crowd of any size (issue 11, docs/model.md section 11.4).
 * Method: every column of every ledger counts how often it is read, and every call that moves an account in an index counts, too.
 * No clock is asked.
 */
import { describe, expect, test, vi } from 'vitest'
import type { Ledger } from '../../src/engine/ledger.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { TriggerIndex } from '../../src/engine/triggerIndex.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { WorldDocument } from '../../src/schema/world.ts'

const ASSETS = ['btc', 'eth', 'sol', 'token'] as const

interface Size {
  readonly exchanges: number
  /** Of each kind, at each venue. */
  readonly accounts: number
  /** Whether somebody at the first exchange is sold out in the first step. */
  readonly push?: boolean
}

/** Exchanges that know each other in every way there is, a protocol, and a bank that placed money with them; news every step. */
function world({ exchanges, accounts, push = false }: Size): WorldDocument {
  const ids = Array.from({ length: exchanges }, (_, i) => `exchange${i}`)
  const of = Object.fromEntries(ids.map((id) => [id, 1]))
  const leverage = { distribution: 'logUniform', min: 1.5, max: 3 }
  const crowd = [
    { traders: accounts, assets: ['btc'], leverage, behavior: { stopLoss: { share: 1, loss: 0.9 } } },
    { traders: accounts, assets: ['eth'], leverage },
    { traders: accounts, assets: ['sol', 'btc', 'eth'], leverage, hedgers: { count: 3, leverage: 1.5 } },
  ]
  const weak = {
    accounts: [{ collateral: 1_000, legs: [{ asset: 'btc', side: 'long', leverage: 40, entry: 100 }] }],
  }
  const exchange = (i: number) => ({
    kind: 'exchange',
    maxLeverage: 50,
    insuranceFund: 1e6,
    circuitBreaker: { move: 0.5, windowSteps: 5, haltSteps: 3 },
    waterfall: ['insuranceFund', 'adl', 'socializedLoss'],
    markets: Object.fromEntries(
      ASSETS.map((id) => [
        id,
        {
          liquidity: { depth: 1e6, desk: 'desk' },
          mark: { indexWeight: 0.5, index: { method: 'median', of } },
          arbitrage: 0.3,
        },
      ]),
    ),
    crowd: i === 0 ? [...crowd, weak] : crowd,
  })
  return parseWorld({
    version: 2,
    seed: 'quiet',
    steps: 1_000,
    assets: Object.fromEntries(
      ASSETS.map((id) => [id, { startPrice: 100, fairValue: { process: 'gbm' }, loading: 0.5 }]),
    ),
    desks: { desk: { capital: 1e9 } },
    chains: { chain: { slotsPerStep: 10, gas: 1 } },
    venues: {
      ...Object.fromEntries(ids.map((id, i) => [id, exchange(i)])),
      protocol: {
        kind: 'lending',
        maintenanceMargin: 0.1,
        bonus: 0.05,
        chain: 'chain',
        markets: {
          btc: { soldOn: ids[0], mark: { index: { method: 'mean', of } } },
          eth: { soldOn: ids[0] },
        },
        crowd: [
          { traders: accounts, assets: ['btc'], leverage: { ...leverage, max: 2 } },
          { traders: accounts, assets: ['btc', 'eth'], leverage: { ...leverage, max: 2 } },
        ],
        treasury: { depositors: 1e11 },
      },
      bank: {
        kind: 'institution',
        venueEquity: 1e6,
        treasury: {
          depositors: 1e6,
          placed: { protocol: 1e5 },
          run: { perStep: 0.01, after: [{ step: 3 }] },
        },
      },
    },
    shocks: push ? [{ step: 1, kind: 'fairValue', asset: 'btc', change: -0.03 }] : [],
  })
}

type Column = Float64Array | Uint8Array

/** The column, which counts how often one of its numbers is read. */
function counted<T extends Column>(column: T, count: () => void): T {
  return new Proxy(column, {
    get(target, key) {
      if (typeof key === 'string' && /^\d/.test(key)) count()
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  })
}

const COLUMNS = ['haircutCents', 'entryPrice', 'state', 'queued', 'deleveragedOnce', 'crossed'] as const

/** Takes steps; returns how often accounts were read, and how often one was moved in an index. */
function countWork(document: WorldDocument, steps: number) {
  const simulation = Simulation.create(document)
  let reads = 0
  const count = () => reads++
  for (const { state } of simulation.places.venues) {
    const ledger: Ledger = state.ledger
    ledger.rows = counted(ledger.rows, count)
    for (const name of COLUMNS) Object.assign(ledger, { [name]: counted(ledger[name], count) })
  }
  const calls = (['pop', 'set', 'remove', 'setLater', 'build', 'visitBetween'] as const).map((name) =>
    vi.spyOn(TriggerIndex.prototype, name),
  )
  simulation.advance(steps)
  const moves = calls.reduce((sum, { mock }) => sum + mock.calls.length, 0)
  for (const call of calls) call.mockRestore()
  const liquidations = simulation.places.venues.reduce((sum, { state }) => sum + state.totals.liquidations, 0)
  const moved = simulation.places.markets.filter(
    ({ state, soldOn }) => state.price !== 100 && soldOn.leg >= 0,
  )
  return { reads, moves, liquidations, moved: moved.length, markets: simulation.places.markets.length }
}

describe('while prices move and reach nobody', () => {
  test.each([
    { exchanges: 1, accounts: 20 },
    { exchanges: 4, accounts: 20 },
    { exchanges: 4, accounts: 1_000 },
    { exchanges: 14, accounts: 50 },
  ])('no account is read: $exchanges exchanges, $accounts accounts of each kind', (size) => {
    const { reads, moves, liquidations, moved } = countWork(world(size), 40)
    expect(moved).toBeGreaterThanOrEqual(size.exchanges * ASSETS.length)
    expect({ reads, moves, liquidations }).toEqual({ reads: 0, moves: 0, liquidations: 0 })
  })
})

test('one liquidation reads as many accounts in a large crowd as in a small one', () => {
  const small = countWork(world({ exchanges: 2, accounts: 200, push: true }), 3)
  const large = countWork(world({ exchanges: 2, accounts: 4_000, push: true }), 3)
  expect(small.liquidations).toBe(1)
  expect({ ...large, reads: small.reads }).toEqual(small)
  expect(small.reads).toBeGreaterThan(0)
  // What is read ahead stops at the end of a small crowd.
  expect(large.reads).toBeLessThan(2 * small.reads)
})
