/**
 * Everything about one trader at the present moment: what is held now, what was held at the opening, and the events
 * that concern the trader so far. For one who is out, both prices are those of the opening, since nothing is held now.
 */
import type { EventArchive } from './eventArchive.worker.ts'
import { readCrowdState } from './frame.worker.ts'
import { type StepRecord, toLiquidationPrice } from './stepRecord.worker.ts'
import { cashAt, contractsAt, depositAt, equityAt, haircutAt } from '../engine/accounts.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { WorldSnapshot } from '../engine/snapshot.ts'
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
  record: StepRecord,
  id: number,
): TraderReading {
  const { archive } = record
  const { venue, step } = simulation
  const { accounts, rules } = venue
  if (!Number.isInteger(id) || id < 0 || id >= accounts.count)
    throw new Error(`There is no trader ${id}: the traders are 0 to ${accounts.count - 1}.`)
  const start = readOpening(simulation, opening, archive, id)
  const held = accounts.ledger[contractsAt(id)]
  const isOut = held === 0
  const contracts = isOut ? start.contracts : held
  const cash = isOut ? start.cashCents : accounts.ledger[cashAt(id)]
  const mark = markPrice(venue)
  const equity = equityAt(accounts, id, mark)
  const entryPrice = accounts.entryPrice[id]
  return {
    id,
    side: readSide(simulation, id, start.contracts),
    state: readCrowdState(venue, record, id),
    contracts: held,
    cashCents: accounts.ledger[cashAt(id)],
    depositCents: accounts.ledger[depositAt(id)],
    haircutCents: accounts.ledger[haircutAt(id)],
    entryPrice,
    leverage: (Math.abs(start.contracts) * entryPrice) / start.depositCents,
    effectiveLeverage: isOut ? 0 : equity > 0 ? (Math.abs(contracts) * mark) / equity : Infinity,
    equityCents: equity,
    liquidationPrice: toLiquidationPrice(contracts, cash, rules.maintenanceMargin),
    bankruptcyPrice: toLiquidationPrice(contracts, cash, 0),
    events: archive.copyOfTrader(id, step),
  }
}

/** What the trader held just after entering: at step 0, or later for a newcomer. */
function readOpening(
  { venue }: Simulation,
  opening: WorldSnapshot,
  archive: EventArchive,
  id: number,
): Opening {
  const { contracts, cashCents, depositCents } = opening.venues[0].accounts
  if (id < contracts.length)
    return { contracts: contracts[id], cashCents: cashCents[id], depositCents: depositCents[id] }
  const arrival = archive.findArrival(id)
  const deposit = venue.behavior?.columns.firstDepositCents[id]
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
function readSide({ world }: Simulation, id: number, contracts: number): 'long' | 'short' {
  const { crowd } = world.scenario
  if (contracts === 0 && 'accounts' in crowd && id < crowd.accounts.length) return crowd.accounts[id].side
  return contracts < 0 ? 'short' : 'long'
}
