/**
 * One step: the ordered list of mechanisms (docs/model.md section 4), a reason beside each. To add a mechanism, write its file and
 * put it where it acts. A halted venue skips what is not marked `whileHalted`; the gate is asked anew before each, since
 * a breaker can fire in the middle of a step.
 */
import { checkBreaker, recordPrice, restartAfterHalt } from './breaker.ts'
import { nextFairValue } from './fairValue.ts'
import { liquidate } from './liquidation.ts'
import { advanceFair, closeStep, decayDisplacement, fill, fixDepth } from './market.ts'
import type { World } from './opening.ts'
import { socializePending } from './socializedLoss.ts'
import { isHalted, markPrice, type Venue } from './venue.ts'

interface Mechanism {
  readonly name: string
  readonly why: string
  readonly whileHalted: boolean
  readonly run: (world: World, venue: Venue, step: number) => void
}

export const PIPELINE: readonly Mechanism[] = [
  {
    name: 'fair value and shocks',
    why: 'News reaches the world whether or not the venue is open.',
    whileHalted: true,
    run: advanceNews,
  },
  {
    name: 'decay and depth',
    why: 'Liquidity returns with time; orders of the step meet one depth.',
    whileHalted: true,
    run: (_world, { market }) => {
      decayDisplacement(market)
      fixDepth(market)
    },
  },
  {
    name: 'top-ups',
    why: 'Money arrives before anyone is sold out, even during a halt.',
    whileHalted: true,
    run: (_world, venue, step) => venue.behavior?.topUp(venue, step),
  },
  {
    name: 'breaker',
    why: 'A gap in the news can halt the venue before anyone trades.',
    whileHalted: false,
    run: (_world, venue, step) => {
      restartAfterHalt(venue, step)
      checkBreaker(venue, step)
    },
  },
  {
    name: 'outside flow',
    why: 'Outsiders trade before the crowd; a halt cancels their order.',
    whileHalted: false,
    run: (world, venue, step) => {
      tradeOutside(world, venue, step)
      venue.crowdMark = markPrice(venue)
    },
  },
  {
    name: 'the crowd’s own trades',
    why: 'Traders who can still act do so before the engine acts for them.',
    whileHalted: false,
    run: (_world, venue, step) => void venue.behavior?.trade(venue, venue.crowdMark, step),
  },
  {
    name: 'arrivals',
    why: 'Newcomers come last of the crowd; those of a halted step are drawn and lost.',
    whileHalted: true,
    run: (world, venue, step) =>
      world.arrivals?.admit(world.scenario, venue, venue.crowdMark, step, isHalted(venue, step)),
  },
  {
    name: 'liquidations',
    why: 'Forced orders meet the price that everyone else has made.',
    whileHalted: false,
    run: (_world, venue, step) => liquidate(venue, step),
  },
  {
    name: 'socialized loss',
    why: 'Losses are shared once a step, also when a halt has just begun.',
    whileHalted: true,
    run: (_world, venue, step) => socializePending(venue, step),
  },
  {
    name: 'record',
    why: 'The end of the step is what averages and breakers remember.',
    whileHalted: true,
    run: (world, venue, step) => {
      recordPrice(venue, step)
      closeStep(venue.market)
      world.arrivals?.closeStep(venue)
    },
  },
]

/** Advances the world by one step. */
export function runStep(world: World): void {
  const step = ++world.step
  for (const venue of world.venues)
    for (const mechanism of PIPELINE)
      if (mechanism.whileHalted || !isHalted(venue, step)) mechanism.run(world, venue, step)
}

/** Phase 1: fair value of the step; shocks to fair value and depth take effect, halted or not. */
function advanceNews(world: World, venue: Venue, step: number): void {
  const { market } = venue
  const raw = nextFairValue(world.scenario, market.rawFair, step, world.fairStream)
  for (const shock of world.shocks.get(step) ?? []) {
    if (shock.kind === 'sell') continue
    if (shock.kind === 'depth') market.depthShockFactor = shock.factor
    else market.fairShockFactor *= 1 + shock.change
    const size = shock.kind === 'depth' ? shock.factor : shock.change
    venue.log?.add('shock', step, -1, { price: size, priceBefore: market.price, priceAfter: market.price })
  }
  advanceFair(market, raw)
}

/** Phase 5, first part: the `sell` shocks of the step are one order of the outside account. */
function tradeOutside(world: World, venue: Venue, step: number): void {
  let contracts = 0
  for (const shock of world.shocks.get(step) ?? []) if (shock.kind === 'sell') contracts += shock.contracts
  if (contracts === 0) return
  const { market } = venue
  const priceBefore = market.price
  const cents = fill(market, contracts)
  market.outside.contracts -= contracts
  market.outside.cashCents += cents
  venue.log?.add('shock', step, -1, { contracts, cents, priceBefore, priceAfter: market.price })
  checkBreaker(venue, step)
}
