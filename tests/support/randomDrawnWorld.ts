/**
 * Random worlds of drawn crowds, documents of version 2: the places, rules and shocks of a random world, with crowds, hedgers
 * and borrowers of any number drawn from the seed, money scaled to them, and news that assets share. Every mechanism can act
 * at once, living crowds included. A function of seed and size alone; `openDrawnWorld` makes it one that opens.
 */
import { Simulation, type SimulationOptions } from '../../src/engine/simulation.ts'
import { FieldError } from '../../src/schema/fieldError.ts'
import { parseWorld } from '../../src/schema/parseDocument.ts'
import type { MarketInput, ShockInput, VenueInput, WorldInput } from './oracle/document.ts'
import type { Random } from './randomNumbers.ts'
import { between, mulberry32, pick, rounded } from './randomNumbers.ts'
import { randomWorld } from './randomWorld.ts'

type Json = Record<string, unknown>
type Treasury = NonNullable<VenueInput['treasury']>
type Venue = Omit<VenueInput, 'crowd'> & { crowd?: Json | Json[] }
type Asset = Omit<WorldInput['assets'][string], 'fairValue'> & { fairValue: Json; loading?: number }
export type DrawnWorld = Omit<WorldInput, 'assets' | 'venues'> & {
  assets: Record<string, Asset>
  venues: Record<string, Venue>
}

/** Median dollars of a deposit; the rest of the money in a world is scaled to it. */
const MEDIAN = 1000

/** A world of about so many traders and borrowers. */
export function randomDrawnWorld(seed: number, traders: number): DrawnWorld {
  const base = randomWorld(seed)
  // From numbers of its own, so that the base is the world that the oracle has seen.
  const random = mulberry32(seed + 2_000_003)
  const traded = Object.values(base.venues).filter(({ kind }) => kind !== 'institution').length
  const dollars = (traders / traded) * MEDIAN
  const venues = Object.entries(base.venues).map(([id, venue]) => [
    id,
    withCrowds(random, venue, Math.max(1, Math.round(traders / traded))),
  ])
  const world: DrawnWorld = {
    ...base,
    stepSeconds: pick(random, [60, 3600, 43_200]),
    assets: withNews(random, base),
    venues: Object.fromEntries(venues) as Record<string, Venue>,
    shocks: (base.shocks ?? []).map((shock) => scaled(random, shock, dollars)),
  }
  for (const desk of Object.values(world.desks ?? {}))
    desk.capital = rounded(dollars * pick(random, [0.05, 1, 20]), 2)
  for (const chain of Object.values(world.chains ?? {}))
    chain.slotsPerStep = pick(random, [null, 1, 0.01 * traders, 0.1 * traders])
  return world
}

/** Paths stay, or become a seeded walk, from calm to wild; either may lean on what all assets share. */
function withNews(random: Random, { assets }: WorldInput): Record<string, Asset> {
  const withOne = ([id, asset]: [string, WorldInput['assets'][string]]): [string, Asset] => {
    const isDrawn = random() < 0.6
    const fairValue = isDrawn
      ? { process: 'gbm', annualVolatility: pick(random, [0.5, 2, 6]), annualDrift: pick(random, [0, -5, 2]) }
      : asset.fairValue
    return [id, { ...asset, fairValue, loading: rounded(between(random, -1, 1), 2) }]
  }
  return Object.fromEntries(Object.entries(assets).map(withOne))
}

function withCrowds(random: Random, venue: VenueInput, traders: number): Venue {
  const money = (share: number) => rounded(traders * MEDIAN * share, 2)
  const treasury = venue.treasury && {
    treasury: scaledTreasury(venue.treasury, (traders * MEDIAN) / 100_000),
  }
  if (venue.kind === 'institution')
    return { ...without(venue), ...treasury, venueEquity: money(pick(random, [0, 0.001, 0.1])) }
  const markets = Object.entries(venue.markets ?? {})
  const assets = markets.map(([asset]) => asset)
  if (venue.kind === 'lending')
    return { ...without(venue), ...treasury, crowd: randomBorrowers(random, assets, traders) }
  return {
    ...without(venue),
    ...treasury,
    insuranceFund: { shareOfOpenInterest: pick(random, [0, 0.0001, 0.002]) },
    venueEquity: { shareOfOpenInterest: pick(random, [0, 0.0001, 0.01]) },
    liquidation: {
      ...venue.liquidation,
      capacityPerStep: pick(random, [null, null, 3, { shareOfTraders: 0.03 }]),
    },
    markets: Object.fromEntries(markets.map(([asset, market]) => [asset, withDepth(random, market)])),
    crowd: randomTraders(random, assets, traders),
  }
}

function without(venue: VenueInput): Omit<VenueInput, 'crowd'> {
  const rest = { ...venue }
  delete rest.crowd
  return rest
}

function scaledTreasury(treasury: Treasury, factor: number): Treasury {
  const { depositors, placed = {}, holdings = {} } = treasury
  const claims = Object.entries(placed).map(([id, dollars]) => [id, rounded(dollars * factor, 2)])
  const held = Object.entries(holdings).map(([asset, { contracts, soldOn }]) => [
    asset,
    { contracts: Math.floor(contracts * factor), soldOn },
  ])
  return {
    ...treasury,
    depositors: rounded(depositors * factor, 2),
    placed: Object.fromEntries(claims) as Record<string, number>,
    holdings: Object.fromEntries(held) as NonNullable<Treasury['holdings']>,
  }
}

/** Depth in proportion to what is open, as the places of a random world have it. */
function withDepth(random: Random, market: MarketInput): MarketInput {
  const { liquidity } = market
  const makers = liquidity?.makers && { makers: { capital: { shareOfOpenInterest: 0.02 } } }
  const depth = { shareOfOpenInterest: pick(random, [0.003, 0.01, 0.03, 0.1]) }
  return { ...market, liquidity: { ...liquidity, ...makers, depth } }
}

/** One crowd in some of the markets, most of the time across them, and one in each of the others. */
function randomTraders(random: Random, assets: string[], traders: number): Json[] {
  const some = assets.filter(() => random() < 0.6)
  const across = some.length > 0 ? some : assets.slice(0, 1)
  const parts = [across, ...assets.filter((asset) => !across.includes(asset)).map((asset) => [asset])]
  return parts.map((part) => randomCrowd(random, part, Math.ceil(traders / parts.length)))
}

function randomCrowd(random: Random, assets: string[], traders: number): Json {
  const hedgers = { count: Math.ceil(0.02 * traders), leverage: pick(random, [2, 10]) }
  return {
    traders,
    assets,
    longShare: pick(random, [0.1, 0.5, 0.6, 0.95]),
    leverage: { distribution: 'logUniform', min: 1.5, max: pick(random, [5, 25, 100]) },
    deposit: { median: MEDIAN, sigma: pick(random, [0.5, 1, 2]) },
    entrySpread: pick(random, [0, 0.01, 0.05]),
    ...(random() < 0.4 && { hedgers }),
    ...(random() < 0.4 && { behavior: randomLife(random, traders) }),
  }
}

/** What living crowds do, as far as accounts of one leg can. */
function randomLife(random: Random, traders: number): Json {
  const behavior: Json = {}
  if (random() < 0.5)
    behavior['topUp'] = { share: 0.5, at: pick(random, [1.5, 4]), amount: 0.5, delaySteps: 1, times: 2 }
  if (random() < 0.5) behavior['stopLoss'] = { share: 0.3, loss: pick(random, [0.2, 0.7]) }
  if (random() < 0.5) behavior['takeProfit'] = { share: 0.3, gain: pick(random, [0.1, 0.5]) }
  if (random() < 0.5) behavior['relever'] = { share: 0.3, below: pick(random, [0.5, 0.9]) }
  if (random() < 0.5) behavior['turnover'] = pick(random, [0.001, 0.05])
  if (random() < 0.5) behavior['arrivals'] = { perStep: rounded(0.01 * traders, 2), trendFollowing: 5 }
  return behavior
}

function randomBorrowers(random: Random, assets: string[], traders: number): Json {
  const some = assets.filter(() => random() < 0.4)
  return {
    traders,
    leverage: { distribution: 'logUniform', min: 1.2, max: pick(random, [2.5, 4]) },
    deposit: { median: MEDIAN, sigma: pick(random, [0.5, 1.5]) },
    ...(some.length > 0 && { assets: some }),
    ...(random() < 0.3 && { behavior: { topUp: { share: 0.5, at: 1.5, amount: 0.5, times: 2 } } }),
  }
}

function scaled(random: Random, shock: ShockInput, dollars: number): ShockInput {
  if (shock.kind === 'loss') return { ...shock, amount: rounded(dollars * pick(random, [0.001, 0.1, 10]), 2) }
  if (shock.kind !== 'sell') return shock
  const contracts = Math.sign(shock.contracts) * Math.ceil(dollars * pick(random, [0.001, 0.01, 0.1]))
  return { ...shock, contracts }
}

/**
 * Opens the world, with more depositors where a treasury would have less than nothing at hand, and without a token whose
 * venue is worth nothing at the opening: both are known only when the crowds are drawn.
 */
export function openDrawnWorld(world: DrawnWorld, options: SimulationOptions = {}): Simulation {
  for (;;) {
    try {
      return Simulation.create(parseWorld(world), options)
    } catch (error) {
      if (!(error instanceof FieldError)) throw error
      const [part, id, field] = error.path.split('.')
      const treasury = part === 'venues' && field === 'treasury' ? world.venues[id].treasury : undefined
      if (treasury !== undefined && typeof error.value === 'number')
        treasury.depositors = rounded(treasury.depositors - 1.1 * error.value + 1, 2)
      else if (part === 'assets' && field === 'tokenOf') delete world.assets[id].tokenOf
      else throw error
    }
  }
}
