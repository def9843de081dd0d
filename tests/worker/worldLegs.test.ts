/**
 * Goal: an account with positions in several markets stands in each of them as the engine has it, and is read as a trader of any.
 * Method: two coins under one margin, of which the first falls, in the session beside the engine alone.
 */
import { describe, expect, it } from 'vitest'
import { CONTRACTS, OPEN } from '../../src/engine/ledger.ts'
import { countLegs, equityOf, legLiquidationPrice, maintenanceOf } from '../../src/engine/margin.ts'
import { CROWD_STATES } from '../../src/schema/states.ts'
import { create, keep, openWorld, runId } from '../support/worldSession.ts'

/** Two coins under one margin: the fall of the first sells the second. */
function createOneMargin() {
  const leg = (asset: string, leverage: number) => ({ asset, side: 'long', leverage, entry: 100 })
  const market = { liquidity: { depth: 5_000, resilience: 0 }, mark: { indexWeight: 0 } }
  return {
    version: 2,
    seed: 'm',
    steps: 12,
    assets: {
      one: { startPrice: 100, fairValue: { path: [100, 99, 97, 94, 92, 90, 88, 86, 84, 82, 80, 78, 76] } },
      two: { startPrice: 100, fairValue: { path: [100] } },
    },
    venues: {
      house: {
        kind: 'exchange',
        markets: { one: market, two: market },
        crowd: [
          {
            accounts: Array.from({ length: 40 }, (_, i) => ({
              collateral: 100 + i,
              legs: [leg('one', 4 + i / 20), leg('two', 3 + i / 20)],
            })),
          },
          { traders: 30, assets: ['two'] },
        ],
      },
    },
  }
}

describe('accounts with several positions', () => {
  it('have an entry in each market where they opened, and nobody else has', async () => {
    const { opened } = await openWorld(createOneMargin())
    const [one, two] = opened.openings
    expect(one.ids).toEqual(Int32Array.from({ length: 40 }, (_, id) => id))
    expect(two.ids).toEqual(Int32Array.from({ length: 70 }, (_, id) => id))
  })

  it('are sold out at a price that the other price moves', async () => {
    const { client, opened } = await openWorld(createOneMargin())
    const [, { liquidationPrice: before }] = opened.openings
    const { crowds } = await client.request('seek', { runId, step: 1 })
    const after = crowds[1]?.liquidationPrice ?? []
    // The first coin fell; who holds both comes closer to the line in the second, which stood still.
    for (let entry = 0; entry < 40; entry++) expect(after[entry]).toBeGreaterThan(before[entry])
    expect(Array.from(after).slice(40)).toEqual(Array.from(before).slice(40))
  })

  it('stand where they stood once a position is gone, and not at the price of another', async () => {
    const { client, opened } = await openWorld(createOneMargin())
    const simulation = create(createOneMargin())
    let seen = keep([], opened.frame)
    let gone = 0
    for (let step = 1; step <= 12; step++) {
      simulation.advance()
      seen = keep(seen, await client.request('advance', { runId, steps: 1 }))
      simulation.places.markets.forEach((market, place) => {
        const { ledger } = market.venue.state
        for (let id = 0; id < 40; id++) {
          if (seen[place].contracts[id] !== 0) continue
          gone++
          expect(seen[place].liquidationPrice[id]).toBe(opened.openings[place].liquidationPrice[id])
          const isOver = ledger.state[id] !== OPEN || countLegs(market.venue, id) === 1
          expect(isOver).toBe(true)
          expect(CROWD_STATES[seen[place].state[id]]).toBe('liquidated')
        }
      })
    }
    expect(gone).toBeGreaterThan(10)
  })

  it('can be read as a trader of any market', async () => {
    const { client } = await openWorld(createOneMargin())
    const simulation = create(createOneMargin())
    simulation.advance(3)
    await client.request('seek', { runId, step: 3 })
    const [venue] = simulation.places.venues
    for (const market of venue.markets) {
      const asset = market.leg === 0 ? 'one' : 'two'
      const reading = await client.request('trader', { runId, id: 0, market: { venue: 'house', asset } })
      expect(reading.contracts).toBe(venue.state.ledger.rows[CONTRACTS + market.leg])
      expect(reading.equity).toBe(equityOf(venue, 0))
      expect(reading.liquidationPrice).toBe(legLiquidationPrice(market, 0))
    }
    expect(equityOf(venue, 0)).toBeGreaterThan(maintenanceOf(venue, 0))
    const nobody = client.request('trader', { runId, id: 0, market: { venue: 'house', asset: 'three' } })
    await expect(nobody).rejects.toMatchObject({ path: 'market' })
  })
})
