/**
 * Who pays, docs/model.md sections 5 and 6: money layers, auto-deleveraging, socialized loss, bad debt.
 * Part of an oracle that shares no code with the engine: linear scans, and BigInt wherever shares must be exact.
 */
import type { Account, World } from './referenceWorld.ts'
import { currentMark, equityAt, isQueued, profitAt } from './referenceWorld.ts'

/**
 * Takes the debt of a closed account away: the money layers pay in order, the rest waits for the end of the step or
 * is bad debt. Leaves the account's cash at zero.
 */
export function coverDeficit(world: World, account: Account): void {
  const { waterfall } = world.scenario.venue
  let deficit = -account.cash
  const fundBefore = world.totals.fundPaid
  const venueBefore = world.totals.venuePaid
  account.cash = 0
  for (const layer of waterfall) {
    if (layer === 'insuranceFund') {
      const paid = Math.min(deficit, world.fund)
      world.fund -= paid
      world.totals.fundPaid += paid
      deficit -= paid
    }
    if (layer === 'venueEquity') {
      const paid = Math.min(deficit, world.venueEquity)
      world.venueEquity -= paid
      world.totals.venuePaid += paid
      deficit -= paid
    }
  }
  if (world.totals.fundPaid > fundBefore && world.totals.venuePaid > venueBefore)
    world.seen.add('two layers pay at once')
  if (deficit === 0) world.seen.add('money layers cover all')
  if (waterfall.includes('socializedLoss')) world.pending += deficit
  else world.totals.badDebt += deficit
}

/** What the account itself lost, counted just after its position was closed. */
export function countOwnLoss(world: World, account: Account): void {
  world.totals.ownPaid += Math.max(0, account.deposit - account.haircut - account.cash)
}

/** Closes the bankrupt account's position, as far as it goes, against profitable accounts of the other side. */
export function deleverage(world: World, bankrupt: Account): void {
  const mark = currentMark(world)
  const side = Math.sign(bankrupt.contracts)
  const size = Math.abs(bankrupt.contracts)
  const cashBefore = bankrupt.cash
  // There is no ADL at a bankruptcy price that is not above 0.
  if (!(-cashBefore / bankrupt.contracts > 0)) {
    world.seen.add('no adl below zero')
    return
  }

  const profitable = world.accounts.filter(
    (a) => Math.sign(a.contracts) === -side && profitAt(a, mark) > 0 && !isQueued(world, a),
  )
  const candidates = profitable.filter((a) => hasCentLeft(a, cashBefore, size))
  if (candidates.length < profitable.length) world.seen.add('adl no overlap')
  const plan =
    world.scenario.venue.adl.ranking === 'proRata'
      ? proportionally(candidates, size)
      : byRank(world, candidates, size, mark)

  for (const { account, contracts } of plan) {
    const left = Math.abs(bankrupt.contracts) - contracts
    const cashAfter = roundHalfUp(BigInt(cashBefore) * BigInt(left), BigInt(size))
    const taken = bankrupt.cash - cashAfter
    bankrupt.cash = cashAfter
    bankrupt.contracts -= side * contracts
    account.cash += taken
    account.contracts += side * contracts
    if (account.contracts === 0) account.state = 'deleveraged'
    else world.seen.add('adl giver partly closed')
    world.totals.adlContracts += contracts
    world.totals.adlAgainstMark += taken + side * contracts * mark
    world.adlGivers.add(account.id)
  }

  const outcome = plan.length === 0 ? 'no candidates' : bankrupt.contracts === 0 ? 'whole' : 'partial'
  world.seen.add(`adl ${world.scenario.venue.adl.ranking} ${side > 0 ? 'long' : 'short'} ${outcome}`)
}

/** Whether the account would keep at least one cent if closed whole at the bankruptcy price −cash/contracts. */
function hasCentLeft(account: Account, bankruptCash: number, bankruptSize: number): boolean {
  const contracts = BigInt(Math.abs(account.contracts))
  const size = BigInt(bankruptSize)
  return BigInt(account.cash) * size + contracts * BigInt(bankruptCash) >= size
}

type AdlPlan = { account: Account; contracts: number }[]

function byRank(world: World, candidates: Account[], size: number, mark: number): AdlPlan {
  const value = (a: Account): number => Math.abs(a.contracts) * mark
  const entryValue = (a: Account): number =>
    Math.max(value(a) / 100, value(a) - Math.sign(a.contracts) * profitAt(a, mark))
  const base = (a: Account): number =>
    world.scenario.venue.adl.ranking === 'entryValue' ? entryValue(a) : a.deposit
  const score = (a: Account): number => (profitAt(a, mark) / base(a)) * (value(a) / equityAt(a, mark))
  const ranked = [...candidates].sort((a, b) => score(b) - score(a) || a.id - b.id)
  const plan: AdlPlan = []
  let left = size
  for (const account of ranked) {
    const contracts = Math.min(left, Math.abs(account.contracts))
    if (contracts > 0) plan.push({ account, contracts })
    left -= contracts
  }
  return plan
}

function proportionally(candidates: Account[], size: number): AdlPlan {
  const held = candidates.map((a) => Math.abs(a.contracts))
  const available = held.reduce((sum, n) => sum + n, 0)
  const shares = largestRemainder(Math.min(size, available), held)
  return candidates
    .map((account, index) => ({ account, contracts: shares[index] ?? 0 }))
    .filter((entry) => entry.contracts > 0)
}

/** Shares out the losses left pending in this step; what is not collected is bad debt. */
export function socialize(world: World): void {
  if (world.pending === 0) return
  const mark = currentMark(world)
  const { base } = world.scenario.venue.socializedLoss
  const payers = world.accounts.filter((a) => a.contracts !== 0 && !isQueued(world, a))
  let collected = 0
  const collect = (account: Account, cents: number): void => {
    account.cash -= cents
    account.haircut += cents
    collected += cents
  }

  if (base === 'profit') {
    const winners = payers.filter((a) => Math.floor(profitAt(a, mark)) > 0)
    const profits = winners.map((a) => Math.floor(profitAt(a, mark)))
    const limit = profits.reduce((sum, profit) => sum + profit, 0)
    const shares = largestRemainder(Math.min(world.pending, limit), profits)
    winners.forEach((account, index) => collect(account, shares[index] ?? 0))
  } else {
    const solvent = payers.filter((a) => Math.floor(equityAt(a, mark)) > 0)
    const shares = largestRemainder(
      world.pending,
      solvent.map((a) => Math.abs(a.contracts)),
    )
    solvent.forEach((account, index) => {
      collect(account, Math.min(shares[index] ?? 0, Math.floor(equityAt(account, mark))))
    })
  }

  world.seen.add(`socialized ${base}${collected < world.pending ? ' capped' : ''}`)
  if (world.queue.length > 0) world.seen.add('socialized past the queue')
  world.totals.socializedLoss += collected
  world.totals.badDebt += world.pending - collected
  world.pending = 0
}

/**
 * Shares of `total` in proportion to `weights`, in whole units that add up to it: everyone gets the whole part, and
 * the units left go to the largest remainders, ties to the earlier one.
 */
export function largestRemainder(total: number, weights: number[]): number[] {
  const sum = weights.reduce((s, w) => s + BigInt(w), 0n)
  if (sum === 0n) return weights.map(() => 0)
  const products = weights.map((w) => BigInt(total) * BigInt(w))
  const shares = products.map((product) => product / sum)
  const remainders = products.map((product) => product % sum)
  const given = shares.reduce((s, share) => s + share, 0n)
  const order = weights.map((_, index) => index)
  order.sort((a, b) => compareDescending(remainders[a] ?? 0n, remainders[b] ?? 0n) || a - b)
  const lucky = new Set(order.slice(0, Number(BigInt(total) - given)))
  return shares.map((share, index) => Number(share) + (lucky.has(index) ? 1 : 0))
}

function compareDescending(a: bigint, b: bigint): number {
  if (a === b) return 0
  return a > b ? -1 : 1
}

/** floor(numerator / denominator + 1/2) for a positive denominator, exactly. */
function roundHalfUp(numerator: bigint, denominator: bigint): number {
  const top = 2n * numerator + denominator
  const bottom = 2n * denominator
  const quotient = top / bottom
  return Number(top % bottom < 0n ? quotient - 1n : quotient)
}
