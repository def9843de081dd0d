/**
 * Who pays (docs/model.md sections 5 and 6): money layers, socialized loss, bad debt, what accounts lost themselves.
 * Part of an oracle that shares no code with the engine.
 */
import { equityOf, isQueued, openMarkets, positionValue, profitOf } from './accounts.ts'
import { largestRemainder, sum } from './exact.ts'
import type { Account, Venue, World } from './world.ts'

/**
 * The money layers pay a deficit in order. What is left waits for the end of the step where the loss may be socialized,
 * else it is bad debt.
 */
export function payDeficit(world: World, venue: Venue, deficit: number, maySocialize: boolean): void {
  let left = deficit
  const before = { ...venue.totals }
  for (const layer of venue.waterfall) {
    if (layer === 'insuranceFund') {
      const paid = Math.min(left, venue.fund)
      venue.fund -= paid
      venue.totals.fundPaid += paid
      left -= paid
    }
    if (layer === 'venueEquity') {
      const paid = Math.min(left, venue.equity)
      venue.equity -= paid
      venue.totals.venuePaid += paid
      left -= paid
    }
  }
  if (venue.totals.fundPaid > before.fundPaid && venue.totals.venuePaid > before.venuePaid)
    world.seen.add('two layers pay at once')
  if (deficit > 0 && left === 0) world.seen.add('money layers cover all')
  if (maySocialize && venue.waterfall.includes('socializedLoss')) venue.pending += left
  else addBadDebt(venue, left)
}

function addBadDebt(venue: Venue, cents: number): void {
  if (cents === 0) return
  venue.totals.badDebt += cents
  venue.unshared += cents
  venue.everBadDebt = true
}

/** Takes the debt of an account away whose last leg was closed, if it has one. */
export function coverDebt(world: World, venue: Venue, account: Account): void {
  const debt = Math.max(0, -account.cash)
  account.cash += debt
  payDeficit(world, venue, debt, true)
}

/** What the account itself lost, counted just after it was closed. */
export function countOwnLoss(venue: Venue, account: Account): void {
  venue.totals.ownPaid += Math.max(0, account.deposit - account.haircut - account.cash)
}

/** Phase 7: shares out the losses left pending in this step; what is not collected is bad debt. */
export function socialize(world: World, venue: Venue): void {
  if (venue.pending === 0) return
  const payers = venue.accounts.filter((a) => openMarkets(venue, a).length > 0 && !isQueued(venue, a))
  let collected = 0
  const collect = (account: Account, cents: number): void => {
    account.cash -= cents
    account.haircut += cents
    collected += cents
  }

  if (venue.lossBase === 'profit') {
    const winners = payers.filter((a) => Math.floor(profitOf(world, venue, a)) > 0)
    const profits = winners.map((a) => Math.floor(profitOf(world, venue, a)))
    const shares = largestRemainder(Math.min(venue.pending, sum(profits)), profits)
    winners.forEach((account, place) => collect(account, shares[place]))
  } else {
    const solvent = payers.filter((a) => Math.floor(equityOf(world, venue, a)) > 0)
    const weights = solvent.map((a) =>
      venue.markets.length === 1 ? Math.abs(a.contracts[0]) : Math.floor(positionValue(world, venue, a)),
    )
    const limits = solvent.map((a) => Math.floor(equityOf(world, venue, a)))
    // Positions that are all worth less than a cent have no share in anything.
    const shares = sum(weights) > 0 ? largestRemainder(venue.pending, weights) : weights
    solvent.forEach((account, place) => collect(account, Math.min(shares[place], limits[place])))
  }

  world.seen.add(`socialized ${venue.lossBase}`)
  if (collected < venue.pending) {
    world.seen.add('socialized capped')
    world.seen.add(`socialized ${venue.lossBase} capped`)
  }
  if (venue.queue.length > 0) world.seen.add('socialized past the queue')
  venue.totals.socializedLoss += collected
  addBadDebt(venue, venue.pending - collected)
  venue.pending = 0
}
