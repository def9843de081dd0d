/**
 * Everything about one trader at the present moment: what is held now, what was held at the opening, and the events
 * that concern the trader so far. For one who is out, both prices are those of the opening, since nothing is held now.
 */
import type { EventArchive } from './eventArchive.worker.ts'
import { readCrowdState } from './frame.worker.ts'
import { readAccount, type AccountLook } from '../engine/accountReadings.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { WorldSnapshot } from '../engine/state.ts'
import { EVENT_AT } from '../schema/event.ts'
import type { TraderReading } from '../schema/frame.ts'

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
  const { ledger } = venue.state
  if (!Number.isInteger(id) || id < 0 || id >= ledger.count)
    throw new Error(`There is no trader ${id}: the traders are 0 to ${ledger.count - 1}.`)
  const entered = readEntered(simulation, opening, archive, id)
  return {
    ...readAccount({ venue, id, leg: 0, entered }),
    id,
    side: readSide(simulation, id, entered.contracts),
    state: readCrowdState(ledger, id),
    events: archive.copyOfTrader(id, simulation.step),
  }
}

/** What the trader held just after entering: at step 0, or later for a newcomer. */
function readEntered(
  { places }: Simulation,
  opening: WorldSnapshot,
  archive: EventArchive,
  id: number,
): AccountLook['entered'] {
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
