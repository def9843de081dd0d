/**
 * What explicit accounts do on their own, docs/model.md section 8: top-ups, stop-losses, profit-taking, re-levering,
 * each for everybody (share 1) or nobody. Part of an oracle that shares no code with the engine.
 */
import type { Account, World } from './referenceWorld.ts'
import {
  checkBreaker,
  currentMark,
  equityAt,
  isBelowMaintenance,
  isHalted,
  isQueued,
} from './referenceWorld.ts'
import { profitAt, trade } from './referenceWorld.ts'
import { countOwnLoss, coverDeficit } from './referenceLosses.ts'

function everybody(share: number | undefined): boolean {
  if (share === undefined || share === 0) return false
  if (share !== 1) throw new Error('the reference knows only shares of 0 and 1')
  return true
}

/** Phase 2b: promised top-ups that are due arrive, then new ones are promised. */
export function topUps(world: World): void {
  const rule = world.scenario.crowd.behavior?.topUp
  if (rule === undefined || !everybody(rule.share)) return
  const mark = currentMark(world)
  for (const account of world.accounts) {
    if (account.promise !== null && account.promise.dueStep <= world.step) arrive(world, account)
  }
  for (const account of world.accounts) {
    if (account.contracts === 0 || account.promise !== null || account.topUpsPromised >= rule.times) continue
    const equity = equityAt(account, mark)
    const wanted = rule.at * world.scenario.venue.maintenanceMargin * Math.abs(account.contracts) * mark
    if (equity > 0 && equity < wanted) {
      const cents = Math.floor(rule.amount * account.firstDeposit + 0.5)
      account.promise = { cents, dueStep: world.step + (rule.delaySteps ?? 0) }
      account.topUpsPromised += 1
      if (account.promise.dueStep <= world.step) arrive(world, account)
    }
  }
}

function arrive(world: World, account: Account): void {
  const promise = account.promise
  account.promise = null
  if (promise === null || account.contracts === 0) return
  if (equityAt(account, currentMark(world)) <= 0) world.seen.add('top-up arrives below zero')
  account.cash += promise.cents
  account.deposit += promise.cents
  world.depositsAndFunds += promise.cents
  const where = `${isQueued(world, account) ? ' queued' : ''}${isHalted(world) ? ' halted' : ''}`
  world.seen.add(`top-up${where}`)
}

/** The crowd's own trades of phase 5, at the mark after the outside flow. */
export function ownTrades(world: World): void {
  const behavior = world.scenario.crowd.behavior
  if (behavior === undefined) return
  const mark = currentMark(world)
  const mayTrade = (account: Account): boolean =>
    account.contracts !== 0 && !isQueued(world, account) && !isBelowMaintenance(world, account, mark)

  for (const account of world.accounts) {
    if (isHalted(world)) return
    if (!mayTrade(account)) continue
    const reason = reasonToClose(world, account, mark)
    if (reason === null) continue
    world.seen.add(reason)
    closeByOwnTrade(world, account)
    checkBreaker(world, 'on own trade')
  }

  const relever = behavior.relever
  if (relever === undefined || relever.below === 0 || !everybody(relever.share)) return
  for (const account of world.accounts) {
    if (isHalted(world)) return
    if (!mayTrade(account) || account.releverEnded) continue
    const equity = equityAt(account, mark)
    const size = Math.abs(account.contracts)
    if (!(size * mark < relever.below * account.firstLeverage * equity)) continue
    const added = contractsToAdd(world, account, mark)
    if (added <= 0) {
      account.releverEnded = true
      world.seen.add('re-lever ended')
      continue
    }
    const side = Math.sign(account.contracts)
    world.seen.add(side > 0 ? 're-lever long' : 're-lever short')
    trade(world, account, -side * added)
    checkBreaker(world, 'on own trade')
  }
}

function reasonToClose(world: World, account: Account, mark: number): string | null {
  const { stopLoss, takeProfit } = world.scenario.crowd.behavior ?? {}
  const profit = profitAt(account, mark)
  if (stopLoss !== undefined && stopLoss.loss > 0 && everybody(stopLoss.share)) {
    if (profit <= -stopLoss.loss * account.deposit) return 'stop-loss'
  }
  if (takeProfit !== undefined && takeProfit.gain > 0 && everybody(takeProfit.share)) {
    if (profit >= takeProfit.gain * account.deposit) return 'profit-taking'
  }
  return null
}

function closeByOwnTrade(world: World, account: Account): void {
  trade(world, account, account.contracts, true)
  account.state = 'closed'
  if (account.cash < 0) {
    world.seen.add('own close below zero')
    world.totals.bankruptPositions += 1
    coverDeficit(world, account)
    countOwnLoss(world, account)
  }
}

/** Back to the leverage of the opening, but never near liquidation and never beyond ten times the first position. */
function contractsToAdd(world: World, account: Account, mark: number): number {
  const equity = equityAt(account, mark)
  const size = Math.abs(account.contracts)
  const wanted = Math.floor((account.firstLeverage * equity - size * mark) / mark)
  const marginAllows = Math.floor(equity / (1.5 * world.scenario.venue.maintenanceMargin * mark)) - size
  const sizeAllows = 10 * account.firstContracts - size
  if (marginAllows < wanted) world.seen.add('re-lever cut by margin')
  if (sizeAllows < wanted) world.seen.add('re-lever cut by size')
  return Math.min(wanted, marginAllows, sizeAllows)
}
