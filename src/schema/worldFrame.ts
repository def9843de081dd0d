/**
 * What a frame of a world has beside a frame of one market (frame.ts, docs/model.md section 11.9): the readings that only a world
 * has, and what its chains, desks and treasuries hold. Lists go by place, in the order of the document; markets stand venue by
 * venue, those of lending protocols included. Money in whole cents, contracts whole, prices in dollars.
 */
import type { WorldReading } from './worldReading.ts'
import type { WorldReadingOf } from './worldReadings.ts'

type ReadingsOf<Kind extends WorldReading['of']> = Readonly<Record<WorldReadingOf<Kind>, number>>

type WorldRunReadings = ReadingsOf<'run'>
type WorldMarketReadings = ReadingsOf<'market'>
export type WorldVenueReadings = ReadingsOf<'venue'>

/** Between two steps. A reading that the run does not have is NaN. */
export interface WorldMoment {
  readonly run: WorldRunReadings
  readonly markets: readonly WorldMarketReadings[]
  readonly venues: readonly WorldVenueReadings[]
  /**
   * `spiralAhead[k][l]`: what a fall on market k forces onto market l, after the common fall of all marks, as a share, that makes R of
   * the world largest (`rWorldAhead`); NaN where one of them has no book.
   */
  readonly spiralAhead: readonly (readonly number[])[]
  readonly aheadFall: number
  /** `claims[u][w]`: what venue w owes to venue u. */
  readonly claims: readonly (readonly number[])[]
  /** By venue. */
  readonly treasuries: readonly TreasuryMoment[]
  readonly desks: readonly DeskMoment[]
  readonly chains: readonly ChainMoment[]
}

/** Where the money of a venue is, beside what it placed. */
export interface TreasuryMoment {
  /** What borrowers owe, of a lending protocol. */
  readonly debts: number
  /** In the order of the document. */
  readonly holdings: readonly {
    readonly contracts: number
    /** At what they cost, and at the price of the book that they would be sold on. */
    readonly book: number
    readonly value: number
  }[]
}

/** The makers of several markets. */
interface DeskMoment {
  /** What is left of their capital: the share of their liquidity that they still offer, from .02 to 1. */
  readonly left: number
}

/** The block space of the step that has just ended. */
export interface ChainMoment {
  /** Liquidations that the step had room for, and those that it did not use; Infinity where there is no limit. */
  readonly slots: number
  readonly slotsLeft: number
  /** Of one liquidation, in cents. */
  readonly gas: number
}
