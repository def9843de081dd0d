/**
 * Readings that look at everyone: how loaded the spring is, and how many traders stand how (docs/model.md sections 7 and 8).
 * In a rising market that re-levers, leverage held stays where it was while contracts near liquidation grow; without
 * re-levering both fall away. Computed when asked, never in a step; nothing is written.
 */
import { CONTRACTS, contractsAt, DELEVERAGED, LIQUIDATED, liquidationPrice, OPEN, STOPPED } from './ledger.ts'
import { markPrice, type Market, type Venue } from './venue.ts'

/** A fall that sells out nobody farther away than this counts as small. */
export const NEAR = 0.05

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

export interface CrowdCounts {
  /** By the first leg that is open. */
  longsOpen: number
  shortsOpen: number
  deleveraged: number
  /** By their own order, or for want of a single contract. */
  closed: number
  /** Of those, by their own stop-loss. */
  stopped: number
  /** Neither sold out nor left below zero: equity above zero at the marks, and never liquidated. */
  solvent: number
  /**
   * The leverage that the crowd holds: value of all open positions over the equity behind them, at the marks. Accounts without
   * equity left are no one's leverage any more and count in neither sum; 0 where nobody is left.
   */
  leverageHeld: number
}

/** How the crowd of a venue stands. Everyone is open, liquidated, deleveraged or closed; the liquidated are a running total. */
export function countCrowd({ markets, state: { ledger } }: Venue): CrowdCounts {
  const marks = markets.map(markPrice)
  const counts = { longsOpen: 0, shortsOpen: 0, deleveraged: 0, closed: 0, stopped: 0 }
  let solvent = 0
  let valueCents = 0
  let equityCents = 0
  for (let id = 0, row = 0; id < ledger.count; id++, row += ledger.stride) {
    let equity = ledger.rows[row]
    let value = 0
    let side = 0
    for (let leg = 0; leg < marks.length; leg++) {
      const q = ledger.rows[row + CONTRACTS + leg]
      equity += q * marks[leg]
      value += Math.abs(q) * marks[leg]
      side ||= Math.sign(q)
    }
    if (value > 0 && equity > 0) {
      valueCents += value
      equityCents += equity
    }
    const state = ledger.state[id]
    if (state === OPEN) counts[side > 0 ? 'longsOpen' : 'shortsOpen']++
    else if (state === DELEVERAGED) counts.deleveraged++
    else if (state !== LIQUIDATED) counts.closed++
    if (state === STOPPED) counts.stopped++
    if (state !== LIQUIDATED && equity > 0) solvent++
  }
  return { ...counts, solvent, leverageHeld: equityCents > 0 ? valueCents / equityCents : 0 }
}
