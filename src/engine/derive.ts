/**
 * Makes places at work from the program and the state: what a mechanism needs that a snapshot does not hold (indexes by price,
 * streams, room for work). At the opening, and after a snapshot was restored.
 */
import { createTriggers, hasTopUps } from './behaviorTriggers.ts'
import { reindexBehavior } from './behaviorIndex.ts'
import type { EventLog } from './events.ts'
import { contractsAt, liquidationPrice } from './ledger.ts'
import { crowdStream } from './openCrowds.ts'
import type { Program } from './program.ts'
import { STANDARD_CROWD } from './standardCrowd.ts'
import type { Streams } from './random.ts'
import { Scratch } from './scratch.ts'
import { TriggerIndex } from './triggerIndex.ts'
import type { Arrivals, Asset, Market, Venue } from './venue.ts'
import type { World } from './world.ts'

/** All places of a world, in order of the document. */
export interface Places {
  readonly assets: readonly Asset[]
  readonly markets: readonly Market[]
  readonly venues: readonly Venue[]
}

export function derivePlaces(program: Program, world: World, streams: Streams, log: EventLog | null): Places {
  const assets = program.assets.map((rules, place) => ({
    rules,
    state: world.assets[place],
    stream: streams.get(rules.stream),
  }))
  const venues = program.venues.map((_, place) => deriveVenue(program, world, streams, log, place))
  return { assets, venues, markets: venues.flatMap(({ markets }) => markets) }
}

function deriveVenue(
  program: Program,
  world: World,
  streams: Streams,
  log: EventLog | null,
  place: number,
): Venue {
  const rules = program.venues[place]
  const state = world.venues[place]
  const { count } = state.ledger
  const behaviors = rules.crowds.map(({ behavior }) => behavior ?? null)
  const markets: Market[] = []
  const arrivals: Arrivals[] = []
  const hasPromises = behaviors.some(hasTopUps)
  const venue: Venue = {
    rules,
    state,
    markets,
    where: { venue: place, asset: -1 },
    log,
    behaviors,
    promises: hasPromises ? new TriggerIndex(count) : null,
    leavers: behaviors.some((b) => b !== null && b.turnover > 0) ? new TriggerIndex(count) : null,
    arrivals,
    capacityLeft: 0,
    changes: 0,
    scratch: new Scratch(),
  }
  for (const at of rules.markets) {
    const market = program.markets[at]
    markets.push({
      rules: market,
      state: world.markets[at],
      asset: world.assets[market.asset],
      venue,
      leg: market.leg,
      where: { venue: place, asset: market.asset },
      longs: new TriggerIndex(count),
      shorts: new TriggerIndex(count),
      triggers: state.behavior ? createTriggers(behaviors, count) : null,
      adlLongs: null,
      adlShorts: null,
      quote: { contracts: NaN, from: NaN, displacement: 0, discount: 1, cents: 0 },
      crowdMark: NaN,
    })
  }
  rules.crowds.forEach((crowd, crowdPlace) => {
    const rule = crowd.behavior?.arrivals
    if (!rule || rule.perStep === 0) return
    const stream = (name: string) => streams.get(crowdStream(program, rules, crowdPlace, name))
    const drawn = 'traders' in crowd ? crowd : STANDARD_CROWD
    const assetId = 'traders' in crowd ? crowd.assets[0] : null
    arrivals.push({
      rule,
      state: state.arrivals[arrivals.length],
      crowd: drawn,
      crowdPlace,
      market: markets.find((m) => program.assets[m.rules.asset].id === assetId) ?? markets[0],
      counts: stream('arrivals'),
      traits: stream('newcomers'),
      behavior: stream('newcomersBehavior'),
    })
  })
  buildIndexes(venue)
  return venue
}

/** Fills every index from the accounts as they are. */
function buildIndexes(venue: Venue): void {
  for (const market of venue.markets) {
    buildSide(market, market.longs, 1)
    buildSide(market, market.shorts, -1)
  }
  if (venue.state.behavior !== null)
    for (let id = 0; id < venue.state.ledger.count; id++) reindexBehavior(venue, id)
}

function buildSide({ venue, leg, state }: Market, index: TriggerIndex, side: 1 | -1): void {
  const { ledger } = venue.state
  const isIn = (id: number) => ledger.rows[contractsAt(ledger, id, leg)] * side > 0 && ledger.queued[id] === 0
  let n = 0
  for (let id = 0; id < ledger.count; id++) if (isIn(id)) n++
  const ids = new Int32Array(n)
  const scores = new Float64Array(n)
  let i = 0
  for (let id = 0; id < ledger.count; id++) {
    if (!isIn(id)) continue
    ids[i] = id
    scores[i++] = side * liquidationPrice(ledger, id, leg, state.maintenanceMargin)
  }
  index.build(ids, scores)
}
