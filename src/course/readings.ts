/**
 * What each reading is: its name in words, its unit, and how it follows from a run's outcome. Null where the run has none,
 * as amplification where fair value never fell; a clause about such a reading is not met.
 */
import type { ReadingId } from './readingIds.ts'
import type { Outcome } from '../schema/outcome.ts'

/** How a number is written. `dollars` are given in cents. */
export type ReadingUnit = 'percent' | 'dollars' | 'price' | 'times' | 'contracts' | 'count' | 'number' | 'yes'

export interface Reading {
  readonly label: string
  readonly unit: ReadingUnit
  readonly compute: (outcome: Outcome) => number | null
}

const percent = (label: string, compute: Reading['compute']): Reading => ({ label, unit: 'percent', compute })
const dollars = (label: string, compute: Reading['compute']): Reading => ({ label, unit: 'dollars', compute })
const price = (label: string, compute: Reading['compute']): Reading => ({ label, unit: 'price', compute })
const times = (label: string, compute: Reading['compute']): Reading => ({ label, unit: 'times', compute })
const count = (label: string, compute: Reading['compute']): Reading => ({ label, unit: 'count', compute })
const contracts = (label: string, compute: Reading['compute']): Reading => ({
  label,
  unit: 'contracts',
  compute,
})
const plain = (label: string, compute: Reading['compute']): Reading => ({ label, unit: 'number', compute })

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null)
/** How far a price is from the start, towards where a long is hurt; 0 prices mean that there is no position. */
const move = (at: number, { first, startPrice }: Outcome): number | null =>
  first.leverage > 0 ? Math.abs(1 - at / startPrice) : null

export const READINGS: Readonly<Record<ReadingId, Reading>> = {
  priceFall: percent('the fall of the price', (o) => 1 - o.summary.minPrice / o.startPrice),
  fairFall: percent('the fall of fair value', (o) => 1 - o.summary.lowestFairValue / o.startPrice),
  lowestPrice: price('the lowest price', (o) => o.summary.minPrice),
  finalPrice: price('the price at the end', (o) => o.summary.finalPrice),
  amplification: times('the fall of the price over the fall of fair value', (o) => o.summary.amplification),
  rAheadStart: plain('R ahead before the push', (o) => o.summary.rAheadStart),
  rAheadEnd: plain('R ahead at the end', (o) => o.summary.rAhead),
  rAheadPeak: plain('the highest R ahead', (o) => o.peak.rAhead),
  liquidations: count('the liquidations', (o) => o.summary.liquidations),
  liquidatedShare: percent('the share of traders sold out', (o) => share(o.end.liquidated, o.end.traders)),
  bankruptPositions: count('the positions that ended below zero', (o) => o.summary.bankruptPositions),
  closedAboveBankruptcy: percent('the share of liquidations that ended above zero', ({ summary }) =>
    share(summary.liquidations - summary.bankruptPositions, summary.liquidations),
  ),
  ownPaid: dollars('what the sold-out paid themselves', (o) => o.summary.ownPaid),
  fundPaid: dollars('what the insurance fund paid', (o) => o.summary.fundPaid),
  fundLeft: dollars('what is left in the insurance fund', (o) => o.summary.insuranceFund),
  fundLeftShare: percent('the share of the insurance fund that is left', (o) =>
    share(o.summary.insuranceFund, o.opening.insuranceFundCents),
  ),
  fundStart: dollars('the insurance fund at the start', (o) => o.opening.insuranceFundCents),
  venuePaid: dollars('what the exchange paid', (o) => o.summary.venuePaid),
  fees: dollars('the liquidation fees', (o) => o.summary.fees),
  socializedLoss: dollars('the loss shared by the winners', (o) => o.summary.socializedLoss),
  badDebt: dollars('the bad debt that nobody paid', (o) => o.summary.badDebt),
  losses: dollars('the losses of the sold-out', (o) => o.summary.losses),
  shortfall: dollars(
    'what the bankrupt could not pay',
    (o) => o.summary.fundPaid + o.summary.venuePaid + o.summary.socializedLoss + o.summary.badDebt,
  ),
  uncovered: dollars(
    'what money set aside did not cover',
    (o) => o.summary.socializedLoss + o.summary.badDebt,
  ),
  adlContracts: contracts('the contracts taken from winners', (o) => o.summary.adlContracts),
  adlShare: percent('the share of open interest taken from winners', (o) =>
    share(o.summary.adlContracts, o.opening.openInterest),
  ),
  adlAccounts: count('the winners closed early', (o) => o.summary.adlAccounts),
  adlAgainstMark: dollars('what winners gained by being closed early', (o) => o.summary.adlAgainstMark),
  haltedShare: percent('the share of the time that trading was halted', (o) =>
    share(o.summary.haltedSteps, o.steps),
  ),
  halts: count('the halts', (o) => o.summary.halts),
  lowestDepthShare: percent('the lowest depth, as a share of the depth at the start', (o) =>
    share(o.summary.lowestDepth, o.opening.depthContracts),
  ),
  tradersSolvent: percent('the share of traders still solvent', (o) => share(o.end.solvent, o.end.traders)),
  openInterestKept: percent('the share of open interest kept', (o) =>
    share(o.end.openInterest, o.opening.openInterest),
  ),
  openInterestPeak: times('the largest open interest over the first', (o) =>
    share(o.peak.openInterest, o.opening.openInterest),
  ),
  nearDepthPeak: times('contracts near liquidation over depth, at their most', (o) =>
    share(o.peak.nearContracts, o.opening.depthContracts),
  ),
  saleCost: percent('the cost of the sale', ({ sold }) =>
    sold.contracts > 0 ? 1 - sold.cents / (sold.contracts * sold.firstPrice) : null,
  ),
  exposure: times('all positions over all deposits', (o) =>
    share(o.opening.notionalCents, o.opening.depositsCents),
  ),
  youSurvive: { label: 'you were not sold out', unit: 'yes', compute: (o) => (o.first.liquidated ? 0 : 1) },
  youLeverage: times('your leverage', (o) => (o.first.leverage > 0 ? o.first.leverage : null)),
  youEquityShare: percent('what is left of your deposit', (o) =>
    share(o.first.equityCents, o.first.depositCents),
  ),
  youLiquidationMove: percent('the move that sells you out', (o) => move(o.first.liquidationPrice, o)),
  youBankruptcyMove: percent('the move that leaves you nothing', (o) => move(o.first.bankruptcyPrice, o)),
}
