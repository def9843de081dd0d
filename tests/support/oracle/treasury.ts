/**
 * Treasuries, runs and losses from outside (docs/model.md sections 11.6 and 11.7): what a venue has at hand, and what it does
 * when its depositors ask for their money.
 * Part of an oracle that shares no code with the engine.
 */
import { equityOf } from './accounts.ts'
import type { ConditionInput } from './document.ts'
import { ceilStar, floorOfShare, floorStar, sum } from './exact.ts'
import { payDeficit } from './losses.ts'
import { checkBreaker, isOpen, markOf, priceOf, trade } from './market.ts'
import type { Claim, Holder, Holding, Venue, World } from './world.ts'
import { marketOf, venueById } from './world.ts'

function debtsOf(venue: Venue): number {
  return venue.kind === 'lending' ? sum(venue.accounts.map((account) => Math.max(0, -account.cash))) : 0
}

/** H: what the venue has at hand. */
export function atHand(world: World, venue: Venue): number {
  const owedToOthers = sum(
    world.venues.flatMap((other) => other.claims.filter((c) => c.on === venue).map((c) => c.cents)),
  )
  const placed = sum(venue.claims.map((claim) => claim.cents))
  const bookValue = sum(venue.holdings.map((holding) => holding.bookValue))
  const { depositors, fund, equity, totals } = venue
  return depositors + fund + equity + owedToOthers - placed - bookValue - totals.badDebt - debtsOf(venue)
}

/** N: what the venue is worth. */
export function netWorth(venue: Venue): number {
  const gains = venue.holdings.map(
    ({ market, contracts, bookValue }) => Math.floor(contracts * priceOf(market) + 0.5) - bookValue,
  )
  return venue.fund + venue.equity - venue.totals.badDebt + sum(gains)
}

/** Holdings at the prices of now: all of them, or those in the venue's own token. */
export function holdingsWorth({ id, holdings }: Venue, onlyOwnToken: boolean): number {
  const counted = holdings.filter(({ market }) => !onlyOwnToken || market.asset.tokenOf === id)
  return sum(counted.map(({ market, contracts }) => Math.floor(contracts * priceOf(market) + 0.5)))
}

/** A: all that the venue has. */
export function assetsHeld(world: World, venue: Venue): number {
  const placed = sum(venue.claims.map((claim) => claim.cents))
  return atHand(world, venue) + placed + debtsOf(venue) + holdingsWorth(venue, false)
}

/** K: what is owed to customers. */
export function owedToCustomers(world: World, venue: Venue): number {
  if (venue.kind !== 'exchange') return venue.depositors
  const worth = (cents: number): number => Math.max(0, Math.floor(cents))
  const accounts = venue.accounts
    .filter((account) => account.state === 'open')
    .map((account) => worth(equityOf(world, venue, account)))
  const others = venue.markets.flatMap((market) => {
    const holders: Holder[] = [
      market.counterparty,
      market.book.makers,
      market.book.outside,
      market.book.arbitrageur,
      market.book.hedger,
    ]
    return holders.map((holder) => worth(holder.cash + holder.contracts * markOf(world, market)))
  })
  return venue.depositors + sum(accounts) + sum(others)
}

/** A theft: a deficit of the venue, at most what it has. */
export function loseToOutside(world: World, venue: Venue, cents: number): void {
  const owed = owedToCustomers(world, venue) - venue.depositors
  const lost = Math.min(cents, Math.max(0, atHand(world, venue) + owed))
  world.seen.add('loss from outside')
  if (lost < cents) world.seen.add('loss cut')
  venue.totals.stolen += lost
  payDeficit(world, venue, lost, false)
}

/** Phase 5: from the first step on in which a condition holds, depositors ask for a part of what is theirs. */
export function withdraw(world: World, venue: Venue): void {
  if (!isOpen(world, venue) || venue.run === null || world.step < venue.withdrawalsFrom) return
  const { run } = venue
  if (!run.started) {
    const cause = run.after.find((condition) => holds(world, condition))
    if (cause === undefined) return
    run.started = true
    world.seen.add(`run ${Object.keys(cause)[0]}`)
  }
  const wanted = floorStar(run.perStep * venue.depositors)
  if (wanted < 1) return

  for (const claim of venue.claims) {
    const paysOut = isOpen(world, claim.on) && world.step >= claim.on.withdrawalsFrom
    if (atHand(world, venue) < wanted && paysOut) callBack(world, venue, claim, wanted)
  }
  for (const holding of venue.holdings) {
    if (atHand(world, venue) < wanted && isOpen(world, holding.market.venue))
      sellHolding(world, venue, holding, wanted)
  }

  const paid = Math.min(wanted, Math.max(0, atHand(world, venue)))
  venue.depositors -= paid
  venue.totals.withdrawn += paid
  venue.totals.refused = Math.max(venue.totals.refused, wanted - paid)
  if (paid < wanted) becomeIlliquid(world, venue)
}

function holds(world: World, condition: ConditionInput): boolean {
  if ('step' in condition) return condition.step <= world.step
  if ('insolvent' in condition) return venueById(world, condition.insolvent).insolventStep !== null
  if ('illiquid' in condition) return venueById(world, condition.illiquid).illiquidStep !== null
  if ('closed' in condition) return venueById(world, condition.closed).closedStep !== null
  const { venue, asset, price } = condition.below
  return priceOf(marketOf(venueById(world, venue), asset)) < price
}

function becomeIlliquid(world: World, venue: Venue): void {
  world.seen.add('illiquid')
  venue.illiquidStep ??= world.step
}

/** Calls back what is missing, as far as the other venue has it. */
function callBack(world: World, venue: Venue, claim: Claim, wanted: number): void {
  const asked = Math.min(claim.cents, wanted - atHand(world, venue))
  if (asked <= 0) return
  const paid = Math.min(asked, Math.max(0, atHand(world, claim.on)))
  claim.placed = floorOfShare(claim.placed, claim.cents - paid, claim.cents)
  claim.cents -= paid
  if (paid > 0) world.seen.add('recall')
  if (paid < asked) {
    world.seen.add('recall unpaid')
    becomeIlliquid(world, claim.on)
  }
}

/** Sells as much of a holding as the missing money asks for at the present price, as one order. */
function sellHolding(world: World, venue: Venue, holding: Holding, wanted: number): void {
  const { market } = holding
  const missing = wanted - atHand(world, venue)
  const n = Math.min(holding.contracts, ceilStar(missing / priceOf(market)))
  if (n <= 0) return
  const bookValue = floorOfShare(holding.bookValue, n, holding.contracts)
  const seller: Holder = { contracts: holding.contracts, cash: 0 }
  const proceeds = trade(world, market, seller, n)
  holding.contracts = seller.contracts
  holding.bookValue -= bookValue
  market.asset.soldByTreasuries += n
  if (proceeds >= bookValue) {
    world.seen.add('run sells gain')
    venue.equity += proceeds - bookValue
  } else {
    world.seen.add('run sells loss')
    payDeficit(world, venue, bookValue - proceeds, false)
  }
  checkBreaker(world, market.venue, 'on holdings')
}
