/**
 * Everything about one trader at the present moment: what is held now, what was held at the opening, and the events
 * that concern the trader so far. For one who is out, both prices are those of the opening, since nothing is held now.
 */
import { readCrowdState } from './crowds.worker.ts'
import type { EventArchive } from './eventArchive.worker.ts'
import { readAccount, type AccountLook } from '../engine/accountReadings.ts'
import { findMarket } from '../engine/namedMarket.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { WorldSnapshot } from '../engine/state.ts'
import type { Market } from '../engine/venue.ts'
import { EVENT_AT } from '../schema/event.ts'
import type { TraderReading } from '../schema/frame.ts'
import type { MarketName } from '../schema/reading.ts'

/**
 * @param opening the state at step 0
 * @param name the market of a world that the trader is asked about; the first where it is left out
 * @throws Error where nobody has this number there
 */
export function readTrader(
  simulation: Simulation,
  opening: WorldSnapshot,
  archive: EventArchive,
  id: number,
  name?: MarketName,
): TraderReading {
  const market = findMarket(simulation, name)
  const { venue, leg, where } = market
  const { ledger } = venue.state
  if (!Number.isInteger(id) || id < 0 || id >= ledger.count)
    throw new Error(`There is no trader ${id}: the traders are 0 to ${ledger.count - 1}.`)
  const entered = readEntered(market, opening, archive, id)
  return {
    ...readAccount({ venue, id, leg, entered }),
    id,
    side: readSide(simulation, market, id, entered.contracts),
    state: readCrowdState(ledger, id),
    events: archive.copyOfTrader(where.venue, id, simulation.step),
  }
}

/** What the trader held just after entering: at step 0, or later for a newcomer. */
function readEntered(
  { venue, leg, where }: Market,
  opening: WorldSnapshot,
  archive: EventArchive,
  id: number,
): AccountLook['entered'] {
  const { contracts, cashCents, depositCents } = opening.venues[where.venue].ledger
  if (id < cashCents.length)
    return { contracts: contracts[leg][id], cashCents: cashCents[id], depositCents: depositCents[id] }
  const arrival = archive.findArrival(where.venue, id)
  const deposit = venue.state.behavior?.firstDepositCents[id]
  if (arrival === undefined || deposit === undefined)
    throw new Error(`The arrival of trader ${id} is not on record.`)
  // An order of contracts below 0 buys them; a newcomer opens one leg.
  return {
    contracts: arrival[EVENT_AT.asset] === where.asset ? -arrival[EVENT_AT.contracts] : 0,
    cashCents: deposit + arrival[EVENT_AT.cents],
    depositCents: deposit,
  }
}

/** Who could not buy a single contract has a side only where the document names it. */
function readSide(
  { program }: Simulation,
  { venue, rules }: Market,
  id: number,
  contracts: number,
): 'long' | 'short' {
  const [crowd] = venue.rules.crowds
  if (contracts === 0 && 'accounts' in crowd && id < crowd.accounts.length) {
    const leg = crowd.accounts[id].legs.find(({ asset }) => asset === program.assets[rules.asset].id)
    if (leg !== undefined) return leg.side
  }
  return contracts < 0 ? 'short' : 'long'
}
