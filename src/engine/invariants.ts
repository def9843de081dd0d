/**
 * What must hold after every step, exactly, as integers (docs/model.md section 1). Asserted in tests and in development.
 * Reads everything, writes nothing; costs as much as the crowd is large.
 */
import { CLOSED, CONTRACTS, OPEN } from './ledger.ts'
import type { Venue } from './venue.ts'

export interface Invariants {
  /** Σ cash − bad debt − deposits − initial funds, in cents: 0. */
  conservationError: number
  /** Σ contracts: 0. */
  contractsError: number
}

export function computeInvariants({ markets, state }: Venue): Invariants {
  const { ledger, totals } = state
  let cash = state.fundCents + state.equityCents
  let contracts = 0
  for (const { state: market } of markets)
    for (const plain of [market.counterparty, market.makers, market.outside]) {
      cash += plain.cashCents
      contracts += plain.contracts
    }
  const { rows, stride } = ledger
  for (let id = 0, row = 0; id < ledger.count; id++, row += stride) {
    cash += rows[row]
    for (let at = row + CONTRACTS; at < row + stride; at++) contracts += rows[at]
  }
  // Losses that wait for the end of the step are money that nobody has paid yet.
  return {
    conservationError:
      cash - totals.badDebtCents - state.pendingCents - totals.depositedCents - state.openingFundsCents,
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
  const { state } = venue
  if (state.fundCents < 0 || state.equityCents < 0) throw new Error('a fund is below zero')
  if (state.pendingCents !== 0) throw new Error('a loss is still pending at the end of the step')
  assertAccounts(venue)
}

function assertAccounts({ markets, state: { ledger } }: Venue): void {
  const { rows, stride } = ledger
  const held = markets.map(() => 0)
  for (let id = 0; id < ledger.count; id++) {
    let isOpen = false
    for (let leg = 0; leg < ledger.legs; leg++) {
      const contracts = rows[stride * id + CONTRACTS + leg]
      held[leg] += Math.abs(contracts)
      if (contracts !== 0) isOpen = true
    }
    if (isOpen !== (ledger.state[id] === OPEN)) throw new Error(`account ${id}: state and contracts disagree`)
    if (!isOpen && rows[stride * id] < 0 && ledger.state[id] !== CLOSED)
      throw new Error(`account ${id} is closed below zero`)
    if (ledger.queued[id] === 1 && !isOpen) throw new Error(`account ${id} is queued without a position`)
  }
  markets.forEach((market, leg) => {
    if (market.state.openContracts !== held[leg])
      throw new Error(`${market.state.openContracts} open contracts counted, ${held[leg]} held`)
  })
}
