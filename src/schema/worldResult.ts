/**
 * What a run of a world gives back: the shapes and names of the headless command's output (docs/model.md section 11.10). Cash in
 * whole cents; a step is null where it never came. Records go by id, in order of the document.
 */
import type { AccountRow } from './result.ts'

export interface WorldSummary {
  engineVersion: string
  conservationError: number
  contractsError: number
  /** The insolvent in order of step, wave and document. */
  failed: { venue: string; step: number; wave: number }[]
  votes: { step: number; venue: string; yes: number; no: number; passed: boolean }[]
  /** R of the world (docs/model.md section 11.9) at the marks and ahead, and the matrix it comes from, by `venue.asset`. */
  spiral: { rHere: number; rAhead: number; matrix: Record<string, Record<string, number>> }
  venues: Record<string, VenueSummary>
}

export interface VenueSummary {
  liquidations: number
  bankruptPositions: number
  fees: number
  fundPaid: number
  venuePaid: number
  adlContracts: number
  adlAccounts: number
  adlAgainstMark: number
  socializedLoss: number
  badDebt: number
  ownPaid: number
  halts: number
  haltedSteps: number
  insolvent: boolean
  queueLeft: number
  /** At the opening, in contracts. */
  openInterest: number
  insuranceFund: number
  venueEquity: number
  insolventStep: number | null
  illiquidStep: number | null
  closedStep: number | null
  depositors: number
  atHand: number
  netWorth: number
  liquidatorCash: number
  underWater: number
  unbid: number
  claimsLost: number
  withdrawn: number
  refused: number
  stolen: number
  claims: Record<string, number>
  markets: Record<string, MarketSummary>
}

export interface MarketSummary {
  finalPrice: number
  minPrice: number
  makersContracts: number
  makersCash: number
  arbitrageContracts: number
  arbitrageCash: number
}

export type WorldAccountRow = Omit<AccountRow, 'contracts'> & { contracts: Record<string, number> }

export interface WorldSeriesRow {
  step: number
  fair: Record<string, number>
  venues: Record<
    string,
    {
      fund: number
      badDebt: number
      liquidations: number
      queue: number
      halted: boolean
      depositors: number
      atHand: number
      netWorth: number
      markets: Record<string, { price: number; depth: number }>
    }
  >
}
