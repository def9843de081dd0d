/**
 * Goal: R is made of everyone whom the price can still reach, whatever became of the accounts and however the index holds them.
 * Method: random runs; after every step, R at the mark and at every liquidation price on the way is added up from all accounts.
 */
import { describe, expect, test } from 'vitest'
import { randomScenario } from '../support/randomScenario.ts'
import { randomWorld } from '../support/randomWorld.ts'
import { exp } from '../../src/engine/arithmetic.ts'
import { contractsToMove } from '../../src/engine/impact.ts'
import { CONTRACTS, liquidationPrice } from '../../src/engine/ledger.ts'
import { countLegs } from '../../src/engine/margin.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { computeSpiralProfile, type PeakedProfile } from '../../src/engine/spiral.ts'
import { markPrice, type Market } from '../../src/engine/venue.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import { parseScenario } from '../../src/schema/scenario.ts'

function addUp({ venue, leg, rules, state }: Market, side: 1 | -1, mark: number): PeakedProfile {
  const { ledger } = venue.state
  const near = Array.from({ length: ledger.count }, (_, id) => ({
    contracts: side * ledger.rows[ledger.stride * id + CONTRACTS + leg],
    price: liquidationPrice(ledger, id, leg, state.maintenanceMargin),
    isIn: ledger.queued[id] === 0 && countLegs(venue, id) === 1,
  })).filter(({ contracts, price, isIn }) => isIn && contracts > 0 && side * price <= side * mark)
  const isAhead = (price: number) => side * price >= side * mark * (1 - side * 0.2)
  const prices = near
    .map(({ price }) => price)
    .filter(isAhead)
    .sort((a, b) => side * (b - a))
  const all = [mark, ...prices.filter((price, i) => i === 0 || price !== prices[i - 1])]
  const window = contractsToMove(rules.curve, state.displacement, state.depthContracts, side * 0.01)
  const scale = (venue.rules.closeFactor * (1 - rules.indexWeight)) / window
  const windows = all.map((at) => {
    const end = at * exp(-side * 0.01)
    const forced = near.filter(({ price }) => side * price <= side * at && side * price > side * end)
    const value = forced.reduce((sum, one) => sum + one.contracts, 0) * scale
    const squares = forced.reduce((sum, one) => sum + one.contracts * one.contracts, 0)
    return { value, accounts: forced.length, spread: Math.sqrt(squares) * scale }
  })
  const values = windows.map(({ value }) => value)
  // The first of the largest: nearest to the mark.
  const peak = windows.reduce((most, one) => (one.value > most.value ? one : most), {
    value: 0,
    accounts: 0,
    spread: 0,
  })
  return { prices: Float64Array.from(all), values: Float64Array.from(values), peak }
}

/** Returns how many prices there were where R is above 0. */
function follow(simulation: Simulation, steps: number): number {
  let found = 0
  for (let step = 0; step <= steps; step++) {
    if (step > 0) simulation.advance()
    for (const market of simulation.places.books)
      for (const side of [1, -1] as const) {
        const profile = computeSpiralProfile(market, side)
        expect(profile).toEqual(addUp(market, side, markPrice(market)))
        found += profile.values.filter((value) => value > 0).length
      }
  }
  return found
}

describe('R along the way of the price', () => {
  test('is what all accounts add up to, in random scenarios', () => {
    let found = 0
    for (let seed = 0; seed < 150; seed++)
      found += follow(Simulation.create(parseScenario(randomScenario(seed))), 12)
    expect(found).toBeGreaterThan(5000)
  })

  test('is what all accounts add up to, in random worlds', () => {
    let found = 0
    for (let seed = 0; seed < 60; seed++)
      found += follow(Simulation.create(parseWorld(randomWorld(seed))), 12)
    expect(found).toBeGreaterThan(1000)
  })
})
