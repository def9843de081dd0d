/**
 * Auto-deleveraging (docs/model.md sections 6 and 11.1): a bankrupt leg is closed against profitable accounts of the
 * other side at its bankruptcy price, without touching the book.
 * Part of an oracle that shares no code with the engine.
 */
import { equityOf, isClosedOut, isQueued, openMarkets, positionValue, profitOf } from './accounts.ts'
import { largestRemainder, roundOfShare, sum } from './exact.ts'
import { markOf } from './market.ts'
import type { Account, Market, World } from './world.ts'

type Plan = { account: Account; contracts: number }[]

/** Closes the bankrupt account's leg, as far as it goes. Its own cash decides the bankruptcy price. */
export function deleverage(world: World, market: Market, bankrupt: Account, ownCash: number): void {
  const { venue, place } = market
  const side = Math.sign(bankrupt.contracts[place])
  const size = Math.abs(bankrupt.contracts[place])
  if (!(-ownCash * side > 0)) {
    world.seen.add('no adl below zero')
    return
  }

  const profitable = venue.accounts.filter(
    (a) => Math.sign(a.contracts[place]) === -side && profitOf(world, venue, a) > 0 && !isQueued(venue, a),
  )
  const candidates = profitable.filter((a) => keepsOneCent(world, market, a, ownCash, size))
  if (candidates.length < profitable.length) world.seen.add('adl no overlap')
  const plan =
    venue.ranking === 'proRata'
      ? proportionally(market, candidates, size)
      : byRank(world, market, candidates, size)

  if (openMarkets(venue, bankrupt).length > 1) world.seen.add('adl of one leg of several')
  const mark = markOf(world, market)
  let cash = ownCash
  for (const { account, contracts } of plan) {
    const left = Math.abs(bankrupt.contracts[place]) - contracts
    const cashAfter = roundOfShare(ownCash, left, size)
    const taken = cash - cashAfter
    cash = cashAfter
    if (openMarkets(venue, account).length > 1) world.seen.add('adl against cross')
    bankrupt.cash -= taken
    bankrupt.contracts[place] -= side * contracts
    account.cash += taken
    account.contracts[place] += side * contracts
    if (isClosedOut(account)) account.state = 'deleveraged'
    else if (account.contracts[place] !== 0) world.seen.add('adl giver partly closed')
    venue.totals.adlContracts += contracts
    venue.totals.adlAgainstMark += taken + side * contracts * mark
    venue.adlGivers.add(account)
  }

  const outcome = plan.length === 0 ? 'no candidates' : bankrupt.contracts[place] === 0 ? 'whole' : 'partial'
  world.seen.add(`adl ${venue.ranking} ${side > 0 ? 'long' : 'short'} ${outcome}`)
  if (plan.length === 0) return
  world.seen.add('adl')
  world.seen.add(`adl rank ${venue.ranking}`)
}

/**
 * Whether the account keeps at least one cent if its leg is closed whole at the bankruptcy price −ownCash/contracts, its
 * other legs at their marks. With no other leg, whole numbers decide.
 */
function keepsOneCent(
  world: World,
  market: Market,
  account: Account,
  ownCash: number,
  size: number,
): boolean {
  const contracts = Math.abs(account.contracts[market.place])
  const others = openMarkets(market.venue, account).filter((other) => other !== market)
  if (others.length === 0)
    return BigInt(account.cash) * BigInt(size) + BigInt(contracts) * BigInt(ownCash) >= BigInt(size)
  const elsewhere = sum(others.map((other) => account.contracts[other.place] * markOf(world, other)))
  return account.cash + (contracts * ownCash) / size + elsewhere >= 1
}

function byRank(world: World, market: Market, candidates: Account[], size: number): Plan {
  const ranked = candidates.map((account) => ({ account, score: scoreOf(world, market, account) }))
  ranked.sort((a, b) => b.score - a.score || a.account.id - b.account.id)
  const plan: Plan = []
  let left = size
  for (const { account } of ranked) {
    const contracts = Math.min(left, Math.abs(account.contracts[market.place]))
    if (contracts > 0) plan.push({ account, contracts })
    left -= contracts
  }
  return plan
}

function scoreOf(world: World, market: Market, account: Account): number {
  const { venue, place } = market
  const profit = profitOf(world, venue, account)
  const leverage = positionValue(world, venue, account) / equityOf(world, venue, account)
  if (venue.ranking === 'profitLeverage') return (profit / account.deposit) * leverage
  const value = Math.abs(account.contracts[place]) * markOf(world, market)
  const entryValue = Math.max(value / 100, value - Math.sign(account.contracts[place]) * profit)
  return (profit / entryValue) * leverage
}

function proportionally({ place }: Market, candidates: Account[], size: number): Plan {
  const held = candidates.map((a) => Math.abs(a.contracts[place]))
  const shares = largestRemainder(Math.min(size, sum(held)), held)
  return candidates
    .map((account, i) => ({ account, contracts: shares[i] }))
    .filter(({ contracts }) => contracts > 0)
}
