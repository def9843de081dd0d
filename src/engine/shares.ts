/**
 * Shares of open interest as contracts and cents, and the limits that keep every sum exact (docs/model.md section 10).
 * Reads numbers of the document and of the opening; writes nothing.
 */
import { MAX_EXACT, toCents } from './arithmetic.ts'
import { FieldError } from '../schema/fieldError.ts'
import type { ShareOfOpenInterest } from '../schema/scenario.ts'

/** Deposits, and the value of open interest at the opening, stay below this many cents. */
export const MAX_TOTAL_CENTS = 1e14

/** A number, or a share of open interest in contracts. */
export function resolveContracts(
  field: string,
  value: number | ShareOfOpenInterest,
  openInterestContracts: number,
): number {
  if (typeof value === 'number') return value
  assertOpenInterest(field, openInterestContracts)
  return value.shareOfOpenInterest * openInterestContracts
}

/**
 * Dollars, or a share of open interest at the start price; in cents.
 * @param share a share of open interest at the start price, in cents
 */
export function resolveCents(
  field: string,
  value: number | ShareOfOpenInterest,
  openInterestContracts: number,
  share: (of: number) => number,
): number {
  if (typeof value === 'number') return toCents(value)
  if (value.shareOfOpenInterest === 0) return 0
  assertOpenInterest(field, openInterestContracts)
  const cents = Math.floor(share(value.shareOfOpenInterest) + 0.5)
  if (cents > MAX_TOTAL_CENTS)
    throw new FieldError(
      `${field}.shareOfOpenInterest`,
      value.shareOfOpenInterest,
      `a share that comes to at most ${MAX_TOTAL_CENTS} cents`,
    )
  return cents
}

function assertOpenInterest(field: string, openInterestContracts: number): void {
  if (openInterestContracts === 0)
    throw new FieldError(
      `${field}.shareOfOpenInterest`,
      undefined,
      'open interest to take a share of, but nobody could open a position',
    )
}

/** What a venue came to at the opening. */
export interface OpeningTotals {
  readonly field: string
  readonly depositedCents: number
  readonly valueCents: number
  /** The largest of long and short contracts in one market. */
  readonly mostContracts: number
}

/** Limits count over the whole world. */
export function assertTotals(venues: readonly OpeningTotals[]): void {
  let deposited = 0
  let value = 0
  for (const venue of venues) {
    deposited += venue.depositedCents
    value += venue.valueCents
    if (deposited >= MAX_TOTAL_CENTS)
      throw new FieldError(venue.field, deposited, `deposits below ${MAX_TOTAL_CENTS} cents in all`)
    if (value >= MAX_TOTAL_CENTS || venue.mostContracts > MAX_EXACT)
      throw new FieldError(
        venue.field,
        value,
        `open interest below ${MAX_TOTAL_CENTS} cents at the start price`,
      )
  }
}
