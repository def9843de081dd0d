/**
 * Goal: whoever has one margin for several legs is looked at in time, and no more often than marks come near (docs/model.md
 * section 11.1).
 * Method: an account at its margin to the cent, by hand; random crowds at random marks, where the accounts that the index hands
 * out are compared with a look at everyone.
 */
import { describe, expect, test } from 'vitest'
import { mulberry32 } from '../support/randomNumbers.ts'
import { CASH } from '../../src/engine/ledger.ts'
import { isBelowAll } from '../../src/engine/margin.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import type { Venue } from '../../src/engine/venue.ts'
import { readWorldAccounts } from '../../src/engine/worldPrintout.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

interface Leg {
  readonly asset: string
  readonly side: string
  readonly leverage: number
  readonly entry: number
}

function open(path: readonly number[], legs: readonly Leg[], crowd: readonly unknown[] = []): Simulation {
  const asset = { startPrice: 100, fairValue: { path } }
  const market = { liquidity: { depth: 1e9 }, mark: { indexWeight: 1 } }
  return Simulation.create(
    parseWorld({
      version: 2,
      seed: 'crossed',
      steps: 10,
      assets: { coin: asset, token: asset, ether: asset },
      venues: {
        exchange: {
          kind: 'exchange',
          insuranceFund: 0,
          maintenanceMargin: 0.02,
          markets: { coin: market, token: market, ether: market },
          crowd: [{ accounts: [{ collateral: 53, legs }] }, ...crowd],
        },
      },
    }),
  )
}

/** 100 contracts long of each for 5,300 cents: cash is −14,700, and at 75 equity and maintenance are both 300. */
const LONG_BOTH = ['coin', 'token'].map((asset) => ({
  asset,
  side: 'long',
  leverage: 10_000 / 5_300,
  entry: 100,
}))

describe('an account exactly at its margin', () => {
  test('stands as long as it stays there, and the step ends', () => {
    const simulation = open([100, 75], LONG_BOTH)
    simulation.advance(3)
    const [account] = readWorldAccounts(simulation)['exchange']
    expect(account).toMatchObject({ state: 'open', cash: -14_700, contracts: { coin: 100, token: 100 } })
  })

  test('gives up a leg with the next tick down', () => {
    const simulation = open([100, 75, 74.99], LONG_BOTH)
    simulation.advance(2)
    expect(readWorldAccounts(simulation)['exchange'][0].contracts).toEqual({ coin: 0, token: 100, ether: 0 })
  })
})

test('one that loses money while its marks rise is still looked at', () => {
  const simulation = open([100], LONG_BOTH)
  const [venue] = simulation.places.venues
  const index = venue.crossed
  if (index === null) throw new Error('nobody has several legs')
  venue.state.ledger.rows[CASH] -= 5_000
  index.set(0)
  for (const { state } of venue.markets) state.arrivedIndex = 100.01
  expect(index.isReached(0, 100.01)).toBe(true)
  expect(index.takeReached()).toEqual([0])
})

const CROWD = [
  { traders: 150, assets: ['coin', 'token', 'ether'], longShare: 0.5 },
  { traders: 150, assets: ['token', 'coin'], longShare: 0.5 },
  {
    accounts: Array.from({ length: 60 }, (_, i) => ({
      collateral: 100,
      legs: [
        { asset: 'ether', side: i % 2 === 0 ? 'long' : 'short', leverage: 1 + (i % 9), entry: 100 },
        { asset: 'coin', side: i % 3 === 0 ? 'long' : 'short', leverage: 1 + (i % 7), entry: 100 },
      ],
    })),
  },
]

/** Everyone below maintenance, by a look at each. */
function listBelow(venue: Venue): number[] {
  return [...venue.crossedAccounts.ids].filter((id) => isBelowAll(venue, id))
}

test('on a random way of three marks nobody who is below is missed, and few others are looked at', () => {
  const random = mulberry32(7)
  const [venue] = open([100], LONG_BOTH, CROWD).places.venues
  const index = venue.crossed
  if (index === null) throw new Error('nobody has several legs')
  let looks = 0
  let found = 0
  for (let moment = 0; moment < 2_000; moment++) {
    for (const { state } of venue.markets) state.arrivedIndex *= 1 + 0.004 * (random() - 0.5)
    const below = new Set(listBelow(venue))
    const isReached = venue.markets.some(({ state }, leg) => index.isReached(leg, state.arrivedIndex))
    const reached = isReached ? index.takeReached() : []
    expect(new Set(reached).size).toBe(reached.length)
    expect([...below].filter((id) => !reached.includes(id))).toEqual([])
    for (const id of reached) {
      looks++
      if (below.has(id)) {
        found++
        // It is out of the way with what it owes and more.
        venue.state.ledger.rows[venue.state.ledger.stride * id + CASH] += 2_000
      }
      index.set(id)
    }
  }
  expect(found).toBeGreaterThan(100)
  // A look at everyone at every moment would be 720,000.
  expect(looks).toBeLessThan(found + 20 * venue.crossedAccounts.ids.length)
})
