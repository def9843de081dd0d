/**
 * Makes places at work from the program and the state: what a mechanism needs that a snapshot does not hold (indexes by price,
 * streams, room for work). At the opening, and after a snapshot was restored.
 */
import { createTriggers, hasTopUps } from './behaviorTriggers.ts'
import { reindexBehavior } from './behaviorIndex.ts'
import { CrossIndex } from './crossIndex.ts'
import type { EventLog } from './events.ts'
import { CONTRACTS, toLiquidationPrice, type Ledger } from './ledger.ts'
import { countLegs } from './margin.ts'
import { crowdStream } from './openCrowds.ts'
import type { Program } from './program.ts'
import type { Stream, Streams } from './random.ts'
import type { MarketRules } from './rules.ts'
import { createRuled } from './ruled.ts'
import { Scratch } from './scratch.ts'
import { STANDARD_CROWD } from './standardCrowd.ts'
import { TriggerIndex } from './triggerIndex.ts'
import {
  markPrice,
  type Arrivals,
  type Asset,
  type Chain,
  type Desk,
  type Market,
  type Venue,
} from './venue.ts'
import type { World } from './world.ts'

/** All places of a world, in order of the document. */
export interface Places {
  readonly assets: readonly Asset[]
  /** Of all venues, venue by venue; and those that have a book. */
  readonly markets: readonly Market[]
  readonly books: readonly Market[]
  readonly desks: readonly Desk[]
  readonly chains: readonly Chain[]
  readonly venues: readonly Venue[]
  /** Venues with markets. */
  readonly traded: readonly Venue[]
  /** The normal numbers that assets share; null where none has a loading. */
  readonly factor: Stream | null
}

/** What places are made from. */
interface Source {
  readonly program: Program
  readonly world: World
  readonly streams: Streams
  readonly log: EventLog | null
}

export function derivePlaces(program: Program, world: World, streams: Streams, log: EventLog | null): Places {
  const source: Source = { program, world, streams, log }
  const chains = program.chains.map((rules, place) => ({ rules, state: world.chains[place] }))
  const venues = program.venues.map((_, place) => deriveVenue(source, chains, place))
  const markets = venues.flatMap((venue) => venue.markets)
  for (const market of markets) market.soldOn = markets[market.rules.soldOn]
  const books = markets.filter((market) => market.soldOn === market)
  for (const venue of venues) buildIndexes(venue)
  return {
    assets: program.assets.map((rules, place) => ({
      rules,
      state: world.assets[place],
      stream: streams.get(rules.stream),
      markets: books.filter((market) => market.rules.asset === place),
    })),
    markets,
    books,
    desks: program.desks.map((rules, place) => ({ rules, state: world.desks[place] })),
    chains,
    venues,
    traded: venues.filter((venue) => venue.markets.length > 0),
    factor: program.hasFactor ? streams.get('factor') : null,
  }
}

function deriveVenue(source: Source, chains: readonly Chain[], place: number): Venue {
  const { program, world, log } = source
  const ruled = world.ruled?.[place] ?? null
  const now = ruled === null ? null : createRuled(program, place, ruled)
  const rules = now?.venue ?? program.venues[place]
  const state = world.venues[place]
  const { ledger } = state
  const behaviors = rules.crowds.map(({ behavior }) => behavior ?? null)
  const markets: Market[] = []
  const arrivals: Arrivals[] = []
  const legMarkets = {
    markAt: (leg: number) => markPrice(markets[leg]),
    marginAt: (leg: number) => markets[leg].state.maintenanceMargin,
  }
  const crossedAccounts = { ...listCrossed(ledger), markAt: legMarkets.markAt }
  const venue: Venue = {
    rules,
    state,
    markets,
    where: { venue: place, asset: -1 },
    log,
    chain: rules.chain < 0 ? null : chains[rules.chain],
    crossed: crossedAccounts.ids.length > 0 ? new CrossIndex(crossedAccounts, ledger, legMarkets) : null,
    crossedAccounts,
    behaviors,
    promises: behaviors.some(hasTopUps) ? new TriggerIndex(ledger.count) : null,
    leavers: behaviors.some((b) => b !== null && b.turnover > 0) ? new TriggerIndex(ledger.count) : null,
    arrivals,
    issuesToken: program.assets.some(({ tokenOf }) => tokenOf === place),
    capacityLeft: 0,
    changes: 0,
    scratch: new Scratch(),
  }
  rules.markets.forEach((at, leg) => {
    markets.push(deriveMarket(source, venue, at, now?.markets[leg] ?? program.markets[at]))
  })
  arrivals.push(...deriveArrivals(source, venue))
  return venue
}

/** Who opened with several legs, by rising id, and the place of each; the latter is empty where nobody did. */
function listCrossed({ crossed, count }: Ledger): { ids: Int32Array; places: Int32Array } {
  let n = 0
  for (let id = 0; id < count; id++) n += crossed[id]
  const ids = new Int32Array(n)
  const places = new Int32Array(n === 0 ? 0 : count)
  if (n > 0)
    for (let id = 0, place = 0; id < count; id++)
      if (crossed[id] === 1) {
        places[id] = place
        ids[place++] = id
      }
  return { ids, places }
}

function deriveMarket({ world }: Source, venue: Venue, at: number, rules: MarketRules): Market {
  const { ledger, behavior } = venue.state
  const market: Omit<Market, 'soldOn'> = {
    rules,
    state: world.markets[at],
    asset: world.assets[rules.asset],
    venue,
    leg: rules.leg,
    where: { venue: rules.venue, asset: rules.asset },
    longs: new TriggerIndex(ledger.count),
    shorts: new TriggerIndex(ledger.count),
    triggers: behavior ? createTriggers(venue.behaviors, ledger.count) : null,
    adlLongs: null,
    adlShorts: null,
    winningLongs: null,
    winningShorts: null,
    crossedLongs: null,
    crossedShorts: null,
    quote: { contracts: NaN, from: NaN, displacement: 0, discount: 1, grossCents: 0, cents: 0 },
    crowdMark: NaN,
  }
  return Object.assign(market, { soldOn: market as Market })
}

function deriveArrivals({ program, streams }: Source, { rules, state, markets }: Venue): Arrivals[] {
  const arrivals: Arrivals[] = []
  rules.crowds.forEach((crowd, crowdPlace) => {
    const rule = crowd.behavior?.arrivals
    if (!rule || rule.perStep === 0) return
    const stream = (name: string) => streams.get(crowdStream(program, rules, crowdPlace, name))
    const assetId = 'traders' in crowd ? crowd.assets[0] : null
    arrivals.push({
      rule,
      state: state.arrivals[arrivals.length],
      crowd: 'traders' in crowd ? crowd : STANDARD_CROWD,
      crowdPlace,
      market: markets.find((market) => program.assets[market.rules.asset].id === assetId) ?? markets[0],
      counts: stream('arrivals'),
      traits: stream('newcomers'),
      behavior: stream('newcomersBehavior'),
    })
  })
  return arrivals
}

/** Fills every index from the accounts as they are. */
export function buildIndexes(venue: Venue): void {
  for (const market of venue.markets) buildSides(market)
  const { ledger, behavior } = venue.state
  venue.crossed?.build()
  if (behavior !== null) for (let id = 0; id < ledger.count; id++) reindexBehavior(venue, id)
}

/** One pass for both sides: longs fill the columns from their start, shorts from their end. */
function buildSides(market: Market): void {
  const { venue, leg, state } = market
  const { ledger } = venue.state
  const { rows, stride, queued, crossed, count } = ledger
  const ids = new Int32Array(count)
  const scores = new Float64Array(count)
  let longs = 0
  let shorts = count
  for (let id = 0, at = CONTRACTS + leg; id < count; id++, at += stride) {
    const contracts = rows[at]
    if (contracts === 0 || queued[id] === 1 || (crossed[id] === 1 && countLegs(venue, id) > 1)) continue
    const price = toLiquidationPrice(contracts, rows[at - leg - CONTRACTS], state.maintenanceMargin)
    const place = contracts > 0 ? longs++ : --shorts
    ids[place] = id
    scores[place] = contracts > 0 ? price : -price
  }
  market.longs.build(ids.subarray(0, longs), scores.subarray(0, longs))
  market.shorts.build(ids.subarray(shorts).reverse(), scores.subarray(shorts).reverse())
}
