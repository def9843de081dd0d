/**
 * An account goes out (docs/model.md section 5, step 5): its deficit is paid by others, what it lost itself is counted, and how it went
 * out is written down. Reads the account; writes it, the funds and the totals. Indexes are the caller's, who knows where it stood.
 */
import type { Payment } from './events.ts'
import { depositAt, haircutAt, LIQUIDATED } from './ledger.ts'
import type { Venue } from './venue.ts'
import { payDeficit } from './waterfall.ts'

/**
 * Closes an account that has just lost its last contract.
 * @param state LIQUIDATED by the engine, CLOSED by its own trade
 * @param outKind how it went out
 * @param outPrice its last liquidation price, in dollars
 * @returns who paid what of its deficit
 */
export function closeAccount(
  venue: Venue,
  id: number,
  state: number,
  outKind: number,
  outPrice: number,
): Payment {
  const { ledger, totals } = venue.state
  const row = ledger.stride * id
  const cash = ledger.rows[row]
  const payment = payDeficit(venue, Math.max(0, -cash))
  if (cash < 0) ledger.rows[row] = 0
  if (state === LIQUIDATED || cash < 0)
    totals.ownPaidCents +=
      ledger.rows[depositAt(ledger, id)] - ledger.rows[haircutAt(ledger, id)] - ledger.rows[row]
  ledger.state[id] = state
  ledger.outKind[id] = outKind
  ledger.outPrice[id] = outPrice
  return payment
}
