/**
 * One step: the ordered list of mechanisms (docs/model.md sections 4 and 11.4), a reason beside each. To add a mechanism, write its file and
 * put it where it acts. It runs over places, phase by phase; at a halted venue only what is marked `whileHalted` runs, and
 * the gate is asked anew at each place, since a breaker can fire in the middle of a step.
 */
import { admitNewcomers, closeArrivals } from './arrivals.ts'
import { topUp, tradeByRules } from './behavior.ts'
import { checkBreaker, checkBreakers, recordPrices, restartAfterHalt } from './breaker.ts'
import type { Places } from './derive.ts'
import { nextFairValue } from './fairValue.ts'
import { liquidateInRounds } from './liquidation.ts'
import { advanceFair, advanceIndex, closeStep, decayDisplacement, fill, fixDepth } from './market.ts'
import type { Program } from './program.ts'
import { socializePending } from './socializedLoss.ts'
import { isHalted, markPrice, type Asset, type Market, type Venue } from './venue.ts'
import type { World } from './world.ts'

/** A run at work: what it was told to do, its state, and its places. */
export interface Run {
  readonly program: Program
  readonly world: World
  readonly places: Places
}

type Mechanism = { readonly name: string; readonly why: string } & (
  | { readonly over: 'world'; readonly run: (run: Run, step: number) => void }
  | { readonly over: 'assets'; readonly run: (asset: Asset, step: number, run: Run) => void }
  | {
      readonly over: 'markets'
      readonly whileHalted: boolean
      readonly run: (market: Market, step: number, run: Run) => void
    }
  | {
      readonly over: 'venues'
      readonly whileHalted: boolean
      readonly run: (venue: Venue, step: number, run: Run) => void
    }
)

/** @internal */
export const PIPELINE: readonly Mechanism[] = [
  {
    name: 'shocks',
    why: 'What happens to the world happens whether or not a venue is open.',
    over: 'world',
    run: applyShocks,
  },
  {
    name: 'fair value',
    why: 'The news of the step, with the shocks to it.',
    over: 'assets',
    run: (asset, step, { program }) =>
      advanceFair(asset.state, nextFairValue(asset, program.document.stepSeconds, step)),
  },
  {
    name: 'index',
    why: 'It looks at fair values of this step and at prices of the step before, before any of them moves.',
    over: 'markets',
    whileHalted: true,
    run: advanceIndex,
  },
  {
    name: 'decay',
    why: 'Liquidity returns with time, everywhere before anybody’s depth is fixed.',
    over: 'markets',
    whileHalted: true,
    run: decayDisplacement,
  },
  {
    name: 'depth',
    why: 'Orders of the step meet one depth.',
    over: 'markets',
    whileHalted: true,
    run: fixDepth,
  },
  {
    name: 'top-ups',
    why: 'Money arrives before anyone is sold out, even during a halt.',
    over: 'venues',
    whileHalted: true,
    run: topUp,
  },
  {
    name: 'breaker',
    why: 'A gap in the news can halt a venue before anyone trades.',
    over: 'venues',
    whileHalted: false,
    run: (venue, step) => {
      restartAfterHalt(venue, step)
      checkBreakers(venue, step)
    },
  },
  {
    name: 'outside flow',
    why: 'Outsiders trade before the crowd; a halt cancels their order.',
    over: 'markets',
    whileHalted: false,
    run: tradeOutside,
  },
  {
    name: 'the crowd’s own trades',
    why: 'Traders who can still act do so before the engine acts for them; newcomers come last, and are drawn in a halt, too.',
    over: 'venues',
    whileHalted: true,
    run: (venue, step) => {
      for (const market of venue.markets) market.crowdMark = markPrice(market)
      if (!isHalted(venue, step)) tradeByRules(venue, step)
      for (const arrivals of venue.arrivals) admitNewcomers(arrivals, step)
    },
  },
  {
    name: 'liquidations',
    why: 'Forced orders meet the price that everyone else has made.',
    over: 'world',
    run: ({ places }, step) => liquidateInRounds(places.venues, step),
  },
  {
    name: 'socialized loss',
    why: 'Losses are shared once a step, also when a halt has just begun.',
    over: 'venues',
    whileHalted: true,
    run: socializePending,
  },
  {
    name: 'record',
    why: 'The end of the step is what averages and breakers remember.',
    over: 'venues',
    whileHalted: true,
    run: (venue, step) => {
      recordPrices(venue, step)
      for (const market of venue.markets) closeStep(market)
      for (const arrivals of venue.arrivals) closeArrivals(arrivals)
    },
  },
]

/** Advances the world by one step. */
export function runStep(run: Run): void {
  const step = ++run.world.step
  for (const { state } of run.places.markets) state.forcedContracts = state.stopContracts = 0
  for (const mechanism of PIPELINE) {
    switch (mechanism.over) {
      case 'world':
        mechanism.run(run, step)
        break
      case 'assets':
        for (const asset of run.places.assets) mechanism.run(asset, step, run)
        break
      case 'markets':
        for (const market of run.places.markets)
          if (mechanism.whileHalted || !isHalted(market.venue, step)) mechanism.run(market, step, run)
        break
      case 'venues':
        for (const venue of run.places.venues)
          if (mechanism.whileHalted || !isHalted(venue, step)) mechanism.run(venue, step, run)
    }
  }
}

/** Phase 1: shocks take effect in order of the document, halted or not; orders wait for their phase. */
function applyShocks({ program, places }: Run, step: number): void {
  const { assets: ids } = program.document
  for (const shock of program.shocks.get(step) ?? []) {
    if (shock.kind === 'fairValue') {
      const place = Object.keys(ids).indexOf(shock.asset)
      places.assets[place].state.shockFactor *= 1 + shock.change
      for (const market of places.markets)
        if (market.rules.asset === place) logShock(market, step, shock.change)
    } else if (shock.kind === 'depth') {
      const market = marketOf(places, program, shock)
      market.state.depthShockFactor = shock.factor
      logShock(market, step, shock.factor)
    }
  }
}

function logShock({ venue, where, state }: Market, step: number, size: number): void {
  venue.log?.add('shock', step, where, { price: size, priceBefore: state.price, priceAfter: state.price })
}

/** The market that a shock names. */
function marketOf(
  places: Places,
  { assets }: Program,
  { venue, asset }: { venue: string; asset: string },
): Market {
  const market = places.markets.find(
    ({ venue: { rules }, rules: { asset: place } }) => rules.id === venue && assets[place].id === asset,
  )
  if (market === undefined) throw new Error(`no market of ${asset} at ${venue}`)
  return market
}

/** Phase 5: the `sell` shocks of the step are one order of the outside account. */
function tradeOutside(market: Market, step: number, { program }: Run): void {
  const shocks = program.shocks.get(step)
  if (shocks === undefined) return
  const assetId = program.assets[market.rules.asset].id
  let contracts = 0
  for (const shock of shocks)
    if (shock.kind === 'sell' && shock.venue === market.venue.rules.id && shock.asset === assetId)
      contracts += shock.contracts
  if (contracts === 0) return
  const { state } = market
  const priceBefore = state.price
  const cents = fill(market, contracts)
  state.outside.contracts -= contracts
  state.outside.cashCents += cents
  market.venue.log?.add('shock', step, market.where, {
    contracts,
    cents,
    priceBefore,
    priceAfter: state.price,
  })
  checkBreaker(market, step)
}
