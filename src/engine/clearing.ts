/**
 * Clearing (docs/model.md section 11.7): bad debt of a venue falls on those who placed money with it, in proportion, and so on along the
 * claims: Eisenberg and Noe's clearing (2001) to a few cents. Reads claims and what is owed to customers; writes claims, funds
 * and bad debt.
 */
import { floorProportion } from './arithmetic.ts'
import { assertWhole } from './assertions.ts'
import type { Places } from './derive.ts'
import { owedToCustomers } from './treasury.ts'
import type { Venue } from './venue.ts'
import { payOwnDeficit } from './waterfall.ts'

const MAX_PASSES = 1_000

/** A venue with creditors whose bad debt is shared: how things stood at the start of the clearing, and what was shared since. */
interface Failing {
  readonly owedCents: number
  /** What each venue placed with it, a place for each, and all of it. */
  readonly placedCents: readonly number[]
  readonly allPlacedCents: number
  readonly claimsAtStart: readonly number[]
  readonly lostCents: number[]
  sharedCents: number
}

/** Phase 8: passes over the venues in order until one finds nothing. */
export function clear({ venues }: Places, step: number): void {
  let isNew = false
  for (const venue of venues) if (isUnshared(venue)) isNew = true
  if (!isNew) return
  for (const { state } of venues) state.wave = state.unsharedCents > 0 ? 1 : 0
  const claims = venues.map(({ where }) => venues.map(({ state }) => state.treasury.claimsCents[where.venue]))
  const failing = new Map<Venue, Failing>()
  for (let pass = 0; pass < MAX_PASSES && venues.some(isUnshared); pass++)
    for (const venue of venues) if (isUnshared(venue)) share(venue, venues, claims, failing, step)
}

function isUnshared({ state }: Venue): boolean {
  return state.unsharedCents > 0
}

/** Passes the new bad debt of one venue on to its creditors; the rest is its customers' loss. */
function share(
  venue: Venue,
  venues: readonly Venue[],
  claims: readonly (readonly number[])[],
  failing: Map<Venue, Failing>,
  step: number,
): void {
  const unshared = venue.state.unsharedCents
  venue.state.unsharedCents = 0
  const failure = failing.get(venue) ?? startFailing(venue, venues, claims)
  failing.set(venue, failure)
  const { placedCents, allPlacedCents, owedCents, claimsAtStart, lostCents } = failure
  if (allPlacedCents === 0) return
  failure.sharedCents += unshared
  for (let i = 0; i < venues.length; i++) {
    if (placedCents[i] === 0) continue
    const inAll = Math.min(
      claimsAtStart[i],
      floorProportion(failure.sharedCents, placedCents[i], owedCents + allPlacedCents),
    )
    assertWhole('A share of the bad debt', inAll, 0, failure.sharedCents)
    const cents = inAll - lostCents[i]
    if (cents <= 0) continue
    lostCents[i] = inAll
    bear(venues[i], venue, cents, step)
  }
}

/** Customers are asked only where somebody else has a claim: that looks at everyone. */
function startFailing(
  venue: Venue,
  venues: readonly Venue[],
  claims: readonly (readonly number[])[],
): Failing {
  const place = venue.where.venue
  const placedCents = venues.map(({ state }) => state.treasury.placedCents[place])
  const allPlacedCents = placedCents.reduce((sum, cents) => sum + cents, 0)
  return {
    owedCents: allPlacedCents === 0 ? 0 : owedToCustomers(venue),
    placedCents,
    allPlacedCents,
    claimsAtStart: claims[place],
    lostCents: venues.map(() => 0),
    sharedCents: 0,
  }
}

/** A creditor writes down its claim: the debtor's bad debt falls by it, and it is a deficit of the creditor. */
function bear(creditor: Venue, debtor: Venue, cents: number, step: number): void {
  const { state } = creditor
  assertWhole('What a creditor loses of its claim', cents, 1, state.treasury.claimsCents[debtor.where.venue])
  state.treasury.claimsCents[debtor.where.venue] -= cents
  state.treasury.claimsLostCents += cents
  debtor.state.totals.badDebtCents -= cents
  const wasSound = state.wave === 0
  const payment = payOwnDeficit(creditor, cents)
  if (wasSound && payment.badDebtCents > 0) state.wave = debtor.state.wave + 1
  creditor.log?.add('claimLoss', step, creditor.where, { cents, counterparty: debtor.where.venue, payment })
}
