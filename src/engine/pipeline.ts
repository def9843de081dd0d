/**
 * One step: the ordered list of mechanisms (docs/model.md sections 4 and 11.4), a reason beside each. To add a mechanism, write its file and
 * put it where it acts. It runs over places, phase by phase, at those that it concerns; at a halted venue only what is marked
 * `whileHalted` runs, and the gate is asked anew at each place, since a breaker can fire in the middle of a step.
 */
import { arbitrate } from './arbitrage.ts'
import { admitNewcomers, closeArrivals } from './arrivals.ts'
import { topUp, tradeByRules } from './behavior.ts'
import { slotsOf } from './blockSpace.ts'
import { checkBreakers, recordPrices, restartAfterHalt } from './breaker.ts'
import { clear } from './clearing.ts'
import { deskShare } from './desks.ts'
import { noteFailures } from './failures.ts'
import { advanceFair, nextFairValue } from './fairValue.ts'
import { adjustHedge } from './hedge.ts'
import { liquidateInRounds } from './liquidation.ts'
import { closeStep, decayDisplacement, fixDepth, followReserves } from './market.ts'
import { advanceIndex } from './reference.ts'
import type { Program } from './program.ts'
import type { Run } from './run.ts'
import { withdraw } from './runs.ts'
import { applyShocks, canRule, hasShocks, holdVotes, tradeOutside } from './shocks.ts'
import { socializePending } from './socializedLoss.ts'
import { netWorth } from './treasury.ts'
import { isHalted, markPrice, type Asset, type Market, type Venue } from './venue.ts'
import { applyRulesDue } from './votes.ts'

/** What a mechanism runs over, one call a place. */
interface PlaceOf {
  world: Run
  assets: Asset
  /** The markets of exchanges: loans have no book. */
  books: Market
  markets: Market
  venues: Venue
}

interface MechanismOver<Kind extends keyof PlaceOf> {
  readonly name: string
  readonly why: string
  readonly over: Kind
  /** Whether it also runs at a halted venue; what runs over the world or over assets asks by itself. */
  readonly whileHalted: boolean
  /** Places that do not need it are left out when the steps are planned. */
  readonly concerns?: (place: PlaceOf[Kind], run: Run) => boolean
  readonly run: (place: PlaceOf[Kind], step: number, run: Run) => void
}

type Mechanism = { [Kind in keyof PlaceOf]: MechanismOver<Kind> }[keyof PlaceOf]

/** @internal */
export const PIPELINE: readonly Mechanism[] = [
  {
    name: 'shocks',
    why: 'What happens to the world happens whether or not a venue is open.',
    over: 'world',
    whileHalted: true,
    concerns: ({ program, world }) => program.shocks.size > 0 || world.rulesDue.length > 0,
    run: (_, step, run) => {
      applyRulesDue(run, step)
      applyShocks(run, step)
    },
  },
  {
    name: 'fair value',
    why: 'The news of the step, with the shocks to it.',
    over: 'world',
    whileHalted: true,
    run: advanceNews,
  },
  {
    name: 'index',
    why: 'It looks at fair values of this step and at prices of the step before, before any of them moves.',
    over: 'markets',
    whileHalted: true,
    run: (market, _, { places }) => advanceIndex(market, places),
  },
  {
    name: 'block space',
    why: 'A chain has room for so many liquidations a step, whoever comes first.',
    over: 'world',
    whileHalted: true,
    concerns: (_, { places }) => places.chains.length > 0,
    run: (_, _step, { places }) => {
      for (const chain of places.chains) chain.state.slotsLeft = slotsOf(chain)
    },
  },
  {
    name: 'decay',
    why: 'Liquidity returns with time, everywhere before anybody’s depth is fixed.',
    over: 'books',
    whileHalted: true,
    run: decayDisplacement,
  },
  {
    name: 'depth',
    why: 'Orders of the step meet one depth; a desk has one for all its markets.',
    over: 'books',
    whileHalted: true,
    run: (market, _, { places }) => fixDepth(market, deskShare(market, places)),
  },
  {
    name: 'top-ups',
    why: 'Money arrives before anyone is sold out, even during a halt.',
    over: 'venues',
    whileHalted: true,
    concerns: ({ promises }) => promises !== null,
    run: topUp,
  },
  {
    name: 'breaker',
    why: 'A gap in the news can halt a venue before anyone trades.',
    over: 'venues',
    whileHalted: false,
    concerns: ({ rules }, run) =>
      (rules.exchange?.circuitBreaker ?? null) !== null || canRule(run, 'circuitBreaker'),
    run: (venue, step) => {
      restartAfterHalt(venue, step)
      checkBreakers(venue, step)
    },
  },
  {
    name: 'arbitrage',
    why: 'Who watches all prices is there before those who watch one.',
    over: 'assets',
    whileHalted: true,
    concerns: ({ markets }) => markets.some(({ rules }) => rules.arbitrage > 0),
    run: ({ markets }, step) => arbitrate(markets, step),
  },
  {
    name: 'hedges',
    why: 'Whoever hedges a pool looks at what arbitrage has left in it.',
    over: 'books',
    whileHalted: false,
    concerns: ({ rules }) => rules.hedge !== null,
    run: (market, step, { places }) => adjustHedge(market, step, places),
  },
  {
    name: 'outside flow',
    why: 'Outsiders trade before the crowd; a halt cancels their order.',
    over: 'books',
    whileHalted: false,
    concerns: (_, { program }) => hasShocks(program, 'sell'),
    run: tradeOutside,
  },
  {
    name: 'withdrawals',
    why: 'Depositors who run sell what the venue holds before its own traders can react.',
    over: 'venues',
    whileHalted: false,
    concerns: ({ rules }) => rules.treasury.run !== null,
    run: (venue, step, { places }) => withdraw(venue, step, places),
  },
  {
    name: 'the crowd’s own trades',
    why: 'Traders who can still act do so before the engine acts for them; newcomers come last, and are drawn in a halt, too.',
    over: 'venues',
    whileHalted: true,
    concerns: ({ state, arrivals }) => state.behavior !== null || arrivals.length > 0,
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
    whileHalted: true,
    run: (_, step, { places }) => liquidateInRounds(places.traded, step),
  },
  {
    name: 'socialized loss',
    why: 'Losses are shared once a step, also when a halt has just begun.',
    over: 'venues',
    whileHalted: true,
    concerns: ({ rules }) => rules.sharesLosses,
    run: socializePending,
  },
  {
    name: 'clearing',
    why: 'What is left unpaid falls on those who placed money with the venue.',
    over: 'world',
    whileHalted: true,
    run: (_, step, { places }) => clear(places, step),
  },
  {
    name: 'failures',
    why: 'Who failed is known when everything of the step has been paid or not.',
    over: 'world',
    whileHalted: true,
    run: (_, step, { world, places }) => noteFailures(world, places, step),
  },
  {
    name: 'votes',
    why: 'Those who are still there decide, at the marks that the step left.',
    over: 'world',
    whileHalted: true,
    concerns: ({ program }) => hasShocks(program, 'proposal'),
    run: (_, step, run) => holdVotes(run, step),
  },
  {
    name: 'record',
    why: 'The end of the step is what averages, breakers and tokens remember.',
    over: 'venues',
    whileHalted: true,
    run: (venue, step, { places }) => {
      recordPrices(venue, step)
      for (const market of venue.markets) closeStep(market)
      for (const arrivals of venue.arrivals) closeArrivals(arrivals)
      if (venue.issuesToken) venue.state.netWorthCents = netWorth(venue, places)
    },
  },
]

/** One call of a step: a mechanism at a place, skipped while the gate is halted. */
interface Call {
  readonly gate: Venue | null
  readonly place: unknown
  readonly run: (place: never, step: number, run: Run) => void
}

/** The calls of every step of a run, in order: the mechanisms at the places that they concern, as long as the shocks are these. */
export interface Plan {
  readonly calls: readonly Call[]
  readonly shocks: Program['shocks']
}

export function planSteps(run: Run): Plan {
  const calls = PIPELINE.flatMap((mechanism) => {
    const { over, whileHalted } = mechanism
    const places: readonly PlaceOf[typeof over][] = over === 'world' ? [run] : run.places[over]
    const concerns = mechanism.concerns as ((place: unknown, run: Run) => boolean) | undefined
    return places
      .filter((place) => concerns?.(place, run) ?? true)
      .map((place) => ({ gate: whileHalted ? null : gateOf(place), place, run: mechanism.run }))
  })
  return { calls, shocks: run.program.shocks }
}

/** The venue whose halt skips a place. */
function gateOf(place: PlaceOf[keyof PlaceOf]): Venue | null {
  if ('venue' in place) return place.venue
  return 'capacityLeft' in place ? place : null
}

/** Advances the world by one step. */
export function runStep(run: Run, { calls }: Plan): void {
  const step = ++run.world.step
  for (let i = 0; i < calls.length; i++) {
    const call = calls[i]
    if (call.gate === null || !isHalted(call.gate, step)) call.run(call.place as never, step, run)
  }
}

/** Phase 1: every asset's fair value, its own news and what all share; pools keep their price. */
function advanceNews({ program, places }: Run, step: number): void {
  const { stepSeconds } = program.document
  const factor = places.factor === null ? 0 : places.factor.normal()
  for (const asset of places.assets) {
    const issuer = asset.rules.tokenOf < 0 ? 1 : issuerShare(places.venues[asset.rules.tokenOf])
    advanceFair(asset.state, nextFairValue(asset, stepSeconds, step, factor), issuer)
    for (const market of asset.markets) followReserves(market)
  }
}

/** Net worth of a token's issuer at the end of the step before, as a share of that at the opening. */
function issuerShare({ state }: Venue): number {
  return Math.min(1, Math.max(0.01, state.netWorthCents / state.openingNetWorthCents))
}
