/**
 * Treasuries of random worlds: depositors, claims on each other, holdings, runs. Nobody starts with less than nothing at
 * hand, and some have hardly more, so that a loss travels from one to the next.
 */
import type { ConditionInput, ShockInput, VenueInput, WorldInput } from './oracle/document.ts'
import type { Random } from './randomNumbers.ts'
import { integerBetween, pick, rounded } from './randomNumbers.ts'
import type { Places } from './randomWorldVenues.ts'
import { debtsAtOpening } from './randomWorldVenues.ts'

type Treasury = VenueInput['treasury'] & object

/** Gives treasuries to those who must have one, and to some of the others. */
export function addTreasuries(random: Random, world: WorldInput, places: Places): void {
  const pattern = pick(random, ['few', 'few', 'all', 'chain'] as const)
  const ids = Object.keys(world.venues)
  for (const [id, venue] of Object.entries(world.venues)) {
    if (venue.kind === 'exchange' && random() < (pattern === 'few' ? 0.5 : 0.1)) continue
    const debts = venue.kind === 'lending' ? debtsAtOpening(venue) : 0
    const free = pick(random, venue.kind === 'institution' ? [2000, 20_000] : [0, 2000, 20_000, 200_000])
    const spare = rounded(debts * pick(random, [0.01, 0.3, 2]) + free, 2)
    const treasury: Treasury = { depositors: rounded(debts + spare, 2) }
    const before = ids.slice(Math.max(0, ids.indexOf(id) - 1), ids.indexOf(id))
    const others = pattern === 'chain' ? before : ids.filter((other) => other !== id)
    const share = pattern === 'chain' ? 0.95 : 0.6
    const placed = randomClaims(random, others, share * spare, pattern === 'few' ? 0.25 : 0.8)
    if (Object.keys(placed).length > 0) treasury.placed = placed
    const holdings = randomHoldings(random, places, 0.3 * spare)
    if (random() < 0.5 && pattern !== 'chain' && holdings !== undefined) treasury.holdings = holdings
    if (random() < 0.6) treasury.run = randomRun(random, world, places)
    venue.treasury = treasury
  }
  if (pattern === 'chain' && random() < 0.5) world.shocks?.push(randomTheft(random, world))
}

/** All that a bank has, or whoever comes first: those who placed money with it are next. */
function randomTheft(random: Random, world: WorldInput): ShockInput {
  const ids = Object.keys(world.venues)
  const venue = ids.find((id) => world.venues[id].kind === 'institution') ?? ids[0]
  return { step: integerBetween(random, 1, 5), kind: 'loss', venue, amount: 1_000_000 }
}

/** At most this many dollars in all. */
function randomClaims(
  random: Random,
  others: string[],
  most: number,
  likelihood: number,
): Record<string, number> {
  const placed: Record<string, number> = {}
  for (const other of others) {
    const dollars = rounded((most / others.length) * pick(random, [0.2, 0.5, 1]), 2)
    if (random() < likelihood && dollars > 0) placed[other] = dollars
  }
  return placed
}

/** Worth about this much; none where that does not buy two contracts. */
function randomHoldings(random: Random, places: Places, dollars: number): Treasury['holdings'] {
  const soldOn = pick(random, Object.keys(places.traded))
  const asset = pick(random, places.traded[soldOn])
  const contracts = Math.floor((100 * dollars) / places.startPrices[asset]) - 1
  return contracts < 1 ? undefined : { [asset]: { contracts, soldOn } }
}

function randomRun(random: Random, world: WorldInput, places: Places): Treasury['run'] & object {
  const count = pick(random, [1, 1, 2])
  return {
    perStep: pick(random, [0.02, 0.2, 0.5, 1]),
    after: Array.from({ length: count }, () => randomCondition(random, world, places)),
  }
}

function randomCondition(random: Random, world: WorldInput, places: Places): ConditionInput {
  const anyVenue = pick(random, Object.keys(world.venues))
  const kind = pick(random, ['step', 'insolvent', 'illiquid', 'closed', 'below'] as const)
  if (kind === 'step') return { step: integerBetween(random, 1, world.steps) }
  if (kind === 'insolvent') return { insolvent: anyVenue }
  if (kind === 'illiquid') return { illiquid: anyVenue }
  if (kind === 'closed') return { closed: anyVenue }
  const venue = pick(random, Object.keys(places.traded))
  const asset = pick(random, places.traded[venue])
  const price = rounded(places.startPrices[asset] * pick(random, [0.98, 0.9, 0.7]), 2)
  return { below: { venue, asset, price } }
}
