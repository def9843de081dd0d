/**
 * What must hold after every step, exactly, as integers (docs/model.md sections 1 and 11.7). Asserted in tests and in development.
 * Reads everything, writes nothing; costs as much as the crowds are large.
 */
import type { Places } from './derive.ts'
import { CLOSED, CONTRACTS, OPEN } from './ledger.ts'
import { sumBook } from './treasury.ts'
import type { Venue } from './venue.ts'

export interface Invariants {
  /** Money that appeared (below 0: was lost) since the opening, in cents: 0. */
  conservationError: number
  /** Contracts that appeared, over all assets: 0. */
  contractsError: number
}

export function computeInvariants(places: Places): Invariants {
  let cents = 0
  for (const { state } of places.chains) cents += state.cashCents
  for (const venue of places.venues) cents += sumCash(venue) - sumOpening(venue)
  const contracts = places.assets.map(() => 0)
  for (const { rules, state, venue, leg } of places.markets) {
    const { counterparty, makers, outside, arbitrage, hedge, treasuryContracts } = state
    let sum =
      counterparty.contracts +
      makers.contracts +
      outside.contracts +
      arbitrage.contracts +
      hedge.contracts -
      treasuryContracts
    const { rows, stride, count } = venue.state.ledger
    for (let id = 0, at = CONTRACTS + leg; id < count; id++, at += stride) sum += rows[at]
    contracts[rules.asset] += sum
  }
  return {
    conservationError: cents,
    contractsError: contracts.reduce((sum, n) => sum + Math.abs(n), 0),
  }
}

/** Everything that stands in the name of a venue now, what has left the world counted. */
function sumCash(venue: Venue): number {
  const { markets, state } = venue
  const { ledger, totals, treasury } = state
  let cents =
    state.fundCents +
    state.equityCents +
    state.liquidatorCents +
    treasury.depositorsCents +
    treasury.withdrawnCents +
    treasury.stolenCents -
    sumBook(venue) -
    totals.badDebtCents -
    // Losses that wait for the end of the step are money that nobody has paid yet.
    state.pendingCents
  for (const { state: market } of markets)
    for (const { cashCents } of [
      market.counterparty,
      market.makers,
      market.outside,
      market.arbitrage,
      market.hedge,
    ])
      cents += cashCents
  const { rows, stride } = ledger
  for (let id = 0, row = 0; id < ledger.count; id++, row += stride) cents += rows[row]
  return cents
}

/** What came in: at the opening, and by deposits. */
function sumOpening({ state }: Venue): number {
  const { openingDepositorsCents, openingBookCents } = state.treasury
  return state.openingFundsCents + openingDepositorsCents - openingBookCents + state.totals.depositedCents
}

/**
 * @throws Error that says which invariant broke
 */
export function assertInvariants(places: Places): void {
  const { conservationError, contractsError } = computeInvariants(places)
  if (conservationError !== 0) throw new Error(`money is not conserved: ${conservationError} cents appeared`)
  if (contractsError !== 0) throw new Error(`contracts are not conserved: ${contractsError} appeared`)
  for (const venue of places.venues) assertVenue(venue)
}

function assertVenue(venue: Venue): void {
  const { state, rules } = venue
  const { treasury } = state
  if (state.fundCents < 0 || state.equityCents < 0) throw new Error(`${rules.id}: a fund is below zero`)
  if (state.pendingCents !== 0) throw new Error(`${rules.id}: a loss is still pending at the end of the step`)
  if (treasury.depositorsCents < 0 || treasury.claimsCents.some((cents) => cents < 0))
    throw new Error(`${rules.id}: a treasury is below zero`)
  for (const { state: market } of venue.markets)
    if (!(market.price > 0 && market.price < Infinity))
      throw new Error(`${rules.id}: a price is ${market.price}`)
  assertAccounts(venue)
}

function assertAccounts({ markets, rules, state: { ledger, debtsCents } }: Venue): void {
  const { rows, stride } = ledger
  const held = markets.map(() => 0)
  let debts = 0
  for (let id = 0; id < ledger.count; id++) {
    let isOpen = false
    for (let leg = 0; leg < ledger.legs; leg++) {
      const contracts = rows[stride * id + CONTRACTS + leg]
      held[leg] += Math.abs(contracts)
      if (contracts !== 0) isOpen = true
    }
    if (isOpen) debts += Math.max(0, -rows[stride * id])
    if (isOpen !== (ledger.state[id] === OPEN)) throw new Error(`account ${id}: state and contracts disagree`)
    if (!isOpen && rows[stride * id] < 0 && ledger.state[id] < CLOSED)
      throw new Error(`account ${id} is closed below zero`)
    if (ledger.queued[id] === 1 && !isOpen) throw new Error(`account ${id} is queued without a position`)
  }
  if (rules.kind === 'lending' && debts !== debtsCents)
    throw new Error(`${rules.id}: ${debtsCents} cents of debts counted, ${debts} owed`)
  markets.forEach((market, leg) => {
    if (market.state.openContracts !== held[leg])
      throw new Error(`${market.state.openContracts} open contracts counted, ${held[leg]} held`)
  })
}
