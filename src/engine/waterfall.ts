/**
 * Who pays when an account leaves less than nothing: the layers of money, in their order (docs/model.md sections 5 and 6).
 * Reads the rules; writes the funds, the loss that waits to be socialized, and the bad debt.
 */
import type { Venue } from './venue.ts'

/** Money that the layers up to `adl` can bring; Infinity where there is no such layer, so that nothing is deleveraged. */
export function reachBeforeAdl(venue: Venue): number {
  let reach = 0
  for (const layer of venue.rules.waterfall) {
    if (layer === 'insuranceFund') reach += venue.fundCents
    else if (layer === 'venueEquity') reach += venue.equityCents
    else if (layer === 'adl') return reach
  }
  return Infinity
}

/** What each layer paid for one deficit, for the record. */
export interface Payment {
  fundCents: number
  venueCents: number
  pendingCents: number
  badDebtCents: number
}

const payment: Payment = { fundCents: 0, venueCents: 0, pendingCents: 0, badDebtCents: 0 }

/**
 * Pays a deficit: the money layers in order, wherever they stand; what is left waits for socialized loss where that layer
 * is present, else it is bad debt.
 * @param deficitCents whole, at least 0
 * @returns who paid what; valid until the next call
 */
export function payDeficit(venue: Venue, deficitCents: number): Readonly<Payment> {
  payment.fundCents = payment.venueCents = payment.pendingCents = payment.badDebtCents = 0
  let left = deficitCents
  if (left === 0) return payment
  for (const layer of venue.rules.waterfall) {
    if (layer === 'insuranceFund') {
      payment.fundCents = Math.min(left, venue.fundCents)
      left -= payment.fundCents
    } else if (layer === 'venueEquity') {
      payment.venueCents = Math.min(left, venue.equityCents)
      left -= payment.venueCents
    }
  }
  venue.fundCents -= payment.fundCents
  venue.totals.fundPaidCents += payment.fundCents
  venue.equityCents -= payment.venueCents
  venue.totals.venuePaidCents += payment.venueCents
  if (venue.rules.waterfall.includes('socializedLoss')) {
    payment.pendingCents = left
    venue.pendingCents += left
  } else {
    payment.badDebtCents = left
    venue.totals.badDebtCents += left
  }
  return payment
}
