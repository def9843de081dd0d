/**
 * What a finished run leaves behind, for checks and proofs: the summary, what the opening resolved, and the few numbers that
 * a summary does not hold. Small enough to be sent by the hundreds. Cash in whole cents, prices in dollars a contract.
 */
import type { Summary } from './result.ts'

export interface Outcome {
  readonly summary: Summary
  readonly startPrice: number
  readonly steps: number
  /** As it opened; shares of open interest resolved. */
  readonly opening: {
    readonly traders: number
    readonly openInterest: number
    readonly depthContracts: number
    readonly insuranceFundCents: number
    readonly venueEquityCents: number
    readonly makersCapitalCents: number
    readonly depositsCents: number
    /** Σ |contracts| × start price, in cents. */
    readonly notionalCents: number
  }
  /** At the end. */
  readonly end: {
    readonly traders: number
    /** Traders that were neither sold out nor left below zero: equity above zero at the mark, and never liquidated. */
    readonly solvent: number
    readonly liquidated: number
    readonly deleveraged: number
    readonly openInterest: number
    readonly depthContracts: number
    /** Contracts of open longs with a liquidation price within 5 % below the mark. */
    readonly nearContracts: number
    readonly leverageHeld: number
  }
  /** The largest during the run, looked at in every tenth step at least. */
  readonly peak: { readonly nearContracts: number; readonly openInterest: number; readonly rAhead: number }
  /** Outside sell orders (shocks of kind `sell`): what they fetched, against the price just before the first of them. */
  readonly sold: { readonly contracts: number; readonly cents: number; readonly firstPrice: number }
  /** The trader with number 0, "you". */
  readonly first: {
    readonly liquidated: boolean
    readonly bankrupt: boolean
    readonly deleveragedContracts: number
    readonly depositCents: number
    readonly equityCents: number
    readonly haircutCents: number
    /** Leverage as opened. */
    readonly leverage: number
    readonly liquidationPrice: number
    readonly bankruptcyPrice: number
  }
}
