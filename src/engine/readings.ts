/**
 * Readings: numbers derived from the state (docs/model.md section 7). Computed when asked, never in a step; nothing is written.
 */
import { cashAt, contractsAt, haircutAt } from './accounts.ts'
import { exp } from './arithmetic.ts'
import { contractsToMove } from './impact.ts'
import { computeInvariants } from './invariants.ts'
import type { World } from './opening.ts'
import { sortByScore } from './sorting.ts'
import { isHalted, markPrice, type Venue } from './venue.ts'
import type { AccountRow, SeriesRow, SpiralProfile, Summary } from '../schema/result.ts'
import { ACCOUNT_STATES } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'
import { liquidationPrice } from './accounts.ts'

const WINDOW = 0.01
const PROFILE_REACH = 0.2

/**
 * The spiral number at the mark and at every unqueued liquidation price on the way: how many contracts each contract sold
 * (for rising prices: bought) there forces.
 * @param side 1: longs, from the mark down to −20 %; −1: shorts, from the mark up to +20 %
 */
export function computeSpiralProfile(venue: Venue, side: 1 | -1): SpiralProfile {
  const { market, rules } = venue
  const mark = markPrice(venue)
  const { scores, sums } = forcedContracts(venue, side, mark)
  const scale =
    (rules.closeFactor * (1 - rules.indexWeight)) /
    contractsToMove(market.curve, market.displacement, market.depthContracts, side * WINDOW)
  const window = exp(-side * WINDOW)
  const end = side * mark * (1 - side * PROFILE_REACH)
  const prices: number[] = [mark]
  for (let i = 0; i < scores.length && scores[i] >= end; i++)
    if (i === 0 || scores[i] !== scores[i - 1]) prices.push(side * scores[i])
  const values = new Float64Array(prices.length)
  let from = 0
  let to = 0
  prices.forEach((price, i) => {
    // Scores fall along the list: those at or below `side·price`, and strictly above `side·price·window`.
    while (from < scores.length && scores[from] > side * price) from++
    while (to < scores.length && scores[to] > side * (price * window)) to++
    values[i] = Math.max(0, sums[to] - sums[from]) * scale
  })
  return { prices: Float64Array.from(prices), values }
}

/** Unqueued positions of one side near the mark: scores from the mark outwards, and running sums of their contracts. */
function forcedContracts(venue: Venue, side: 1 | -1, mark: number) {
  const { accounts, rules } = venue
  const nearest = side * mark
  const farthest = side * mark * (1 - side * PROFILE_REACH) * exp(-side * WINDOW) - nearest * side * 1e-9
  const ids: number[] = []
  const found: number[] = []
  for (let id = 0; id < accounts.count; id++) {
    if (accounts.ledger[contractsAt(id)] * side <= 0 || accounts.queued[id] === 1) continue
    const score = side * liquidationPrice(accounts, id, rules.maintenanceMargin)
    if (score > nearest || score < farthest) continue
    ids.push(id)
    found.push(score)
  }
  const order = Int32Array.from(ids)
  const scores = Float64Array.from(found)
  sortByScore(order, scores)
  const sums = new Float64Array(order.length + 1)
  for (let i = 0; i < order.length; i++)
    sums[i + 1] = sums[i] + Math.abs(accounts.ledger[contractsAt(order[i])])
  return { scores, sums }
}

export interface SpiralNumbers {
  rHere: number
  rAhead: number
  rHereUp: number
  rAheadUp: number
}

/** R at the mark and its maximum ahead, both ways. */
export function computeSpiralNumbers(venue: Venue): SpiralNumbers {
  const down = computeSpiralProfile(venue, 1)
  const up = computeSpiralProfile(venue, -1)
  return {
    rHere: down.values[0],
    rAhead: largest(down.values),
    rHereUp: up.values[0],
    rAheadUp: largest(up.values),
  }
}

function largest(values: Float64Array): number {
  let max = 0
  for (const value of values) max = Math.max(max, value)
  return max
}

/** Open interest now: all long contracts, those of counterparty, makers and outside account included. */
export function computeOpenInterest(venue: Venue): number {
  let sum =
    Math.abs(venue.counterparty.contracts) +
    Math.abs(venue.market.makers.contracts) +
    Math.abs(venue.market.outside.contracts)
  for (let id = 0; id < venue.accounts.count; id++) sum += Math.abs(venue.accounts.ledger[contractsAt(id)])
  return sum / 2
}

/** The row of the series for the step that has just ended. */
export function readSeriesRow(world: World): SeriesRow {
  const venue = world.venues[0]
  const { market, totals } = venue
  return {
    step: world.step,
    price: market.price,
    fair: market.fair,
    fund: venue.fundCents,
    badDebt: totals.badDebtCents,
    liquidations: totals.liquidations,
    queue: venue.queue.length,
    halted: isHalted(venue, world.step),
    depth: market.depthContracts,
  }
}

/** Every account as the headless command prints it. */
export function readAccounts(venue: Venue): AccountRow[] {
  const { accounts } = venue
  return Array.from({ length: accounts.count }, (_, id) => ({
    id,
    contracts: accounts.ledger[contractsAt(id)],
    cash: accounts.ledger[cashAt(id)],
    state: ACCOUNT_STATES[accounts.state[id]],
    haircut: accounts.ledger[haircutAt(id)],
  }))
}

/**
 * The summary of the run so far.
 * @param rAheadStart R ahead at the opening, which only the opening can tell
 */
export function computeSummary(world: World, rAheadStart: number): Summary {
  const venue = world.venues[0]
  const { market, totals } = venue
  const { startPrice } = world.scenario.market
  const fairFall = 1 - market.lowestFair / startPrice
  return {
    engineVersion: ENGINE_VERSION,
    liquidations: totals.liquidations,
    bankruptPositions: totals.bankruptPositions,
    fees: totals.feesCents,
    fundPaid: totals.fundPaidCents,
    venuePaid: totals.venuePaidCents,
    adlContracts: totals.adlContracts,
    adlAccounts: totals.adlAccounts,
    adlAgainstMark: totals.adlAgainstMarkCents,
    socializedLoss: totals.socializedCents,
    badDebt: totals.badDebtCents,
    ownPaid: totals.ownPaidCents,
    losses:
      totals.ownPaidCents +
      totals.fundPaidCents +
      totals.venuePaidCents +
      totals.socializedCents +
      totals.badDebtCents,
    halts: totals.halts,
    haltedSteps: totals.haltedSteps,
    insolvent: totals.badDebtCents > 0,
    finalPrice: market.price,
    minPrice: market.lowestPrice,
    lowestFairValue: market.lowestFair,
    amplification: fairFall > 0 ? (1 - market.lowestPrice / startPrice) / fairFall : null,
    insuranceFund: venue.fundCents,
    venueEquity: venue.equityCents,
    queueLeft: venue.queue.length,
    openInterest: world.openInterestContracts,
    lowestDepth: market.lowestDepthContracts,
    ...computeSpiralNumbers(venue),
    rAheadStart,
    ...computeInvariants(venue),
  }
}
