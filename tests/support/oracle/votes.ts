/**
 * Rules and votes (docs/model.md section 11.8).
 * Part of an oracle that shares no code with the engine.
 */
import {
  equityAt,
  equityOf,
  maintenanceOf,
  openMarkets,
  positionValue,
  wouldBeBelow,
  wouldBeBelowAt,
} from './accounts.ts'
import type { RuleInput, ShockInput } from './document.ts'
import { floorStar, sum, toCents } from './exact.ts'
import { markAtWeight, markOf, priceOf } from './market.ts'
import type { Account, Market, Venue, World } from './world.ts'
import { venueById } from './world.ts'

type RuleShock = ShockInput & { kind: 'rule' | 'proposal' }

const HAIR = Math.pow(2, -51)

export function ruleOf(shock: RuleShock): RuleInput {
  return 'set' in shock ? shock.set : { maintenanceMargin: shock.maintenanceMargin }
}

/** One rule of a venue, from phase 1 on. */
export function setRule(world: World, venue: Venue, rule: RuleInput): void {
  world.seen.add('rule')
  world.seen.add(`rule ${Object.keys(rule).join()}`)
  if (rule.maintenanceMargin !== undefined)
    for (const market of venue.markets) market.maintenanceMargin = rule.maintenanceMargin
  if (rule.indexWeight !== undefined)
    for (const market of venue.markets) market.indexWeight = rule.indexWeight
  if (rule.liquidationFee !== undefined) venue.liquidationFee = rule.liquidationFee
  if (rule.closeFactor !== undefined) venue.closeFactor = rule.closeFactor
  if (rule.capacityPerStep !== undefined) venue.capacity = rule.capacityPerStep ?? Infinity
  if (rule.maxLeverage !== undefined) venue.maxLeverage = venue.leverageCap = rule.maxLeverage
  if (rule.positionCap !== undefined) venue.positionCap = capOf(rule.positionCap)
  if (rule.openInterestCap !== undefined) venue.openInterestCap = capOf(rule.openInterestCap)
  if (rule.haltWithdrawals !== undefined) venue.withdrawalsFrom = world.step + rule.haltWithdrawals
  if (rule.circuitBreaker !== undefined) {
    venue.breaker = rule.circuitBreaker
    for (const market of venue.markets) market.book.breakerHistory = [priceOf(market)]
  }
}

function capOf(dollars: number | null): number {
  return dollars === null ? Infinity : toCents(dollars)
}

/** Contracts by which a position may grow under the caps of its venue. */
export function roomUnderCaps(venue: Venue, market: Market, size: number, mark: number): number {
  const { book, counterparty, place } = market
  const holders = [counterparty, book.makers, book.outside, book.arbitrageur, book.hedger]
  const everyone = [
    ...venue.accounts.map((account) => account.contracts[place]),
    ...holders.map((holder) => holder.contracts),
  ]
  const openInterest = sum(everyone.map(Math.abs)) / 2
  const ofAccount = floorStar(venue.positionCap / mark) - size
  const ofMarket = Math.floor(floorStar(venue.openInterestCap / mark) - openInterest)
  return Math.min(ofAccount, ofMarket)
}

/** Phase 1, before the shocks: rules that were voted for and are due. */
export function applyDueRules(world: World): void {
  for (const due of world.rulesDue) if (due.step === world.step) setRule(world, due.venue, due.rule)
}

/** Phase 10: the proposals of this step. */
export function vote(world: World): void {
  for (const shock of world.shocks) {
    if (shock.kind === 'proposal' && shock.step === world.step)
      voteOn(world, venueById(world, shock.venue), ruleOf(shock))
  }
}

function voteOn(world: World, venue: Venue, rule: RuleInput): void {
  const { delaySteps, majority, by } = venue.governance
  let yes = 0
  let no = 0
  for (const account of venue.accounts) {
    const equity = Math.floor(equityOf(world, venue, account))
    if (account.state !== 'open' || equity < 1) continue
    const say = by === 'equity' ? equity : Math.floor(positionValue(world, venue, account))
    if (isAgainst(world, venue, account, rule)) no += say
    else yes += say
  }
  const passed = yes > majority * (yes + no)
  world.votes.push({ step: world.step, venue: venue.id, yes, no, passed })
  world.seen.add(`vote ${passed ? 'True' : 'False'}`)
  if (no > 0) world.seen.add(`against ${Object.keys(rule).join()}`)
  if (passed) world.rulesDue.push({ step: world.step + delaySteps, venue, rule })
}

function isAgainst(world: World, venue: Venue, account: Account, rule: RuleInput): boolean {
  if (rule.maintenanceMargin !== undefined) return wouldBeBelow(world, venue, account, rule.maintenanceMargin)
  if (rule.indexWeight !== undefined) {
    const weight = rule.indexWeight
    return wouldBeBelowAt(venue, account, (market) => markAtWeight(world, market, weight))
  }
  if (rule.maxLeverage !== undefined) {
    if (rule.maxLeverage >= venue.maxLeverage) return false
    const value = positionValue(world, venue, account)
    return value - HAIR * value > rule.maxLeverage * equityOf(world, venue, account)
  }
  if (rule.positionCap !== undefined) {
    const cap = capOf(rule.positionCap)
    if (cap >= venue.positionCap) return false
    return openMarkets(venue, account).some((market) => {
      const value = Math.abs(account.contracts[market.place]) * markOf(world, market)
      return value - HAIR * value > cap
    })
  }
  return isStricter(venue, rule) && isThin(world, venue, account)
}

/** More is taken, sooner, or no halt spares anybody. */
function isStricter(venue: Venue, rule: RuleInput): boolean {
  if (rule.liquidationFee !== undefined) return rule.liquidationFee > venue.liquidationFee
  if (rule.closeFactor !== undefined) return rule.closeFactor > venue.closeFactor
  if (rule.capacityPerStep !== undefined) return (rule.capacityPerStep ?? Infinity) > venue.capacity
  return rule.circuitBreaker === null && venue.breaker !== null
}

/** Equity below 1.5 × maintenance. */
function isThin(world: World, venue: Venue, account: Account): boolean {
  const slack = HAIR * positionValue(world, venue, account)
  const equity = equityAt(venue, account, (market) => markOf(world, market))
  return equity < 1.5 * maintenanceOf(world, venue, account) - slack
}
