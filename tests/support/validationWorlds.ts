/**
 * Builders of the worlds of docs/validation.md, section G: venues in which nothing acts but what a test switches on, and a run
 * with every invariant checked after every step.
 */
import { Simulation } from '../../src/engine/simulation.ts'
import type { Market, Venue } from '../../src/engine/venue.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'

export type Json = Record<string, unknown>

/** A path that starts at 100 and stays at `price` from step 1 on. */
export const jumpTo = (price: number): Json => ({ startPrice: 100, fairValue: { path: [100, price] } })
export const steady = jumpTo(100)

/** A book of linear impact that does not heal, deep enough that nothing moves it but what a test sends on purpose. */
export function book(depth = 1e9, liquidity: Json = {}): Json {
  return { curve: 'exponential', depth, resilience: 0, ...liquidity }
}

/** Nobody pays anything but bad debt, no fee, no limit. */
export function exchange(markets: Json, changes: Json = {}): Json {
  return {
    kind: 'exchange',
    maxLeverage: 1000,
    maintenanceMargin: 0.01,
    liquidationFee: 0,
    liquidation: { closeFactor: 1, capacityPerStep: null },
    waterfall: [],
    insuranceFund: 0,
    markets,
    ...changes,
  }
}

/** Loans without a fee to the fund; the oracle is fair value. */
export function lending(bonus: number, margin: number, crowd: Json, changes: Json = {}): Json {
  return {
    kind: 'lending',
    maintenanceMargin: margin,
    bonus,
    liquidationFee: 0,
    liquidation: { closeFactor: 1, capacityPerStep: null },
    markets: { coin: { soldOn: 'deep', mark: { index: 'fair' } } },
    crowd,
    treasury: { depositors: 1e9 },
    ...changes,
  }
}

/** One long of the only market, entered at the start price. */
export const long = (collateral: number, leverage: number, asset = 'coin', entry = 100): Json => ({
  collateral,
  legs: [{ asset, side: 'long', leverage, entry }],
})

export function world(parts: Json): Json {
  return { version: 2, seed: 'validation', steps: 1, assets: { coin: steady }, ...parts }
}

export function openWorld(document: Json): Simulation {
  return Simulation.create(parseWorld(document), { assert: true })
}

/** Runs a world to its end. */
export function runWorld(document: Json): Simulation {
  const simulation = openWorld(document)
  simulation.advance(simulation.program.document.steps)
  return simulation
}

export function venueOf({ places }: Simulation, id: string): Venue {
  const venue = places.venues.find(({ rules }) => rules.id === id)
  if (!venue) throw new Error(`no venue ${id}`)
  return venue
}

/** A market of a venue by its place in the order of the document. */
export function marketOf(simulation: Simulation, id: string, place = 0): Market {
  return venueOf(simulation, id).markets[place]
}
