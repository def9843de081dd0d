/**
 * The order of one step (docs/model.md sections 4 and 11.4): phase by phase, in a phase venue by venue, in a venue market by
 * market.
 * Part of an oracle that shares no code with the engine.
 */
import { nearest } from '../exactExponential.ts'
import { arbitrage } from './arbitrage.ts'
import { ownTrades, topUps } from './behavior.ts'
import { clear, fail } from './clearing.ts'
import type { ShockInput } from './document.ts'
import { floorStar, sum, toCents } from './exact.ts'
import { reserveOf } from './impact.ts'
import { liquidate } from './liquidation.ts'
import { socialize } from './losses.ts'
import { checkBreaker, fixDepths, isOpen, priceOf, pushIndexes, trade } from './market.ts'
import { loseToOutside, netWorth, withdraw } from './treasury.ts'
import { applyDueRules, ruleOf, setRule, vote } from './votes.ts'
import type { Asset, Market, World } from './world.ts'
import { bookMarkets, marketOf, venueById } from './world.ts'

const LOWEST_PRICE = 1e-6
const HIGHEST_PRICE = 1e9

export function runStep(world: World): void {
  const worthBefore = new Map(world.venues.map((venue) => [venue.id, netWorth(venue)]))
  world.step += 1

  // 1. rules, shocks, fair values, indexes, slots
  applyDueRules(world)
  for (const shock of world.shocks) {
    const length = shock.kind === 'fairValue' ? (shock.overSteps ?? 1) : 1
    if (world.step >= shock.step && world.step < shock.step + length) takeEffect(world, shock)
  }
  for (const asset of world.assets) moveFairValue(world, asset, worthBefore)
  pushIndexes(world)
  for (const chain of world.chains)
    chain.slotsLeft =
      chain.slotsPerStep === null ? Infinity : floorStar(chain.slotsPerStep * chain.slotFactor)

  // 2. decay, depths, top-ups
  for (const { book } of bookMarkets(world)) book.displacement *= 1 - book.resilience
  for (const market of bookMarkets(world))
    market.book.lowestPrice = Math.min(market.book.lowestPrice, priceOf(market))
  fixDepths(world)
  for (const venue of world.venues) topUps(world, venue)

  // 3. and 4. history after a halt, circuit breaker
  for (const venue of world.venues) {
    if (!isOpen(world, venue)) continue
    if (venue.wasHalted) for (const market of venue.markets) market.book.breakerHistory = [priceOf(market)]
    checkBreaker(world, venue, 'at the start')
  }

  // 5. arbitrage, hedges, outside flow, withdrawals, own trades
  for (const asset of world.assets) arbitrage(world, asset)
  for (const market of bookMarkets(world)) adjustHedge(world, market)
  for (const market of bookMarkets(world)) sellFromOutside(world, market)
  for (const venue of world.venues) withdraw(world, venue)
  for (const venue of world.venues) if (isOpen(world, venue)) ownTrades(world, venue)

  // 6. to 10.
  liquidate(world)
  for (const venue of world.venues) socialize(world, venue)
  clear(world)
  fail(world)
  vote(world)

  // 11. record
  for (const venue of world.venues) venue.wasHalted = !isOpen(world, venue)
  for (const market of bookMarkets(world)) recordPrice(market)
}

function takeEffect(world: World, shock: ShockInput): void {
  if (shock.kind === 'fairValue') {
    const { change, overSteps: n = 1 } = shock
    const factor = n === 1 ? 1 + change : nearest.exp(nearest.ln(1 + change) / n)
    for (const asset of world.assets) if (asset.id === shock.asset) asset.shockFactor *= factor
  } else if (shock.kind === 'depth') {
    marketOf(venueById(world, shock.venue), shock.asset).book.depthFactor = shock.factor
  } else if (shock.kind === 'chain') {
    for (const chain of world.chains) {
      if (chain.id !== shock.chain) continue
      chain.slotFactor = shock.slots ?? 1
      chain.gasFactor = shock.gas ?? 1
    }
  } else if (shock.kind === 'loss') {
    loseToOutside(world, venueById(world, shock.venue), toCents(shock.amount))
  } else if (shock.kind === 'rule') {
    setRule(world, venueById(world, shock.venue), ruleOf(shock))
  }
}

/** The price of a pool that quotes what it holds stays where it is when fair value moves. */
function moveFairValue(world: World, asset: Asset, worthBefore: Map<string, number>): void {
  const before = asset.fairs[asset.fairs.length - 1]
  let fair = asset.path[Math.min(world.step, asset.path.length - 1)] * asset.shockFactor
  if (asset.tokenOf !== null) {
    const ratio = (worthBefore.get(asset.tokenOf) ?? NaN) / (world.firstWorth.get(asset.tokenOf) ?? NaN)
    fair *= Math.min(1, Math.max(0.01, ratio))
    world.seen.add('token')
  }
  fair = Math.min(HIGHEST_PRICE, Math.max(LOWEST_PRICE, fair))
  asset.fairs.push(fair)
  for (const { asset: traded, book } of bookMarkets(world)) {
    if (traded !== asset || book.anchor !== 'reserves' || fair === before) continue
    book.displacement += nearest.ln(fair / before)
    book.baseDepth *= Math.sqrt(before / fair)
  }
}

/** In its turn the hedge is brought to its part of what the pool holds. */
function adjustHedge(world: World, market: Market): void {
  const { hedge, hedger } = market.book
  if (hedge === null || (world.step - 1) % hedge.everySteps !== 0 || !isOpen(world, market.venue)) return
  const pool = marketOf(venueById(world, hedge.pool), market.asset.id)
  const n = Math.floor(hedge.share * reserveOf(pool.book)) + hedger.contracts
  if (n === 0) return
  world.seen.add(n > 0 ? 'hedge sells' : 'hedge buys')
  trade(world, market, hedger, n)
  checkBreaker(world, market.venue, 'on hedge')
}

/** The `sell` shocks of the step are one order; a halt cancels it. */
function sellFromOutside(world: World, market: Market): void {
  const contracts = sum(
    world.shocks.map((shock) =>
      shock.kind === 'sell' &&
      shock.step === world.step &&
      shock.venue === market.venue.id &&
      shock.asset === market.asset.id
        ? shock.contracts
        : 0,
    ),
  )
  if (contracts === 0) return
  if (!isOpen(world, market.venue)) {
    const isNew = market.venue.haltedUntil === world.step + (market.venue.breaker?.haltSteps ?? 0) - 1
    world.seen.add(isNew ? 'flow cancelled by breaker' : 'flow in halt')
    return
  }
  trade(world, market, market.book.outside, contracts)
  checkBreaker(world, market.venue, 'on flow')
}

function recordPrice(market: Market): void {
  const { book } = market
  const price = priceOf(market)
  book.breakerHistory.push(price)
  if (book.stress) {
    const change = price / book.priceBefore - 1
    book.variance += (change * change - book.variance) / book.stress.memorySteps
  }
  book.priceBefore = price
}
