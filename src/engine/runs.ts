/**
 * A run (docs/model.md section 11.6): depositors ask for their money, and the venue calls back what it placed, then sells what it holds,
 * then pays what it has. Reads conditions and prices; writes treasuries, books and funds.
 */
import { ceilStar, floorProportion, floorStar } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import { checkBreaker } from './breaker.ts'
import type { Places } from './derive.ts'
import { fill } from './market.ts'
import type { RunRule } from './treasuryRules.ts'
import { atHand } from './treasury.ts'
import { isHalted, type Venue } from './venue.ts'
import { payOwnDeficit } from './waterfall.ts'
import { NEVER } from './world.ts'

/** Phase 5 of an open venue: what depositors ask for in this step, as far as it can be found. */
export function withdraw(venue: Venue, step: number, places: Places): void {
  const { state, rules } = venue
  const { treasury } = state
  const { run } = rules.treasury
  if (run === null || step < rules.withdrawalsFrom) return
  if (!treasury.isRunning && run.after.some((rule) => holds(rule, step, places))) treasury.isRunning = true
  if (!treasury.isRunning) return
  const wanted = floorStar(run.perStep * treasury.depositorsCents)
  if (wanted < 1) return
  callBack(venue, wanted, step, places)
  sellHoldings(venue, wanted, step, places)
  const paid = Math.min(wanted, Math.max(0, atHand(venue, places)))
  assertWhole('A withdrawal', paid, 0, Math.min(wanted, treasury.depositorsCents))
  treasury.depositorsCents -= paid
  treasury.withdrawnCents += paid
  venue.log?.add('withdrawal', step, venue.where, { cents: paid })
  if (paid === wanted) return
  becomeIlliquid(venue, step)
  treasury.refusedCents = Math.max(treasury.refusedCents, wanted - paid)
}

function holds(rule: RunRule, step: number, { venues, markets }: Places): boolean {
  switch (rule.when) {
    case 'step':
      return rule.step <= step
    case 'below':
      return markets[rule.market].state.price < rule.price
    case 'insolvent':
      return venues[rule.venue].state.insolventStep !== NEVER
    case 'illiquid':
      return venues[rule.venue].state.illiquidStep !== NEVER
    case 'closed':
      return venues[rule.venue].state.closedStep !== NEVER
  }
}

/** From its first step on in which it could not pay. */
function becomeIlliquid(venue: Venue, step: number): void {
  if (venue.state.illiquidStep !== NEVER) return
  venue.state.illiquidStep = step
  venue.log?.add('illiquid', step, venue.where, {})
}

/** Claims on open venues that pay out, in their order; a call that is not paid in full makes the other venue illiquid. */
function callBack(venue: Venue, wanted: number, step: number, places: Places): void {
  const { treasury } = venue.state
  places.venues.forEach((other, place) => {
    const lacking = wanted - atHand(venue, places)
    const claim = treasury.claimsCents[place]
    if (lacking <= 0 || claim <= 0 || isHalted(other, step) || step < other.rules.withdrawalsFrom) return
    const called = Math.min(claim, lacking)
    const paid = Math.min(called, Math.max(0, atHand(other, places)))
    assertWhole('A call', paid, 0, claim)
    treasury.claimsCents[place] = claim - paid
    treasury.placedCents[place] = floorProportion(treasury.placedCents[place], claim - paid, claim)
    other.log?.add('recall', step, other.where, { cents: paid, counterparty: venue.where.venue })
    if (paid < called) becomeIlliquid(other, step)
  })
}

/** Holdings in order where the book is open, each as one order. */
function sellHoldings(venue: Venue, wanted: number, step: number, places: Places): void {
  const { rules, state } = venue
  state.treasury.holdings.forEach((holding, i) => {
    const market = places.markets[rules.treasury.holdings[i].market]
    const lacking = wanted - atHand(venue, places)
    if (lacking <= 0 || holding.contracts === 0 || isHalted(market.venue, step)) return
    const priceBefore = market.state.price
    const contracts = Math.min(holding.contracts, ceilStar(lacking / priceBefore))
    const cents = fill(market, contracts)
    const book =
      contracts === holding.contracts
        ? holding.bookCents
        : floorProportion(holding.bookCents, contracts, holding.contracts)
    assertWhole('A sale of holdings', contracts, 1, holding.contracts)
    holding.contracts -= contracts
    holding.bookCents -= book
    if (cents >= book) state.equityCents += cents - book
    else payOwnDeficit(venue, book - cents)
    market.state.treasuryContracts += contracts
    venue.log?.add('holdingSale', step, market.where, {
      contracts,
      cents,
      priceBefore,
      priceAfter: market.state.price,
      counterparty: venue.where.venue,
    })
    checkBreaker(market, step)
  })
}
