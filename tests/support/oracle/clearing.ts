/**
 * Clearing and failure (docs/model.md section 11.7): what bad debt does to those who placed money with the venue, who is
 * insolvent and who closes.
 * Part of an oracle that shares no code with the engine.
 */
import { floorOfShare, sum } from './exact.ts'
import { payDeficit } from './losses.ts'
import { owedToCustomers } from './treasury.ts'
import type { Claim, Venue, World } from './world.ts'

const MOST_PASSES = 1000

interface Debtor {
  venue: Venue
  customers: number
  /** All bad debt that was shared in this clearing: D. */
  shared: number
  claims: { claimant: Venue; claim: Claim; atStart: number; lost: number }[]
}

/** Phase 8: bad debt that was not shared yet is shared with those who placed money, until there is none. */
export function clear(world: World): void {
  world.waves = new Map()
  for (const venue of world.venues) if (venue.unshared > 0) world.waves.set(venue, 1)
  const debtors = world.venues.map((venue): Debtor => ({
    venue,
    customers: owedToCustomers(world, venue),
    shared: 0,
    claims: world.venues.flatMap((claimant) =>
      claimant.claims
        .filter((claim) => claim.on === venue)
        .map((claim) => ({ claimant, claim, atStart: claim.cents, lost: 0 })),
    ),
  }))
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const found = debtors.filter((debtor) => shareBadDebt(world, debtor))
    if (found.length === 0) return
  }
  world.seen.add('clearing cut off')
}

/** False if the venue has no bad debt that was not shared yet. */
function shareBadDebt(world: World, debtor: Debtor): boolean {
  const { venue, claims } = debtor
  if (venue.unshared === 0) return false
  debtor.shared += venue.unshared
  venue.unshared = 0
  const owed = debtor.customers + sum(claims.map(({ claim }) => claim.placed))
  for (const entry of claims) {
    const { claimant, claim, atStart } = entry
    if (claim.placed === 0) continue
    const inAll = Math.min(atStart, floorOfShare(debtor.shared, claim.placed, owed))
    const loss = inAll - entry.lost
    if (loss === 0) continue
    world.seen.add('claim written down')
    entry.lost = inAll
    claim.cents -= loss
    claimant.totals.claimsLost += loss
    venue.totals.badDebt -= loss
    payDeficit(world, claimant, loss, false)
    if (claimant.unshared > 0 && !world.waves.has(claimant)) {
      const wave = (world.waves.get(venue) ?? 0) + 1
      world.waves.set(claimant, wave)
      world.seen.add(`wave ${String(wave)}`)
    }
  }
  return true
}

/** Phase 9: who is insolvent now, and who closes. */
export function fail(world: World): void {
  const fallen = world.venues.filter((venue) => venue.everBadDebt && venue.insolventStep === null)
  const waveOf = (venue: Venue): number => world.waves.get(venue) ?? 1
  fallen.sort((a, b) => waveOf(a) - waveOf(b))
  for (const venue of fallen) {
    venue.insolventStep = world.step
    world.failed.push({ venue: venue.id, step: world.step, wave: waveOf(venue) })
  }
  for (const venue of world.venues) {
    const hasFailed = venue.insolventStep !== null || venue.illiquidStep !== null
    if (!venue.closesOnFailure || !hasFailed || venue.closedStep !== null) continue
    venue.closedStep = world.step
    world.seen.add('closed')
  }
}
