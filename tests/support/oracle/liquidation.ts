/**
 * Liquidations (docs/model.md sections 4, 5, 11.1 and 11.4): rounds in which each open venue detects and handles the head
 * of its queue.
 * Part of an oracle that shares no code with the engine.
 */
import {
  ONE_DOLLAR,
  equityOf,
  isBelowMaintenance,
  isClosedOut,
  isQueued,
  legToClose,
  liquidationPrice,
  maintenanceOf,
  openMarkets,
  tradeLeg,
} from './accounts.ts'
import { deleverage } from './deleveraging.ts'
import { ceilStar, floorOfShare, floorStar, sum } from './exact.ts'
import { liquidateLoan } from './lending.ts'
import { countOwnLoss, coverDebt } from './losses.ts'
import { checkBreaker, isOpen, markOf, quote } from './market.ts'
import type { Account, Market, Venue, World } from './world.ts'

/** Phase 6. Rounds go on until one in which nobody handled anything. */
export function liquidate(world: World): void {
  for (const venue of world.venues) venue.capacityLeft = venue.capacity
  for (;;) {
    let handled = false
    for (const venue of world.venues) {
      if (!isOpen(world, venue)) continue
      detect(world, venue)
      if (handleHead(world, venue)) handled = true
    }
    if (!handled) return
  }
}

/** Everybody newly below maintenance joins the tail. */
function detect(world: World, venue: Venue): void {
  const found = venue.accounts.filter((a) => isBelowMaintenance(world, venue, a) && !isQueued(venue, a))
  const single = found.filter((a) => openMarkets(venue, a).length === 1)
  const several = found.filter((a) => openMarkets(venue, a).length > 1)
  const inOrder: Account[] = []
  for (const market of venue.markets) {
    const price = (a: Account): number => liquidationPrice(market, a)
    const longs = single.filter((a) => a.contracts[market.place] > 0)
    const shorts = single.filter((a) => a.contracts[market.place] < 0)
    if (longs.length > 0 && shorts.length > 0) world.seen.add('both sides detected')
    inOrder.push(
      ...longs.sort((a, b) => price(b) - price(a) || a.id - b.id),
      ...shorts.sort((a, b) => price(a) - price(b) || a.id - b.id),
    )
  }
  const cover = (a: Account): number => equityOf(world, venue, a) / maintenanceOf(world, venue, a)
  inOrder.push(...several.sort((a, b) => cover(a) - cover(b) || a.id - b.id))
  if (several.length > 0) world.seen.add('cross detected')
  const dueStep = world.step + venue.latencySteps
  for (const account of inOrder) venue.queue.push({ account, dueStep })
}

/** Handles the head of the queue if it is due and there is room for it; false if there was nothing to handle. */
function handleHead(world: World, venue: Venue): boolean {
  const { chain } = venue
  const head = venue.queue[0]
  if (head === undefined || head.dueStep > world.step || venue.capacityLeft <= 0) return false
  if (chain !== null && chain.slotsLeft <= 0) {
    world.seen.add('chain full')
    return false
  }
  venue.queue.shift()
  const { account } = head
  if (!isBelowMaintenance(world, venue, account)) {
    world.seen.add('released')
    return true
  }
  if (venue.kind === 'lending') {
    const wasBid = liquidateLoan(world, venue, account)
    if (!wasBid) {
      venue.queue.push({ account, dueStep: world.step + 1 })
      return true
    }
  } else {
    liquidatePosition(world, venue, account)
  }
  venue.totals.liquidations += 1
  venue.capacityLeft -= 1
  if (chain !== null) chain.slotsLeft -= 1
  return true
}

/** docs/model.md section 5: one liquidation on an exchange, of an account that is below maintenance. */
function liquidatePosition(world: World, venue: Venue, account: Account): void {
  const market = legToClose(world, venue, account)
  const { place } = market
  const side = Math.sign(account.contracts[place])
  const size = Math.abs(account.contracts[place])

  // 1. how much
  const part = Math.min(size, ceilStar(venue.closeFactor * size))
  const equityBefore = equityOf(world, venue, account)
  let n = equityBefore < ONE_DOLLAR ? size : part
  if (part < size && n === size && equityBefore > 0) world.seen.add('less than a dollar')

  // 2. what selling all of it would leave; no close is put below zero by rounding alone
  const ownCash = cashOfLeg(world, market, account)
  let deficit = 0
  let proceeds: number | undefined
  if (n === size) {
    const { gross, cents } = quote(world, market, side * size)
    if (ownCash + gross >= 0 && ownCash + cents < 0) {
      world.seen.add('not below zero by rounding')
      proceeds = -ownCash
    }
    deficit = Math.max(0, -(ownCash + (proceeds ?? cents)))
  }

  // 3. the layers before the market order
  if (deficit > 0) {
    account.legFoundDeficit = true
    let reach = 0
    for (const layer of venue.waterfall) {
      if (layer === 'insuranceFund') reach += venue.fund
      if (layer === 'venueEquity') reach += venue.equity
      if (layer !== 'adl') continue
      if (deficit > reach) deleverage(world, market, account, ownCash)
      else world.seen.add('adl not reached')
    }
    n = Math.abs(account.contracts[place])
  }

  // 4. the market order and what the fund collects
  const maintenance = maintenanceOf(world, venue, account)
  const partMaintenance = n * market.maintenanceMargin * markOf(world, market)
  const severalLegs = openMarkets(venue, account).some((other) => other !== market)
  if (n > 0) proceeds = tradeLeg(world, market, account, side * n, proceeds)
  const equity = Math.floor(equityOf(world, venue, account))
  if (equity > 0) {
    const share = severalLegs
      ? Math.floor(equity * (partMaintenance / maintenance))
      : isClosedOut(account)
        ? equity
        : floorOfShare(equity, n, size)
    const limit = n > 0 ? floorStar(venue.liquidationFee * Math.abs(proceeds ?? 0)) : 0
    collectFee(world, venue, account, Math.min(share, limit))
    if (deficit > 0) world.seen.add('surplus after partial adl')
  }

  // 5. who pays
  if (isClosedOut(account)) {
    account.state = 'liquidated'
    coverDebt(world, venue, account)
    countOwnLoss(venue, account)
    if (account.legFoundDeficit) venue.totals.bankruptPositions += 1
  } else {
    if (account.contracts[place] === 0) world.seen.add('cross leg closed')
    else world.seen.add('part close')
  }
  if (side < 0) world.seen.add('short liquidated')
  checkBreaker(world, market.bookVenue, 'in liquidations')
}

/** The fee, or all that is left of a closed account where the surplus is the fund's. */
function collectFee(world: World, venue: Venue, account: Account, fee: number): void {
  const allToFund = isClosedOut(account) && venue.surplus === 'fund'
  const collected = allToFund ? account.cash : fee
  account.cash -= collected
  venue.fund += collected
  venue.totals.fees += collected
  if (allToFund) world.seen.add('surplus to fund')
  else if (fee > 0) world.seen.add(isClosedOut(account) ? 'fee on full close' : 'fee on part')
}

/** A leg's own cash: the account's where it is the last open leg, else what its bankruptcy price says. */
function cashOfLeg(world: World, market: Market, account: Account): number {
  const { venue, place } = market
  const open = openMarkets(venue, account)
  if (open.length === 1) return account.cash
  const contracts = account.contracts[place]
  const mark = markOf(world, market)
  const equity = equityOf(world, venue, account)
  const values = open.map((m) => Math.abs(account.contracts[m.place]) * markOf(world, m))
  const share = equity > 0 ? 1 : (Math.abs(contracts) * mark) / sum(values)
  const bankruptcyPrice = mark - (equity * share) / contracts
  return -Math.floor(contracts * bankruptcyPrice + 0.5)
}
