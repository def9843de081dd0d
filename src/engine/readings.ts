/**
 * Readings: numbers derived from the state (docs/model.md section 7). Computed when asked, never in a step; nothing is written.
 */
import { exp } from './arithmetic.ts'
import { contractsToMove } from './impact.ts'
import { computeInvariants } from './invariants.ts'
import { cashAt, contractsAt, haircutAt, liquidationPrice } from './ledger.ts'
import { countLegs } from './margin.ts'
import type { Run } from './pipeline.ts'
import { sortByScore } from './sorting.ts'
import { isHalted, markPrice, type Market, type Venue } from './venue.ts'
import type { AccountRow, SeriesRow, SpiralProfile, Summary } from '../schema/result.ts'
import { ACCOUNT_STATES } from '../schema/states.ts'
import { ENGINE_VERSION } from '../schema/version.ts'

const WINDOW = 0.01
const PROFILE_REACH = 0.2

/**
 * The spiral number at the mark and at every unqueued liquidation price on the way: how many contracts each contract sold
 * (for rising prices: bought) there forces.
 * @param side 1: longs, from the mark down to −20 %; −1: shorts, from the mark up to +20 %
 */
export function computeSpiralProfile(market: Market, side: 1 | -1): SpiralProfile {
  const { venue, rules, state } = market
  const mark = markPrice(market)
  const { scores, sums } = forcedContracts(market, side, mark)
  const scale =
    (venue.rules.closeFactor * (1 - rules.indexWeight)) /
    contractsToMove(rules.curve, state.displacement, state.depthContracts, side * WINDOW)
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
function forcedContracts({ venue, leg, state }: Market, side: 1 | -1, mark: number) {
  const { ledger } = venue.state
  const nearest = side * mark
  const farthest = side * mark * (1 - side * PROFILE_REACH) * exp(-side * WINDOW) - nearest * side * 1e-9
  const ids: number[] = []
  const found: number[] = []
  for (let id = 0; id < ledger.count; id++) {
    if (ledger.rows[contractsAt(ledger, id, leg)] * side <= 0 || ledger.queued[id] === 1) continue
    if (ledger.legs > 1 && countLegs(venue, id) > 1) continue
    const score = side * liquidationPrice(ledger, id, leg, state.maintenanceMargin)
    if (score > nearest || score < farthest) continue
    ids.push(id)
    found.push(score)
  }
  const order = Int32Array.from(ids)
  const scores = Float64Array.from(found)
  sortByScore(order, scores)
  const sums = new Float64Array(order.length + 1)
  for (let i = 0; i < order.length; i++)
    sums[i + 1] = sums[i] + Math.abs(ledger.rows[contractsAt(ledger, order[i], leg)])
  return { scores, sums }
}

export interface SpiralNumbers {
  rHere: number
  rAhead: number
  rHereUp: number
  rAheadUp: number
}

/** R at the mark and its maximum ahead, both ways. */
export function computeSpiralNumbers(market: Market): SpiralNumbers {
  const down = computeSpiralProfile(market, 1)
  const up = computeSpiralProfile(market, -1)
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

/** Open interest of a market now: all long contracts, those of counterparty, makers and outside account included. */
export function computeOpenInterest({ state }: Market): number {
  const { counterparty, makers, outside } = state
  return (
    (state.openContracts +
      Math.abs(counterparty.contracts) +
      Math.abs(makers.contracts) +
      Math.abs(outside.contracts)) /
    2
  )
}

/** The row of the series for the step that has just ended. */
export function readSeriesRow({ world, places }: Run): SeriesRow {
  const [venue] = places.venues
  const [{ state: market, asset }] = venue.markets
  const { state } = venue
  return {
    step: world.step,
    price: market.price,
    fair: asset.fair,
    fund: state.fundCents,
    badDebt: state.totals.badDebtCents,
    liquidations: state.totals.liquidations,
    queue: state.queue.length,
    halted: isHalted(venue, world.step),
    depth: market.depthContracts,
  }
}

/** Every account as the headless command prints it. */
export function readAccounts({ state: { ledger } }: Venue): AccountRow[] {
  return Array.from({ length: ledger.count }, (_, id) => ({
    id,
    contracts: ledger.rows[contractsAt(ledger, id, 0)],
    cash: ledger.rows[cashAt(ledger, id)],
    state: ACCOUNT_STATES[ledger.state[id]],
    haircut: ledger.rows[haircutAt(ledger, id)],
  }))
}

/** All losses, whoever paid them, in cents. */
export function sumLosses({ totals }: Venue['state']): number {
  return (
    totals.ownPaidCents +
    totals.fundPaidCents +
    totals.venuePaidCents +
    totals.socializedCents +
    totals.badDebtCents
  )
}

/** The summary of the run so far. */
export function computeSummary({ program, places }: Run): Summary {
  const [venue] = places.venues
  const [market] = venue.markets
  const { state } = venue
  const { totals } = state
  const { startPrice } = program.assets[market.rules.asset]
  const fairFall = 1 - market.asset.lowestFair / startPrice
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
    losses: sumLosses(state),
    halts: totals.halts,
    haltedSteps: totals.haltedSteps,
    insolvent: totals.badDebtCents > 0,
    finalPrice: market.state.price,
    minPrice: market.state.lowestPrice,
    lowestFairValue: market.asset.lowestFair,
    amplification: fairFall > 0 ? (1 - market.state.lowestPrice / startPrice) / fairFall : null,
    insuranceFund: state.fundCents,
    venueEquity: state.equityCents,
    queueLeft: state.queue.length,
    openInterest: state.openInterestContracts,
    lowestDepth: market.state.lowestDepthContracts,
    ...computeSpiralNumbers(market),
    rAheadStart: state.rAheadStart,
    ...computeInvariants(venue),
  }
}
