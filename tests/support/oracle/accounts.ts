/**
 * One account, one equation (docs/model.md sections 2 and 11.1): equity, maintenance, profit, liquidation price.
 * Part of an oracle that shares no code with the engine.
 */
import { sum } from './exact.ts'
import { markOf, trade } from './market.ts'
import type { Account, Market, Venue, World } from './world.ts'

/** A position whose account is worth less is closed whole. */
export const ONE_DOLLAR = 100

const SLACK = Math.pow(2, -51)

export function openMarkets(venue: Venue, account: Account): Market[] {
  return venue.markets.filter(({ place }) => account.contracts[place] !== 0)
}

export function isClosedOut(account: Account): boolean {
  return account.contracts.every((n) => n === 0)
}

/** Equity at prices of the caller's choice: marks, or the prices of the books. */
export function equityAt(venue: Venue, account: Account, priceOf: (market: Market) => number): number {
  return account.cash + sum(openMarkets(venue, account).map((m) => account.contracts[m.place] * priceOf(m)))
}

export function equityOf(world: World, venue: Venue, account: Account): number {
  return equityAt(venue, account, (market) => markOf(world, market))
}

export function profitOf(world: World, venue: Venue, account: Account): number {
  return equityOf(world, venue, account) - account.deposit
}

/** Σ|q_A|·m_A */
export function positionValue(world: World, venue: Venue, account: Account): number {
  return sum(openMarkets(venue, account).map((m) => Math.abs(account.contracts[m.place]) * markOf(world, m)))
}

/** μ_A·|q_A|·m_A */
function legMaintenance(world: World, market: Market, account: Account): number {
  return market.maintenanceMargin * Math.abs(account.contracts[market.place]) * markOf(world, market)
}

export function maintenanceOf(world: World, venue: Venue, account: Account): number {
  return sum(openMarkets(venue, account).map((market) => legMaintenance(world, market, account)))
}

/** Strictly below: equality within rounding is not. */
export function isBelowMaintenance(world: World, venue: Venue, account: Account): boolean {
  return isBelow(world, venue, account, maintenanceOf(world, venue, account))
}

/** Whether the account would be below maintenance with this margin in all markets. */
export function wouldBeBelow(world: World, venue: Venue, account: Account, margin: number): boolean {
  return isBelow(world, venue, account, margin * positionValue(world, venue, account))
}

/** Whether the account would be below maintenance at other marks. */
export function wouldBeBelowAt(venue: Venue, account: Account, markOf: (market: Market) => number): boolean {
  const open = openMarkets(venue, account)
  const values = open.map((market) => Math.abs(account.contracts[market.place]) * markOf(market))
  const maintenance = sum(open.map((market, i) => market.maintenanceMargin * values[i]))
  return equityAt(venue, account, markOf) < maintenance - SLACK * sum(values)
}

function isBelow(world: World, venue: Venue, account: Account, required: number): boolean {
  const slack = SLACK * positionValue(world, venue, account)
  return !isClosedOut(account) && equityOf(world, venue, account) < required - slack
}

/** Of an account whose only open leg is in this market. */
export function liquidationPrice(market: Market, account: Account): number {
  const { maintenanceMargin, place } = market
  const size = Math.abs(account.contracts[place])
  return account.contracts[place] > 0
    ? -account.cash / (size * (1 - maintenanceMargin))
    : account.cash / (size * (1 + maintenanceMargin))
}

export function isQueued(venue: Venue, account: Account): boolean {
  return venue.queue.some((entry) => entry.account === account)
}

/** The leg with the largest maintenance, ties by order. */
export function legToClose(world: World, venue: Venue, account: Account): Market {
  const open = openMarkets(venue, account)
  const largest = Math.max(...open.map((market) => legMaintenance(world, market, account)))
  const market = open.find((m) => legMaintenance(world, m, account) === largest)
  if (market === undefined) throw new Error('an account without legs is never below maintenance')
  if (open.length > 1) world.seen.add(`cross leg ${String(market.place)}`)
  return market
}

/** The account sells n contracts of one leg (n < 0: buys). Returns what its cash changed by. */
export function tradeLeg(
  world: World,
  market: Market,
  account: Account,
  n: number,
  proceeds?: number,
): number {
  const holder = { contracts: account.contracts[market.place], cash: account.cash }
  const paid = trade(world, market, holder, n, proceeds)
  account.contracts[market.place] = holder.contracts
  account.cash = holder.cash
  return paid
}
