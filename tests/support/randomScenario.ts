/**
 * Random scenarios of explicit accounts and explicit paths for comparing the engine with the reference oracle.
 * Every document is valid and is a function of its seed alone; the mix is chosen to reach rare branches often:
 * thin books, crashes and squeezes, every waterfall, ties, shocks in one step, halts, behavior.
 */
import type { Layer } from '../../src/schema/scenario.ts'
import type {
  AccountInput,
  BehaviorInput,
  Liquidity,
  Scenario,
  ShockInput,
  Venue,
} from './explicitScenario.ts'
import { drawOthers } from './randomRows.ts'
import type { Random } from './randomNumbers.ts'
import { bell, between, integerBetween, mulberry32, pick, rounded } from './randomNumbers.ts'

export function randomScenario(seed: number): Scenario {
  const random = mulberry32(seed)
  const steps = pick(random, [12, 30, 30, 60])
  const startPrice = pick(random, [100, 100, 100, 100, 100, 100, 1.7, 42.5, 3000, 61000])
  const maintenanceMargin = pick(random, [0.004, 0.005, 0.01, 0.02, 0.05])
  const accounts = randomAccounts(random, startPrice, maintenanceMargin)
  const openInterest = openInterestOf(accounts)
  const depth = Math.max(
    1,
    Math.round(openInterest * pick(random, [0.003, 0.01, 0.03, 0.1, 0.3, 0.3, 1, 3, 10])),
  )
  const dollars = (openInterest * startPrice) / 100
  const scenario: Scenario = {
    version: 1,
    title: `random ${String(seed)}`,
    seed: String(seed),
    steps,
    stepSeconds: 60,
    market: { startPrice, fairValue: { path: randomPath(random, startPrice, steps) } },
    liquidity: randomLiquidity(random, depth, dollars),
    venue: randomVenue(random, maintenanceMargin, dollars),
    crowd: { accounts },
    shocks: randomShocks(random, steps, depth, openInterest),
  }
  if (random() < 0.36) scenario.crowd.behavior = randomBehavior(random)
  if (scenario.crowd.behavior?.topUp && random() < 0.3) keepThemWaiting(random, scenario)
  if (random() < 0.08) whipsaw(random, scenario)
  if (random() < 0.03) moveExactly(scenario)
  // From numbers of their own, so that a row that is added leaves the rest of each scenario as it was.
  return drawOthers(scenario, mulberry32(seed + 1_000_003))
}

function cash(value: number): number {
  return rounded(Math.max(0, value), 2)
}

function randomAccounts(random: Random, startPrice: number, maintenanceMargin: number): AccountInput[] {
  const count = pick(random, [3, 5, 8, 8, 12, 20, 30, 40])
  const longShare = pick(random, [0.2, 0.4, 0.5, 0.6, 0.8, 0.95])
  const sigma = pick(random, [0.2, 1, 1])
  const duplicates = random() < 0.35 ? between(random, 0.1, 0.6) : 0
  const highest = pick(random, [10, 25, 50, 50, 100])
  const accounts: AccountInput[] = []
  while (accounts.length < count) {
    const before = accounts[Math.floor(random() * accounts.length)]
    if (before !== undefined && random() < duplicates) {
      accounts.push({ ...before })
      continue
    }
    let leverage = 1.5 * Math.exp(random() * Math.log(highest / 1.5))
    if (random() < 0.05) leverage = between(random, 0.3, 1.5)
    const account: AccountInput = {
      side: random() < longShare ? 'long' : 'short',
      collateral: rounded(1000 * Math.exp(sigma * bell(random)), 2),
      leverage: rounded(leverage, 2),
      entry: rounded(startPrice * (1 + between(random, -0.004, 0.004)), startPrice < 10 ? 4 : 2),
    }
    while (!isSafe(account, startPrice, maintenanceMargin))
      account.leverage = rounded(account.leverage * 0.9, 2)
    while (sizeOf(account) < 1) account.collateral = rounded(account.collateral * 2, 2)
    if (isSafe(account, startPrice, maintenanceMargin)) accounts.push(account)
  }
  return accounts
}

function sizeOf(account: AccountInput): number {
  return Math.floor((Math.floor(100 * account.collateral + 0.5) * account.leverage) / account.entry)
}

/** Clearly above maintenance at the start price, so that no rounding can put the account below. */
function isSafe(account: AccountInput, startPrice: number, maintenanceMargin: number): boolean {
  const size = sizeOf(account)
  const gain = size * (startPrice - account.entry) * (account.side === 'long' ? 1 : -1)
  return 100 * account.collateral + gain - 1 > 1.01 * maintenanceMargin * size * startPrice
}

/** All long contracts; the counterparty holds what the traders' sides do not match. */
function openInterestOf(accounts: AccountInput[]): number {
  const total = (side: string): number =>
    accounts.reduce((sum, a) => sum + (a.side === side ? sizeOf(a) : 0), 0)
  return Math.max(total('long'), total('short'))
}

/** Noise around a level that may jump, crash, squeeze, slide, flash and recover, or swing. */
function randomPath(random: Random, startPrice: number, steps: number): number[] {
  const noise = pick(random, [0, 0.0005, 0.001, 0.004])
  const kind = pick(random, [
    'calm',
    'crash',
    'crash',
    'squeeze',
    'squeeze',
    'slide',
    'slide',
    'rally',
    'rally',
    'flash',
    'spike',
    'swings',
  ])
  const when = integerBetween(random, 1, Math.max(1, Math.floor(steps / 2)))
  const size = pick(random, [0.02, 0.05, 0.1, 0.2, 0.4]) * between(random, 0.7, 1.3)
  const length = random() < 0.15 ? integerBetween(random, when + 1, steps) : steps
  const back = when + integerBetween(random, 1, 8)
  const path = [startPrice]
  let drift = 0
  for (let t = 1; t <= length; t++) {
    drift += noise * bell(random)
    let level = 0
    if (kind === 'crash') level = t >= when ? -size : 0
    if (kind === 'squeeze') level = t >= when ? size : 0
    if (kind === 'slide') level = (-size * t) / steps
    if (kind === 'rally') level = (size * t) / steps
    if (kind === 'flash') level = t >= when && t < back ? -size : 0
    if (kind === 'spike') level = t >= when && t < back ? size : 0
    if (kind === 'swings') level = size * Math.sin((2 * Math.PI * t) / (4 * (back - when)))
    path.push(rounded(startPrice * Math.exp(level + drift), 6))
  }
  return path
}

function randomLiquidity(random: Random, depth: number, dollars: number): Liquidity {
  const liquidity: Liquidity = {
    curve: pick(random, ['exponential', 'exponential', 'squareRoot', 'constantProduct'] as const),
    depth,
    resilience: pick(random, [0, 0.05, 0.05, 0.2, 1]),
  }
  if (random() < 0.4) {
    liquidity.stress = {
      sensitivity: pick(random, [0.1, 0.5, 1]),
      memorySteps: pick(random, [1, 10, 30]),
      calmReturn: 0.001,
    }
  }
  if (random() < 0.4)
    liquidity.makers = { capital: Math.max(0.01, cash(dollars * pick(random, [0.01, 0.05, 0.2, 1]))) }
  return liquidity
}

function randomVenue(random: Random, maintenanceMargin: number, dollars: number): Venue {
  return {
    maxLeverage: 125,
    maintenanceMargin,
    liquidationFee: pick(random, [0, 0.005, 0.0125]),
    liquidation: {
      closeFactor: pick(random, [1, 1, 0.5, 0.25]),
      capacityPerStep: pick(random, [null, null, 1, 4, 20]),
      latencySteps: pick(random, [0, 0, 1, 3]),
      surplus: pick(random, ['trader', 'fund'] as const),
    },
    mark: { indexWeight: pick(random, [0, 0, 0.5, 1]), lagSteps: pick(random, [0, 0, 1, 2]) },
    waterfall: randomWaterfall(random),
    insuranceFund: cash(dollars * pick(random, [0, 0, 0.001, 0.005, 0.02, 0.1])),
    venueEquity: cash(dollars * pick(random, [0, 0, 0.002, 0.01])),
    adl: { ranking: pick(random, ['profitLeverage', 'proRata'] as const) },
    socializedLoss: { base: pick(random, ['profit', 'openInterest'] as const) },
    circuitBreaker:
      random() < 0.35
        ? {
            move: pick(random, [0.02, 0.05, 0.1]),
            windowSteps: pick(random, [1, 3, 10]),
            haltSteps: pick(random, [1, 2, 4]),
          }
        : null,
  }
}

/** Any subset of the layers in any order, the empty one included; deleveraging somewhat more often than by chance. */
function randomWaterfall(random: Random): Layer[] {
  const left: Layer[] = ['insuranceFund', 'venueEquity', 'adl', 'socializedLoss']
  const waterfall: Layer[] = []
  if (random() < 0.25) waterfall.push(...left.splice(2, 1))
  const wanted = integerBetween(random, 0, 4)
  while (waterfall.length < wanted) waterfall.push(...left.splice(Math.floor(random() * left.length), 1))
  return waterfall
}

/** Sales and purchases, changes of depth, news; several in one step some of the time, in no particular order. */
function randomShocks(random: Random, steps: number, depth: number, openInterest: number): ShockInput[] {
  const shocks: ShockInput[] = []
  const count = pick(random, [0, 1, 1, 2, 2, 4, 6])
  let step = integerBetween(random, 1, steps)
  for (let i = 0; i < count; i++) {
    if (random() < 0.65) step = integerBetween(random, 1, steps)
    const kind = pick(random, ['sell', 'sell', 'depth', 'fairValue'] as const)
    if (kind === 'sell') {
      // from a small push to one beyond the end of the book
      const push = random() < 0.1 ? 20 * openInterest : depth * pick(random, [0.3, 1, 3, 8, 30])
      const contracts = Math.max(1, Math.round(push * between(random, 0.5, 1.5)))
      shocks.push({ step, kind, contracts: random() < 0.25 ? -contracts : contracts })
    }
    if (kind === 'depth') shocks.push({ step, kind, factor: pick(random, [0.1, 0.3, 0.6, 1, 2]) })
    if (kind === 'fairValue') {
      const overSteps = pick(random, [1, 1, 1, 5])
      shocks.push({ step, kind, change: rounded(between(random, -0.25, 0.3), 4), overSteps })
    }
  }
  return shocks
}

/** Long queues and halts, so that top-ups meet accounts that are already queued, also while the venue is halted. */
function keepThemWaiting(random: Random, scenario: Scenario): void {
  scenario.venue.liquidation.capacityPerStep = 1
  scenario.venue.liquidation.latencySteps = 3
  scenario.venue.circuitBreaker = { move: pick(random, [0.02, 0.05]), windowSteps: 3, haltSteps: 4 }
}

/** There, back beyond the start and there again: winners of the end stand in the queue, behind losers. */
function whipsaw(random: Random, scenario: Scenario): void {
  const { startPrice, fairValue } = scenario.market
  const size = between(random, 0.05, 0.4) * pick(random, [1, -1])
  const when = integerBetween(random, 1, 5)
  fairValue.path = fairValue.path.map((_, t) => {
    const sign = t < when ? 0 : t === when + 1 ? -1 : 1
    const level = sign * size * between(random, 0.8, 1.2)
    return t === 0 ? startPrice : rounded(startPrice * Math.exp(level), 6)
  })
  scenario.venue.waterfall = pick(random, [
    ['adl'],
    ['insuranceFund', 'adl'],
    ['adl', 'socializedLoss'],
  ] as const).slice()
  scenario.venue.liquidation.latencySteps = pick(random, [1, 2, 3])
  scenario.venue.circuitBreaker = null
  if (random() < 0.7) {
    const topUp = {
      share: 1,
      at: 8,
      amount: pick(random, [0.5, 1.337, 3]),
      delaySteps: pick(random, [0, 1]),
      times: 2,
    }
    scenario.crowd.behavior = { topUp }
  }
}

/** A move of exactly a quarter meets a breaker of exactly a quarter. */
function moveExactly(scenario: Scenario): void {
  const { market } = scenario
  market.fairValue.path = market.fairValue.path.map((_, t) => market.startPrice * (t < 2 ? 1 : 0.75))
  scenario.venue.circuitBreaker = { move: 0.25, windowSteps: 3, haltSteps: 4 }
}

export function randomBehavior(random: Random): BehaviorInput {
  const behavior: BehaviorInput = {}
  if (random() < 0.6) {
    behavior.topUp = {
      share: 1,
      at: pick(random, [1.5, 3, 8]),
      amount: pick(random, [0.1, 0.5, 1.337, 3]),
      delaySteps: pick(random, [0, 1, 1, 3]),
      times: pick(random, [1, 2, 3]),
    }
  }
  if (random() < 0.5) behavior.stopLoss = { share: 1, loss: pick(random, [0.1, 0.3, 0.6, 0.9]) }
  if (random() < 0.5) behavior.takeProfit = { share: 1, gain: pick(random, [0.05, 0.2, 0.5, 1]) }
  if (random() < 0.6) behavior.relever = { share: 1, below: pick(random, [0.3, 0.7, 0.9, 0.97]) }
  return behavior
}
