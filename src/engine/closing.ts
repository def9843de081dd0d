/**
 * An account goes out (docs/model.md section 5, step 5): its deficit is paid by others, what it lost itself is counted, and its last
 * liquidation price is written down. Reads the account; writes it, the funds and the totals. Indexes are the caller's, who knows where it stood.
 */
import type { Payment } from './events.ts'
import { DEPOSIT, LIQUIDATED, OUT_PRICE } from './ledger.ts'
import type { Venue } from './venue.ts'
import { payDeficit } from './waterfall.ts'

/** A position or a loan worth less than this, in cents, goes out whole. */
export const DUST_CENTS = 100

/**
 * Closes an account that has just lost its last contract.
 * @param state LIQUIDATED by the engine, CLOSED or STOPPED by its own trade
 * @param outPrice its last liquidation price, in dollars
 * @returns who paid what of its deficit
 */
export function closeAccount(venue: Venue, id: number, state: number, outPrice: number): Payment {
  const { ledger, totals } = venue.state
  const row = ledger.stride * id
  const cash = ledger.rows[row]
  const payment = payDeficit(venue, Math.max(0, -cash))
  if (cash < 0) ledger.rows[row] = 0
  if (state === LIQUIDATED || cash < 0)
    // A squeezed winner who leaves with more than was paid in has lost nothing.
    totals.ownPaidCents += Math.max(
      0,
      ledger.rows[row + DEPOSIT] -
        // Nobody has paid any where no loss was shared: that saves a look.
        (totals.socializedCents === 0 ? 0 : ledger.haircutCents[id]) -
        ledger.rows[row],
    )
  ledger.state[id] = state
  ledger.rows[row + OUT_PRICE] = outPrice
  return payment
}
