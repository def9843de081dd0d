/** One venue whose rules change while it runs: nothing else acts in it. */
import { CONTRACTS } from '../../src/engine/ledger.ts'
import { Simulation } from '../../src/engine/simulation.ts'
import { book, exchange, long, openWorld, venueOf, world, type Json } from './validationWorlds.ts'

export const rule = (step: number, set: Json, venue = 'house'): Json => ({ step, kind: 'rule', venue, set })
export const proposal = (step: number, set: Json): Json => ({ ...rule(step, set), kind: 'proposal' })
export const coin = (...path: number[]): Json => ({ startPrice: 100, fairValue: { path } })

/** One exchange with one deep book; a crowd of one long at 10 times, unless told otherwise. */
export function house(parts: Json, changes: Json = {}, market: Json = {}): Simulation {
  const accounts = { crowd: { accounts: [long(100, 10)] } }
  const venues = { house: exchange({ coin: { liquidity: book(), ...market } }, { ...accounts, ...changes }) }
  return openWorld(world({ steps: 20, venues, ...parts }))
}

export const stateOf = (simulation: Simulation) => venueOf(simulation, 'house').state
export const contractsOf = (simulation: Simulation, id = 0) => {
  const { ledger } = stateOf(simulation)
  return ledger.rows[ledger.stride * id + CONTRACTS]
}
