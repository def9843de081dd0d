/**
 * How loaded the spring is: readings of the living crowd over time (docs/model.md sections 7 and 8). In a rising market that re-levers,
 * leverage held stays where it was while contracts near liquidation grow; without re-levering both fall away.
 * Computed when asked, never in a step, since they look at everyone; nothing is written.
 */
import { contractsAt, equityAt, liquidationPrice } from './accounts.ts'
import { markPrice, type Venue } from './venue.ts'

/**
 * Contracts of open longs whose liquidation price lies at most this share below the mark: what a small fall would force out.
 * A long whose liquidation price is above the mark is not near liquidation but in it, and does not count.
 * @param share of the mark, from 0 to 1: 0.05 looks 5 % down
 */
export function computeNearContracts(venue: Venue, share: number): number {
  const { accounts, rules } = venue
  const mark = markPrice(venue)
  const lowest = mark * (1 - share)
  let contracts = 0
  for (let id = 0; id < accounts.count; id++) {
    const q = accounts.ledger[contractsAt(id)]
    if (q <= 0) continue
    const price = liquidationPrice(accounts, id, rules.maintenanceMargin)
    if (price >= lowest && price <= mark) contracts += q
  }
  return contracts
}

/**
 * The leverage that the crowd holds: value of all open positions over the equity behind them, at the mark. Accounts without
 * equity left are no one's leverage any more and count in neither sum; 0 where nobody is left.
 */
export function computeLeverageHeld(venue: Venue): number {
  const { accounts } = venue
  const mark = markPrice(venue)
  let valueCents = 0
  let equityCents = 0
  for (let id = 0; id < accounts.count; id++) {
    const q = accounts.ledger[contractsAt(id)]
    const equity = equityAt(accounts, id, mark)
    if (q === 0 || equity <= 0) continue
    valueCents += Math.abs(q) * mark
    equityCents += equity
  }
  return equityCents > 0 ? valueCents / equityCents : 0
}

/** All money that traders have paid in so far, in whole cents: first deposits, top-ups, and the deposits of newcomers. */
export function computeDepositsSoFar(venue: Venue): number {
  return venue.totals.depositedCents
}
