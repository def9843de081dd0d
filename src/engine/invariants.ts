/**
 * What must hold after every step, exactly, as integers (docs/model.md section 1). Asserted in tests and in development.
 * Reads everything, writes nothing; costs as much as the crowd is large.
 */
import { cashAt, CLOSED, contractsAt, OPEN } from './accounts.ts'
import type { Venue } from './venue.ts'

export interface Invariants {
  /** Σ cash − bad debt − deposits − initial funds, in cents: 0. */
  conservationError: number
  /** Σ contracts: 0. */
  contractsError: number
}

export function computeInvariants(venue: Venue): Invariants {
  const { accounts, counterparty, market, totals } = venue
  let cash =
    counterparty.cashCents +
    market.makers.cashCents +
    market.outside.cashCents +
    venue.fundCents +
    venue.equityCents
  let contracts = counterparty.contracts + market.makers.contracts + market.outside.contracts
  for (let id = 0; id < accounts.count; id++) {
    cash += accounts.ledger[cashAt(id)]
    contracts += accounts.ledger[contractsAt(id)]
  }
  // Losses that wait for the end of the step are money that nobody has paid yet.
  return {
    conservationError:
      cash - totals.badDebtCents - venue.pendingCents - totals.depositedCents - venue.initialFundsCents,
    contractsError: contracts,
  }
}

/**
 * @throws Error that says which invariant broke
 */
export function assertInvariants(venue: Venue): void {
  const { conservationError, contractsError } = computeInvariants(venue)
  if (conservationError !== 0) throw new Error(`money is not conserved: ${conservationError} cents appeared`)
  if (contractsError !== 0) throw new Error(`contracts are not conserved: ${contractsError} appeared`)
  if (venue.fundCents < 0 || venue.equityCents < 0) throw new Error('a fund is below zero')
  if (venue.pendingCents !== 0) throw new Error('a loss is still pending at the end of the step')
  const { accounts } = venue
  for (let id = 0; id < accounts.count; id++) {
    if ((accounts.ledger[contractsAt(id)] !== 0) !== (accounts.state[id] === OPEN))
      throw new Error(`account ${id}: state and contracts disagree`)
    if (accounts.state[id] !== OPEN && accounts.ledger[cashAt(id)] < 0 && accounts.state[id] !== CLOSED)
      throw new Error(`account ${id} is closed below zero`)
    if (accounts.queued[id] === 1 && accounts.ledger[contractsAt(id)] === 0)
      throw new Error(`account ${id} is queued without a position`)
  }
}
