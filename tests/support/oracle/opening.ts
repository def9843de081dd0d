/**
 * The opening of a world: defaults, accounts with their legs, shares of open interest resolved, treasuries placed.
 * Part of an oracle that shares no code with the engine.
 */
import type { CrowdInput, MarketInput, Money, VenueInput, WorldInput } from './document.ts'
import { ceilStar, floorStar, sum, toCents } from './exact.ts'
import { indexAtOpening } from './market.ts'
import { netWorth } from './treasury.ts'
import type { Account, Book, Habit, Market, Venue, World } from './world.ts'
import { marketOf, venueById } from './world.ts'

export function openWorld(document: WorldInput, seen: Set<string>): World {
  const world: World = {
    step: 0,
    steps: document.steps,
    shocks: document.shocks ?? [],
    assets: Object.entries(document.assets).map(([id, { startPrice, fairValue, tokenOf }]) => ({
      id,
      startPrice,
      path: fairValue.path,
      tokenOf: tokenOf ?? null,
      shockFactor: 1,
      fairs: [startPrice],
      soldByTreasuries: 0,
    })),
    desks: Object.entries(document.desks ?? {}).map(([id, desk]) => ({ id, capital: toCents(desk.capital) })),
    chains: Object.entries(document.chains ?? {}).map(([id, chain]) => ({
      id,
      ...chain,
      slotFactor: 1,
      gasFactor: 1,
      slotsLeft: 0,
      cash: 0,
    })),
    venues: [],
    rulesDue: [],
    firstWorth: new Map(),
    waves: new Map(),
    failed: [],
    votes: [],
    moneyIn: 0,
    seen,
  }
  const inputs = Object.entries(document.venues)
  world.venues = inputs.map(([id, input]) => openVenue(world, id, input))
  // Lending protocols come after the exchanges whose books they sell on, wherever the document lists them.
  for (const kind of ['exchange', 'lending'] as const) {
    for (const [id, input] of inputs) if (input.kind === kind) openMarkets(world, venueById(world, id), input)
  }
  for (const [id, input] of inputs) openCrowd(venueById(world, id), input.crowd)
  for (const [id, input] of inputs) resolveShares(venueById(world, id), input)
  for (const [id, input] of inputs) openTreasury(world, venueById(world, id), input)
  for (const venue of world.venues) {
    for (const market of venue.markets) market.indexes = [indexAtOpening(world, market)]
    const deposits = sum(venue.accounts.map((account) => account.deposit))
    const bookValues = sum(venue.holdings.map((holding) => holding.bookValue))
    world.moneyIn += deposits + venue.depositors + venue.fund + venue.equity - bookValues
  }
  for (const { tokenOf } of world.assets)
    if (tokenOf !== null) world.firstWorth.set(tokenOf, netWorth(venueById(world, tokenOf)))
  return world
}

function openVenue(world: World, id: string, input: VenueInput): Venue {
  const { liquidation, governance } = input
  const chosen = input.waterfall ?? ['insuranceFund', 'socializedLoss']
  return {
    id,
    input,
    kind: input.kind,
    liquidationFee: input.liquidationFee ?? 0.005,
    closeFactor: liquidation?.closeFactor ?? 1,
    capacity: Infinity,
    latencySteps: liquidation?.latencySteps ?? 0,
    surplus: liquidation?.surplus ?? 'trader',
    waterfall: input.kind === 'exchange' ? chosen : ['insuranceFund', 'venueEquity'],
    ranking: input.adl?.ranking ?? 'profitLeverage',
    lossBase: input.socializedLoss?.base ?? 'profit',
    breaker: input.circuitBreaker ?? null,
    bonus: input.bonus ?? 0,
    chain: world.chains.find((chain) => chain.id === input.chain) ?? null,
    governance: {
      delaySteps: governance?.delaySteps ?? 1,
      majority: governance?.majority ?? 0.5,
      by: governance?.by ?? 'position',
    },
    closesOnFailure: input.onFailure === 'close',
    maxLeverage: input.maxLeverage ?? 25,
    leverageCap: Infinity,
    positionCap: Infinity,
    openInterestCap: Infinity,
    withdrawalsFrom: 0,
    markets: [],
    accounts: [],
    fund: 0,
    equity: 0,
    liquidatorCash: 0,
    queue: [],
    capacityLeft: 0,
    haltedUntil: 0,
    wasHalted: false,
    pending: 0,
    adlGivers: new Set(),
    openInterest: 0,
    depositors: 0,
    claims: [],
    holdings: [],
    run: null,
    unshared: 0,
    everBadDebt: false,
    insolventStep: null,
    illiquidStep: null,
    closedStep: null,
    totals: {
      liquidations: 0,
      bankruptPositions: 0,
      fees: 0,
      fundPaid: 0,
      venuePaid: 0,
      adlContracts: 0,
      adlAgainstMark: 0,
      socializedLoss: 0,
      badDebt: 0,
      halts: 0,
      ownPaid: 0,
      claimsLost: 0,
      withdrawn: 0,
      refused: 0,
      stolen: 0,
    },
  }
}

function openMarkets(world: World, venue: Venue, input: VenueInput): void {
  const entries = Object.entries(input.markets ?? {})
  venue.markets = entries.map(([id, market], place): Market => {
    const asset = world.assets.find((a) => a.id === id)
    if (asset === undefined) throw new Error(`there is no asset ${id}`)
    const bookVenue = market.soldOn === undefined ? venue : venueById(world, market.soldOn)
    return {
      asset,
      venue,
      place,
      maintenanceMargin: market.maintenanceMargin ?? input.maintenanceMargin ?? 0.005,
      indexWeight: market.mark?.indexWeight ?? (venue.kind === 'lending' ? 1 : 0),
      lagSteps: market.mark?.lagSteps ?? 0,
      index: market.mark?.index ?? 'fair',
      indexes: [],
      counterparty: { contracts: 0, cash: 0 },
      book: bookVenue === venue ? openBook(world, market, asset.startPrice) : marketOf(bookVenue, id).book,
      bookVenue,
    }
  })
}

function openBook(world: World, { liquidity, arbitrage, hedge }: MarketInput, startPrice: number): Book {
  return {
    curve: liquidity?.curve ?? 'exponential',
    baseDepth: NaN,
    resilience: liquidity?.resilience ?? 1 - Math.pow(0.5, 1 / 30),
    stress: liquidity?.stress ?? null,
    makersCapital: 0,
    desk: world.desks.find((desk) => desk.id === liquidity?.desk) ?? null,
    anchor: liquidity?.anchor ?? 'fair',
    fee: liquidity?.fee ?? 0,
    arbitrage: arbitrage ?? 0,
    displacement: 0,
    depth: NaN,
    depthFactor: 1,
    variance: (liquidity?.stress?.calmReturn ?? 0) ** 2,
    priceBefore: startPrice,
    lowestPrice: startPrice,
    breakerHistory: [startPrice],
    makers: { contracts: 0, cash: 0 },
    outside: { contracts: 0, cash: 0 },
    arbitrageur: { contracts: 0, cash: 0 },
    hedger: { contracts: 0, cash: 0 },
    hedge: hedge ? { share: 1, everySteps: 60, ...hedge } : null,
  }
}

function openCrowd(venue: Venue, given: CrowdInput | CrowdInput[] | undefined): void {
  const crowds = given === undefined ? [] : Array.isArray(given) ? given : [given]
  for (const { accounts, behavior } of crowds) {
    for (const { collateral, legs } of accounts) {
      const deposit = toCents(collateral)
      const account: Account = {
        id: venue.accounts.length,
        contracts: venue.markets.map(() => 0),
        cash: deposit,
        state: 'open',
        deposit,
        haircut: 0,
        legFoundDeficit: false,
        everUnbid: false,
        habit: null,
      }
      for (const { asset, side, leverage, entry } of legs) {
        const { place, counterparty } = marketOf(venue, asset)
        const sign = side === 'long' ? 1 : -1
        const size = floorStar((deposit * leverage) / entry)
        const cost = Math.floor(size * entry + 0.5)
        account.contracts[place] = sign * size
        account.cash -= sign * cost
        counterparty.contracts -= sign * size
        counterparty.cash += sign * cost
        const firstLeverage = (size * entry) / deposit
        if (behavior !== undefined && legs.length === 1)
          account.habit = openHabit(behavior, place, deposit, size, firstLeverage)
      }
      venue.accounts.push(account)
    }
  }
}

function openHabit(
  rules: CrowdInput['behavior'] & object,
  place: number,
  firstDeposit: number,
  firstContracts: number,
  firstLeverage: number,
): Habit {
  return {
    rules,
    place,
    firstDeposit,
    firstContracts,
    firstLeverage,
    topUpsPromised: 0,
    promise: null,
    releverEnded: false,
  }
}

/** Open interest of a market: half the sum of everyone's absolute contracts. */
function openInterestOf({ venue, place, counterparty }: Market): number {
  const held = venue.accounts.map((account) => Math.abs(account.contracts[place]))
  return (sum(held) + Math.abs(counterparty.contracts)) / 2
}

function resolveShares(venue: Venue, input: VenueInput): void {
  const interests = venue.markets.map(openInterestOf)
  const value = sum(venue.markets.map((market, i) => interests[i] * market.asset.startPrice))
  const money = (given: Money, worth: number): number =>
    typeof given === 'number' ? toCents(given) : Math.floor(given.shareOfOpenInterest * worth + 0.5)

  const isExchange = venue.kind === 'exchange'
  venue.openInterest = sum(interests)
  venue.fund = money(input.insuranceFund ?? (isExchange ? { shareOfOpenInterest: 0.005 } : 0), value)
  venue.equity = money(input.venueEquity ?? 0, value)
  const capacity = input.liquidation?.capacityPerStep
  if (capacity === undefined) venue.capacity = ceilStar(0.005 * venue.accounts.length)
  else if (typeof capacity === 'number') venue.capacity = capacity
  else if (capacity !== null) venue.capacity = ceilStar(capacity.shareOfTraders * venue.accounts.length)

  if (!isExchange) return
  for (const { asset, book, place } of venue.markets) {
    const liquidity = input.markets?.[asset.id]?.liquidity
    const depth = liquidity?.depth ?? { shareOfOpenInterest: 0.03 }
    book.baseDepth = typeof depth === 'number' ? depth : depth.shareOfOpenInterest * interests[place]
    book.depth = book.baseDepth
    if (liquidity?.makers)
      book.makersCapital = money(liquidity.makers.capital, interests[place] * asset.startPrice)
  }
}

function openTreasury(world: World, venue: Venue, { treasury }: VenueInput): void {
  if (treasury === undefined) return
  venue.depositors = toCents(treasury.depositors)
  const { placed = {}, holdings = {}, run } = treasury
  venue.claims = world.venues
    .filter((on) => placed[on.id] !== undefined)
    .map((on) => ({ on, cents: toCents(placed[on.id]), placed: toCents(placed[on.id]) }))
  venue.holdings = Object.entries(holdings).map(([asset, { contracts, soldOn }]) => {
    const market = marketOf(venueById(world, soldOn), asset)
    return { market, contracts, bookValue: ceilStar(contracts * market.asset.startPrice) }
  })
  venue.run = run ? { ...run, started: false } : null
}
