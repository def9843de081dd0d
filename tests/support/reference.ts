/**
 * An independent, naive implementation of the model for tests: the oracle the engine is compared with. It shares no
 * code with the engine and follows docs/model.md line by line: linear scans everywhere, clarity over speed.
 * It covers explicit accounts, an explicit fair-value path and behavior other than turnover and arrivals.
 */
import { ownTrades, topUps } from './referenceBehavior.ts'
import { countOwnLoss, coverDeficit, deleverage, socialize } from './referenceLosses.ts'
import { spiralNumbers } from './referenceReadings.ts'
import type { ScenarioInput } from './referenceScenario.ts'
import { ceilStar, floorStar, withDefaults } from './referenceScenario.ts'
import type { Account, World } from './referenceWorld.ts'
import {
  checkBreaker,
  currentMark,
  currentPrice,
  equityAt,
  fairAt,
  isBelowMaintenance,
} from './referenceWorld.ts'
import {
  isHalted,
  isQueued,
  liquidationPrice,
  noteLowestPrice,
  openWorld,
  quoteClose,
  trade,
} from './referenceWorld.ts'

export interface ReferenceResult {
  summary: Record<string, number | boolean | null>
  accounts: { id: number; contracts: number; cash: number; state: Account['state']; haircut: number }[]
  series: {
    step: number
    price: number
    fair: number
    fund: number
    badDebt: number
    liquidations: number
    queue: number
    halted: boolean
    depth: number
  }[]
}

/** Runs a scenario document to its end. `seen` collects the names of the branches the run went through. */
export function runReference(document: ScenarioInput, seen: Set<string> = new Set()): ReferenceResult {
  const scenario = withDefaults(document)
  const world = openWorld(scenario, seen)
  const rAheadStart = spiralNumbers(world).rAhead
  const series: ReferenceResult['series'] = []
  let conservationError = 0
  let contractsError = 0

  for (let step = 1; step <= scenario.steps; step++) {
    runStep(world, step)
    conservationError = Math.max(conservationError, Math.abs(missingCents(world)))
    contractsError = Math.max(contractsError, Math.abs(missingContracts(world)))
    series.push({
      step,
      price: currentPrice(world),
      fair: fairAt(world, step),
      fund: world.fund,
      badDebt: world.totals.badDebt,
      liquidations: world.totals.liquidations,
      queue: world.queue.length,
      halted: isHalted(world),
      depth: world.depth,
    })
  }

  const { totals } = world
  const { ownPaid, fundPaid, venuePaid, socializedLoss, badDebt } = totals
  const start = scenario.market.startPrice
  const lowestFairValue = Math.min(...world.fairHistory)
  const fairFall = 1 - lowestFairValue / start
  return {
    summary: {
      ...totals,
      adlAccounts: world.adlGivers.size,
      finalPrice: currentPrice(world),
      minPrice: world.minPrice,
      insuranceFund: world.fund,
      venueEquity: world.venueEquity,
      queueLeft: world.queue.length,
      conservationError,
      contractsError,
      insolvent: badDebt > 0,
      openInterest: world.openInterest,
      amplification: lowestFairValue < start ? (1 - world.minPrice / start) / fairFall : null,
      lowestFairValue,
      ...spiralNumbers(world),
      rAheadStart,
      losses: ownPaid + fundPaid + venuePaid + socializedLoss + badDebt,
    },
    accounts: world.accounts.map(({ id, contracts, cash, state, haircut }) => ({
      id,
      contracts,
      cash,
      state,
      haircut,
    })),
    series,
  }
}

/** docs/model.md section 4: one step. */
function runStep(world: World, step: number): void {
  const priceBefore = currentPrice(world)
  const { shocks, liquidity } = world.scenario
  world.step = step

  // 1. fair value and shocks
  const today = shocks.filter((shock) => shock.step === step)
  for (const shock of today) {
    if (shock.kind === 'fairValue') world.fairFactor *= 1 + shock.change
    if (shock.kind === 'depth') world.depthFactor = shock.factor
  }
  const { path } = world.scenario.market.fairValue
  world.fairHistory.push((path[Math.min(step, path.length - 1)] ?? NaN) * world.fairFactor)

  // 2. decay, depth of the step
  world.displacement *= 1 - liquidity.resilience
  noteLowestPrice(world)
  world.depth = depthOfStep(world)

  // 2b. top-ups
  topUps(world)

  // 3. to 7.
  const sold = today.reduce((sum, shock) => sum + (shock.kind === 'sell' ? shock.contracts : 0), 0)
  if (isHalted(world)) {
    if (sold !== 0) world.seen.add('flow in halt')
  } else {
    if (world.wasHalted) world.breakerHistory = [currentPrice(world)]
    tradingPhases(world, sold)
  }
  world.wasHalted = isHalted(world)

  // 8. record
  world.breakerHistory.push(currentPrice(world))
  if (liquidity.stress) {
    const change = currentPrice(world) / priceBefore - 1
    world.variance += (change * change - world.variance) / liquidity.stress.memorySteps
  }
}

function depthOfStep(world: World): number {
  const { stress } = world.scenario.liquidity
  let stressFactor = 1
  if (stress) {
    const excess = Math.max(0, Math.sqrt(world.variance) / stress.calmReturn - 1)
    stressFactor = 1 / (1 + stress.sensitivity * excess)
  }
  let makerFactor = 1
  if (world.makersCapital > 0) {
    const worth = world.makersCapital + equityAt(world.makers, currentPrice(world))
    makerFactor = Math.min(1, Math.max(0.02, worth / world.makersCapital))
    if (makerFactor < 1) world.seen.add(makerFactor === 0.02 ? 'makers at the floor' : 'makers')
  }
  return world.baseDepth * world.depthFactor * stressFactor * makerFactor
}

/** Phases 4 to 7 of a step in which the venue is not halted at first. */
function tradingPhases(world: World, contractsSold: number): void {
  checkBreaker(world, 'at the start')
  if (!isHalted(world) && contractsSold !== 0) {
    trade(world, world.outside, contractsSold)
    checkBreaker(world, 'on flow')
  } else if (contractsSold !== 0) {
    world.seen.add('flow cancelled by breaker')
  }
  if (!isHalted(world)) ownTrades(world)
  if (!isHalted(world)) liquidate(world)
  socialize(world)
}

function liquidate(world: World): void {
  let capacityLeft = world.capacity
  while (!isHalted(world)) {
    detect(world)
    const head = world.queue[0]
    if (head === undefined || head.dueStep > world.step || capacityLeft <= 0) return
    world.queue.shift()
    if (isBelowMaintenance(world, head.account, currentMark(world))) {
      processLiquidation(world, head.account)
      capacityLeft -= 1
    } else {
      world.seen.add('released')
    }
    checkBreaker(world, 'in liquidations')
  }
}

/** Everybody newly below maintenance joins the tail: longs by falling, then shorts by rising liquidation price. */
function detect(world: World): void {
  const mark = currentMark(world)
  const price = (a: Account): number => liquidationPrice(world, a)
  const found = world.accounts.filter((a) => isBelowMaintenance(world, a, mark) && !isQueued(world, a))
  const longs = found.filter((a) => a.contracts > 0).sort((a, b) => price(b) - price(a) || a.id - b.id)
  const shorts = found.filter((a) => a.contracts < 0).sort((a, b) => price(a) - price(b) || a.id - b.id)
  if (longs.length > 0 && shorts.length > 0) world.seen.add('both sides detected')
  const dueStep = world.step + world.scenario.venue.liquidation.latencySteps
  for (const account of [...longs, ...shorts]) world.queue.push({ account, dueStep })
}

/** docs/model.md section 5: one liquidation, of an account that is below maintenance. */
function processLiquidation(world: World, account: Account): void {
  const { venue } = world.scenario
  const { totals } = world
  const side = Math.sign(account.contracts)
  const size = Math.abs(account.contracts)

  // 1. how much
  const part = Math.min(size, ceilStar(venue.liquidation.closeFactor * size))
  const worth = equityAt(account, currentMark(world))
  if (worth > 0 && worth < 100 && part < size) world.seen.add('less than a dollar: closed whole')
  let n = worth < 100 ? size : part
  const isWhole = n === size

  // 2. what selling all of it would leave
  let deficit = 0
  if (n === size) deficit = Math.max(0, -(account.cash + quoteClose(world, side * size, account.cash).cents))

  // 3. the layers before the market order
  if (deficit > 0) {
    let reach = 0
    for (const layer of venue.waterfall) {
      if (layer === 'insuranceFund') reach += world.fund
      if (layer === 'venueEquity') reach += world.venueEquity
      if (layer === 'adl' && deficit > reach) deleverage(world, account)
      else if (layer === 'adl') world.seen.add('adl not reached')
    }
    n = Math.abs(account.contracts)
  }

  // 4. the market order and what the fund collects
  const before = Math.abs(account.contracts)
  const proceeds = n > 0 ? trade(world, account, side * n, isWhole) : 0
  const equity = Math.floor(equityAt(account, currentMark(world)))
  if (equity > 0) {
    const closedToFund = account.contracts === 0 && venue.liquidation.surplus === 'fund'
    const fee = closedToFund
      ? account.cash
      : Math.min(
          account.contracts === 0 ? equity : Number((BigInt(equity) * BigInt(n)) / BigInt(before)),
          floorStar(venue.liquidationFee * Math.abs(proceeds)),
        )
    account.cash -= fee
    world.fund += fee
    totals.fees += fee
    if (closedToFund) world.seen.add('surplus to fund')
    else if (fee > 0) world.seen.add(account.contracts === 0 ? 'fee on full close' : 'fee on part')
    if (deficit > 0) world.seen.add('surplus after partial adl')
    if (side < 0) world.seen.add('solvent short liquidated')
  }

  // 5. who pays
  if (account.contracts === 0) {
    account.state = 'liquidated'
    if (account.cash < 0) coverDeficit(world, account)
    countOwnLoss(world, account)
    if (deficit > 0) totals.bankruptPositions += 1
  } else {
    world.seen.add('part close')
  }

  // 6.
  totals.liquidations += 1
  if (side < 0) world.seen.add('short liquidated')
}

function missingCents(world: World): number {
  const traders = world.accounts.reduce((sum, a) => sum + a.cash, 0)
  const others =
    world.counterparty.cash + world.makers.cash + world.outside.cash + world.fund + world.venueEquity
  return traders + others - world.totals.badDebt - world.depositsAndFunds
}

function missingContracts(world: World): number {
  const traders = world.accounts.reduce((sum, a) => sum + a.contracts, 0)
  return traders + world.counterparty.contracts + world.makers.contracts + world.outside.contracts
}
