/**
 * The hedge of a pool (docs/model.md section 11.3): an account that is short a part of what the pool's providers hold, and brings
 * itself to that part every few steps, at the market, paying for it. So a fall of what they hold is made up for between two
 * turns, and a jump is not. Reads the pool's reserve; writes the book that it trades on, and its account there.
 * Source: the delta of a constant product pool is its reserve, √(k/p) (Angeris and others, 2021).
 */
import { assertWhole } from './assertions.ts'
import { checkBreaker } from './breaker.ts'
import type { Places } from './derive.ts'
import { reserveOf } from './impact.ts'
import { fill } from './market.ts'
import type { Market } from './venue.ts'

/** Phase 5, after arbitrage: in its turn the account of this market follows its pool. */
export function adjustHedge(market: Market, step: number, { markets }: Places): void {
  const { rules, state, venue } = market
  const { hedge: rule } = rules
  if (rule === null || (step - 1) % rule.everySteps !== 0) return
  const pool = markets[rule.market]
  const held = reserveOf(pool.state.displacement, pool.state.depthContracts)
  const contracts = Math.floor(rule.share * held) + state.hedge.contracts
  if (contracts === 0) return
  assertWhole('An order of a hedge', contracts, -Infinity, Infinity)
  const priceBefore = state.price
  const cents = fill(market, contracts)
  state.hedge.contracts -= contracts
  state.hedge.cashCents += cents
  const counterparty = pool.where.venue
  venue.log?.add('hedge', step, market.where, {
    contracts,
    cents,
    priceBefore,
    priceAfter: state.price,
    counterparty,
  })
  checkBreaker(market, step)
}
