/**
 * The spiral number R along the way of the price (docs/model.md section 7): what each forced order would force in turn. Reads
 * a market and its venue, writes nothing; costs as much as the crowd is large.
 */
import { exp } from './arithmetic.ts'
import { contractsToMove } from './impact.ts'
import { contractsAt, liquidationPrice } from './ledger.ts'
import { countLegs } from './margin.ts'
import { sortByScore } from './sorting.ts'
import { markPrice, type Market } from './venue.ts'
import type { SpiralProfile } from '../schema/result.ts'

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

/** The largest R of a profile: R ahead. */
export function peakOf({ values }: SpiralProfile): number {
  let max = 0
  for (const value of values) if (value > max) max = value
  return max
}

/** Contracts of unqueued longs that a fall of the mark by 1 % would force: the numerator of R here, before the close factor. */
export function computeNearLongs(market: Market): number {
  const { ledger } = market.venue.state
  const mark = markPrice(market)
  let contracts = 0
  market.longs.visitBetween(mark * exp(-WINDOW), mark, (id) => {
    contracts += ledger.rows[contractsAt(ledger, id, market.leg)]
  })
  return contracts
}
