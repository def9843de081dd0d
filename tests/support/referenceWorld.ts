/**
 * The state of the reference oracle and the few things every mechanism does with it: open positions, read price and
 * mark, trade against the book, check the circuit breaker. Shares no code with the engine; clarity over speed.
 */
import { nearest } from './exactExponential.ts'
import { fillOrder } from './referenceImpact.ts'
import type { Scenario } from './referenceScenario.ts'
import { capacityInUnits, depthInContracts, floorStar, moneyInCents, toCents } from './referenceScenario.ts'

/** Anything that can hold contracts and cash. */
export interface Holder {
  contracts: number
  cash: number
}

export interface Account extends Holder {
  id: number
  state: 'open' | 'liquidated' | 'deleveraged' | 'closed'
  deposit: number
  haircut: number
  firstDeposit: number
  firstContracts: number
  firstLeverage: number
  topUpsPromised: number
  promise: { cents: number; dueStep: number } | null
  releverEnded: boolean
}

export interface World {
  scenario: Scenario
  accounts: Account[]
  counterparty: Holder
  makers: Holder
  outside: Holder
  fund: number
  venueEquity: number
  step: number
  displacement: number
  fairHistory: number[]
  fairFactor: number
  baseDepth: number
  depthFactor: number
  depth: number
  makersCapital: number
  variance: number
  capacity: number
  queue: { account: Account; dueStep: number }[]
  breakerHistory: number[]
  haltedUntil: number
  wasHalted: boolean
  pending: number
  minPrice: number
  depositsAndFunds: number
  openInterest: number
  adlGivers: Set<number>
  totals: {
    liquidations: number
    bankruptPositions: number
    fees: number
    fundPaid: number
    venuePaid: number
    adlContracts: number
    socializedLoss: number
    badDebt: number
    halts: number
    ownPaid: number
    adlAgainstMark: number
  }
  /** Collects the names of the branches a run went through. */
  seen: Set<string>
}

export function openWorld(scenario: Scenario, seen: Set<string>): World {
  const { market, liquidity, venue } = scenario
  const counterparty: Holder = { contracts: 0, cash: 0 }
  const accounts = scenario.crowd.accounts.map((input, id): Account => {
    const deposit = toCents(input.collateral)
    const size = floorStar((deposit * input.leverage) / input.entry)
    const cost = Math.floor(size * input.entry + 0.5)
    const sign = input.side === 'long' ? 1 : -1
    counterparty.contracts -= sign * size
    counterparty.cash += sign * cost
    return {
      id,
      contracts: sign * size,
      cash: deposit - sign * cost,
      state: 'open',
      deposit,
      haircut: 0,
      firstDeposit: deposit,
      firstContracts: size,
      firstLeverage: (size * input.entry) / deposit,
      topUpsPromised: 0,
      promise: null,
      releverEnded: false,
    }
  })
  const everyone =
    accounts.reduce((sum, a) => sum + Math.abs(a.contracts), 0) + Math.abs(counterparty.contracts)
  const openInterest = everyone / 2
  const fund = moneyInCents(venue.insuranceFund, openInterest, market.startPrice)
  const venueEquity = moneyInCents(venue.venueEquity, openInterest, market.startPrice)
  const baseDepth = depthInContracts(liquidity.depth, openInterest)
  return {
    scenario,
    accounts,
    counterparty,
    makers: { contracts: 0, cash: 0 },
    outside: { contracts: 0, cash: 0 },
    fund,
    venueEquity,
    step: 0,
    displacement: 0,
    fairHistory: [market.startPrice],
    fairFactor: 1,
    baseDepth,
    depthFactor: 1,
    depth: baseDepth,
    makersCapital: liquidity.makers
      ? moneyInCents(liquidity.makers.capital, openInterest, market.startPrice)
      : 0,
    variance: liquidity.stress ? liquidity.stress.calmReturn ** 2 : 0,
    capacity: capacityInUnits(venue.liquidation.capacityPerStep, accounts.length),
    queue: [],
    breakerHistory: [market.startPrice],
    haltedUntil: 0,
    wasHalted: false,
    pending: 0,
    minPrice: market.startPrice,
    depositsAndFunds: fund + venueEquity + accounts.reduce((sum, a) => sum + a.deposit, 0),
    openInterest,
    adlGivers: new Set(),
    totals: {
      liquidations: 0,
      bankruptPositions: 0,
      fees: 0,
      fundPaid: 0,
      venuePaid: 0,
      adlContracts: 0,
      socializedLoss: 0,
      badDebt: 0,
      halts: 0,
      ownPaid: 0,
      adlAgainstMark: 0,
    },
    seen,
  }
}

export function fairAt(world: World, step: number): number {
  return world.fairHistory[Math.max(0, step)] ?? NaN
}

export function currentPrice(world: World): number {
  return fairAt(world, world.step) * nearest.exp(-world.displacement)
}

/** The price that decides liquidations: a blend of the lagged fair value and the venue's own price. */
export function currentMark(world: World): number {
  const { indexWeight, lagSteps } = world.scenario.venue.mark
  return indexWeight * fairAt(world, world.step - lagSteps) + (1 - indexWeight) * currentPrice(world)
}

export function equityAt(account: Holder, price: number): number {
  return account.cash + account.contracts * price
}

export function profitAt(account: Account, price: number): number {
  return equityAt(account, price) - account.deposit
}

export function isBelowMaintenance(world: World, account: Account, price: number): boolean {
  const value = Math.abs(account.contracts) * price
  const required = world.scenario.venue.maintenanceMargin * Math.abs(account.contracts) * price
  return account.contracts !== 0 && equityAt(account, price) < required - 2 ** -51 * value
}

export function liquidationPrice(world: World, account: Account): number {
  const maintenance = world.scenario.venue.maintenanceMargin
  const size = Math.abs(account.contracts)
  return account.contracts > 0
    ? -account.cash / (size * (1 - maintenance))
    : account.cash / (size * (1 + maintenance))
}

export function isQueued(world: World, account: Account): boolean {
  return world.queue.some((entry) => entry.account === account)
}

/** What a sale of n contracts (n < 0: a purchase) would change the seller's cash by, in whole cents. */
function quote(world: World, n: number): { cents: number; displacement: number } {
  const fair = fairAt(world, world.step)
  const fill = fillOrder(world.scenario.liquidity.curve, world.depth, fair, world.displacement, n)
  if (fill.reachedBookEnd) world.seen.add(n > 0 ? 'book end, sale' : 'book end, purchase')
  // floor is right for both sides: a purchase is negative here, and -ceil(cost) = floor(-cost)
  return { cents: Math.floor(fill.grossCents), displacement: fill.displacement }
}

/** The same of an order that closes a position: the makers give up the part of a cent that alone would put it below zero. */
export function quoteClose(world: World, n: number, cash: number): { cents: number; displacement: number } {
  const fair = fairAt(world, world.step)
  const { grossCents } = fillOrder(world.scenario.liquidity.curve, world.depth, fair, world.displacement, n)
  const { cents, displacement } = quote(world, n)
  const isByRoundingAlone = cash + grossCents >= 0 && cash + cents < 0
  if (isByRoundingAlone) world.seen.add('closed at zero')
  return { cents: isByRoundingAlone ? -cash : cents, displacement }
}

/** A market order: the holder sells n contracts (n < 0: buys) to the makers. Returns its change of cash. */
export function trade(world: World, holder: Holder, n: number, closes = false): number {
  const { cents, displacement } = closes ? quoteClose(world, n, holder.cash) : quote(world, n)
  holder.contracts -= n
  holder.cash += cents
  world.makers.contracts += n
  world.makers.cash -= cents
  world.displacement = displacement
  noteLowestPrice(world)
  return cents
}

export function noteLowestPrice(world: World): void {
  world.minPrice = Math.min(world.minPrice, currentPrice(world))
}

export function isHalted(world: World): boolean {
  return world.step <= world.haltedUntil
}

/** Fires the circuit breaker if the price has moved too far; `where` names the moment for the coverage count. */
export function checkBreaker(world: World, where: string): void {
  const breaker = world.scenario.venue.circuitBreaker
  if (breaker === null || isHalted(world)) return
  const history = world.breakerHistory
  const before = history[Math.max(0, history.length - breaker.windowSteps)] ?? NaN
  if (Math.abs(currentPrice(world) / before - 1) >= breaker.move - 1e-12) {
    world.haltedUntil = world.step + breaker.haltSteps - 1
    world.totals.halts += 1
    world.seen.add(`breaker ${where}`)
  }
}
