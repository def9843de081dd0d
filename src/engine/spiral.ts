/**
 * The spiral number R along the way of the price (docs/model.md section 7): what each forced order would force in turn. Reads
 * a market and its venue, writes nothing; costs as much as the crowd is large.
 */
import { exp } from './arithmetic.ts'
import { contractsToMove } from './impact.ts'
import { CONTRACTS, contractsAt } from './ledger.ts'
import { markPrice, type Market } from './venue.ts'
import type { SpiralProfile } from '../schema/result.ts'

const WINDOW = 0.01
const PROFILE_REACH = 0.2

/** R ahead: the largest R of a profile, and how much chance is in it. */
interface Peak {
  readonly value: number
  /** How many would be forced there. */
  readonly accounts: number
  /** Standard deviation of R, had each of them stood there by chance: the largest of many such windows is above its mean. */
  readonly spread: number
}

export interface PeakedProfile extends SpiralProfile {
  readonly peak: Peak
}

/**
 * The spiral number at the mark and at every unqueued liquidation price on the way: how many contracts each contract sold
 * (for rising prices: bought) there forces.
 * @param side 1: longs, from the mark down to −20 %; −1: shorts, from the mark up to +20 %
 */
export function computeSpiralProfile(market: Market, side: 1 | -1): PeakedProfile {
  const { venue, rules, state } = market
  const mark = markPrice(market)
  const { sizes, scores, sums } = forcedContracts(market, side, mark)
  const scale =
    (venue.rules.closeFactor * (1 - rules.indexWeight)) /
    contractsToMove(rules.curve, state.displacement, state.depthContracts, side * WINDOW)
  const window = exp(-side * WINDOW)
  const end = side * mark * (1 - side * PROFILE_REACH)
  const prices = new Float64Array(scores.length + 1)
  const values = new Float64Array(scores.length + 1)
  let n = 0
  let from = 0
  let to = 0
  let highest = 0
  let accounts = 0
  let last = 0
  const add = (price: number) => {
    // Scores fall along the list: those at or below `side·price`, and strictly above `side·price·window`.
    while (from < scores.length && scores[from] > side * price) from++
    while (to < scores.length && scores[to] > side * (price * window)) to++
    const value = Math.max(0, sums[to] - sums[from]) * scale
    if (value > highest) {
      highest = value
      accounts = to - from
      last = to
    }
    prices[n] = price
    values[n++] = value
  }
  add(mark)
  for (let i = 0; i < scores.length && scores[i] >= end; i++)
    if (i === 0 || scores[i] !== scores[i - 1]) add(side * scores[i])
  let squares = 0
  for (let i = last - accounts; i < last; i++) squares += sizes[i] * sizes[i]
  return {
    prices: prices.slice(0, n),
    values: values.slice(0, n),
    peak: { value: highest, accounts, spread: Math.sqrt(squares) * scale },
  }
}

/** Positions of one side near the mark: scores from the mark outwards, their contracts, and running sums of those. */
function forcedContracts({ venue, leg, longs, shorts }: Market, side: 1 | -1, mark: number) {
  const { rows, stride } = venue.state.ledger
  const nearest = side * mark
  const farthest = side * mark * (1 - side * PROFILE_REACH) * exp(-side * WINDOW) - mark * 1e-9
  const { ids, scores } = (side > 0 ? longs : shorts).listBetween(farthest, nearest)
  const sizes = new Float64Array(ids.length)
  const sums = new Float64Array(ids.length + 1)
  for (let i = 0; i < ids.length; i++) {
    sizes[i] = Math.abs(rows[stride * ids[i] + CONTRACTS + leg])
    sums[i + 1] = sums[i] + sizes[i]
  }
  return { sizes, scores, sums }
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
