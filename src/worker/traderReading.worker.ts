/**
 * Everything about one trader at the present moment: what is held now, what was held at the opening, and the events
 * that concern the trader so far. For one who is out, both prices are those of the opening, since nothing is held now.
 */
import type { EventArchive } from './eventArchive.worker.ts'
import { readCrowdState } from './frame.worker.ts'
import { cashAt, contractsAt, depositAt, equityAt, haircutAt, toLiquidationPrice } from '../engine/ledger.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { WorldSnapshot } from '../engine/state.ts'
import { markPrice } from '../engine/venue.ts'
import { EVENT_AT } from '../schema/event.ts'
import type { TraderReading } from '../schema/snapshot.ts'

interface Opening {
  contracts: number
  cashCents: number
  depositCents: number
}

/**
 * @param opening the state at step 0
 * @throws Error where nobody has this number
 */
export function readTrader(
  simulation: Simulation,
  opening: WorldSnapshot,
  archive: EventArchive,
  id: number,
): TraderReading {
  const [venue] = simulation.places.venues
  const [market] = venue.markets
  const { ledger } = venue.state
  const { maintenanceMargin } = market.state
  if (!Number.isInteger(id) || id < 0 || id >= ledger.count)
    throw new Error(`There is no trader ${id}: the traders are 0 to ${ledger.count - 1}.`)
  const start = readOpening(simulation, opening, archive, id)
  const held = ledger.rows[contractsAt(ledger, id, 0)]
  const isOut = held === 0
  const contracts = isOut ? start.contracts : held
  const cash = isOut ? start.cashCents : ledger.rows[cashAt(ledger, id)]
  const mark = markPrice(market)
  const equity = equityAt(ledger, id, 0, mark)
  const entryPrice = ledger.entryPrice[id]
  return {
    id,
    side: readSide(simulation, id, start.contracts),
    state: readCrowdState(ledger, id),
    contracts: held,
    cashCents: ledger.rows[cashAt(ledger, id)],
    depositCents: ledger.rows[depositAt(ledger, id)],
    haircutCents: ledger.rows[haircutAt(ledger, id)],
    entryPrice,
    leverage: (Math.abs(start.contracts) * entryPrice) / start.depositCents,
    effectiveLeverage: isOut ? 0 : equity > 0 ? (Math.abs(contracts) * mark) / equity : Infinity,
    equityCents: equity,
    liquidationPrice: toPrice(contracts, cash, maintenanceMargin),
    bankruptcyPrice: toPrice(contracts, cash, 0),
    events: archive.copyOfTrader(id, simulation.step),
  }
}

/** The price at which nothing but this much margin is left; Infinity where nothing is held. */
function toPrice(contracts: number, cashCents: number, margin: number): number {
  return contracts === 0 ? Infinity : toLiquidationPrice(contracts, cashCents, margin)
}

/** What the trader held just after entering: at step 0, or later for a newcomer. */
function readOpening(
  { places }: Simulation,
  opening: WorldSnapshot,
  archive: EventArchive,
  id: number,
): Opening {
  const { contracts, cashCents, depositCents } = opening.venues[0].ledger
  if (id < cashCents.length)
    return { contracts: contracts[0][id], cashCents: cashCents[id], depositCents: depositCents[id] }
  const arrival = archive.findArrival(id)
  const deposit = places.venues[0].state.behavior?.firstDepositCents[id]
  if (arrival === undefined || deposit === undefined)
    throw new Error(`The arrival of trader ${id} is not on record.`)
  // An order of contracts below 0 buys them.
  return {
    contracts: -arrival[EVENT_AT.contracts],
    cashCents: deposit + arrival[EVENT_AT.cents],
    depositCents: deposit,
  }
}

/** Who could not buy a single contract has a side only where the document names it. */
function readSide({ places }: Simulation, id: number, contracts: number): 'long' | 'short' {
  const [crowd] = places.venues[0].rules.crowds
  if (contracts === 0 && 'accounts' in crowd && id < crowd.accounts.length)
    return crowd.accounts[id].legs[0].side
  return contracts < 0 ? 'short' : 'long'
}
