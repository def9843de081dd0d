/**
 * How loaded the spring is: readings of the living crowd over time (docs/model.md sections 7 and 8). In a rising market that re-levers,
 * leverage held stays where it was while contracts near liquidation grow; without re-levering both fall away.
 * Computed when asked, never in a step, since they look at everyone; nothing is written.
 */
import { contractsAt, equityAt, liquidationPrice } from './ledger.ts'
import { markPrice, type Market } from './venue.ts'

/**
 * Contracts of open longs whose liquidation price lies at most this share below the mark: what a small fall would force out.
 * A long whose liquidation price is above the mark is not near liquidation but in it, and does not count.
 * @param share of the mark, from 0 to 1: 0.05 looks 5 % down
 */
export function computeNearContracts(market: Market, share: number): number {
  const { leg, state } = market
  const { ledger } = market.venue.state
  const mark = markPrice(market)
  const lowest = mark * (1 - share)
  let contracts = 0
  for (let id = 0; id < ledger.count; id++) {
    const q = ledger.rows[contractsAt(ledger, id, leg)]
    if (q <= 0) continue
    const price = liquidationPrice(ledger, id, leg, state.maintenanceMargin)
    if (price >= lowest && price <= mark) contracts += q
  }
  return contracts
}

/**
 * The leverage that the crowd holds: value of all open positions over the equity behind them, at the mark. Accounts without
 * equity left are no one's leverage any more and count in neither sum; 0 where nobody is left.
 */
export function computeLeverageHeld(market: Market): number {
  const { leg } = market
  const { ledger } = market.venue.state
  const mark = markPrice(market)
  let valueCents = 0
  let equityCents = 0
  for (let id = 0; id < ledger.count; id++) {
    const q = ledger.rows[contractsAt(ledger, id, leg)]
    const equity = equityAt(ledger, id, leg, mark)
    if (q === 0 || equity <= 0) continue
    valueCents += Math.abs(q) * mark
    equityCents += equity
  }
  return equityCents > 0 ? valueCents / equityCents : 0
}
