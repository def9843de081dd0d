/**
 * What explicit accounts do on their own, docs/model.md section 8: top-ups, stop-losses, profit-taking, re-levering, each for
 * everybody (share 1) or nobody, and for accounts that opened with one leg.
 * Part of an oracle that shares no code with the engine.
 */
import { equityOf, isQueued, tradeLeg } from './accounts.ts'
import { countOwnLoss, coverDebt } from './losses.ts'
import { checkBreaker, isOpen, markOf } from './market.ts'
import { roomUnderCaps } from './votes.ts'
import type { Account, Habit, Market, Venue, World } from './world.ts'

function everybody(share: number | undefined): boolean {
  if (share === undefined || share === 0) return false
  if (share !== 1) throw new Error('the oracle knows only shares of 0 and 1')
  return true
}

type Actor = { account: Account; habit: Habit; market: Market }

function actorsOf(venue: Venue): Actor[] {
  return venue.accounts.flatMap((account) =>
    account.habit === null
      ? []
      : [{ account, habit: account.habit, market: venue.markets[account.habit.place] }],
  )
}

/** Phase 2b: promised top-ups that are due arrive, then new ones are promised. */
export function topUps(world: World, venue: Venue): void {
  const actors = actorsOf(venue)
  for (const actor of actors) {
    const { promise } = actor.habit
    if (promise !== null && promise.dueStep <= world.step) arrive(world, venue, actor)
  }
  for (const actor of actors) {
    const { account, habit, market } = actor
    const rule = habit.rules.topUp
    if (rule === undefined || !everybody(rule.share)) continue
    const size = Math.abs(account.contracts[market.place])
    if (size === 0 || habit.promise !== null || habit.topUpsPromised >= rule.times) continue
    const equity = equityOf(world, venue, account)
    if (!(equity > 0 && equity < rule.at * market.maintenanceMargin * size * markOf(world, market))) continue
    const cents = Math.floor(rule.amount * habit.firstDeposit + 0.5)
    habit.promise = { cents, dueStep: world.step + (rule.delaySteps ?? 0) }
    habit.topUpsPromised += 1
    if (habit.promise.dueStep <= world.step) arrive(world, venue, actor)
  }
}

function arrive(world: World, venue: Venue, { account, habit, market }: Actor): void {
  const { promise } = habit
  habit.promise = null
  if (promise === null || account.contracts[market.place] === 0) return
  if (equityOf(world, venue, account) <= 0) world.seen.add('top-up arrives below zero')
  account.cash += promise.cents
  account.deposit += promise.cents
  world.moneyIn += promise.cents
  const halted = isOpen(world, venue) ? '' : ' halted'
  world.seen.add(`top-up${isQueued(venue, account) ? ' queued' : ''}${halted}`)
}

/** The crowd's own trades of phase 5, tested and sized at the mark after the outside flow. */
export function ownTrades(world: World, venue: Venue): void {
  const actors = actorsOf(venue)
  const marks = new Map(venue.markets.map((market) => [market, markOf(world, market)]))
  const markThen = ({ market }: Actor): number => marks.get(market) ?? NaN
  const equityThen = (actor: Actor): number =>
    actor.account.cash + actor.account.contracts[actor.market.place] * markThen(actor)

  for (const actor of actors) {
    if (!isOpen(world, venue)) return
    const { account, habit, market } = actor
    if (!mayTrade(venue, actor, equityThen(actor), markThen(actor))) continue
    const reason = reasonToClose(habit, account, equityThen(actor) - account.deposit)
    if (reason === null) continue
    world.seen.add(reason)
    closeByOwnTrade(world, venue, actor)
    checkBreaker(world, market.venue, 'on own trade')
  }

  for (const actor of actors) {
    if (!isOpen(world, venue)) return
    const { account, habit, market } = actor
    const rule = habit.rules.relever
    if (rule === undefined || rule.below === 0 || !everybody(rule.share) || habit.releverEnded) continue
    const equity = equityThen(actor)
    const mark = markThen(actor)
    if (!mayTrade(venue, actor, equity, mark)) continue
    const size = Math.abs(account.contracts[market.place])
    if (!(size * mark < rule.below * leverageOf(venue, habit) * equity)) continue
    const added = contractsToAdd(world, venue, actor, equity, mark)
    if (added <= 0) {
      habit.releverEnded = true
      world.seen.add('re-lever ended')
      continue
    }
    const side = Math.sign(account.contracts[market.place])
    world.seen.add(side > 0 ? 're-lever long' : 're-lever short')
    tradeLeg(world, market, account, -side * added)
    checkBreaker(world, market.venue, 'on own trade')
  }
}

/** Queued accounts and those below maintenance are the engine's. */
function mayTrade(venue: Venue, { account, market }: Actor, equity: number, mark: number): boolean {
  const size = Math.abs(account.contracts[market.place])
  const required = market.maintenanceMargin * size * mark - Math.pow(2, -51) * size * mark
  return size > 0 && !isQueued(venue, account) && equity >= required
}

function reasonToClose({ rules }: Habit, account: Account, profit: number): string | null {
  const { stopLoss, takeProfit } = rules
  if (stopLoss !== undefined && stopLoss.loss > 0 && everybody(stopLoss.share)) {
    if (profit <= -stopLoss.loss * account.deposit) return 'stop-loss'
  }
  if (takeProfit !== undefined && takeProfit.gain > 0 && everybody(takeProfit.share)) {
    if (profit >= takeProfit.gain * account.deposit) return 'profit-taking'
  }
  return null
}

function closeByOwnTrade(world: World, venue: Venue, { account, market }: Actor): void {
  tradeLeg(world, market, account, account.contracts[market.place])
  account.state = 'closed'
  if (account.cash >= 0) return
  world.seen.add('own close below zero')
  venue.totals.bankruptPositions += 1
  coverDebt(world, venue, account)
  countOwnLoss(venue, account)
}

/** That of the opening, or the highest that a rule has set since. */
function leverageOf({ leverageCap }: Venue, { firstLeverage }: Habit): number {
  return Math.min(firstLeverage, leverageCap)
}

/** Back to that leverage, but never near liquidation and never beyond ten times the first position. */
function contractsToAdd(
  world: World,
  venue: Venue,
  { account, habit, market }: Actor,
  equity: number,
  mark: number,
): number {
  const size = Math.abs(account.contracts[market.place])
  const wanted = Math.floor((leverageOf(venue, habit) * equity - size * mark) / mark)
  const factor = 1.5 * market.maintenanceMargin
  // A cut is an inequality, and where equity is exactly what it asks for, a quotient can lie a hair on either side.
  let marginAllows = Math.floor(equity / (factor * mark)) - size + 1
  while (marginAllows > 0 && equity < factor * (size + marginAllows) * mark) marginAllows -= 1
  const sizeAllows = 10 * habit.firstContracts - size
  if (marginAllows < wanted) world.seen.add('re-lever cut by margin')
  if (sizeAllows < wanted) world.seen.add('re-lever cut by size')
  const capsAllow = roomUnderCaps(venue, market, size, mark)
  if (capsAllow < Math.min(wanted, marginAllows, sizeAllows)) world.seen.add('re-lever cut by a cap')
  return Math.min(wanted, marginAllows, sizeAllows, capsAllow)
}
