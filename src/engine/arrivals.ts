/**
 * Newcomers (docs/model.md section 8): a Poisson number a step, each entering at the market against the makers, the more of them
 * long the more the price stands above its own average. Draws from streams of its own; writes accounts, book and average.
 */
import { floorStar } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import { drawTraits, growBehaviorColumns } from './behaviorColumns.ts'
import { checkBreaker } from './breaker.ts'
import { roomFor } from './caps.ts'
import { cushioned, drawTrader, readTraits, type DrawnTrader } from './crowd.ts'
import { addAccount, addLeg, capacityOf } from './ledger.ts'
import { fill } from './market.ts'
import { poisson } from './random.ts'
import { reindex } from './reindex.ts'
import { MAX_TOTAL_CENTS } from './shares.ts'
import { isHalted, type Arrivals } from './venue.ts'
import { MAX_TRADERS } from '../schema/scenarioCrowd.ts'

/** Draws the newcomers of the step, whatever happens; they enter until the step is halted or the limit of traders is met. */
export function admitNewcomers(arrivals: Arrivals, step: number): void {
  const { rule, state, crowd, market } = arrivals
  const { venue } = market
  const { ledger, totals } = venue.state
  const mark = market.crowdMark
  const trend = market.state.price / state.averagePrice - 1
  const chance = Math.min(1, Math.max(0, crowd.longShare + rule.trendFollowing * trend))
  const traits = readTraits(crowd, venue.rules.maxLeverage)
  const trader: DrawnTrader = { side: 1, cents: 0, leverage: 1, entryFactor: 1 }
  for (let left = poisson(arrivals.counts, rule.perStep); left > 0; left--) {
    drawTrader(arrivals.traits, traits, chance, trader)
    const { side, cents, leverage } = trader
    const isBeyond = totals.depositedCents + cents > MAX_TOTAL_CENTS
    const room = roomFor(market, 0, mark)
    if (isHalted(venue, step) || isBeyond || ledger.count >= MAX_TRADERS || room < 1) {
      state.lost++
      continue
    }
    const wanted = cushioned(floorStar((cents * leverage) / mark), {
      side,
      cents,
      entry: mark,
      price: mark,
      maintenanceMargin: market.state.maintenanceMargin,
    })
    const n = Math.min(wanted, room)
    assertWhole('Contracts of a newcomer', n, 0, Infinity)
    enter(arrivals, side * n, cents, step)
    if (n > 0) checkBreaker(market, step)
  }
}

function enter(arrivals: Arrivals, contracts: number, cents: number, step: number): void {
  const { market, state, crowdPlace } = arrivals
  const { venue, leg } = market
  const { ledger, totals, behavior } = venue.state
  const rules = venue.behaviors[crowdPlace]
  const priceBefore = market.state.price
  const received = contracts === 0 ? 0 : fill(market, -contracts)
  const id = addAccount(ledger, cents)
  addLeg(ledger, id, leg, contracts, -received, market.crowdMark)
  market.state.openContracts += Math.abs(contracts)
  totals.depositedCents += cents
  state.arrived++
  if (behavior && rules) {
    growBehaviorColumns(behavior, capacityOf(ledger))
    drawTraits(behavior, ledger, id, { crowd: crowdPlace, leg, rules }, arrivals.behavior, step)
  }
  reindex(venue, id)
  venue.log?.add('arrival', step, market.where, {
    account: id,
    contracts: -contracts,
    cents: received,
    price: market.crowdMark,
    priceBefore,
    priceAfter: market.state.price,
  })
}

/** End of the step: the average moves toward the price. */
export function closeArrivals({ state, rule, market }: Arrivals): void {
  state.averagePrice += (market.state.price - state.averagePrice) / rule.trendMemorySteps
}
