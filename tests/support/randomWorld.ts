/**
 * Random worlds of explicit accounts and explicit paths, documents of version 2, for the oracle and for whatever is compared
 * with it. Every document is valid and a function of its seed alone; the mix is chosen to reach rare branches often: thin
 * books, crashes and squeezes, cross margin, indexes of every kind, pools, desks, loans on crowded chains, claims in circles,
 * runs, thefts, votes.
 */
import type { ShockInput, VenueInput, WorldInput } from './oracle/document.ts'
import type { Random } from './randomNumbers.ts'
import { bell, between, integerBetween, mulberry32, pick, rounded } from './randomNumbers.ts'
import { addTreasuries } from './randomWorldTreasuries.ts'
import type { Places } from './randomWorldVenues.ts'
import { randomExchange, randomInstitution, randomLending } from './randomWorldVenues.ts'

export function randomWorld(seed: number): WorldInput {
  const random = mulberry32(seed)
  const steps = pick(random, [10, 24, 24, 40])
  const places = randomPlaces(random)
  const world: WorldInput = {
    version: 2,
    title: `random world ${String(seed)}`,
    seed: String(seed),
    steps,
    stepSeconds: 60,
    assets: {},
    venues: {},
    shocks: [],
  }
  for (const [asset, startPrice] of Object.entries(places.startPrices))
    world.assets[asset] = { startPrice, fairValue: { path: randomPath(random, startPrice, steps) } }
  if (places.desks.length > 0) {
    const capitals = places.desks.map((desk) => [desk, { capital: pick(random, [500, 20_000, 1_000_000]) }])
    world.desks = Object.fromEntries(capitals) as Record<string, { capital: number }>
  }
  if (places.chain !== null) {
    const slotsPerStep = pick(random, [null, 1, 2, 2.5, 10])
    world.chains = { [places.chain]: { slotsPerStep, gas: pick(random, [0, 2, 5.25, 40]) } }
  }
  addVenues(random, world, places)
  addTreasuries(random, world, places)
  addToken(random, world)
  addHedges(world, mulberry32(seed + 1_000_003))
  world.shocks?.push(...randomShocks(random, world, places))
  world.shocks?.push(...randomRules(mulberry32(seed + 3_000_017), world))
  return world
}

function randomPlaces(random: Random): Places {
  const assets = pick(random, [['btc'], ['btc', 'eth'], ['btc', 'eth'], ['btc', 'eth', 'token']] as const)
  const exchanges = pick(random, [
    ['alpha'],
    ['alpha', 'beta'],
    ['alpha', 'beta'],
    ['alpha', 'beta', 'gamma'],
    ['alpha', 'beta', 'gamma'],
  ] as const)
  const traded = exchanges.map((exchange): [string, string[]] => {
    const some = assets.filter(() => random() < 0.75)
    return [exchange, some.length > 0 ? some : [pick(random, assets)]]
  })
  return {
    startPrices: Object.fromEntries(assets.map((asset) => [asset, pick(random, [100, 100, 40, 2500, 1.5])])),
    traded: Object.fromEntries(traded),
    desks: random() < 0.4 ? pick(random, [['north'], ['north', 'south']]) : [],
    chain: random() < 0.5 ? 'main' : null,
  }
}

/** Exchanges, most of the time a lending protocol, sometimes banks; now and then not in this order. */
function addVenues(random: Random, world: WorldInput, places: Places): void {
  const venues = Object.keys(places.traded).map((id) => ({ id, venue: randomExchange(random, places, id) }))
  if (random() < 0.65) venues.push({ id: 'lend', venue: randomLending(random, places) })
  const banks = ['bank', 'trust', 'house', 'vault'].slice(0, pick(random, [0, 0, 1, 2, 4]))
  for (const id of banks) venues.push({ id, venue: randomInstitution(random) })
  if (random() < 0.3) venues.reverse()
  for (const { id, venue } of venues) world.venues[id] = venue
}

/** Some pools are hedged on other books; from numbers of their own, so that the rest of each world is as it was. */
function addHedges({ venues }: WorldInput, random: Random): void {
  const pools = Object.entries(venues).flatMap(([pool, { markets }]) =>
    Object.entries(markets ?? {})
      .filter(([, { liquidity }]) => liquidity?.anchor === 'reserves')
      .map(([asset]) => ({ pool, asset })),
  )
  for (const { pool, asset } of pools)
    for (const [id, { kind, markets }] of Object.entries(venues)) {
      if (kind !== 'exchange' || id === pool || !markets?.[asset] || random() < 0.3) continue
      markets[asset].hedge = { pool, share: pick(random, [0.3, 0.5, 1]), everySteps: pick(random, [1, 2, 7]) }
    }
}

/** An asset may be the token of a venue that is worth something at the opening. */
function addToken(random: Random, world: WorldInput): void {
  const worthy = Object.entries(world.venues).filter(
    ([, { insuranceFund, venueEquity }]) => Number(insuranceFund) + Number(venueEquity) > 1,
  )
  if (worthy.length === 0 || random() < 0.5) return
  const ids = Object.keys(world.assets)
  world.assets[ids[ids.length - 1]].tokenOf = pick(random, worthy)[0]
}

/** Noise around a level that crashes, squeezes, slides, comes back, or stays. */
function randomPath(random: Random, startPrice: number, steps: number): number[] {
  const noise = pick(random, [0, 0.0005, 0.002])
  const kind = pick(random, ['calm', 'crash', 'crash', 'squeeze', 'slide', 'flash', 'collapse'] as const)
  const when = integerBetween(random, 1, Math.max(1, Math.floor(steps / 2)))
  const back = when + integerBetween(random, 1, 6)
  const size = pick(random, [0.05, 0.1, 0.25, 0.4]) * between(random, 0.7, 1.3)
  const path = [startPrice]
  let drift = 0
  for (let t = 1; t <= steps; t++) {
    drift += noise * bell(random)
    let level = 0
    if (kind === 'crash') level = t >= when ? -size : 0
    if (kind === 'squeeze') level = t >= when ? size : 0
    if (kind === 'slide') level = (-2 * size * t) / steps
    if (kind === 'flash') level = t >= when && t < back ? -size : 0
    if (kind === 'collapse') level = t >= when ? -5 * size : 0
    path.push(rounded(startPrice * Math.exp(level + drift), 6))
  }
  return path
}

function randomShocks(random: Random, world: WorldInput, places: Places): ShockInput[] {
  const count = pick(random, [0, 1, 2, 4, 6])
  let step = integerBetween(random, 1, world.steps)
  return Array.from({ length: count }, () => {
    if (random() < 0.7) step = integerBetween(random, 1, world.steps)
    return randomShock(random, world, places, step)
  })
}

function randomShock(random: Random, world: WorldInput, places: Places, step: number): ShockInput {
  const kind = pick(random, [
    'fairValue',
    'sell',
    'sell',
    'depth',
    'chain',
    'loss',
    'loss',
    'rule',
    'proposal',
    'proposal',
  ])
  const venue = pick(random, Object.keys(places.traded))
  const asset = pick(random, places.traded[venue])
  const liquidity = world.venues[venue].markets?.[asset].liquidity
  if (kind === 'depth' && liquidity?.anchor !== 'reserves')
    return { step, kind, venue, asset, factor: pick(random, [0.1, 0.2, 1, 2]) }
  if (kind === 'sell') {
    const push = Number(liquidity?.depth) * pick(random, [0.3, 1, 5, 30]) * between(random, 0.5, 1.5)
    const contracts = Math.max(1, Math.round(push))
    return { step, kind, venue, asset, contracts: random() < 0.25 ? -contracts : contracts }
  }
  if (kind === 'chain' && places.chain !== null)
    return { step, kind, chain: places.chain, slots: pick(random, [0, 0.3, 1]), gas: pick(random, [1, 10]) }
  if (kind === 'loss')
    return {
      step,
      kind,
      venue: pick(random, Object.keys(world.venues)),
      amount: pick(random, [10, 1000, 20_000, 1_000_000]),
    }
  const maintenanceMargin = pick(random, [0.004, 0.03, 0.08, 0.3])
  if (kind === 'proposal') return { step, kind, venue, maintenanceMargin }
  if (kind === 'rule') {
    const governed = Object.keys(world.venues).filter((id) => world.venues[id].kind !== 'institution')
    return { step, kind, venue: pick(random, governed), maintenanceMargin }
  }
  const change = rounded(between(random, -0.25, 0.2), 4)
  const overSteps = pick(random, [1, 1, 4])
  return { step, kind: 'fairValue', asset: pick(random, Object.keys(world.assets)), change, overSteps }
}

/** Other rules than margins, set or voted on; from numbers of their own, so that the rest of each world is as it was. */
function randomRules(random: Random, world: WorldInput): ShockInput[] {
  const count = pick(random, [0, 0, 2, 5])
  return Array.from({ length: count }, (): ShockInput => {
    const step = integerBetween(random, 1, Math.ceil(world.steps / 2))
    const venue = pick(random, Object.keys(world.venues))
    const rule = pick(
      random,
      random() < 0.5 ? RULES_OF[world.venues[venue].kind] : rulesThatBite(world.venues[venue]),
    )
    const set = { [rule]: pick<unknown>(random, RULE_VALUES[rule]) }
    const kind = rule === 'haltWithdrawals' ? 'rule' : pick(random, ['rule', 'proposal'] as const)
    return { step, kind, venue, set }
  })
}

/** Caps where somebody re-levers, a breaker where there is one: what chance alone would hardly bring together. */
function rulesThatBite({ kind, crowd, circuitBreaker }: VenueInput): readonly (keyof typeof RULE_VALUES)[] {
  const relevers = [crowd ?? []].flat().some(({ behavior }) => behavior?.relever !== undefined)
  if (relevers) return ['maxLeverage', 'positionCap', 'openInterestCap']
  return circuitBreaker ? ['circuitBreaker'] : RULES_OF[kind]
}

const RULE_VALUES = {
  liquidationFee: [0, 0.001, 0.02, 0.1],
  closeFactor: [0.1, 0.5, 1],
  capacityPerStep: [null, 0, 1, 3],
  indexWeight: [0, 0.5, 1],
  maxLeverage: [1, 3, 20, 1000],
  positionCap: [null, 0, 100, 3000],
  openInterestCap: [null, 0, 3000, 1_000_000],
  circuitBreaker: [
    null,
    { move: 0.03, windowSteps: 2, haltSteps: 3 },
    { move: 0.1, windowSteps: 40, haltSteps: 1 },
  ],
  haltWithdrawals: [0, 1, 5, 40],
} satisfies Record<string, readonly unknown[]>

const OF_ENGINES = [
  'liquidationFee',
  'closeFactor',
  'capacityPerStep',
  'indexWeight',
  'haltWithdrawals',
] as const
const RULES_OF: Readonly<Record<VenueInput['kind'], readonly (keyof typeof RULE_VALUES)[]>> = {
  exchange: [...OF_ENGINES, 'maxLeverage', 'positionCap', 'openInterestCap', 'circuitBreaker'],
  lending: OF_ENGINES,
  institution: ['haltWithdrawals'],
}
