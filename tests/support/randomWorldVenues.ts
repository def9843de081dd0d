/**
 * Venues of random worlds: exchanges with their markets and crowds, lending protocols with their borrowers, institutions.
 * Money is scaled so that crowds, books, funds and treasuries can break each other. Treasuries come in
 * randomWorldTreasuries.ts, when it is known who is there.
 */
import type { CrowdInput, IndexInput, LiquidityInput, MarketInput, VenueInput } from './oracle/document.ts'
import type { Random } from './randomNumbers.ts'
import { bell, between, mulberry32, pick, rounded } from './randomNumbers.ts'
import { drawOthers } from './randomRows.ts'
import { randomBehavior } from './randomScenario.ts'

export interface Places {
  startPrices: Record<string, number>
  /** Assets by exchange, in the order of the exchange's markets. */
  traded: Record<string, string[]>
  desks: string[]
  chain: string | null
}

type Account = CrowdInput['accounts'][number]
type Leg = Account['legs'][number]

function exchangesWith(places: Places, asset: string): string[] {
  return Object.keys(places.traded).filter((venue) => places.traded[venue].includes(asset))
}

export function randomExchange(random: Random, places: Places, id: string): VenueInput {
  const assets = places.traded[id]
  const maintenanceMargin = pick(random, [0.005, 0.01, 0.02, 0.05])
  const margins = assets.map(() => (random() < 0.3 ? pick(random, [0.004, 0.015, 0.03, 0.1]) : undefined))
  const accounts = randomCrowd(
    random,
    places,
    assets,
    Math.max(maintenanceMargin, ...margins.map((m) => m ?? 0)),
  )
  const markets = Object.fromEntries(
    assets.map((asset, i): [string, MarketInput] => {
      const market = randomMarket(random, places, asset, contractsIn(accounts, asset))
      const margin = margins[i]
      return [asset, margin === undefined ? market : { ...market, maintenanceMargin: margin }]
    }),
  )
  const dollars = accounts.reduce((sum, a) => sum + a.collateral, 0)
  const exchange: VenueInput = {
    kind: 'exchange',
    maxLeverage: 125,
    maintenanceMargin,
    liquidationFee: pick(random, [0, 0, 0.005, 0.0125]),
    liquidation: {
      closeFactor: pick(random, [1, 1, 0.5, 0.25, 0.07]),
      capacityPerStep: pick(random, [null, null, 1, 2, 8, { shareOfTraders: 0.07 }]),
      latencySteps: pick(random, [0, 0, 0, 1, 3]),
      surplus: pick(random, ['trader', 'fund'] as const),
    },
    waterfall: [
      ...pick(random, [
        ['insuranceFund'],
        ['insuranceFund', 'adl', 'socializedLoss'],
        ['insuranceFund', 'socializedLoss'],
        ['insuranceFund', 'venueEquity', 'adl'],
        ['venueEquity', 'insuranceFund'],
        ['adl', 'venueEquity'],
        ['adl'],
        ['socializedLoss', 'venueEquity'],
        [],
      ] as const),
    ],
    insuranceFund: rounded(dollars * pick(random, [0, 0, 0.005, 0.05]), 2),
    venueEquity: rounded(dollars * pick(random, [0, 0, 0.01, 0.5]), 2),
    adl: { ranking: pick(random, ['profitLeverage', 'entryValue', 'proRata'] as const) },
    socializedLoss: { base: pick(random, ['profit', 'openInterest'] as const) },
    circuitBreaker:
      random() < 0.25
        ? {
            move: pick(random, [0.02, 0.05, 0.2]),
            windowSteps: pick(random, [1, 3]),
            haltSteps: pick(random, [1, 4]),
          }
        : null,
    onFailure: pick(random, ['carryOn', 'carryOn', 'close'] as const),
    markets,
    crowd: randomlySplit(random, accounts),
  }
  if (places.chain !== null && random() < 0.3) exchange.chain = places.chain
  if (random() < 0.5) {
    exchange.governance = {
      delaySteps: pick(random, [1, 2, 3]),
      majority: pick(random, [0, 0.5, 0.66]),
      by: pick(random, ['position', 'equity'] as const),
    }
  }
  // From numbers of their own, so that a row that is added leaves the rest of each world as it was; others for each exchange.
  const seed = [...JSON.stringify(exchange)].reduce(
    (sum, sign) => (31 * sum + sign.charCodeAt(0)) % 2 ** 31,
    0,
  )
  return drawOthers({ venue: exchange }, mulberry32(seed), 'venue.').venue
}

/** One crowd, or a list of two, of which one has behavior some of the time. */
function randomlySplit(random: Random, accounts: Account[]): CrowdInput | CrowdInput[] {
  const behavior = random() < 0.25 ? { behavior: randomBehavior(random) } : {}
  if (random() < 0.8 || accounts.length < 2) return { accounts, ...behavior }
  const half = accounts.length >> 1
  return [{ accounts: accounts.slice(0, half), ...behavior }, { accounts: accounts.slice(half) }]
}

function contractsIn(accounts: Account[], asset: string): number {
  const sizes = accounts.flatMap(({ collateral, legs }) =>
    legs.filter((leg) => leg.asset === asset).map((leg) => (100 * collateral * leg.leverage) / leg.entry),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

function randomMarket(random: Random, places: Places, asset: string, contracts: number): MarketInput {
  const depth = Math.max(1, Math.round(contracts * pick(random, [0.003, 0.02, 0.05, 0.1, 0.3, 1])))
  const market: MarketInput = {
    liquidity: randomLiquidity(random, places, depth, (contracts * places.startPrices[asset]) / 100),
    mark: randomMark(random, places, asset, [0, 0, 0.5, 1]),
  }
  if (random() < 0.5) market.arbitrage = pick(random, [0.1, 0.5, 1])
  return market
}

function randomLiquidity(random: Random, places: Places, depth: number, dollars: number): LiquidityInput {
  if (random() < 0.25) {
    const fee = pick(random, [0, 0.003, 0.01])
    return { curve: 'constantProduct', depth, resilience: 0, anchor: 'reserves', fee }
  }
  const liquidity: LiquidityInput = {
    curve: pick(random, ['exponential', 'exponential', 'squareRoot', 'constantProduct'] as const),
    depth,
    resilience: pick(random, [0, 0.05, 0.2]),
  }
  if (random() < 0.3)
    liquidity.stress = {
      sensitivity: pick(random, [0.1, 0.5, 1]),
      memorySteps: pick(random, [1, 10]),
      calmReturn: 0.001,
    }
  if (places.desks.length > 0 && random() < 0.6) liquidity.desk = pick(random, places.desks)
  else if (random() < 0.3)
    liquidity.makers = { capital: Math.max(0.01, rounded(dollars * pick(random, [0.01, 0.2, 1]), 2)) }
  return liquidity
}

function randomMark(
  random: Random,
  places: Places,
  asset: string,
  weights: number[],
): MarketInput['mark'] & object {
  return {
    indexWeight: pick(random, weights),
    lagSteps: pick(random, [0, 0, 1, 3]),
    ...(random() < 0.7 && { index: randomIndex(random, places, asset) }),
  }
}

function randomIndex(random: Random, places: Places, asset: string): IndexInput {
  const kind = random()
  if (kind < 0.15) return 'fair'
  if (kind < 0.25) return 'start'
  if (kind < 0.35) return { fairOf: pick(random, Object.keys(places.startPrices)) }
  const all = exchangesWith(places, asset)
  const some = all.filter(() => random() < 0.7)
  const sources = some.length > 0 ? some : [pick(random, all)]
  const of = Object.fromEntries(sources.map((venue) => [venue, pick(random, [0.5, 1, 1, 2])]))
  if (kind < 0.6) return { method: 'median', of }
  const clamped = sources.length >= 3 && random() < 0.7
  return { method: 'mean', of, ...(clamped && { clamp: pick(random, [0.005, 0.02]) }) }
}

function randomCrowd(random: Random, places: Places, assets: string[], margin: number): Account[] {
  const count = pick(random, [0, 3, 8, 12, 12, 25, 40])
  const highest = pick(random, [5, 12, 30, 60])
  const longShare = pick(random, [0.3, 0.5, 0.6, 0.9])
  return Array.from({ length: count }, () => {
    const several = random() < 0.5 ? assets.filter(() => random() < 0.7) : []
    const chosen = several.length > 0 ? several : [pick(random, assets)]
    if (random() < 0.3) chosen.reverse()
    const account: Account = {
      collateral: rounded(random() < 0.04 ? between(random, 2, 20) : 1000 * Math.exp(bell(random)), 2),
      legs: chosen.map((asset): Leg => {
        const entry = places.startPrices[asset] * (1 + between(random, -0.004, 0.004))
        return {
          asset,
          side: random() < longShare ? 'long' : 'short',
          leverage: rounded((0.4 * Math.exp(random() * Math.log(highest / 0.4))) / chosen.length, 2),
          entry: rounded(entry, 2),
        }
      }),
    }
    return madeSafe(account, places, margin)
  })
}

/** No leg too small for a contract, and equity clearly above maintenance at the start prices. */
function madeSafe(account: Account, places: Places, margin: number): Account {
  for (;;) {
    const cents = 100 * account.collateral
    let equity = cents
    let required = 0
    let smallest = Infinity
    for (const { asset, side, leverage, entry } of account.legs) {
      const size = Math.floor((cents * leverage) / entry)
      const start = places.startPrices[asset]
      equity += size * (start - entry) * (side === 'long' ? 1 : -1) - 1
      required += margin * size * start
      smallest = Math.min(smallest, size)
    }
    if (smallest < 1) account.collateral = rounded(account.collateral * 2, 2)
    else if (equity > 1.01 * required) return account
    else for (const leg of account.legs) leg.leverage = rounded(leg.leverage * 0.9, 2)
  }
}

export function randomLending(random: Random, places: Places): VenueInput {
  const maintenanceMargin = pick(random, [0.05, 0.1, 0.2])
  const assets = Object.keys(places.startPrices).filter((a) => exchangesWith(places, a).length > 0)
  const markets = Object.fromEntries(
    assets.map((asset): [string, MarketInput] => [
      asset,
      {
        soldOn: pick(random, exchangesWith(places, asset)),
        mark: randomMark(random, places, asset, [0, 0.5, 1, 1]),
        ...(random() < 0.2 && { maintenanceMargin: pick(random, [0.15, 0.25]) }),
      },
    ]),
  )
  const accounts = randomBorrowers(random, places, assets)
  const lending: VenueInput = {
    kind: 'lending',
    maintenanceMargin,
    bonus: pick(random, [0, 0.05, 0.1, 0.15]),
    liquidationFee: pick(random, [0, 0.005, 0.01]),
    liquidation: {
      closeFactor: pick(random, [0.25, 0.5, 1]),
      capacityPerStep: pick(random, [null, null, 1, 3]),
      latencySteps: pick(random, [0, 0, 1]),
    },
    insuranceFund: pick(random, [0, 100, 2000]),
    venueEquity: pick(random, [0, 0, 500, 5000]),
    onFailure: pick(random, ['carryOn', 'close'] as const),
    markets,
    crowd: { accounts },
  }
  if (places.chain !== null && random() < 0.7) lending.chain = places.chain
  return lending
}

function randomBorrowers(random: Random, places: Places, assets: string[]): Account[] {
  return Array.from({ length: pick(random, [3, 8, 15]) }, () => {
    const chosen = random() < 0.3 && assets.length > 1 ? assets.slice(0, 2) : [pick(random, assets)]
    const size = random() < 0.15 ? between(random, 20, 150) : 3000 * Math.exp(bell(random))
    const leverage = rounded(between(random, 1.3, 3.7) / chosen.length, 2)
    const account: Account = {
      collateral: rounded(size, 2),
      legs: chosen.map((asset) => ({ asset, side: 'long', leverage, entry: places.startPrices[asset] })),
    }
    return madeSafe(account, places, 0.25)
  })
}

export function randomInstitution(random: Random): VenueInput {
  return {
    kind: 'institution',
    insuranceFund: pick(random, [0, 0, 100]),
    venueEquity: pick(random, [0, 10, 500, 5000]),
    onFailure: pick(random, ['carryOn', 'close'] as const),
  }
}

/** Dollars that borrowers owe, a little more than less. */
export function debtsAtOpening(lending: VenueInput): number {
  const crowds = Array.isArray(lending.crowd) ? lending.crowd : [lending.crowd]
  return crowds
    .flatMap((crowd) => crowd?.accounts ?? [])
    .reduce((sum, { collateral, legs }) => {
      const leverage = legs.reduce((total, leg) => total + leg.leverage, 0)
      return sum + Math.max(0, collateral * (leverage - 1)) + 1
    }, 0)
}
