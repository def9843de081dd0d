/**
 * Who pays when an account leaves less than nothing: the layers of money, in their order (docs/model.md sections 5 and 6).
 * Reads the rules; writes the funds, the loss that waits to be socialized, and the bad debt.
 */
import { assertWhole } from './assertions.ts'
import type { Payment } from './events.ts'
import type { Venue } from './venue.ts'

/** Money that the layers up to `adl` can bring; Infinity where there is no such layer, so that nothing is deleveraged. */
export function reachBeforeAdl({ rules, state }: Venue): number {
  const { money, moneyBeforeAdl } = rules
  if (moneyBeforeAdl === Infinity) return Infinity
  let reach = 0
  for (let i = 0; i < moneyBeforeAdl; i++) reach += money[i] === 'fund' ? state.fundCents : state.equityCents
  return reach
}

const NOTHING_PAID: Payment = { fundCents: 0, venueCents: 0, pendingCents: 0, badDebtCents: 0 }

/**
 * Pays a deficit of an account: the money layers in order, wherever they stand; what is left waits for socialized loss where that
 * layer is present, else it is bad debt.
 * @param deficitCents whole, at least 0
 * @returns who paid what
 */
export function payDeficit(venue: Venue, deficitCents: number): Payment {
  return pay(venue, deficitCents, venue.rules.sharesLosses)
}

/** Pays a deficit of the venue itself (a theft, a holding sold at a loss, a claim written down): what is left is bad debt. */
export function payOwnDeficit(venue: Venue, deficitCents: number): Payment {
  return pay(venue, deficitCents, false)
}

function pay(venue: Venue, deficitCents: number, isShared: boolean): Payment {
  if (deficitCents === 0) return NOTHING_PAID
  assertWhole('A deficit', deficitCents, 1, Infinity)
  const { rules, state } = venue
  const payment = { fundCents: 0, venueCents: 0, pendingCents: 0, badDebtCents: 0 }
  let left = deficitCents
  for (let i = 0; i < rules.money.length; i++) {
    const isFund = rules.money[i] === 'fund'
    const cents = Math.min(left, isFund ? state.fundCents : state.equityCents)
    left -= cents
    if (isFund) payment.fundCents = cents
    else payment.venueCents = cents
  }
  assertWhole('What no layer paid', left, 0, deficitCents)
  state.fundCents -= payment.fundCents
  state.totals.fundPaidCents += payment.fundCents
  state.equityCents -= payment.venueCents
  state.totals.venuePaidCents += payment.venueCents
  if (isShared) {
    payment.pendingCents = left
    state.pendingCents += left
  } else {
    payment.badDebtCents = left
    addBadDebt(venue, left)
  }
  return payment
}

/** What nobody paid. Clearing passes it on to those who placed money with the venue. */
export function addBadDebt({ state }: Venue, cents: number): void {
  if (cents === 0) return
  state.totals.badDebtCents += cents
  state.unsharedCents += cents
  state.isInsolvent = true
}
